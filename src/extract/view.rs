//! What one Chinese clause looks like: conjunction, phrase, subject, modal, adverbs, verb.
//!
//! Nothing is decided here. The view is what the rules and the clause model look at.

use super::modals::{is_count, modal};
use super::speech::{Speech, demand, speech};
use super::undertakings::{Undertaking, asks, undertaking};
use super::verbs::{
    behind_phrase, behind_pretext, descriptive, done, first_verb, opens_with_body, plain_verb, skip_adverbs, token_starts, trim_adverbs,
};
use crate::annotate::Annotations;
use crate::codebook::{Codebook, Cues};
use crate::model::{EntityType, Modality, Segments, Span, Text};

/// A clause seen by its parts. Spans are in characters of the text.
#[derive(Clone, Debug)]
pub(crate) struct View {
    /// The clause without its closing marks.
    pub(crate) core: Span,
    /// Where its content starts, behind conjunctions.
    pub(crate) start: usize,
    /// Length of the preposition that it opens with; 0 when it opens with none.
    pub(crate) preposition: usize,
    /// The modal and its class.
    pub(crate) modal: Option<(Modality, Span)>,
    /// What stands before the modal or verb and may act.
    pub(crate) subject: Option<Span>,
    /// The main verb, when it is one of the directive verbs.
    pub(crate) verb: Option<Span>,
    /// Number of adverbs before the verb.
    pub(crate) adverbs: usize,
    /// Nothing but a modal and adverbs stands before the verb.
    pub(crate) verb_initial: bool,
    /// Frame of reported speech.
    pub(crate) speech: Option<Speech>,
    /// It says that something has happened.
    pub(crate) done: bool,
    /// Its first verb states a fact.
    pub(crate) descriptive: bool,
    /// 将, 将会, 拟 stands before the verb: it is to come.
    pub(crate) future: bool,
    /// 會, 將, 擬: what somebody undertakes, or foretells.
    pub(crate) undertaking: Option<Undertaking>,
    /// 會否, 可否: it asks.
    pub(crate) asks: bool,
    /// What the clause opens with: a body, place, person, 国家, 我们 …, or nothing that acts.
    pub(crate) opens_with: &'static str,
    /// The mark behind it.
    pub(crate) mark: char,
}

