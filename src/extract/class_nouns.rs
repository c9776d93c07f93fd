//! The class that a list names: 核心技术 in A、B等核心技术.
//!
//! Law: a class ends in a noun that things are classed by, and says more than that they are many.

use super::Page;
use crate::model::{EntityType, Span, Token};

/// The class of a list: its words, and the noun that it ends in.
pub(super) struct Class {
    pub span: Span,
    pub head: Span,
}

/// The class behind 等: up to a verb, a particle or the end of the clause. Where the noun phrase goes
/// on and it cannot be told which of its nouns the listed things are, there is none.
pub(super) fn class_behind(page: &Page<'_>, rest: Span, items: &[Span]) -> Option<Class> {
    let text = page.text;
    let tokens = tokens_from(page, rest);
    let tokens = unquantified(page, tokens);
    let run = nominal_run(page, tokens);
    let (first, last) = class_heads(page, run, items)?;
    // 接种等|优化服务流程: an action and its object.
    if is(page, "opening_verb", run[0].span) || ["申请", "达成"].iter().any(|verb| text.starts_with(run[0].span.start(), verb)) {
        return None;
    }
    // 浪费|食品|的节目: what is done in the things behind it.
    if run[0].tag.starts_with('v') && last > 0 && text.starts_with(run[last].span.end(), "的") {
        let deed = page.codebook.cues.at("directive_verb", text.key(run[0].span), 0).is_some();
        if run[0].tag == "v" || deed && is(page, "opening_verb", run[0].span) {
            return None;
        }
    }
    // 多种|形式 is one word for the segmenter.
    let start = unprefixed(page, run[0].span).start();
    // 16|个省, 各|项事业: the unit is no part of it either; 个案, 个性化 are words.
    let whole = run[0].span.len() > 1 && run[0].span.start() == start && !text.key_at(rest.start()).is_some_and(is_number);
    let unit = text.key[start] == '个' && !whole || text.key[start] == '项' && text.key_at(start + 1) != Some('目');
    let start = start + usize::from(unit && start + 1 < run[last].span.end());
    let class = Class { span: Span::new(start, run[last].span.end()), head: run[last].span };
    let end = class.span.end();
    // 法律|、法规和政策.
    let conjoined = end < rest.end() && matches!(text.key[end], '、' | '和' | '与' | '及' | '或') || text.starts_with(end, "以及");
    let lists_on = (end + 1..rest.end()).any(|place| super::instances::list_mark(page, place));
    if conjoined && (text.key[end] == '、' || !lists_on) {
        return None;
    }
    let behind = tokens.get(last + 1).filter(|token| token.span.start() == end && token.span.end() <= rest.end());
    if behind.is_some_and(|token| goes_on(page, token, &tokens[last + 2..])) {
        return None;
    }
    // 等领域, 等各项工作, 等方面|体制: a way to speak.
    // 三大类, 八区: only how many.
    let short = class.span.len() == 2 || text.key(class.span).last() == Some(&'类');
    let counted = short && text.key_at(class.span.start()).is_some_and(is_number);
    let empty = text.starts_with(class.span.start(), "方面")
        || counted
        || topical(page, &class, items)
        || first == 0 && run[..=last].iter().all(|token| is(page, "class_empty", unprefixed(page, token.span)));
    (!empty && (2..=14).contains(&class.span.len())).then_some(class)
}

/// C in C包括A、B: the whole noun phrase in front.
pub(super) fn class_before(page: &Page<'_>, whole: Span) -> Option<Span> {
    let tokens = page.segments.tokens_in(whole);
    let last = tokens.last().filter(|last| last.span.end() == whole.end())?;
    let nominal = tokens.iter().all(|token| is_nominal(page, token) || matches!(token.tag, "b" | "a" | "v"));
    let fits = nominal && whole.len() <= 12 && heads_class(page, last);
    (fits && !(is(page, "class_empty", last.span) && tokens.len() < 3)).then_some(whole)
}

/// 服务贸易、数字贸易等政策体系, 林地、草原等承包经营制度: what the class is about, unless the items end like it or are places.
fn topical(page: &Page<'_>, class: &Class, items: &[Span]) -> bool {
    let head = page.text.key(class.head);
    // 环境污染|问题: the noun in front says what it is about.
    let whole = page.text.key(class.span);
    let empty = ["问题", "现象", "情况"].iter().find(|word| page.text.ends_with(class.span.end(), word));
    let head = if empty.is_some() && whole.len() > 2 { &whole[..whole.len() - 2] } else { head };
    let alike = |item: &Span| {
        let place = page.annotations.holding(*item).is_some_and(|mention| mention.entity_type == EntityType::Place);
        place || page.text.key(*item).last() == head.last()
    };
    let acts = page.segments.tokens_in(class.span).iter().rev().skip(1).any(|token| token.tag == "vn" || token.tag == "v");
    let deed = |item: &Span| page.segments.tokens_in(*item).iter().any(|token| token.tag.starts_with('v'));
    let ruled = (acts || class.head.len() > 3)
        && page.codebook.cues.at_end("rule_class", page.text.key(class.head)).is_some()
        && items.iter().filter(|item| deed(item)).count() * 2 < items.len();
    (ruled || page.codebook.cues.at_end("topic_class", head).is_some()) && !items.iter().any(alike)
}

