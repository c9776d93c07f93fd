//! Lists that name the class of their items: A、B等C, C包括A和B.
//!
//! Law: where it cannot be told where an item starts, or whose class it is, nothing is said.

use super::Page;
use super::class_fit::{fits_class, told_by_fields};
use super::class_nouns::{class_before, class_behind};
use super::item_words::{
    behind_first, behind_inner_verb, ends_with_action, ends_with_verb, first_tag, has_verb, is_verb_alone, mentioned, open_mark,
    opens_with_directive, opens_with_verb, tag_at, unquoted, without_note, words,
};
use super::list_start::list_start;
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
    // 江帆主任: the person, not the post.
    let item = match page.annotations.inside(item) {
        [person, post]
            if (person.entity_type, post.entity_type) == (EntityType::Person, EntityType::Post) && person.span.cover(post.span) == item =>
        {
            person.span
        }
        // 黎望同志: 同志 is how he is addressed, no part of his name.
        [person] if person.entity_type == EntityType::Person && person.span.start() == item.start() => {
            let rest = page.text.key(Span::new(person.span.end(), item.end()));
            let addressed = page.codebook.cues.at("form_of_address", rest, 0) == Some(rest.len());
            if addressed { person.span } else { item }
        }
        _ => item,
    };
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
    let raw = quoted_apart(page, coordination(text, Span::new(start, stop)));
    let lead = begin.lead.filter(|_| start == begin.at);
    let items = parallel(page, &raw, lead);
    let Some(class) = class_behind(page, Span::new(at + 1, clause.end()), &items) else { return };
    if told_by_fields(page, &items, &class) {
        return;
    }
    let led = |word: &str| lead.is_some_and(|lead| text.key_slice(lead) == word);
    // 召开座谈会、论证会等方式: the means is what is done with the items.
    let means = page.codebook.cues.at_end("means_class", text.key(class.head)).is_some();
    if means && lead.is_some_and(|lead| page.codebook.cues.at("means_lead", text.key(lead), 0) != Some(lead.len())) {
        return;
    }
    // 通过优化设计，鼓励采用|新材料、新工艺等方式: the way is all of it.
    let governed = lead.is_some_and(|lead| {
        let before = page.segments.tokens.partition_point(|token| token.span.end() <= lead.start());
        let verb = before.checked_sub(1).map(|index| &page.segments.tokens[index]);
        verb.is_some_and(|verb| {
            verb.span.end() == lead.start() && page.codebook.cues.at("promote", page.text.key(verb.span), 0) == Some(verb.span.len())
        })
    });
    if means && governed {
        return;
    }
    // 对互联网教育、在|幼儿园同校就读等政策.
    let act = page.codebook.cues.at_end("act_class", text.key(class.head)).is_some();
    if act && ["在", "对", "把", "将", "向", "与", "为", "从"].iter().any(|word| led(word)) {
        return;
    }
    // 出台|鼓励民间投资等政策: what is done belongs to the item.
    let double = lead.is_some_and(|lead| {
        let before = page.segments.tokens.partition_point(|token| token.span.end() <= lead.start());
        let verb = before.checked_sub(1).map(|index| &page.segments.tokens[index]);
        let stance = page.codebook.cues.at("stance_verb", text.key(lead), 0) == Some(lead.len());
        stance && verb.is_some_and(|verb| verb.span.end() == lead.start() && verb.tag == "v")
    });
    let items = if act && double && items.first().is_some_and(|item| item.start() == begin.at) { items[1..].to_vec() } else { items };
    // 固体废物的收集、运输等设施, 分类收集、贮存等制度: the word in front belongs to every item.
    let shared = led("的") || led("之") || raw.first().is_some_and(|first| ends_with_action(page, *first));
    // 人才培养、引进、使用等制度.
    let ruled = page.codebook.cues.at_end("rule_class", text.key(class.head)).is_some();
    let bare = |item: &Span| item.len() == 2 && matches!(words(page, *item), [token] if token.tag.starts_with('v'));
    let shared = shared || ruled && raw.len() > 2 && raw[0].len() > 3 && raw[1..].iter().all(bare);
    // 转让|冠名权、开发权等方式: the objects of a verb are no way of doing something.
    let objects = act && raw.iter().any(|item| opens_with_verb(page, *item) && !ends_with_verb(page, *item));
    let named = |item: Span| unquoted(page, item) != item || mentioned(page, item).is_some();
    // 可以采取建立|家长学校等方式.
    let done = |item: Span| {
        let inner = raw.iter().any(|other| *other != item && behind_inner_verb(page, *other) == Some(item));
        inner && page.codebook.cues.at_end("means_taken", &text.key[..item.start()]).is_none()
    };
    // 提供必要的|场所、资金等方式.
    let objects = objects || means && led("的");
    let deed = |item: &Span| !act || named(*item) || !(done(*item) || objects && !has_verb(page, *item));
    let items = items.into_iter().filter(deed).collect();
    for item in last_alone(page, &raw, items) {
        let bare = words(page, item).len() == 1 && first_tag(page, item).starts_with('v');
        if !(bare && shared) && fits_class(page, item, &class) {
            push(page, unquoted(page, item), class.span, "list-class", found);
        }
    }
}