/// Looks at a clause.
pub(crate) fn view(
    text: &Text,
    segments: &Segments,
    annotations: &Annotations,
    codebook: &Codebook,
    core: Span,
    mark: char,
    traditional: bool,
) -> View {
    let cues = &codebook.cues;
    let key = &text.key;
    let end = core.end();
    let mut start = skip_conjunctions(text, cues, core);
    let speech = speech(text, segments, annotations, cues, Span::new(start, end), mark);
    // 列席表示|意见: nothing is said yet.
    if let Some(content) = speech.as_ref().and_then(|speech| speech.content).filter(|content| content + 2 < end || *content >= end) {
        start = skip_conjunctions(text, cues, Span::new(content, end));
    }
    // 二要加快…: the number is no part of it. （省商务厅负责）支持…: nor is the note on what stands before it.
    if start + 2 < end && is_count(key[start]) && text.starts_with(start + 1, "要") {
        start += 1;
    }
    if let Some(behind) = behind_note(text, Span::new(start, end)) {
        start = behind;
    }
    // 他呼吁业界…, 她建议…: the call itself is what is said.
    if let Some(speech) = speech.as_ref().filter(|speech| speech.content.is_some())
        && ["呼吁", "建议", "促请", "敦促"].contains(&text.key_slice(speech.verb).as_str())
    {
        start = speech.verb.start();
    }
    if let Some(at) = demand(text, segments, annotations, cues, Span::new(start, end)) {
        start = at;
    }
    let modal = modal(text, segments, annotations, cues, Span::new(start, end), traditional);
    let preposition = preposition(text, segments, cues, Span::new(start, end));
    let (adverbs, verb_at) = skip_adverbs(key, cues, start, end);
    // 评估机构应当…: what the clause opens with is who acts, and no verb.
    let verb_at = verb_at.filter(|(at, _)| *at > start || !opens_with_body(text, segments, cues, Span::new(start, end)));
    // 委托人: a noun that only begins like a verb.
    let verb_at = verb_at.filter(|(at, length)| {
        let token = segments.tokens.binary_search_by_key(at, |token| token.span.start()).ok().map(|index| &segments.tokens[index]);
        token.is_none_or(|token| token.span.len() <= *length || !token.tag.starts_with('n'))
    });
    let mut verb = verb_at.map(|(at, length)| Span::new(at, at + length));
    let mut verb_initial = verb.is_some() && preposition == 0;
    let mut subject = None;
    if let Some((_, cue)) = modal {
        if cue.start() > start {
            subject = acting(text, trim_adverbs(text, segments, annotations, cues, Span::new(start, cue.start())), annotations, cues);
        }
        let from = behind_pretext(text, cue.end(), end);
        let (_, behind) = skip_adverbs(key, cues, from, end);
        let main = !modal.is_some_and(|(modality, _)| matches!(modality, Modality::Promote | Modality::Explore));
        verb = behind_phrase(text, segments, cues, from, end)
            .filter(|_| main)
            .or_else(|| behind.map(|(at, length)| Span::new(at, at + length)))
            .or(verb.filter(|verb| verb.start() >= cue.start() && from == cue.end()))
            .or_else(|| plain_verb(segments, Span::new(from, end)))
            .or_else(|| first_verb(text, segments, cues, from, end));
        verb_initial = cue.start() == start && verb.is_some();
    } else if verb.is_none() || preposition > 0 {
        // Subject or phrase first: the first directive verb at the start of a word.
        verb = first_verb(text, segments, cues, start + preposition.max(1), end);
        // 国家发展改革委: a verb inside a name is none.
        while let Some(inside) = verb.filter(|verb| annotations.splits(verb.start())) {
            verb = first_verb(text, segments, cues, inside.end(), end);
        }
        if let Some(verb) = verb {
            let before = Span::new(start, verb.start());
            if preposition == 0 {
                subject = acting(text, trim_adverbs(text, segments, annotations, cues, before), annotations, cues);
            }
        }
    }
    let undertaking = undertaking(text, segments, annotations, cues, Span::new(start, end));
    // 将首次审议, 会先取得: what is to come has not happened.
    let told = undertaking.map_or(end, |undertaking| undertaking.word.start());
    let done = done(text, segments, cues, Span::new(start, told));
    let promised = undertaking.filter(Undertaking::binds).map(|undertaking| undertaking.word);
    let descriptive = descriptive(text, segments, cues, Span::new(start, end), promised);
    let asks = asks(text, cues, Span::new(start, end));
    let future = verb.is_some_and(|verb| {
        let from = verb.start().saturating_sub(5).max(start);
        (from..verb.start()).any(|at| {
            token_starts(segments, at)
                && ["将会", "将", "拟", "将要", "会继续"].iter().any(|word| text.starts_with(at, word))
                && !text.starts_with(at, "将来")
        })
    }) || ["将", "拟"].iter().any(|word| text.starts_with(start, word)) && token_starts(segments, start);
    let opens_with = opens_with(text, annotations, start);
    View {
        core,
        start,
        preposition,
        modal,
        subject,
        verb,
        adverbs,
        verb_initial,
        speech,
        done,
        descriptive,
        future,
        undertaking,
        asks,
        opens_with,
        mark,
    }
}

fn opens_with(text: &Text, annotations: &Annotations, start: usize) -> &'static str {
    for (word, name) in [
        ("国家", "state"),
        ("我们", "we"),
        ("大家", "we"),
        ("各级", "bodies"),
        ("各地", "bodies"),
        ("县级以上", "bodies"),
        ("地方", "bodies"),
        ("有关", "bodies"),
        ("任何", "anyone"),
        ("他们", "they"),
        ("这", "this"),
        ("其", "its"),
        ("一系列", "series"),
    ] {
        if text.starts_with(start, word) {
            return name;
        }
    }
    annotations.starting(start).map_or("-", |mention| mention.entity_type.id())
}

fn skip_conjunctions(text: &Text, cues: &Cues, span: Span) -> usize {
    let mut start = span.start();
    for _ in 0..3 {
        while start < span.end() && matches!(text.key[start], '，' | '、' | ' ' | '：') {
            start += 1;
        }
        let Some(length) = cues.at("conjunction", &text.key[..span.end()], start) else { break };
        let word = text.key_slice(Span::new(start, start + length));
        let behind = start + length;
        let verb_behind = skip_adverbs(&text.key, cues, behind, span.end()).1.is_some()
            || cues.at("preposition", &text.key[..span.end()], behind).is_some();
        let modal_behind =
            ["shall", "must", "permit", "prohibit"].iter().any(|group| cues.at(group, &text.key[..span.end()], behind).is_some());
        let single = length == 1;
        // 以 and 和 are conjunctions only right before a verb; 并 before verbs and phrases.
        let joins = match word.as_str() {
            "以" => {
                skip_adverbs(&text.key, cues, behind, span.end()).1.is_some_and(|(at, verb)| at == behind && verb >= 2)
                    // 以高水平开放推动…: by what means.
                    && text.key_at(behind) != Some('高')
                    && !has_frame(text, span)
            }
            // 即使…: one word.
            "即" if text.starts_with(behind, "使") => false,
            "和" | "与" | "同" | "及" | "或" | "即" | "亦" => verb_behind && !modal_behind,
            "并" => {
                behind + 1 < span.end()
                    && !matches!(text.key_at(behind), Some('非' | '不' | '无' | '未' | '列' | '重' | '举' | '发' | '网' | '购'))
            }
            "但" if text.key_at(behind) != Some('书') => true,
            "且" | "而" | "但" | "另" | "还" => {
                verb_behind
                    || modal_behind
                    || text.key_at(behind) == Some('给')
                    || text.key_at(behind).is_some_and(|c| "予自按报各由将对在向以".contains(c))
            }
            "特别是" | "尤其是" => true,
            _ => !single,
        };
        if !joins || behind >= span.end() {
            break;
        }
        start = behind;
    }
    start
}

