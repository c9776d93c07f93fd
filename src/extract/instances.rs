//! Lists that name the class of their items: A、B等C, C包括A和B.
//!
//! Law: where it cannot be told where an item starts, or whose class it is, nothing is said.

use super::Page;
use super::class_nouns::{Class, class_before, class_behind};
use super::relations::{Argument, Relation, RelationKind};
use super::slots::coordination;
use crate::model::{EntityType, Span, Token};

/// Every item of a list is one of its class.
pub(super) fn classes(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    for clause in &page.segments.clauses {
        for at in clause.span.range() {
            if list_mark(page, at) {
                listed_class(page, clause.span, at, found);
            }
        }
        if let Some(at) = text.find(clause.core, "包括") {
            included(page, clause.core, at, found);
        }
    }
}

/// 等 behind a list; in 等级, 平等, 等待 it is a part of a word.
pub(super) fn list_mark(page: &Page<'_>, at: usize) -> bool {
    let text = page.text;
    if text.key.get(at) != Some(&'等') || page.codebook.cues.at_end("equal_word", &text.key[..=at]).is_some() {
        return false;
    }
    let holder = page.segments.tokens.get(page.segments.tokens.partition_point(|token| token.span.end() <= at));
    holder.is_some_and(|token| token.span.end() <= at + 1)
}

fn push(page: &Page<'_>, item: Span, class: Span, rule: &'static str, found: &mut Vec<Relation>) {
    found.push(Relation {
        kind: RelationKind::InstanceOf,
        from: Argument::Name(item, mentioned(page, item).unwrap_or(EntityType::Term)),
        to: Argument::Name(class, EntityType::Term),
        span: item.cover(class),
        rule,
    });
}

/// A、B等C.
fn listed_class(page: &Page<'_>, clause: Span, at: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    // 等等 is one mark.
    let stop = if at > 0 && text.key[at - 1] == '等' { at - 1 } else { at };
    let begin = list_start(page, clause.start(), stop);
    let Some(start) = open_mark(page, begin.at, stop) else { return };
    let raw = coordination(text, Span::new(start, stop));
    let lead = begin.lead.filter(|_| start == begin.at);
    let items = parallel(page, &raw, lead);
    let Some(class) = class_behind(page, Span::new(at + 1, clause.end()), &items) else { return };
    let led = |word: &str| lead.is_some_and(|lead| text.key_slice(lead) == word);
    // 召开座谈会、论证会等方式: the means is what is done with the items.
    let means = page.codebook.cues.at_end("means_class", text.key(class.head)).is_some();
    if means && lead.is_some_and(|lead| page.codebook.cues.at("means_lead", text.key(lead), 0) != Some(lead.len())) {
        return;
    }
    // 对互联网教育、在|幼儿园同校就读等政策.
    let act = page.codebook.cues.at_end("act_class", text.key(class.head)).is_some();
    if act && ["在", "对", "把", "将", "向", "与", "为", "从"].iter().any(|word| led(word)) {
        return;
    }
    // 固体废物的收集、运输等设施, 分类收集、贮存等制度: the word in front belongs to every item.
    let shared = led("的") || led("之") || raw.first().is_some_and(|first| ends_with_action(page, *first));
    for item in items {
        let bare = words(page, item).len() == 1 && first_tag(page, item).starts_with('v');
        if !(bare && shared) && fits_class(page, item, &class) {
            push(page, unquoted(page, item), class.span, "list-class", found);
        }
    }
}