fn is(page: &Page<'_>, group: &str, span: Span) -> bool {
    let word = page.text.key(span);
    page.codebook.cues.at(group, word, 0) == Some(word.len())
}

fn tokens_from<'a>(page: &'a Page<'_>, rest: Span) -> &'a [Token] {
    let first = page.segments.tokens.partition_point(|token| token.span.start() < rest.start());
    let all = page.segments.tokens.get(first..).unwrap_or_default();
    let mut end = rest.start();
    let count = all
        .iter()
        .take_while(|token| {
            let joined = token.span.start() == end && token.span.end() <= rest.end();
            end = token.span.end();
            joined
        })
        .count();
    &all[..count]
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百千万亿两几".contains(c)
}

/// 16个|省, 各类|企业: how many there are is no part of the class.
fn unquantified<'a>(page: &Page<'_>, tokens: &'a [Token]) -> &'a [Token] {
    let number = |token: &Token| page.text.key(token.span).iter().all(|c| is_number(*c) || matches!(c, '余' | '多' | '个'));
    let mut counted = false;
    let count = tokens
        .iter()
        .enumerate()
        .take_while(|(index, token)| {
            let unit = counted && token.span.len() == 1 && index + 1 < tokens.len();
            counted = number(token);
            counted || unit || is(page, "class_quantifier", token.span)
        })
        .count();
    &tokens[count..]
}

/// 各个|方面 is one word for the segmenter.
fn unprefixed(page: &Page<'_>, word: Span) -> Span {
    // 全球, 多边: one character is a part of the word, but for 各.
    let key = page.text.key(word);
    let length = page.codebook.cues.at("class_quantifier", key, 0);
    let length = length.filter(|length| *length < word.len() && (*length > 1 || key[0] == '各'));
    length.map_or(word, |length| Span::new(word.start() + length, word.end()))
}

/// Nouns and what stands in front of them; a verb only in front of the first noun of a class.
fn nominal_run<'a>(page: &Page<'_>, tokens: &'a [Token]) -> &'a [Token] {
    let mut headed = false;
    let mut count = 0;
    for token in tokens.iter().take(9) {
        let modifier = matches!(token.tag.chars().next(), Some('a' | 'b')) && token.tag != "ad" || token.tag == "eng";
        // 大宗 is a number for the segmenter.
        let modifier = modifier || token.tag == "m";
        let inner_verb = token.tag == "v"
            && !headed
            && count > 0
            && !is(page, "class_action", tokens[count - 1].span)
            && tokens.get(count + 1).is_some_and(|next| heads_class(page, next));
        // 渠道|组织|开展: a verb behind the noun, though things are classed by it as well.
        let predicate = headed && token.tag == "v" && tokens.get(count + 1).is_some_and(|next| next.tag.starts_with('v'));
        if predicate || !is_nominal(page, token) && !modifier && !inner_verb || is(page, "class_quantifier", token.span) {
            break;
        }
        headed |= heads_class(page, token) || heads_class_unprefixed(page, token);
        count += 1;
        // 方式|筹集|资金: in these ways something is done.
        let way = is(page, "means_class", token.span) && tokens.get(count).is_some_and(|next| next.tag.starts_with('v'));
        if way && tokens.get(count + 1).is_some_and(|object| object.span.start() == tokens[count].span.end()) {
            break;
        }
    }
    &tokens[..count]
}

fn is_nominal(page: &Page<'_>, token: &Token) -> bool {
    matches!(token.tag.chars().next(), Some('n' | 'j' | 'l' | 'i' | 's' | 't'))
        || token.tag == "vn"
        || heads_class(page, token)
        || page.annotations.holding(token.span).is_some_and(|mention| mention.entity_type == EntityType::Technology)
}

/// 多种手段: one word for the segmenter.
fn heads_class_unprefixed(page: &Page<'_>, token: &Token) -> bool {
    let bare = unprefixed(page, token.span);
    bare != token.span && page.codebook.cues.at_end("class_head", page.text.key(bare)).is_some()
}

/// The word ends in a noun that things are classed by.
fn heads_class(page: &Page<'_>, token: &Token) -> bool {
    let word = page.text.key(token.span);
    let cues = &page.codebook.cues;
    if ["class_stop", "class_attribute", "class_action"].iter().any(|group| is(page, group, token.span)) {
        return false;
    }
    let end = cues.at_end("class_head", word).is_some_and(|(start, _)| start == 0 || token.tag.starts_with(['n', 'l', 'j', 'x']));
    end || word.len() >= 2 && token.tag.starts_with('n') && cues.at_end("class_suffix", word).is_some()
}