/// 煤炭、石油和电力输送管网: what the last noun says may hold for the nouns before it, so only the last is whole.
fn last_alone(page: &Page<'_>, raw: &[Span], items: Vec<Span>) -> Vec<Span> {
    let [.., before, last] = raw else { return items };
    let joint = page.text.key_slice(Span::new(before.end(), last.start()));
    let tokens = words(page, *last);
    let [first, inner @ .., head] = tokens else { return items };
    let deed = !inner.is_empty() && inner.iter().all(|token| token.tag.starts_with('v'));
    let compound = first.tag.starts_with('n') && deed && head.tag.starts_with('n');
    // 风沙源和石漠化|治理: so may the deed.
    let done = inner.is_empty() && first.tag.starts_with('n') && head.tag == "vn";
    if joint.trim() == "、" || !(compound || done) {
        return items;
    }
    let plain =
        |item: &Span| matches!(words(page, *item), [token] if token.tag.starts_with('n')) && (compound || mentioned(page, *item).is_none());
    let sharing = raw[..raw.len() - 1].iter().rev().take_while(|item| plain(item)).count();
    let shared = &raw[raw.len() - 1 - sharing..raw.len() - 1];
    items.into_iter().filter(|item| !shared.contains(item)).collect()
}

/// “湘超”“村超”: names in quotation marks need no mark between them.
fn quoted_apart(page: &Page<'_>, raw: Vec<Span>) -> Vec<Span> {
    let mut parts = Vec::new();
    for item in raw {
        let mut start = item.start();
        for place in item.range().skip(1) {
            if page.text.key[place] == '“' && matches!(page.text.key[place - 1], '”' | ']' | '］') {
                parts.push(Span::new(start, place));
                start = place;
            }
        }
        parts.push(Span::new(start, item.end()));
    }
    parts
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
        // 逐步强化、优化|编程: verbs side by side share what follows.
        let behind_verbs = index > 0 && raw[..index].iter().all(|other| is_verb_alone(page, *other));
        // 抛撒、堆放、掩埋|工业废物、渣土.
        let object = matches!(words(page, *item), [verb, .., noun] if verb.tag == "v" && noun.tag.starts_with('n'));
        let acts = object && index > 1 && next.is_some() && is_verb_alone(page, raw[index - 1]) && mentioned(page, *item).is_none();
        let governs = governs || behind_verbs && opens_with_directive(page, *item) || acts;
        // 跨河、临河的|桥梁、码头: what stands in front of the first 的 says more of what is behind it.
        let of = |item: &Span| {
            let key = page.text.key(*item);
            mentioned(page, *item).is_none() && key.iter().skip(1).any(|c| *c == '的') && !key.iter().any(|c| matches!(c, '“' | '('))
        };
        let shared = index > 0
            && next.is_some()
            && of(item)
            && !raw[..index].iter().any(of)
            && !raw[..index].iter().any(|other| mentioned(page, *other).is_some());
        let whole = is_whole(page, *item);
        // 在人行道、公共场地上|设置|隔离桩、地锁: the list starts behind the verb.
        let acted = Some(item).filter(|_| index > 0).and_then(|item| behind_inner_verb(page, *item));
        let behind = open_list && mentioned(page, *item).is_none();
        open_list = own;
        if let Some(object) = acted {
            first = index + 1;
            tail = Some(object);
        } else if own || governs || shared || !whole || behind {
            first = index + 1;
            // 所使用的|密码算法、密码协议: a relative clause in front.
            tail = item.range().rev().find(|at| page.text.key[*at] == '的').map(|at| Span::new(at + 1, item.end()));
            tail =
                tail.filter(|tail| (!whole || shared) && !own && tail.len() > 1 && is_whole(page, *tail) && !opens_with_verb(page, *tail));
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
    for item in &mut items {
        // 加强|对河流、湖泊的: what the deed is done to.
        let toward = matches!(page.text.key[item.start()], '对' | '与' | '同')
            && page.codebook.cues.at_end("directive_verb", &page.text.key[..item.start()]).is_some();
        let particle = (toward || matches!(page.text.key[item.start()], '之' | '的')) && item.len() > 2;
        *item = without_note(page, behind_first(page, Span::new(item.start() + usize::from(particle), item.end())));
    }
    items.retain(|item| {
        let named = mentioned(page, *item);
        let quantified = words(page, *item)
            .first()
            .is_some_and(|token| page.codebook.cues.at("class_quantifier", page.text.key(token.span), 0) == Some(token.span.len()));
        let counted = quantified || words(page, unquoted(page, *item)).iter().all(|token| matches!(token.tag, "m" | "q" | "mq" | "x"));
        let vague = matches!(page.text.key_slice(*item).as_str(), "行业" | "专业" | "领域" | "方面" | "环节")
            // 剧毒、放射性等物品, 生命支持类等设备, 人和|集团.
            || named.is_none() && item.len() > 2 && matches!(page.text.key(*item).last(), Some('性' | '类'))
            || page.text.starts_with(item.start(), "集团");
        (2..=20).contains(&item.len()) && !counted && !vague && !matches!(named, Some(EntityType::Date | EntityType::Quantity))
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
        let function = matches!(token.tag, "p" | "c" | "d" | "r" | "ul" | "uz" | "ug" | "uv" | "y" | "e" | "rz" | "rr");
        // 發現新證據, 泰安等市推进火箭: a statement is no name.
        let says = page.codebook.cues.at("taking_verb", page.text.key(token.span), 0) == Some(token.span.len());
        let lists = token.span.start() > item.start() && page.text.key(token.span)[0] == '等';
        (function || says || lists) && !joint && page.annotations.holding(token.span).is_none()
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
    // 合成生物学创新|中心: the noun of a name whose rest stands in front.
    let severed = lead.is_some_and(|lead| {
        let before = page.segments.tokens.partition_point(|token| token.span.end() <= lead.start());
        let noun = before.checked_sub(1).map(|index| &page.segments.tokens[index]);
        words(page, item).len() == 1
            && page.codebook.cues.at("attributive_verb", text.key(lead), 0) == Some(lead.len())
            && noun.is_some_and(|noun| noun.span.end() == lead.start() && !noun.tag.starts_with(['x', 'u', 'c', 'p', 'd']))
    });
    if severed {
        return None;
    }
    // 出口监管|仓库: the verb is a part of a name.
    let compound = lead.is_some_and(|lead| {
        let before = page.segments.tokens.partition_point(|token| token.span.end() <= lead.start());
        let noun = before.checked_sub(1).map(|index| &page.segments.tokens[index]);
        let tag = tag_at(page, lead.start());
        (tag == "vn" || !tag.starts_with(['v', 'p', 'c', 'u', 'd']))
            && noun.is_some_and(|noun| noun.span.end() == lead.start() && noun.tag.starts_with(['n', 's']))
    });
    let inner = |span: Span| {
        let tokens = words(page, span);
        let inside = &tokens[..tokens.len().saturating_sub(1)];
        inside.iter().any(|token| token.tag == "v" && page.annotations.holding(token.span).is_none())
    };
    let tokens = words(page, item);
    let opens = |span: &Span| {
        let directive = page.codebook.cues.at("directive_verb", text.key(*span), 0).is_some_and(|length| length < span.len());
        let sort = words(page, *span)
            .first()
            .is_some_and(|word| page.codebook.cues.at("sort_word", text.key(word.span), 0) == Some(word.span.len()));
        !sort && (first_tag(page, *span) == "v" || first_tag(page, *span) == "vn" && directive)
    };
    if tokens.len() > 1 && opens(&item) && !others.iter().any(opens) {
        return None;
    }
    let clause = inner(item) && !others.iter().any(|other| inner(*other));
    // 优势产区|生产|棉花、油料: who does what to the first of single words.
    let acted = tokens.len() > 2
        && tokens[1..tokens.len() - 1].iter().any(|token| token.tag == "vn")
        && others.len() > 1
        && others.iter().all(|other| words(page, *other).len() == 1 && other.len() < 4);
    let clause = clause || acted;
    let longest = others.iter().map(|other| other.len()).max().unwrap_or(6);
    let long = item.len() > 8 && item.len() > longest * 5 / 2;
    // 创新|驱动、民生: a verb among nouns.
    let nouns = others.iter().all(|other| !ends_with_verb(page, *other) || other.len() > 3);
    let stray = tokens.len() == 1 && tokens[0].tag.starts_with('v') && nouns;
    (!compound && !clause && !long && !stray).then_some(item)
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
    let mut items = coordination(text, list);
    // 能源规划包括…、省、自治区、直辖市能源规划: where the last ends like the class, the others that do not may share its end.
    let head = text.key(class);
    let headed = |item: &Span| text.key(*item).ends_with(&head[head.len().saturating_sub(2)..]);
    let whole = |item: &Span| is_whole(page, *item) && item.len() <= 10 && !text.key(*item).contains(&'的');
    if items.len() < 2 || !items.iter().all(whole) {
        return;
    }
    if items.last().is_some_and(headed) {
        items.retain(headed);
    }
    for item in items {
        push(page, item, class, "includes", found);
    }
}
