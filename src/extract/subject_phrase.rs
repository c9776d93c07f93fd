//! Whether a phrase in front of a clause is a whole subject, and what of it is: no verb of its own, and no noun that goes on behind it.

use super::Page;
use super::actors::{acts_by_name, ends_acting};
use super::modals::leads;
use super::noun_phrase::directive;
use super::slots::coordination;
use super::view::View;
use crate::model::{Span, Token};

/// A whole noun phrase: no verb of its own (改革|政府机构, 为|群众办事), and no noun that goes on behind it
/// (全社会|研发经费, 农村|低保标准).
pub(super) fn stands_alone(page: &Page<'_>, view: &View, phrase: Span) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    if phrase.is_empty() || names_nobody(page, phrase) || cues.at("done_for", &text.key, phrase.start()).is_some() {
        return false;
    }
    if view.modal.is_some_and(|(_, cue)| cue.start() >= phrase.end() && leads(text, cues, phrase.end(), cue.start())) {
        return true;
    }
    !has_verb(page, view, phrase) && !goes_on(page, view, phrase) && !owns(page, view, phrase)
}

/// 政府|投资规模|为二亿元, 基金|业务收费|不高于…: what somebody has is so much, and nobody acts.
fn owns(page: &Page<'_>, view: &View, phrase: Span) -> bool {
    let tokens = page.segments.tokens_in(Span::new(phrase.end(), view.core.end().max(phrase.end())));
    let link = |token: &Token| page.codebook.cues.at("link_verb", &page.text.key[..view.core.end()], token.span.start()).is_some();
    let Some(at) = tokens.iter().take(8).position(link) else { return false };
    let nominal = |token: &Token| token.tag.starts_with('n') || matches!(token.tag, "vn" | "b" | "j");
    // 国务院|规定|为…: a verb taken for a noun.
    let noun = at
        .checked_sub(1)
        .is_some_and(|last| tokens[last].tag == "n" || page.codebook.cues.is_word("action_noun", page.text.key(tokens[last].span)));
    noun && tokens[..at].iter().all(nominal)
}

/// 全部, 内部; 研究生四万五千人 says how many, and not who.
fn names_nobody(page: &Page<'_>, phrase: Span) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let word = cues.is_word("nobody", text.key(phrase)) || text.ends_with(phrase.end(), "全部");
    let counted = phrase.len() > 3
        && text.key_at(phrase.end() - 2).is_some_and(|c| c.is_ascii_digit() || "十百千万亿".contains(c))
        && text.key_at(phrase.end() - 1).is_some_and(|c| "人户家个方部所".contains(c));
    word || counted || cues.at_end("doing_end", &text.key[..phrase.end()]).is_some()
}

/// A verb or preposition in the phrase that governs a part of it.
fn has_verb(page: &Page<'_>, view: &View, phrase: Span) -> bool {
    let text = page.text;
    let tokens = page.segments.tokens_in(phrase);
    let head = tokens.last().map(|token| text.key_slice(token.span)).unwrap_or_default();
    let compound = page.codebook.cues.at_end("generic_actor", &head.chars().collect::<Vec<char>>()).is_some()
        && !page.codebook.cues.is_word("object_head", &head.chars().collect::<Vec<char>>());
    let behind = page.segments.tokens_in(Span::new(phrase.end(), view.core.end().max(phrase.end()))).first();
    // 发展外贸企业|同…: with whom, and no subject before it.
    let with = behind.is_some_and(|next| ["同", "与", "和"].contains(&text.key_slice(next.span).as_str()));
    let bracket = text.key_at(phrase.end()) == Some('(');
    let told = compound && !with && (bracket || behind.is_some_and(|next| matches!(next.tag, "v" | "d" | "p" | "ad")));
    // 联系群众, 和睦相处: the phrase is all that the clause says.
    let only = !compound && phrase.end() >= view.core.end() && tokens.len() == 2;
    tokens.iter().enumerate().rev().skip(1).any(|(index, token)| {
        let verbal = token.tag == "v"
            || token.tag == "p" && token.span.len() == 1 && !["与", "同", "跟", "和"].contains(&text.key_slice(token.span).as_str())
            || token.tag == "vn" && index == 0 && !told && directive(page, token.span.start())
            || only && (token.tag.starts_with('v') || token.tag.starts_with('a'));
        let attribute = text.key(Span::new(token.span.end(), phrase.end())).iter().any(|c| matches!(c, '的' | '之'));
        let at = token.span.start();
        let named = page.annotations.starting(at).is_some() || page.annotations.splits(at);
        verbal && !named && !attribute && !(compound && token.tag != "p" && (index > 0 || tokens.len() == 2))
    })
}

