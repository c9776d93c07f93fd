//! Who speaks in a Chinese clause: frames of reported speech, and demands of somebody else.

use super::modals::short_call;
use super::verbs::{skip_adverbs, token_starts};
use crate::annotate::Annotations;
use crate::codebook::Cues;
use crate::model::{EntityType, Segments, Span, Text};

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

/// Verbs and prepositions that have what somebody decided or demanded as their object.
const GONE_BY: [&str; 14] =
    ["按照", "根据", "遵照", "依照", "贯彻", "落实", "执行", "体现", "违背", "服从", "干扰", "听取", "深刻领悟", "继续"];

/// A frame of reported speech: "X强调，", "会议指出：", "X表示…", "明确建设…".
pub(super) fn speech(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span, mark: char) -> Option<Speech> {
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
        // 贯彻落实中央决策|部署, 按照国务院|要求, 主席提出的|主张: what somebody has said is gone by, and nobody speaks here.
        let noun = weak || text.key_slice(verb) == "主张";
        let made = ["作出", "做出", "发出"].iter().any(|word| text.find(subject, word).is_some());
        let gone_by = GONE_BY.iter().any(|word| text.find(subject, word).is_some())
            || ["的", "决策", "工作", "部署"].iter().any(|word| text.ends_with(verb.start(), word));
        if noun && gone_by && !made {
            return None;
        }
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
        // 说服, 指导: no verb of speech; 说明 is one.
        if length == 1 && !token_starts(segments, at + 1) && !text.starts_with(at, "说明") {
            continue;
        }
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
        // 决策部署要求和通知精神: a noun.
        if text.key_at(content).is_some_and(|c| matches!(c, '和' | '与' | '及' | '、')) {
            continue;
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

/// 他促请当局…, 工会盼政府…: the demand of somebody else is said from its verb on.
pub(super) fn demand(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span) -> Option<usize> {
    let end = span.end().min(span.start() + DEMAND);
    (span.start() + 1..end).find(|at| {
        let own = ["我", "中方", "中国", "政府", "双方"].iter().any(|word| text.starts_with(span.start(), word));
        let length = cues.at("demand", &text.key[..span.end()], *at).unwrap_or(0);
        length > 0
            && !own
            && (token_starts(segments, *at) || length == 1 && cues.at("call", &text.key[..span.end()], *at).is_some())
            && (length > 1 || short_call(text, *at))
            && *at + length + 2 < span.end()
            && text.key_at(*at + length) != Some('的')
            && calls(text, annotations, cues, trim_also(text, Span::new(span.start(), *at)), length)
    })
}

/// Who can ask for something; in a headline also 业界, 议员, 学者 without a name.
fn calls(text: &Text, annotations: &Annotations, cues: &Cues, subject: Span, length: usize) -> bool {
    speaker_like(text, annotations, subject)
        || length == 1 && subject.len() <= 8 && cues.at_end("generic_actor", text.key(subject)).is_some()
}

/// The verb of a demand stands no farther from the head of its clause.
const DEMAND: usize = 16;

/// Without 亦, 又, 也 at the end: 她亦|希望.
pub(super) fn trim_also(text: &Text, span: Span) -> Span {
    let also = text.key(span).last().is_some_and(|c| matches!(c, '亦' | '又' | '也' | '并' | '还' | '则' | '再' | '均' | '都'));
    Span::new(span.start(), span.end() - usize::from(also && span.len() > 1))
}

/// Names somebody who can speak: a person, body, meeting, document, or 他 会议 文章 官员 …
pub(super) fn speaker_like(text: &Text, annotations: &Annotations, span: Span) -> bool {
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
