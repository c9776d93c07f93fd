//! Who acts in a statute: the noun phrase that opens a clause, told by what stands behind it.
//!
//! A statute opens its clauses with whom it binds. Parts of speech mislead there (评估 机构, 申请 人), so the phrase is
//! read up to a noun that can act with a predicate behind it: a modal, a preposition, a verb with its object.

use super::Page;
use super::modals::is_count;
use super::noun_phrase::{chosen, directive, in_list};
use crate::model::{EntityType, Span, Text, Token};

/// The noun phrase from a place on that acts; none where something else is said first.
pub(super) fn opening_subject(page: &Page<'_>, start: usize, limit: usize) -> Option<Span> {
    let text = page.text;
    let tokens = page.segments.tokens_in(Span::new(start.min(limit), limit));
    let first = tokens.first()?;
    if !opens(page, start, first) {
        return None;
    }
    // A verb has been passed, and no 的 behind it; a relative clause stands before the noun.
    let (mut verbal, mut relative) = (false, false);
    let mut at = start;
    for (index, token) in tokens.iter().enumerate() {
        if token.span.end() <= at {
            continue;
        }
        let named =
            page.annotations.starting(token.span.start()).filter(|mention| acts(mention.entity_type) && mention.span.end() <= limit);
        let word = text.key_slice(token.span);
        if named.is_none() {
            match word.as_str() {
                "的" | "之" => {
                    (verbal, relative) = (false, true);
                    continue;
                }
                "(" | "（" => {
                    at = (token.span.start()..limit).find(|at| text.key[*at] == ')').map_or(limit, |close| close + 1);
                    continue;
                }
                "、" | "和" | "及" | "与" | "或" | "或者" | "以及" | "及其" | "等" | " " | "相关" | "有关" => continue,
                _ => {}
            }
        }
        let mut end = named.map_or(token.span.end(), |mention| mention.span.end());
        // 海|关于, 申领|人应: the dictionary has cut the noun.
        if named.is_none()
            && let Some(whole) = cut_noun(page, token, limit)
        {
            end = whole;
        }
        let cut = cut_role(page, start, token, limit).filter(|_| named.is_none());
        end = cut.unwrap_or(end);
        if text.starts_with(end, "组织") && page.codebook.cues.at_end("organization_kind", &text.key[..end]).is_some() {
            end += 2;
        }
        at = end;
        let known = named.is_some() || cut.is_some() || acting_word(page, token, end);
        if !verbal && known {
            let behind = behind_brackets(page, end, limit);
            // 政府依法确定的|主管部门: the noun behind is who acts. 城市管理、公安等|部门: a field among others.
            if let Some(next) = chosen(page, behind, limit) {
                (at, relative) = (next, true);
                continue;
            }
            let verb = page.segments.tokens_in(Span::new(behind.min(limit), limit)).first();
            if verb.is_some_and(|verb| verb.tag.starts_with('v') && in_list(page, verb.span.end(), limit)) {
                continue;
            }
            if behind >= limit || predicate(page, behind, limit) {
                let span = Span::new(start, end);
                // 在境内从事活动的单位, 取得资质的机构: only right before the modal.
                let governed = behind >= limit || modal(page, behind, limit);
                let sound = match first.tag {
                    _ if ["相关", "有关"].iter().any(|word| word_is(page, first, word)) => true,
                    "p" => relative && governed && (role(page, token) || word == "个人") && text.find(span, "后").is_none(),
                    "v" if !["受", "被"].iter().any(|word| word_is(page, first, word)) => {
                        // 抽调得力的人员: whom the clause chooses.
                        let chosen = behind >= limit && page.codebook.cues.at("furthers", &text.key, start).is_some();
                        let holds = relative && !chosen && (governed || holds_when(page, start, behind, limit));
                        word_is(page, first, "组织") && index > 0
                            || holds
                            || cut.is_some() && index == 1
                            || on_duty(page, first)
                            || is_compound(page, span)
                    }
                    "vn" => relative || governed && behind < limit || !acts_upon(page, span),
                    _ => true,
                };
                let entrusted = text.starts_with(start, "受") && page.codebook.cues.at("entrusts", &text.key[..limit], end).is_some();
                return (sound && !entrusted && span.len() <= 64 && !qualifies(page, behind, limit)).then(|| text.trim(span));
            }
        }
        let verb = token.tag.starts_with('v') && token.tag != "vn" || token.tag == "p";
        // 申请|人, 再生|油品|业者, 组织|和个人: a verb that makes a noun with what stands behind it, or a noun taken for a verb.
        let compound = tokens.get(index + 1).is_some_and(|next| {
            let cut = || cut_role(page, start, next, limit).is_some();
            role(page, next) || index == 0 && (bears(page, next) || cut()) || text.starts_with(next.span.start(), "、")
        }) || (index > 0 || on_duty(page, token)) && token.tag == "v" && makes_noun(page, &tokens[index + 1..])
            || index == 0 && ["受", "被"].contains(&word.as_str());
        if !known && named.is_none() && ["应当", "必须", "不得", "可以", "应", "将", "由"].contains(&word.as_str()) {
            return None;
        }
        let opener = index > 0 && page.codebook.cues.is_word("predicate_opener", page.text.key(token.span));
        verbal |= named.is_none() && !known && (opener || verb && !compound);
    }
    None
}