/// 以…为…, 以…推动…: a frame and no conjunction.
fn has_frame(text: &Text, span: Span) -> bool {
    text.key(span).iter().skip(2).any(|c| *c == '为')
}

fn preposition(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> usize {
    let key = &text.key[..span.end()];
    let Some(length) = cues.at("preposition", key, span.start()) else { return 0 };
    let word = text.key_slice(Span::new(span.start(), span.start() + length));
    let token = segments.tokens.binary_search_by_key(&span.start(), |token| token.span.start()).ok().map(|index| &segments.tokens[index]);
    // 对外开放, 为民服务, 在线: a word of its own and no preposition.
    let own = token.is_some_and(|token| token.span.len() > length && length == 1 && !matches!(token.tag, "p" | "c"));
    if own {
        return 0;
    }
    // 结合, 聚焦, 围绕, 利用, 发挥 … are verbs when nothing else follows.
    let verbal = matches!(
        word.as_str(),
        "结合" | "聚焦" | "围绕" | "利用" | "发挥" | "瞄准" | "适应" | "立足" | "面对" | "运用" | "参照" | "面向" | "遵照"
    );
    if verbal && first_verb(text, segments, cues, span.start() + length, span.end()).is_none() {
        return 0;
    }
    length
}

/// The noun phrase before a verb, if it can act: it names a body, place or person, or ends in a word
/// for one that acts.
pub(super) fn acting(text: &Text, span: Span, annotations: &Annotations, cues: &Cues) -> Option<Span> {
    let mut span = text.trim(span);
    // "…中，企业" and "（以下简称…）企业" leave the last part.
    if let Some(at) = span.range().rev().find(|at| matches!(text.key[*at], '，' | '：')) {
        span = text.trim(Span::new(at + 1, span.end()));
    }
    // 由该管政府, 但灾民代表: what stands before the noun.
    while span.len() > 2 && matches!(text.key[span.start()], '由' | '但' | '惟') && !annotations.splits(span.start() + 1) {
        span = Span::new(span.start() + 1, span.end());
    }
    // 报州人民政府批准: who is reported to does not act.
    if span.is_empty()
        || span.len() > 60
        || matches!(text.key[span.start()], '报' | '经' | '向') && annotations.starting(span.start()).is_none()
    {
        return None;
    }
    // 指…之机构, 而未…者, 且非属社会: the end of something else.
    if ["指", "而", "且", "有", "如", "若", "因", "其有", "使", "令"].iter().any(|word| text.starts_with(span.start(), word))
        && annotations.starting(span.start()).is_none()
        && !text.starts_with(span.start(), "有关")
    {
        return None;
    }
    // 全国人民在党中央领导下, 协会按照国家规定组织: who stands before the phrase acts.
    let phrase =
        |at: &usize| !annotations.splits(*at) && ["在", "按照", "依照", "根据", "依据"].iter().any(|word| text.starts_with(*at, word));
    if let Some(at) = span.range().skip(2).find(phrase)
        && let Some(before) = acting(text, Span::new(span.start(), at), annotations, cues)
    {
        return Some(before);
    }
    if text.ends_with(span.end(), "或者") {
        return None;
    }
    let named = annotations.ending(span.end()).is_some_and(|mention| {
        matches!(mention.entity_type, EntityType::Organization | EntityType::Person | EntityType::Place | EntityType::Post)
    });
    let generic = cues.at_end("generic_actor", text.key(span)).is_some();
    let bracketed = text.key[span.end() - 1] == ')';
    (named || generic || bracketed).then_some(span)
}

/// Where a clause goes on behind the note in brackets that it opens with: who is responsible for what stands before.
fn behind_note(text: &Text, span: Span) -> Option<usize> {
    let close = (text.key_at(span.start()) == Some('(')).then(|| crate::segment::closing(text, span.start(), span.end())).flatten()?;
    let inside = Span::new(span.start(), close);
    let note = ["负责", "牵头", "配合", "单位"].iter().any(|word| text.find(inside, word).is_some());
    (note && close + 3 < span.end()).then_some(close + 1)
}