/// First and last place of the nouns that end the class. 产业|创新|平台 has two: what the items end in decides, or nobody can.
fn class_heads(page: &Page<'_>, run: &[Token], items: &[Span]) -> Option<(usize, usize)> {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (place, token) in run.iter().enumerate() {
        // 统一规划 behind a noun is what is done.
        let phrase = place > 0 && token.tag.starts_with('l') && !is(page, "class_head", token.span);
        if !heads_class(page, token) || phrase {
            continue;
        }
        match groups.last_mut() {
            Some(group) if group.1 + 1 == place => group.1 = place,
            _ => groups.push((place, place)),
        }
    }
    let ends_items = |place: usize| {
        let head = page.text.key(run[place].span);
        items.iter().any(|item| page.text.key(*item).ends_with(&head[head.len().saturating_sub(2)..]))
    };
    let chosen = match groups.as_slice() {
        [group] => *group,
        [] => return None,
        several => *several.iter().rev().find(|group| ends_items(group.1))?,
    };
    // 企业|职工 behind names of 企业: whose they are, not what.
    let (first, last) = chosen;
    let inner = (first..last).any(ends_items) && !ends_items(last);
    // 名义|收取费用: no class begins so.
    if first > 0 && ["class_stop", "class_attribute"].iter().any(|group| is(page, group, run[0].span)) {
        return None;
    }
    // 领域|产品, 群体|信息: things of the listed fields.
    let holds =
        !is(page, "class_empty", run[last].span) || page.codebook.cues.at_end("class_thing", page.text.key(run[last].span)).is_some();
    let held = |place: usize| is(page, "class_empty", run[place].span) || holds && is(page, "class_holder", run[place].span);
    let field = (first..last).any(held);
    (!inner && !field).then_some((first, last))
}

/// The noun phrase goes on: 场所|食品抽检, 经济|建设问题. What is done to the listed things, or measured of them, ends it.
fn goes_on(page: &Page<'_>, token: &Token, rest: &[Token]) -> bool {
    let noun = |token: &Token| matches!(token.tag.chars().next(), Some('n' | 'j' | 'l')) || token.tag == "vn";
    let predicate = ["class_stop", "class_attribute", "class_action"].iter().any(|group| is(page, group, token.span));
    if is(page, "class_quantifier", token.span) || page.codebook.cues.at("class_sequel", &page.text.key, token.span.start()).is_some() {
        return true;
    }
    // 等|当事人|不愿公开的技术秘密: the things are what is spoken of behind it.
    let denies = ["不", "未", "所", "尚未", "没有"].contains(&page.text.key_slice(token.span).as_str());
    if denies && rest.iter().take(8).any(|next| page.text.key_slice(next.span) == "的") {
        return true;
    }
    // 国际交流|合作重大机遇: what stands between says more of the noun.
    let mut end = token.span.end();
    let joined: Vec<&Token> = rest
        .iter()
        .take_while(|next| {
            let joins = next.span.start() == end;
            end = next.span.end();
            joins
        })
        .collect();
    let next = joined.first().copied();
    // 工程|审批类权限.
    if next.is_some_and(|next| matches!(page.text.key(next.span), ['类' | '型' | '性', ..])) && token.tag.starts_with('v') {
        return true;
    }
    if predicate {
        let attribute = next.is_some_and(|next| matches!(next.tag, "a" | "b"));
        let next = if attribute { joined.get(1).copied().filter(|next| noun(next)) } else { next };
        let adjoins = next.filter(|_| token.tag != "d");
        // 经济|建设中的问题.
        let inner = next.is_some_and(|next| page.text.starts_with(next.span.start(), "中的"));
        return inner || is(page, "class_action", token.span) && adjoins.is_some_and(|next| next.tag.starts_with('n'));
    }
    // 产业|承载|区, 国际服务|外包|业务: a verb that no directive opens with, and the class noun that it belongs to.
    let key = page.text.key(token.span);
    let moves = matches!(key.last(), Some('入' | '到' | '出' | '为' | '成' | '进' | '向' | '于'));
    let compound = matches!(token.tag, "v" | "f") && !moves && page.codebook.cues.at("directive_verb", key, 0).is_none();
    let class_noun = |next: &Token| next.span.len() == 1 && next.tag.starts_with('n') || heads_class(page, next);
    if compound && next.is_some_and(class_noun) && joined.get(1).is_none_or(|after| after.tag.starts_with(['v', 'n', 'x', 'd'])) {
        return true;
    }
    noun(token) || matches!(token.tag.chars().next(), Some('b' | 'k')) || token.tag == "a" && next.is_some_and(noun)
}