/// 海|关于执行职务时, where 海关 acts and 于 leads on: behind the noun.
fn cut_noun(page: &Page<'_>, token: &Token, limit: usize) -> Option<usize> {
    let at = token.span.start();
    let length = page.codebook.cues.at("generic_actor", &page.text.key[..limit], at)?;
    let end = at + length;
    (end > token.span.end() && end < limit && matches!(page.text.key[end], '于' | '对')).then_some(end)
}

/// 申领|人应, 审议|会得, 礼仪|师非经: the noun for who acts ends inside a word, and its predicate begins there.
pub(super) fn cut_role(page: &Page<'_>, start: usize, token: &Token, limit: usize) -> Option<usize> {
    let (text, cues) = (page.text, &page.codebook.cues);
    let (at, end) = (token.span.start() + 1, token.span.end());
    // 所有, 处以, 方为: words of their own.
    let own = text.key_at(at - 1).is_some_and(|c| "所处方局部".contains(c)) && !matches!(text.key_at(at), Some('应' | '须'));
    if token.span.len() < 2 || at <= start + 1 || end > limit || own || page.annotations.splits(at) || acting_word(page, token, end) {
        return None;
    }
    let rest = text.key(Span::new(at, end));
    let opener = cues.is_word("predicate_opener", rest) || rest == ['会'] && "署局府厅部处方".contains(text.key[at - 1]);
    (opener && cues.at_end("generic_actor", text.key(Span::new(start, at))).is_some()).then_some(at)
}

/// 发展改革|委拟研究…, 承办|商须…: nouns, and the last of them cut by a word for what is to come or to be done.
pub(super) fn cut_subject(page: &Page<'_>, start: usize, limit: usize) -> Option<Span> {
    let text = page.text;
    let tokens = page.segments.tokens_in(Span::new(start.min(limit), limit));
    for (index, token) in tokens.iter().enumerate().take(6) {
        let coming = text.key_at(token.span.end() - 1).is_some_and(|c| "将拟应须会".contains(c)) && token.span.len() == 2;
        if coming && let Some(end) = cut_role(page, start, token, limit) {
            return (index > 0 && end - start >= 3).then(|| Span::new(start, end));
        }
        if !(token.tag.starts_with(['n', 'j', 'b']) || token.tag == "vn" || index == 0 && token.tag == "v") {
            return None;
        }
    }
    None
}

/// 收购旧货的企业|发现…的, …在收购时: who has been said what of is said to do something in a certain case.
fn holds_when(page: &Page<'_>, start: usize, behind: usize, limit: usize) -> bool {
    let text = page.text;
    let case = ["的", "时", "者", "后"].iter().any(|word| text.ends_with(limit, word));
    let opener = ["在", "发现", "未", "自", "有", "因", "于", "违反", "拒不"].iter().any(|word| text.starts_with(behind, word));
    case && opener && page.codebook.cues.at("furthers", &text.key, start).is_none()
}

fn word_is(page: &Page<'_>, token: &Token, word: &str) -> bool {
    page.text.key_slice(token.span) == word
}

/// 值班|调度|人员: a verb that takes no object makes a noun with what stands behind it.
fn on_duty(page: &Page<'_>, token: &Token) -> bool {
    page.codebook.cues.is_word("acts_alone", page.text.key(token.span))
}

/// Nouns and verbs, and among the first of them one for who acts.
fn makes_noun(page: &Page<'_>, behind: &[Token]) -> bool {
    let nominal = |token: &&Token| token.tag.starts_with(['n', 'v', 'b', 'j']);
    behind.iter().take(3).take_while(nominal).any(|token| role(page, token))
}