/// What the class says of an item holds for it: people for a class of people, places for one of places.
fn fits_class(page: &Page<'_>, item: Span, class: &Class) -> bool {
    let text = page.text;
    let cues = &page.codebook.cues;
    let entity_type = mentioned(page, unquoted(page, item));
    let people = cues.at_end("person_class", text.key(class.head)).is_some();
    if people && cues.at_end("person_item", text.key(item)).is_none() && entity_type != Some(EntityType::Person) {
        return false;
    }
    let key = text.key(item);
    // 制订公约、守则等活动: a deed is named by a verb or by its name.
    let deed = cues.at_end("deed_class", text.key(class.head)).is_some();
    if deed && entity_type.is_none() && key.first() != Some(&'“') && !words(page, item).iter().any(|token| token.tag.starts_with('v')) {
        return false;
    }
    // 制定结社、集会等法律: what the law is about.
    let law = cues.at_end("law_class", text.key(class.head)).is_some();
    if law && entity_type != Some(EntityType::Document) && (item.len() < 3 || !key_ends(key, "法律例规则定》")) {
        return false;
    }
    // 设计研发、生产管理等产品: what they are for.
    let thing = cues.at_end("thing_class", text.key(class.head)).is_some();
    if thing && entity_type.is_none() && words(page, item).iter().all(|token| token.tag.starts_with('v')) {
        return false;
    }
    // 种苗、水果等监管场所: what is looked after there.
    let site = cues.at_end("site_class", text.key(class.head)).is_some();
    let named = matches!(entity_type, Some(EntityType::Place | EntityType::Organization));
    if site && !named && cues.at_end("site_item", key).is_none() {
        return false;
    }
    // 建材、家电等企业: their trade.
    let body = cues.at_end("body_class", text.key(class.head)).is_some();
    if body && entity_type != Some(EntityType::Organization) && cues.at_end("body_item", key).is_none() {
        return false;
    }
    let place_class = key_ends(text.key(class.head), "区地国省市县");
    if place_class && entity_type == Some(EntityType::Programme) {
        return false;
    }
    // 对新加坡、日本等服务: a place is an instance of places alone.
    let places = text.key_at(class.span.end() - 1).is_some_and(|c| "区国家地城市省县港方园岛岸台场点".contains(c));
    let built = item.len() > 3 && key_ends(text.key(class.head), "体目程施");
    !(entity_type == Some(EntityType::Place) && !places && !built)
}

fn key_ends(key: &[char], letters: &str) -> bool {
    key.last().is_some_and(|c| letters.contains(*c))
}

/// The items that stand side by side and are whole.
fn parallel(page: &Page<'_>, raw: &[Span], lead: Option<Span>) -> Vec<Span> {
    let mut first = 0;
    let mut tail = None;
    let mut open_list = false;
    for (index, item) in raw.iter().enumerate() {
        let next = raw.get(index + 1);
        // 商品和资金、技术、人才: behind 和 a list of its own.
        let joint = next.map(|next| page.text.key_slice(Span::new(item.end(), next.start())));
        let own =
            joint.is_some_and(|joint| joint.trim() != "、") && raw[index + 1..].windows(2).any(|pair| page.text.key[pair[0].end()] == '、');
        let governs = index > 0 && opens_with_verb(page, *item) && !raw.iter().all(|other| opens_with_verb(page, *other));
        let whole = is_whole(page, *item);
        let behind = open_list && mentioned(page, *item).is_none();
        open_list = own;
        if own || governs || !whole || behind {
            first = index + 1;
            // 所使用的|密码算法、密码协议: a relative clause in front.
            tail = item.range().rev().find(|at| page.text.key[*at] == '的').map(|at| Span::new(at + 1, item.end()));
            tail = tail.filter(|tail| !whole && !own && tail.len() > 1 && is_whole(page, *tail) && !opens_with_verb(page, *tail));
        }
    }
    let mut items: Vec<Span> = tail.into_iter().chain(raw[first..].iter().copied()).collect();
    if first == 0 && !items.is_empty() {
        match first_item(page, &items, lead) {
            Some(item) => items[0] = item,
            None => {
                items.remove(0);
            }
        }
    }
    items.retain(|item| {
        let named = mentioned(page, *item);
        let quantified = words(page, *item)
            .first()
            .is_some_and(|token| page.codebook.cues.at("class_quantifier", page.text.key(token.span), 0) == Some(token.span.len()));
        let counted = quantified || words(page, *item).iter().all(|token| matches!(token.tag, "m" | "q" | "mq" | "x"));
        (2..=20).contains(&item.len()) && !counted && !matches!(named, Some(EntityType::Date | EntityType::Quantity))
    });
    items
}

/// An item without an open bracket, a choice, an adverb, a preposition or a pronoun.
fn is_whole(page: &Page<'_>, item: Span) -> bool {
    if mentioned(page, unquoted(page, item)).is_some() || unquoted(page, item) != item {
        return true;
    }
    let key = page.text.key(item);
    let even = |left: char, right: char| key.iter().filter(|c| **c == left).count() == key.iter().filter(|c| **c == right).count();
    let spaced =
        key.windows(3).any(|three| three[1].is_whitespace() && crate::normalize::is_han(three[0]) && crate::normalize::is_han(three[2]));
    let begins =
        !spaced && key.first() != Some(&'(') && (!first_tag(page, item).is_empty() || page.annotations.starting(item.start()).is_some());
    let listed = item.range().any(|place| list_mark(page, place));
    let marks = begins && !listed && even('(', ')') && even('《', '》') && even('“', '”') && !key.contains(&'或') && !key.contains(&':');
    let inside = page.annotations.splits(item.start()) || page.annotations.splits(item.end());
    let loose = |token: &Token| {
        let joint = matches!(page.text.key(token.span), ['与' | '和' | '及' | '的' | '之']);
        let function = matches!(token.tag, "p" | "c" | "d" | "r" | "ul" | "uz" | "ug" | "y" | "e" | "rz" | "rr");
        function && !joint && page.annotations.holding(token.span).is_none()
    };
    let joined =
        words(page, item).first().is_some_and(|token| token.tag == "c" || matches!(page.text.key(token.span), ['和' | '与' | '及']));
    // 中央预算内: no thing.
    let local = matches!(key.last(), Some('内' | '中' | '上' | '下' | '前' | '后' | '式'));
    marks && !inside && !joined && !local && !words(page, item).iter().any(loose)
}

