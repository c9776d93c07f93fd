//! The noun phrase from a place on that can act, told by parts of speech, names and the cues for who acts.

use super::Page;
use crate::model::{EntityType, Span, Token};

/// Where a noun phrase is looked for: at the opening of a clause, or behind 由 where nothing else can stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    Opening,
    Agent,
}

/// The noun phrase from a place on that can act, and the part of speech of what stands behind it.
pub(super) fn noun_phrase(page: &Page<'_>, from: usize, limit: usize, place: Place) -> Option<(Span, &'static str)> {
    let text = page.text;
    let cues = &page.codebook.cues;
    let tokens = page.segments.tokens_in(Span::new(from.min(limit), limit));
    let acting_word = |token: &Token| token.span.len() >= 2 && cues.at_end("generic_actor", text.key(token.span)).is_some();
    let compound_at = |index: usize| {
        for token in tokens.iter().skip(index + 1).take(3) {
            if acting_word(token) {
                return true;
            }
            if token.tag != "vn" && !text.starts_with(token.span.start(), "主管") && !(place == Place::Agent && token.tag.starts_with('n'))
            {
                return false;
            }
        }
        false
    };
    // 主管|建筑|机关
    let office_at = |index: usize| {
        let behind = tokens.iter().skip(index + 1).take(4).take_while(|token| token.tag.starts_with('n') || token.tag == "vn");
        text.starts_with(tokens[index].span.start(), "主管") && behind.into_iter().any(acting_word)
    };
    // 国务院|标准化行政主管部门: what stands behind a name makes a longer one with it.
    let goes_on = |index: usize| {
        for (place, token) in tokens.iter().enumerate().skip(index).take(6) {
            let noun = matches!(token.tag, "n" | "nz" | "nt" | "b" | "j" | "l" | "vn");
            if !noun || directive(page, token.span.start()) && !compound_at(place) {
                return false;
            }
            if acting_word(token) {
                return true;
            }
        }
        false
    };
    let modal_behind = |at: usize| {
        (at..limit)
            .any(|at| ["shall", "prohibit"].iter().any(|group| cues.at(group, &text.key[..limit], at).is_some_and(|length| length > 1)))
    };
    let mut from = from;
    let mut at = from;
    // The end of a phrase that can act, as far as it has been read.
    let mut acts: Option<usize> = None;
    // Behind 由, the last place where a known noun for who acts has ended.
    let mut known: Option<usize> = None;
    // A verb has been passed, and no 的 behind it.
    let mut verbal = false;
    let mut index = 0;
    while at < limit {
        while index < tokens.len() && tokens[index].span.end() <= at {
            index += 1;
        }
        let named = page.annotations.starting(at).filter(|mention| {
            matches!(mention.entity_type, EntityType::Organization | EntityType::Person | EntityType::Place | EntityType::Post)
                && mention.span.end() <= limit
        });
        // 必要时，…; 明年…
        if at == from && place == Place::Opening && named.is_none() {
            let date =
                page.annotations.starting(at).filter(|mention| mention.entity_type == EntityType::Date).map(|mention| mention.span.end());
            let time = tokens.get(index).filter(|token| token.tag == "t").map(|token| token.span.end());
            let word =
                ["必要时", "原则上", "同时", "此外"].iter().find(|word| text.starts_with(at, word)).map(|word| at + word.chars().count());
            if let Some(end) = date.or(word).or(time).filter(|end| *end < limit) {
                from = end;
                at = end;
                continue;
            }
        }
        if let Some(mention) = named {
            at = mention.span.end();
            acts = (!verbal).then_some(at);
            known = acts.or(known);
            continue;
        }
        if matches!(text.key[at], '(' | '（') {
            at = (at..limit).find(|at| matches!(text.key[*at], ')' | '）')).map_or(limit, |close| close + 1);
            continue;
        }
        let Some(token) = tokens.get(index) else { break };
        // The rest of a word that a name or bracket has cut.
        let word = Span::new(at.max(token.span.start()), token.span.end());
        let slice = text.key_slice(word);
        // 被|处罚|人, 受|处分|人: whom something is done to can act in his turn.
        if at == from && ["被", "受"].contains(&slice.as_str()) {
            const SUFFERERS: [&str; 7] = ["人", "人员", "单位", "机构", "机关", "者", "企业"];
            let sufferer = tokens.get(index + 2).filter(|token| SUFFERERS.contains(&text.key_slice(token.span).as_str()));
            if let Some(end) = sufferer.filter(|_| tokens[index + 1].tag.starts_with('v')).map(|token| token.span.end()) {
                at = end;
                acts = Some(end);
                known = acts;
                continue;
            }
        }
        // 国务院|组成人员: one noun with the name before it, whatever verb it begins with.
        let member = acts.and_then(|_| cues.at("member_noun", &text.key[..limit], at));
        if let Some(length) = member {
            at += length;
            acts = Some(at);
            known = acts;
            continue;
        }
        match slice.as_str() {
            "、" | "和" | "及" | "与" | "或" | "以及" | "或者" | "及其" => {
                let next = tokens.get(index + 1);
                // 与会者…, 部门与…建立: behind a phrase that can act, more of its kind must follow.
                if acts.is_some() && slice == "与" && next.is_some_and(|next| next.tag.starts_with('v')) {
                    return acts.map(|end| (Span::new(from, end), "p"));
                }
                acts = None;
                known = None;
                at = word.end();
                continue;
            }
            "等" if at > from => {
                at = word.end();
                // 社区学院等|应当; 农业农村等|部门
                continue;
            }
            "的" | "之" => {
                known = None;
                acts = None;
                verbal = false;
                at = word.end();
                continue;
            }
            " " => {
                at = word.end();
                continue;
            }
            _ => {}
        }
        // Taggers err: 所有者, 其他组织 before a modal are nouns; 依法, 负责 are none.
        let governs =
            |at: usize| ["shall", "prohibit", "must", "permit"].iter().any(|group| cues.at(group, &text.key[..limit], at).is_some());
        // 党要, 署方会: the modal belongs to what follows.
        if word.len() >= 2
            && !verbal
            && text.key_at(word.end() - 1).is_some_and(|c| "应要于须将".contains(c) || c == '会' && text.ends_with(word.end(), "方会"))
            && cues.at_end("generic_actor", text.key(Span::new(word.start(), word.end() - 1))).is_some()
        {
            return Some((Span::new(from, word.end() - 1), "v"));
        }
        let names = office_at(index)
            || slice == "组织" && cues.at_end("organization_kind", &text.key[..at]).is_some()
            || text.starts_with(at, "主管") && compound_at(index)
            || token.tag.starts_with('c') && word.len() > 2
            || acting_word(token) && at > from && governs(word.end());
        let predicate = token.span.start() >= at
            && !names
            && (token.tag.starts_with(['v', 'p', 'd', 'c', 'u']) && token.tag != "vn"
                || token.tag == "ad"
                || token.tag == "a" && acts.is_some() && directive(page, at)
                || cues.is_word("predicate_word", text.key(word))
                || acts.is_some() && token.tag == "t"
                || acts.is_some() && cues.at("duty_verb", &text.key, at).is_some() && !acting_word(token) && !names && !compound_at(index)
                || ["shall", "prohibit"].iter().any(|group| cues.at(group, &text.key[..limit], at).is_some()));
        let next = tokens.get(index + 1);
        let noun_before = index > 0 && at > from && tokens[index - 1].tag.starts_with('n');
        let agent = place == Place::Agent || token.tag == "vn" || at > from && (!directive(page, at) || noun_before);
        let compound = agent && compound_at(index);
        if let Some(end) = acts {
            // 工作|人员, 管理|机构 go on; 国家|指导|地方… has its verb.
            let verb = token.tag == "vn"
                && directive(page, at)
                && next.is_some_and(|next| next.tag.starts_with(['n', 'r', 'm', 'a', 'b', 's']))
                && !modal_behind(at);
            // 依法设立的电子|认证|服务|机构: the verb makes a noun with what stands behind it.
            let made = place == Place::Agent && token.tag == "v" && compound && known.is_none();
            // 政府依法确定的|主管部门: a relative clause, and the noun behind it is who acts.
            if let Some(behind) = chosen(page, at, limit)
                && let Some((whole, tag)) = noun_phrase(page, behind, limit, place)
                && cues.at_end("generic_actor", text.key(whole)).is_some()
            {
                return Some((Span::new(from, whole.end()), tag));
            }
            // 城市管理、公安等管理部门: a field among others before their noun.
            let field = in_list(page, word.end(), limit);
            if (predicate && !made || verb && !goes_on(index)) && !field {
                let known = known.filter(|known| !text.key(Span::new(*known, end)).iter().any(|c| matches!(c, '、' | '和' | '及' | '或')));
                return Some((Span::new(from, known.unwrap_or(end)), token.tag));
            }
        } else if predicate && !compound {
            if !(token.tag.starts_with('v') || at == from && text.starts_with(at, "被")) {
                return None;
            }
            verbal = true;
        } else if predicate && at == from && place == Place::Opening {
            verbal = true;
        }
        at = word.end();
        let generic = cues.at_end("generic_actor", text.key(Span::new(word.start(), at))).is_some()
            && !["全部", "内部", "外部", "局部"].contains(&slice.as_str());
        // 有条件的省, 各市
        let generic = generic || word.start() > from && ["省", "市", "县", "区", "州"].contains(&slice.as_str());
        if generic && !verbal {
            known = Some(at);
        }
        acts = ((generic || place == Place::Agent && !predicate && word.len() > 1 && slice != "依法") && !verbal).then_some(at);
        if at - from > 90 {
            return None;
        }
    }
    // The clause is nothing but the phrase: 各级各类学校，应当….
    let end = acts.filter(|end| *end >= limit.saturating_sub(1))?;
    let end = if place == Place::Agent { known.unwrap_or(end) } else { end };
    Some((Span::new(from, end), "x"))
}