/// Whether a clause that opens with this word can open with who acts.
fn opens(page: &Page<'_>, start: usize, first: &Token) -> bool {
    let text = page.text;
    let word = text.key_slice(first.span);
    if word == "在" || page.annotations.starting(start).is_some() {
        return true;
    }
    let modal = modal(page, start, text.len()) || page.codebook.cues.at("promote", &text.key, start).is_some();
    let other = first.tag.starts_with(['p', 'c', 'd', 'u', 'm', 't']) || page.codebook.cues.is_word("no_subject", text.key(first.span));
    !glued(text, start) && !modal && (!other || word == "被" || word == "共同")
}

/// 如依…, 报监督…, 经交通…: the dictionary makes a word of what opens the clause and what stands behind it.
pub(super) fn glued(text: &Text, start: usize) -> bool {
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(start, word));
    starts(&["如", "若", "报", "每", "且", "因", "非经", "非依"])
        && !starts(&["因公", "因战", "因病", "报社", "报业", "如皋", "每个", "每名", "每一", "每位", "每家"])
        || starts(&["经"]) && !starts(&["经营", "经济", "经纪", "经销", "经办", "经理"])
}

/// A modal begins at a place.
fn modal(page: &Page<'_>, at: usize, limit: usize) -> bool {
    ["shall", "must", "permit", "prohibit"].iter().any(|group| page.codebook.cues.at(group, &page.text.key[..limit], at).is_some())
}

/// 政府|投资的项目，…: who acts only qualifies another noun.
fn qualifies(page: &Page<'_>, behind: usize, limit: usize) -> bool {
    let tokens = page.segments.tokens_in(Span::new(behind.min(limit), limit));
    let verb = tokens.first().is_some_and(|token| token.tag.starts_with('v') && !modal(page, behind, limit));
    let Some(relative) = tokens.iter().take(4).position(|token| word_is(page, token, "的")).filter(|_| verb) else { return false };
    let governs = tokens[relative..].iter().position(|token| modal(page, token.span.start(), limit));
    let noun = &tokens[relative..governs.map_or(tokens.len(), |at| relative + at)];
    noun.len() > 1 && noun.iter().all(|token| token.tag != "v" && token.tag != "p")
}

fn acts(kind: EntityType) -> bool {
    matches!(kind, EntityType::Organization | EntityType::Person | EntityType::Place | EntityType::Post)
}

fn acting_word(page: &Page<'_>, token: &Token, end: usize) -> bool {
    let word = page.text.key_slice(Span::new(token.span.start(), end));
    let branch = word.ends_with('业') && !page.codebook.cues.is_word("field_noun", page.text.key(Span::new(token.span.start(), end)));
    let acts = end - token.span.start() >= 2
        && page.codebook.cues.at_end("generic_actor", page.text.key(Span::new(token.span.start(), end))).is_some();
    (acts || word == "人" || branch) && (token.tag != "v" || role(page, token))
}

fn role(page: &Page<'_>, token: &Token) -> bool {
    page.codebook.cues.is_word("role_noun", page.text.key(token.span))
}

/// 义务人, 责任人: who owes what stands before.
fn bears(page: &Page<'_>, token: &Token) -> bool {
    page.codebook.cues.is_word("bearer_noun", page.text.key(token.span))
}

/// Behind what stands in brackets at a place.
fn behind_brackets(page: &Page<'_>, end: usize, limit: usize) -> usize {
    if page.text.key_at(end) != Some('(') {
        return end;
    }
    (end..limit).find(|at| page.text.key[*at] == ')').map_or(end, |close| close + 1)
}

