//! What one Chinese clause looks like: conjunction, phrase, subject, modal, adverbs, verb.
//!
//! Nothing is decided here. The view is what the rules and the clause model look at.

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
    /// What the clause opens with: a body, place, person, 国家, 我们 …, or nothing that acts.
    pub(crate) opens_with: &'static str,
    /// The mark behind it.
    pub(crate) mark: char,
}

/// Who speaks, and where what is said starts.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    /// What stands before the verb of speech; may be empty.
    pub(crate) subject: Span,
    /// The verb of speech.
    pub(crate) verb: Span,
    /// Where the content starts, if it stands in the same clause.
    pub(crate) content: Option<usize>,
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
    if let Some(content) = speech.as_ref().and_then(|speech| speech.content) {
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
    let done = done(text, segments, cues, Span::new(start, end));
    let descriptive = descriptive(text, segments, cues, Span::new(start, end));
    let future = verb.is_some_and(|verb| {
        let from = verb.start().saturating_sub(5).max(start);
        (from..verb.start()).any(|at| {
            token_starts(segments, at)
                && ["将会", "将", "拟", "将要", "会继续"].iter().any(|word| text.starts_with(at, word))
                && !text.starts_with(at, "将来")
        })
    }) || ["将", "拟"].iter().any(|word| text.starts_with(start, word)) && token_starts(segments, start);
    let opens_with = opens_with(text, annotations, start);
    View { core, start, preposition, modal, subject, verb, adverbs, verb_initial, speech, done, descriptive, future, opens_with, mark }
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

fn token_starts(segments: &Segments, place: usize) -> bool {
    segments.tokens.binary_search_by_key(&place, |token| token.span.start()).is_ok()
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
                    && !has_frame(text, span)
            }
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

/// Adverbs from a place on, and the directive verb behind them: (how many, (place, length)).
pub(crate) fn skip_adverbs(key: &[char], cues: &Cues, from: usize, end: usize) -> (usize, Option<(usize, usize)>) {
    let key = &key[..end.min(key.len())];
    let mut at = from;
    let mut count = 0;
    loop {
        while key.get(at) == Some(&' ') || count > 0 && key.get(at) == Some(&'、') {
            at += 1;
        }
        let verb = cues.at("directive_verb", key, at);
        let adverb = cues.at("adverb", key, at);
        match (adverb, verb) {
            (Some(adverb), verb) if count < 6 && (verb.is_none_or(|verb| verb <= adverb)) => {
                // A word that is both is an adverb before a verb, else the verb.
                let (more, behind) = skip_adverbs(key, cues, at + adverb, end);
                if behind.is_some() {
                    return (count + 1 + more, behind);
                }
                return match verb {
                    Some(verb) => (count, Some((at, verb))),
                    None => (count + 1, None),
                };
            }
            (_, Some(verb)) => return (count, Some((at, verb))),
            (Some(adverb), None) => {
                at += adverb;
                count += 1;
                if count > 6 {
                    return (count, None);
                }
            }
            (None, None) => return (count, None),
        }
    }
}

fn trim_adverbs(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span) -> Span {
    const TO_COME: [&str; 16] = ["将会", "将要", "必将", "一定", "正在", "将", "拟", "会", "也", "均", "都", "还", "则", "亦", "再", "就"];
    let mut end = span.end();
    for _ in 0..6 {
        let (before, adverb) = (end, cues.at_end("adverb", text.key(Span::new(span.start(), end))));
        if let Some((_, length)) = adverb.filter(|(_, length)| end - length >= span.start()) {
            end -= length;
        } else if let Some(word) = TO_COME.iter().find(|word| text.ends_with(end, word)) {
            // 将, 拟, 会 as words of their own; 委员会 ends in none.
            let at = end - word.chars().count();
            if at > span.start() && token_starts(segments, at) && !annotations.splits(at) {
                end = at;
            }
        } else if let Some(date) = annotations.ending(end).filter(|mention| mention.entity_type == EntityType::Date) {
            // 该国明年将…
            end = date.span.start().max(span.start());
        }
        if end == before {
            break;
        }
    }
    Span::new(span.start(), end)
}

/// 应当加入…: the verb right behind a modal and adverbs, whatever the cues know of it.
/// 不得以改造为名…: the verb is not the one of the pretext.
fn behind_pretext(text: &Text, from: usize, end: usize) -> usize {
    if text.key_at(from) != Some('以') {
        return from;
    }
    let closes = ["为名", "为由", "为借口", "的名义", "之名", "为条件", "为代价"];
    let behind = closes.iter().filter_map(|word| text.find(Span::new(from, end), word).map(|at| at + word.chars().count())).min();
    behind.filter(|behind| *behind < end).unwrap_or(from)
}

/// 要以改革精神推进…, 要对重点项目建设加强…: the verb behind a phrase, not a noun of action in it.
fn behind_phrase(text: &Text, segments: &Segments, cues: &Cues, from: usize, end: usize) -> Option<Span> {
    let length = cues.at("preposition", &text.key[..end], from)?;
    let tokens = segments.tokens_in(Span::new(from + length, end));
    let verb = tokens.iter().skip(1).find(|token| {
        let word = text.key(token.span);
        let attribute = text.key_at(token.span.end()) == Some('的');
        token.tag == "v" && token.span.len() >= 2 && !attribute && cues.at("directive_verb", word, 0) == Some(word.len())
    })?;
    Some(verb.span)
}

fn plain_verb(segments: &Segments, span: Span) -> Option<Span> {
    let mut tokens = segments.tokens_in(span).iter().skip_while(|token| matches!(token.tag, "d" | "ad" | "t"));
    tokens.next().filter(|token| token.tag == "v" && token.span.len() >= 2).map(|token| token.span)
}

fn first_verb(text: &Text, segments: &Segments, cues: &Cues, from: usize, end: usize) -> Option<Span> {
    let mut at = from;
    let key = &text.key[..end];
    while at < end {
        if token_starts(segments, at)
            && let Some(length) = cues.at("directive_verb", key, at).filter(|length| *length >= 2 || at + 1 < end)
        {
            let noun_behind = matches!(text.key_at(at + length), Some('的')) && length <= 2;
            if !noun_behind && (length >= 2) {
                // 密码管理部门建立…: the verb is part of a name for who acts.
                if let Some(behind) = names_a_body(text, segments, cues, Span::new(at, end)) {
                    at = behind;
                    continue;
                }
                // 依法设立: what may be an adverb is one before a verb.
                let (at, length) = skip_adverbs(&text.key, cues, at, end).1.unwrap_or((at, length));
                return Some(Span::new(at, at + length));
            }
        }
        at += 1;
    }
    None
}

/// 评估行业协会履行…, 建设单位应当…: a noun for who acts at the opening, made with a verbal noun, and its
/// verb, a phrase or a list behind it. 服务企业发展 opens with a verb.
fn opens_with_body(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> bool {
    let tokens = segments.tokens_in(span);
    if tokens.first().is_none_or(|token| token.tag != "vn") {
        return false;
    }
    let Some(end) = names_a_body(text, segments, cues, span) else { return false };
    let key = &text.key[..span.end()];
    let modal = ["shall", "must", "permit", "prohibit"].iter().any(|group| cues.at(group, key, end).is_some());
    let next = tokens.iter().find(|token| token.span.start() >= end);
    modal
        || next.is_some_and(|next| {
            matches!(next.tag, "v" | "d" | "p") || ["、", "和", "及", "以及"].contains(&text.key_slice(next.span).as_str())
        })
}

/// 管理部门, 检测机构, 建设单位: where the noun for who acts ends, right behind what looks like its verb.
fn names_a_body(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> Option<usize> {
    let tokens = segments.tokens_in(span);
    let nominal = |tag: &str| tag.starts_with('n') || matches!(tag, "vn" | "v" | "b" | "j" | "l");
    for token in tokens.iter().take(4).skip(1) {
        if !nominal(token.tag) {
            return None;
        }
        let acts = token.span.len() >= 2 && cues.at_end("generic_actor", text.key(token.span)).is_some();
        if acts && token.span.end() < span.end() {
            return Some(token.span.end());
        }
    }
    None
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

/// The first modal of a clause at the start of a word.
fn modal(
    text: &Text,
    segments: &Segments,
    annotations: &Annotations,
    cues: &Cues,
    span: Span,
    traditional: bool,
) -> Option<(Modality, Span)> {
    const GROUPS: [(&str, Modality); 7] = [
        ("prohibit", Modality::Prohibit),
        ("must", Modality::Must),
        ("shall", Modality::Shall),
        ("aim", Modality::Aim),
        ("permit", Modality::Permit),
        ("promote", Modality::Promote),
        ("explore", Modality::Explore),
    ];
    let key = &text.key[..span.end()];
    let mut depth = 0;
    for at in span.range() {
        match key[at] {
            '(' | '《' | '“' => depth += 1,
            ')' | '》' | '”' => depth -= 1,
            _ => {}
        }
        if depth > 0 || at > span.start() + 110 {
            continue;
        }
        let mut best: Option<(Modality, usize)> = None;
        for (group, modality) in GROUPS {
            let Some(length) = cues.at(group, key, at) else { continue };
            if best.is_none_or(|(_, longest)| length > longest) {
                best = Some((modality, length));
            }
        }
        let Some((modality, length)) = best else { continue };
        let covered = (0..3).any(|back| {
            at >= span.start() + back
                && cues.at("not_shall", key, at - back).is_some_and(|word| back + length <= word && (back > 0 || word > length))
        });
        // 自申请日起算不得超过: no word ends in 不得.
        // 二要: a number, and no word of its own.
        let counted = at == span.start() + 1 && text.starts_with(at, "要") && is_count(key[span.start()]);
        let unmistakable = counted
            || modality == Modality::Prohibit && length >= 2 && text.starts_with(at, "不得")
            || modality == Modality::Permit && traditional && free_may(text, at);
        if covered || !(token_starts(segments, at) || at == span.start() || unmistakable) || annotations.splits(at) {
            continue;
        }
        let word = text.key_slice(Span::new(at, at + length));
        let head = leads(text, cues, span.start(), at);
        let accepted = match modality {
            // 支持 鼓励 引导 探索 研究 count as the main verb only.
            Modality::Promote | Modality::Explore => {
                (head || subject_like(text, segments, annotations, cues, Span::new(span.start(), at)))
                    && !noun_use(text, at + length)
                    && !(at > span.start() && text.key[at - 1] == '的')
            }
            Modality::Must if matches!(word.as_str(), "严格" | "坚决" | "确保" | "保证" | "强制" | "严守") => {
                head || matches!(word.as_str(), "确保" | "保证")
                    && subject_like(text, segments, annotations, cues, Span::new(span.start(), at))
            }
            Modality::Permit if word == "得" => traditional && !text.ends_with(at, "不") && (at > span.start() || free_may(text, at)),
            Modality::Permit if word == "同意" => head,
            Modality::Permit if word == "可" => text.key_at(at + 1) != Some('，') && !text.ends_with(at, "不"),
            // 美好生活需要: what is needed.
            Modality::Shall if word == "需要" => {
                // 结合居民的学习需要开展…: what is gone by.
                let basis = ["结合", "根据", "按照", "满足", "适应", "围绕", "针对", "依据", "因"];
                at + length < span.end()
                    && !text.ends_with(at, "的")
                    && !basis.iter().any(|word| text.find(Span::new(span.start(), at), word).is_some())
                    && !["为", "的", "、", "和", "与", "，", "且", "等"].iter().any(|next| text.starts_with(at + length, next))
            }
            Modality::Shall if word == "应" || word == "要" || word == "需" => {
                at + length < span.end() && text.key_at(at + length) != Some('的')
            }
            // 统筹协调禁止燃放工作中的重大事项: what the verb before it is about.
            Modality::Prohibit if matches!(word.as_str(), "禁止" | "严禁" | "限制") => {
                skip_adverbs(&text.key, cues, span.start(), span.end()).1.is_none_or(|(verb, _)| verb >= at)
            }
            // 健全防止返贫机制: part of a name.
            Modality::Prohibit if word == "防止" => head,
            Modality::Prohibit if word == "不能" || word == "不可" => true,
            Modality::Aim if matches!(word.as_str(), "预期" | "希望" | "期望") => head || word == "希望",
            // 他盼…, 港商冀…: somebody's wish.
            Modality::Aim if matches!(word.as_str(), "盼" | "冀") => {
                at + length < span.end()
                    && (head
                        || at - span.start() <= 12
                            && annotations.inside(Span::new(span.start(), at)).iter().any(|mention| mention.span.end() == at)
                        || text.ends_with(at, "他")
                        || text.ends_with(at, "她"))
            }
            _ => true,
        };
        if accepted {
            return Some((modality, Span::new(at, at + length)));
        }
    }
    None
}

/// 必要时得延长, 申请单位得依规定…: 得 as a modal, where the dictionary made a word with its neighbour.
fn free_may(text: &Text, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.key_at(before));
    let behind = text.key_at(at + 1);
    text.key_at(at) == Some('得')
        && before.is_some_and(|c| text.ends_with(at, "本所") || !"不取获所难值使懂觉显变舍认记赢心来由购赚求博".contains(c))
        && behind.is_some_and(|c| !"到知出标起失奖分票款利逞主税的，。；".contains(c))
}

/// Nothing but adverbs and modals stands between two places.
fn leads(text: &Text, cues: &Cues, from: usize, to: usize) -> bool {
    let mut at = from;
    while at < to {
        let step = ["adverb", "shall", "must"].iter().filter_map(|group| cues.at(group, &text.key[..to], at)).max();
        match step {
            Some(step) => at += step,
            None => return false,
        }
    }
    true
}

/// 探索性, 研究院, 支持率: part of a noun.
fn noun_use(text: &Text, end: usize) -> bool {
    text.key_at(end).is_some_and(|c| matches!(c, '率' | '性' | '院' | '所' | '者' | '力' | '的' | '、')) && !text.starts_with(end, "所有")
}

fn subject_like(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span) -> bool {
    let trimmed = trim_adverbs(text, segments, annotations, cues, span);
    trimmed.len() <= 24
        && acting(text, trimmed, annotations, cues).is_some()
        && first_verb(text, segments, cues, trimmed.start(), trimmed.end()).is_none()
}

/// The noun phrase before a verb, if it can act: it names a body, place or person, or ends in a word
/// for one that acts.
fn acting(text: &Text, span: Span, annotations: &Annotations, cues: &Cues) -> Option<Span> {
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

/// Signs of what has already happened.
fn done(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> bool {
    let key = &text.key[..span.end()];
    segments.tokens_in(span).iter().any(|token| {
        let word = cues.at("done", key, token.span.start());
        let aspect = text.key[token.span.start()] == '了' && token.span.len() == 1 && !text.starts_with(token.span.start(), "了解");
        aspect || word.is_some_and(|length| length >= 2 || text.key[token.span.start()] == '已' || text.key[token.span.start()] == '曾')
    })
}

/// Its first verb states a fact.
fn descriptive(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> bool {
    let key = &text.key[..span.end()];
    for token in segments.tokens_in(span) {
        let at = token.span.start();
        if cues.at("directive_verb", key, at).is_some_and(|length| length >= token.span.len()) {
            return false;
        }
        if cues.at("descriptive_verb", key, at).is_some_and(|length| length == token.span.len()) {
            return true;
        }
    }
    false
}

/// A frame of reported speech: "X强调，", "会议指出：", "X表示…", "明确建设…".
fn speech(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span, mark: char) -> Option<Speech> {
    // 按照会议部署: on what it rests, not who speaks.
    if ["按照", "根据", "依照", "遵照", "依据", "遵循", "贯彻", "落实", "围绕"].iter().any(|word| text.starts_with(span.start(), word))
    {
        return None;
    }
    let key = text.key(span);
    let open = matches!(mark, '，' | '：' | '“' | ',' | ' ') || text.key_at(span.end()) == Some('“');
    if let Some((at, length)) = cues.at_end("speech_stress", key) {
        let verb = Span::new(span.start() + at, span.end());
        let subject = Span::new(span.start(), verb.start());
        let said = mark == '。' || mark == '；';
        // 「…」X說。 closes a quotation; a clause that ends in 建议 or 部署 as a noun does not speak.
        let after_quote =
            segments.sentence_at(span.start()).is_some_and(|sentence| segments.sentences[sentence].span.start() == span.start())
                || text.key[..span.start()].last() == Some(&'，')
                || text.ends_with(span.start(), "”");
        let weak = matches!(
            text.key_slice(verb).as_str(),
            "建议"
                | "部署"
                | "指"
                | "提议"
                | "倡议"
                | "分析"
                | "决定"
                | "要求"
                | "承诺"
                | "指示"
                | "解释"
                | "介绍"
                | "料"
                | "称"
                | "明确"
        );
        // 贯彻…重要指示: a directive whose object is what was said.
        let directive = skip_adverbs(&text.key, cues, span.start(), verb.start())
            .1
            .is_some_and(|(at, length)| length >= 2 && at + length < verb.start());
        let speaks = (speaker_like(text, annotations, subject) || subject.is_empty()) && !(directive && weak);
        if (open && (!weak || speaks) || said && after_quote && speaks && !weak) && length > 0 && !(weak && subject.is_empty()) {
            return Some(Speech { subject, verb, content: None });
        }
    }
    // 明确建设…, 强调集中力量…, 决定将草案提请…
    for at in span.start()..span.end().min(span.start() + 26) {
        if !token_starts(segments, at) {
            continue;
        }
        let Some(length) = cues.at("speech_stress", &text.key[..span.end()], at) else { continue };
        // X要明确…, X应当提出…: somebody is to do it.
        if ["要", "应", "当", "须", "需", "得", "可以"].iter().any(|word| text.ends_with(at, word)) && at > span.start() {
            continue;
        }
        // 对法律和国家有关规定要求…的网络: a rule that requires is no speaker.
        if ["规定", "标准", "法律", "法规", "规范", "规则"].iter().any(|word| text.ends_with(at, word)) {
            continue;
        }
        let content = at + length;
        if content >= span.end() {
            break;
        }
        let subject = Span::new(span.start(), at);
        let word = text.key_slice(Span::new(at, content));
        let reported = matches!(
            word.as_str(),
            "强调"
                | "指出"
                | "要求"
                | "提出"
                | "号召"
                | "呼吁"
                | "明确"
                | "决定"
                | "表示"
                | "称"
                | "说"
                | "认为"
                | "建议"
                | "重申"
                | "提醒"
                | "部署"
                | "料"
                | "透露"
        );
        let verb_behind = skip_adverbs(&text.key, cues, content, span.end()).1.is_some_and(|(place, verb)| place + verb <= span.end())
            || ["将", "把", "要", "必须", "应"].iter().any(|word| text.starts_with(content, word))
            || text.key_at(content) == Some('“');
        let headed = subject.is_empty() || speaker_like(text, annotations, subject);
        if !reported || !headed || text.key_at(content) == Some('的') {
            continue;
        }
        let plain_verb = subject.is_empty()
            && matches!(word.as_str(), "要求" | "提出" | "说" | "称" | "建议" | "认为" | "表示" | "部署" | "料" | "明确");
        if verb_behind && !plain_verb || !subject.is_empty() && matches!(word.as_str(), "称" | "表示" | "说" | "认为" | "号召" | "呼吁")
        {
            return Some(Speech { subject, verb: Span::new(at, content), content: Some(content) });
        }
    }
    None
}

fn is_count(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Where a clause goes on behind the note in brackets that it opens with: who is responsible for what stands before.
fn behind_note(text: &Text, span: Span) -> Option<usize> {
    let close = (text.key_at(span.start()) == Some('(')).then(|| crate::segment::closing(text, span.start(), span.end())).flatten()?;
    let inside = Span::new(span.start(), close);
    let note = ["负责", "牵头", "配合", "单位"].iter().any(|word| text.find(inside, word).is_some());
    (note && close + 3 < span.end()).then_some(close + 1)
}

/// 他促请当局…, 工会盼政府…: the demand of somebody else is said from its verb on.
fn demand(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span) -> Option<usize> {
    let end = span.end().min(span.start() + DEMAND);
    (span.start() + 1..end).find(|at| {
        let own = ["我", "中方", "中国", "政府", "双方"].iter().any(|word| text.starts_with(span.start(), word));
        let length = cues.at("demand", &text.key[..span.end()], *at).unwrap_or(0);
        length > 0
            && !own
            && token_starts(segments, *at)
            && *at + length + 2 < span.end()
            && text.key_at(*at + length) != Some('的')
            && speaker_like(text, annotations, trim_also(text, Span::new(span.start(), *at)))
    })
}

/// The verb of a demand stands no farther from the head of its clause.
const DEMAND: usize = 16;

/// Without 亦, 又, 也 at the end: 她亦|希望.
fn trim_also(text: &Text, span: Span) -> Span {
    let also = text.key(span).last().is_some_and(|c| matches!(c, '亦' | '又' | '也' | '并' | '还' | '则' | '再' | '均' | '都'));
    Span::new(span.start(), span.end() - usize::from(also && span.len() > 1))
}

/// Names somebody who can speak: a person, body, meeting, document, or 他 会议 文章 官员 …
fn speaker_like(text: &Text, annotations: &Annotations, span: Span) -> bool {
    const SPEAKERS: &[&str] = &[
        "会议",
        "全会",
        "文章",
        "他",
        "她",
        "他们",
        "官员",
        "发言人",
        "负责人",
        "专家",
        "人士",
        "意见",
        "方案",
        "报告",
        "通知",
        "社论",
        "评论",
        "公报",
        "声明",
        "指引",
        "办法",
        "倡议",
        "规范",
        "草案",
        "文件",
        "计划",
        "署方",
        "局方",
        "院方",
        "该局",
        "该署",
        "政要",
        "记者",
        "致辞时",
        "时",
        "中指出",
        "讲话中",
        "又",
        "还",
        "并",
        "亦",
        "则",
        "日前",
        "受访时",
        "访问",
    ];
    let trimmed = text.trim(span);
    if trimmed.is_empty() {
        return false;
    }
    let named = annotations.inside(trimmed).iter().any(|mention| {
        matches!(
            mention.entity_type,
            EntityType::Person | EntityType::Organization | EntityType::Event | EntityType::Document | EntityType::Post
        )
    });
    let generic = SPEAKERS.iter().any(|word| text.ends_with(trimmed.end(), word));
    named || generic && trimmed.len() <= 30
}