/// The first item, if it is known where it starts: what stands in front of a list is easily taken into it.
fn first_item(page: &Page<'_>, items: &[Span], lead: Option<Span>) -> Option<Span> {
    let text = page.text;
    let item = items[0];
    let others = &items[1..];
    if mentioned(page, unquoted(page, item)).is_some() {
        return Some(item);
    }
    // 失去了X、Y、Z等: where the others are names of one type, so is the first.
    let named = |span: &Span| page.annotations.ending(span.end()).filter(|mention| span.contains(mention.span));
    if let (Some(mention), Some(other)) = (named(&item), others.first().and_then(named))
        && mention.entity_type == other.entity_type
        && !text.key(item).contains(&'“')
        && others.iter().all(|other| mentioned(page, *other) == Some(mention.entity_type))
    {
        return Some(mention.span);
    }
    let denied = |span: &Span| text.key_at(span.start()) == Some('不');
    let quoted = |span: &Span| matches!(text.key_at(span.start()), Some('“' | '‘'));
    // 中央与|地方、国家与企业; 领导|不力、管理不善.
    let paired = text.ends_with(item.start(), "与") && others.iter().any(|other| text.key(*other).contains(&'与'));
    if paired || denied(&item) != others.iter().any(denied) && denied(&item) {
        return None;
    }
    if !quoted(&item) && text.key(item).contains(&'“') {
        return None;
    }
    // 出口监管|仓库: the verb is a part of a name.
    let compound = lead.is_some_and(|lead| {
        let before = page.segments.tokens.partition_point(|token| token.span.end() <= lead.start());
        let noun = before.checked_sub(1).map(|index| &page.segments.tokens[index]);
        let tag = tag_at(page, lead.start());
        (tag == "vn" || !tag.starts_with(['v', 'p', 'c', 'u', 'd']))
            && noun.is_some_and(|noun| noun.span.end() == lead.start() && noun.tag.starts_with('n'))
    });
    let inner = |span: Span| {
        let tokens = words(page, span);
        let inside = &tokens[..tokens.len().saturating_sub(1)];
        inside.iter().any(|token| token.tag == "v" && page.annotations.holding(token.span).is_none())
    };
    let tokens = words(page, item);
    let opens = |span: &Span| {
        let directive = page.codebook.cues.at("directive_verb", text.key(*span), 0).is_some_and(|length| length < span.len());
        first_tag(page, *span) == "v" || first_tag(page, *span) == "vn" && directive
    };
    if tokens.len() > 1 && opens(&item) && !others.iter().any(opens) {
        return None;
    }
    let clause = inner(item) && !others.iter().any(|other| inner(*other));
    let longest = others.iter().map(|other| other.len()).max().unwrap_or(6);
    let long = item.len() > 8 && item.len() > longest * 5 / 2;
    // 创新|驱动、民生: a verb among nouns.
    let nouns = others.iter().all(|other| !ends_with_verb(page, *other) || other.len() > 3);
    let stray = tokens.len() == 1 && tokens[0].tag.starts_with('v') && nouns;
    (!compound && !clause && !long && !stray).then_some(item)
}

fn mentioned(page: &Page<'_>, span: Span) -> Option<EntityType> {
    page.annotations.starting(span.start()).filter(|mention| mention.span == span).map(|mention| mention.entity_type)
}

fn words<'a>(page: &'a Page<'_>, span: Span) -> &'a [Token] {
    page.segments.tokens_in(span)
}