/// What stands at a place says something of the noun before it.
fn predicate(page: &Page<'_>, at: usize, limit: usize) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let key = &text.key[..limit];
    if ["shall", "must", "prohibit", "permit"].iter().any(|group| cues.at(group, key, at).is_some_and(|length| length >= 2)) {
        return true;
    }
    // 保全业|应立即, 保险人|于诉追之日, 海|关于: the dictionary makes a word of the modal or preposition and what stands beside it.
    if matches!(text.key[at], '应' | '须' | '于') && cues.at("not_shall", key, at).is_none() {
        return true;
    }
    let tokens = page.segments.tokens_in(Span::new(at, limit));
    let Some(first) = tokens.first().filter(|first| first.span.start() == at) else {
        // 审议会|得: the rest of a word.
        let whole = page.segments.tokens.partition_point(|token| token.span.end() <= at);
        let rest = page.segments.tokens.get(whole).map_or(at, |token| token.span.end());
        return rest > at && cues.is_word("predicate_opener", text.key(Span::new(at, rest)));
    };
    if cues.is_word("predicate_opener", text.key(first.span)) {
        return true;
    }
    // 投保人|投保|时, 鉴定人员|执业|应当: what they do, with nothing behind it.
    if cues.is_word("acts_alone", text.key(first.span)) && (first.span.end() >= limit || closes(page, first.span.end(), limit)) {
        return true;
    }
    // 本馆|每月|举行: when.
    if text.starts_with(at, "每") && !["每人", "每个", "每户", "每名", "每位"].iter().any(|word| text.starts_with(at, word)) {
        return tokens.len() > 1;
    }
    // 主管部门|具体|负责, 代表|五人以上|联名: how, and how many of them.
    let manner = (first.tag == "a" && first.span.len() == 2 && !directive(page, at)).then_some(2);
    let adverb = cues.at("adverb", key, at).filter(|length| *length >= 2).or(manner);
    let count = || (at..limit).take_while(|at| is_count(text.key[*at])).count();
    let counted = |digits: usize| {
        let person = (digits > 0 && text.starts_with(at + digits, "人")).then_some(digits + 1)?;
        Some(person + if text.starts_with(at + person, "以上") { 2 } else { 0 })
    };
    if adverb.or_else(|| counted(count())).is_some_and(|length| at + length < limit && predicate(page, at + length, limit)) {
        return true;
    }
    // 中央研究院|研究员
    if first.tag.starts_with('n') && acting_word(page, first, first.span.end()) {
        return false;
    }
    // 交通警察|执勤|执法
    let twice = first.tag == "vn" && tokens.get(1).is_some_and(|next| next.tag == "v");
    if !(first.tag == "v" || twice || directive(page, at)) {
        return false;
    }
    // 公安机关|交通|管理|部门, 保险|监督|管理|机构: one name.
    let verb = first.tag == "v";
    for token in tokens.iter().skip(1).take(3) {
        if role(page, token) || text.key_slice(token.span) == "委员会" {
            return verb && !role(page, &tokens[1]);
        }
        if !(token.tag.starts_with('n') || matches!(token.tag, "vn" | "b" | "j")) {
            break;
        }
    }
    true
}

/// A clause closes in the case that it names, or a modal follows: 投保|时, 执业|应当.
fn closes(page: &Page<'_>, at: usize, limit: usize) -> bool {
    let case = ["时", "的", "者", "后", "前", "期间"].iter().any(|word| page.text.starts_with(at, word));
    case && at + 2 >= limit || modal(page, at, limit)
}

/// 举办|博物馆, 招聘|警务辅助人员: what is done to whom.
pub(super) fn acts_upon(page: &Page<'_>, span: Span) -> bool {
    let tokens = page.segments.tokens_in(span);
    let [first, .., last] = tokens else { return false };
    let relative = page.text.key(span).iter().any(|c| matches!(c, '的' | '之'));
    let named = page.annotations.starting(span.start()).is_some_and(|mention| mention.span.end() > first.span.end());
    let activity = page.codebook.cues.at("done_to", &page.text.key, span.start()).is_some();
    // 建设单位, 建设单位|和施工单位
    let joined = tokens.get(2).is_none_or(|joint| ["和", "及", "、", "及其", "或者", "或"].iter().any(|word| word_is(page, joint, word)));
    let known = joined && tokens.get(1).is_some_and(|second| role(page, second)) && (tokens.len() > 2 || role(page, last));
    !relative && !named && !known && first.tag.starts_with('v') && activity
}

/// 申请人, 扣缴义务人, 管理使用单位: verbs alone stand before a noun for who acts.
pub(super) fn is_compound(page: &Page<'_>, span: Span) -> bool {
    let tokens = page.segments.tokens_in(span);
    let Some((last, verbs)) = tokens.split_last() else { return false };
    let person = page.text.key(last.span).last().is_some_and(|c| matches!(c, '人' | '者' | '员'));
    let long = tokens.first().is_some_and(|first| first.span.len() > 1);
    // 扣缴|义务人, 申报|责任人
    let bearer = verbs.len() == 1 && bears(page, last);
    tokens.len() <= 3
        && long
        && (role(page, last) || person)
        && (verbs.iter().all(|token| token.tag.starts_with('v')) || bearer)
        && !acts_upon(page, span)
}

/// 接入单位, 扣缴义务人: a compound that names nobody but who acts; 通知企业 is a verb and its object.
pub(super) fn names_role(page: &Page<'_>, span: Span) -> bool {
    page.segments.tokens_in(span).last().is_some_and(|last| {
        let place = ["人", "单位", "机构", "机关", "部门"].contains(&page.text.key_slice(last.span).as_str());
        is_compound(page, span) && (place || bears(page, last))
    })
}