/// The noun that the phrase only qualifies stands behind it.
fn goes_on(page: &Page<'_>, view: &View, phrase: Span) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    if cues.at_end("attribute_head", &text.key[..phrase.end()]).is_none() {
        return false;
    }
    let behind = page.segments.tokens_in(Span::new(phrase.end(), view.core.end().max(phrase.end()))).first();
    behind.is_some_and(|next| {
        let at = next.span.start();
        // 社会|融资规模, 社会|救助, 全社会|研发经费
        let kinds = ["融资", "研发", "救助", "治理", "保障", "抚养"].contains(&text.key_slice(next.span).as_str());
        let action = (next.tag == "vn" || kinds) && text.ends_with(phrase.end(), "社会");
        // 城乡居民|收入持续增加: what they have, in some state.
        let owned = page.codebook.cues.at_end("state", text.key(view.core)).is_some()
            && page.codebook.cues.is_word("action_noun", text.key(next.span));
        let noun = (next.tag.starts_with('n') || next.tag == "b" && next.span.len() > 1) && !directive(page, at);
        (noun || action || owned)
            && page.annotations.starting(at).is_none()
            && !page.annotations.splits(at)
            && cues.at("adverb", &text.key, at).is_none()
            && cues.at("preposition", &text.key, at).is_none()
            && !["计划", "有权"].contains(&text.key_slice(next.span).as_str())
    })
}

/// 学校寒暑假期间，…的博物馆; 取得资质的，应当: only what acts is left.
pub(super) fn without_condition(page: &Page<'_>, subject: Span) -> Span {
    let text = page.text;
    let mut start = subject.start();
    for word in ["期间", "其中", "必须", "同时"] {
        if let Some(at) = text.find(Span::new(start, subject.end()), word)
            && at + word.chars().count() < subject.end()
            && at - start < 10
        {
            start = at + word.chars().count();
        }
    }
    // 从事…检测活动的机构: the noun behind the relative clause when the clause is long.
    if subject.end() - start > 16
        && let Some(at) = (start..subject.end()).rev().find(|at| text.key[*at] == '的')
        && subject.end() - at > 2
        && subject.end() - at <= 14
        && !behind_list(page, Span::new(start, at))
        && !chosen_by(page, Span::new(start, at))
    {
        start = at + 1;
    }
    text.trim(Span::new(start, subject.end()))
}

/// 人民政府|依法确定|的主管部门: who chooses stands right before the verb, and is a part of the name.
fn chosen_by(page: &Page<'_>, before: Span) -> bool {
    let tokens = page.segments.tokens_in(before);
    let Some((verb, rest)) = tokens.split_last().filter(|(verb, _)| verb.tag == "v") else { return false };
    let lawful = rest.last().is_some_and(|token| page.text.key_slice(token.span) == "依法");
    let end = rest.last().filter(|_| lawful).map_or(verb.span.start(), |token| token.span.start());
    let owner = Span::new(before.start(), end.max(before.start()));
    let named = page.annotations.ending(owner.end()).is_some_and(|mention| acts_by_name(mention.entity_type));
    !owner.is_empty() && (named || ends_acting(page, owner))
}

/// 基层人民法院和|有权受理案件的: others that act stand before the relative clause.
fn behind_list(page: &Page<'_>, before: Span) -> bool {
    let text = page.text;
    let parts = coordination(text, before);
    let Some((last, others)) = parts.split_last() else { return false };
    // 审判机关和检察机关|的人员, 部门、行业所属|的医院: the list says whose they are.
    let owners = ends_acting(page, *last) || text.find(*last, "所").is_some();
    !others.is_empty() && !owners && others.iter().all(|part| !text.key(*part).contains(&'的') && ends_acting(page, *part))
}