fn tag_at(page: &Page<'_>, place: usize) -> &'static str {
    let index = page.segments.tokens.partition_point(|token| token.span.start() < place);
    page.segments.tokens.get(index).filter(|token| token.span.start() == place).map_or("", |token| token.tag)
}

fn first_tag(page: &Page<'_>, item: Span) -> &'static str {
    tag_at(page, item.start())
}

fn ends_with_verb(page: &Page<'_>, item: Span) -> bool {
    words(page, item).last().is_some_and(|token| token.tag.starts_with('v'))
}

/// 建筑垃圾分类收集: a noun and what is done to it.
fn ends_with_action(page: &Page<'_>, item: Span) -> bool {
    words(page, item).len() > 1 && ends_with_verb(page, item)
}

/// A verb and its object; 支持资金 is a noun where the codebook knows no directive in it.
fn opens_with_verb(page: &Page<'_>, item: Span) -> bool {
    let key = page.text.key(item);
    let directive = page.codebook.cues.at("directive_verb", key, 0).is_some_and(|length| length >= 2 && length < key.len());
    first_tag(page, item) == "v" && directive && mentioned(page, item).is_none()
}

/// A list that starts outside a bracket or a quotation and ends inside starts behind the mark; one that ends outside is none.
fn open_mark(page: &Page<'_>, start: usize, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    for place in start..at {
        match page.text.key[place] {
            '(' | '“' => open.push(place),
            ')' | '”' => {
                open.pop()?;
            }
            _ => {}
        }
    }
    Some(open.last().map_or(start, |place| place + 1))
}

fn unquoted(page: &Page<'_>, span: Span) -> Span {
    let key = page.text.key(span);
    if key.len() > 2 && matches!(key[0], '“' | '‘') && matches!(key[key.len() - 1], '”' | '’') {
        Span::new(span.start() + 1, span.end() - 1)
    } else {
        span
    }
}

/// Where a list starts, and the word in front of it that shows so.
struct Begin {
    at: usize,
    lead: Option<Span>,
}

/// Where the first item of a list starts: behind the last verb or preposition before the first 、.
fn list_start(page: &Page<'_>, clause_start: usize, at: usize) -> Begin {
    let text = page.text;
    let mut first_mark = at;
    let mut place = at;
    while place > clause_start {
        place -= 1;
        match text.key[place] {
            '、' => first_mark = place,
            '，' | '；' | '。' | '：' => break,
            _ => {}
        }
    }
    let head = Span::new(place.max(clause_start), first_mark);
    let mut start = head.start() + usize::from(matches!(text.key.get(head.start()), Some('，' | '；' | '。' | '：')));
    let mut lead = None;
    let mut from = start;
    let mut depth = 0;
    while from < first_mark {
        let key = &text.key[..first_mark];
        let verb = page.codebook.cues.at("directive_verb", key, from).filter(|length| *length >= 2);
        let other = page.codebook.cues.at("list_lead", key, from);
        let tokens = &page.segments.tokens;
        // 切实做好 is one word for the segmenter.
        let ends = |length: usize| {
            let token = tokens.binary_search_by_key(&(from + length), |token| token.span.end()).ok().map(|index| &tokens[index]);
            length > 1 && token.is_some_and(|token| !token.tag.starts_with('n'))
        };
        let starts = tokens.binary_search_by_key(&from, |token| token.span.start()).is_ok();
        // 保障|性住房 is no verb and its object; “以购代捐” is one name.
        let inside = |length: usize| length > 1 && matches!(key.get(from + length), Some('性' | '型' | '化'));
        depth += i32::from(key[from] == '“') - i32::from(key[from] == '”');
        match verb.max(other).filter(|length| depth <= 0 && !inside(*length)) {
            Some(length) if (starts || ends(length)) && !page.annotations.splits(from) && from + length < first_mark => {
                lead = Some(Span::new(from, from + length));
                from += length;
                start = from;
                for particle in ["好", "了", "着", "以", "一批", "各类", "各种"] {
                    if text.starts_with(start, particle) && start + particle.chars().count() < first_mark {
                        start += particle.chars().count();
                        from = start;
                        break;
                    }
                }
            }
            _ => from += 1,
        }
    }
    Begin { at: start, lead }
}

/// C包括A和B.
fn included(page: &Page<'_>, clause: Span, at: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let begin = list_start(page, clause.start(), at).at;
    let Some(class) = class_before(page, Span::new(begin, at)) else { return };
    let mut list = Span::new(at + 2, clause.end());
    if let Some(mark) = list.range().find(|place| list_mark(page, *place)) {
        list = Span::new(list.start(), mark);
    }
    let items = coordination(text, list);
    let whole = |item: &Span| is_whole(page, *item) && item.len() <= 10 && !text.key(*item).contains(&'的');
    if items.len() < 2 || !items.iter().all(whole) {
        return;
    }
    for item in items {
        push(page, item, class, "includes", found);
    }
}