/// 依法确定|的, 批准|的 at a place: a verb without object that qualifies the next noun; behind it.
pub(super) fn chosen(page: &Page<'_>, at: usize, limit: usize) -> Option<usize> {
    let tokens = page.segments.tokens_in(Span::new(at, limit));
    let first = tokens.first().filter(|first| first.span.start() == at)?;
    let lawful = page.text.key_slice(first.span) == "依法";
    let verb = tokens.get(usize::from(lawful))?;
    let of = tokens.get(usize::from(lawful) + 1).filter(|of| matches!(page.text.key_slice(of.span).as_str(), "的" | "之"))?;
    (verb.tag == "v" && verb.span.len() > 1).then_some(of.span.end())
}

/// 城市管理|、自然资源、公安等|管理部门: a list goes on behind a place, up to 等 and a noun for who acts.
pub(super) fn in_list(page: &Page<'_>, at: usize, limit: usize) -> bool {
    let text = page.text;
    let Some(others) = (text.key_at(at) == Some('、')).then(|| text.find(Span::new(at, limit), "等")).flatten() else { return false };
    let behind = page.segments.tokens_in(Span::new(others + 1, limit));
    let clear = !text.key(Span::new(at, others)).iter().any(|c| matches!(c, '，' | '；' | '的'));
    clear
        && behind
            .iter()
            .take(3)
            .take_while(|token| token.tag.starts_with(['n', 'v', 'b', 'r', 'a']))
            .any(|token| token.span.len() > 1 && page.codebook.cues.is_word("role_noun", text.key(token.span)))
}

/// A directive verb begins here.
pub(super) fn directive(page: &Page<'_>, at: usize) -> bool {
    page.codebook.cues.at("directive_verb", &page.text.key, at).is_some_and(|length| length >= 2)
}

/// 主席关于乡村工作的讲话: a clause that opens with whose words it names is a noun; who said them does not act here.
pub(super) fn words_about(page: &Page<'_>, clause: Span) -> bool {
    let text = page.text;
    text.find(clause, "关于").is_some_and(|at| {
        let names = page.annotations.inside(Span::new(clause.start(), at));
        let begin = clause.start() + if text.starts_with(clause.start(), "以及") { 2 } else { 0 };
        let opens = names.first().is_some_and(|name| name.span.start() == begin);
        // 党中央、国务院: no more than a mark or a joining word between them.
        let joined = names.windows(2).all(|pair| pair[1].span.start() <= pair[0].span.end() + 1);
        opens && joined && names.last().is_some_and(|name| name.span.end() == at) && text.find(Span::new(at, clause.end()), "的").is_some()
    })
}
