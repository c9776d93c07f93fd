//! Modals of a Chinese clause: which word says how strongly something is to be done, and which only looks like one.

use super::verbs::{first_verb, skip_adverbs, token_starts, trim_adverbs};
use super::view::acting;
use crate::annotate::Annotations;
use crate::codebook::Cues;
use crate::model::{Modality, Segments, Span, Text};

/// 经批准后，方可…, 应经许可始得…: on what condition somebody may.
const THRESHOLDS: [&str; 9] = ["方可", "方得", "方准", "方能", "始得", "始可", "始能", "才能", "才可"];

/// The modal of a clause: the first at the start of a word, unless another behind it decides.
pub(super) fn modal(
    text: &Text,
    segments: &Segments,
    annotations: &Annotations,
    cues: &Cues,
    span: Span,
    traditional: bool,
) -> Option<(Modality, Span)> {
    let first = first_modal(text, segments, annotations, cues, span, traditional)?;
    if !matches!(first.0, Modality::Shall | Modality::Must) {
        return Some(first);
    }
    let rest: Vec<usize> = outside_brackets(text, Span::new(first.1.end(), span.end()));
    let threshold = rest
        .iter()
        .find_map(|at| THRESHOLDS.iter().find(|word| text.starts_with(*at, word) && token_starts(segments, *at)).map(|word| (*at, word)));
    if let Some((at, word)) = threshold.filter(|_| !text.ends_with(first.1.end(), "要")) {
        return Some((Modality::Permit, Span::new(at, at + word.chars().count())));
    }
    // 未缴齐应备文件者不得…: what a noun has at its head is no modal of the clause.
    let later = rest.into_iter().find_map(|at| {
        if text.starts_with(at, "不得") {
            return Some((Modality::Prohibit, Span::new(at, at + 2)));
        }
        let joined = ["不", "及", "已", "或", "并"].iter().any(|word| text.ends_with(at, word));
        let may = text.key[at] == '得' && !joined && free_may(text, at);
        may.then(|| (Modality::Permit, Span::new(at, at + 1)))
    });
    later.filter(|_| traditional && first.1.len() == 1).or(Some(first))
}

/// Places of a span that stand outside brackets and quotation marks.
fn outside_brackets(text: &Text, span: Span) -> Vec<usize> {
    let mut depth = 0;
    let mut places = Vec::new();
    for at in span.range() {
        match text.key[at] {
            '(' | '《' | '“' => depth += 1,
            ')' | '》' | '”' => depth -= 1,
            _ if depth == 0 => places.push(at),
            _ => {}
        }
    }
    places
}

/// The first modal of a clause at the start of a word.
fn first_modal(
    text: &Text,
    segments: &Segments,
    annotations: &Annotations,
    cues: &Cues,
    span: Span,
    traditional: bool,
) -> Option<(Modality, Span)> {
    const GROUPS: [(&str, Modality); 8] = [
        ("prohibit", Modality::Prohibit),
        ("must", Modality::Must),
        ("shall", Modality::Shall),
        ("aim", Modality::Aim),
        ("permit", Modality::Permit),
        ("promote", Modality::Promote),
        ("explore", Modality::Explore),
        ("call", Modality::Shall),
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
                && cues.at("not_shall", key, at - back).is_some_and(|word| {
                    // 应邀|集, 应纳|入, 可行|使: the verb behind the modal cuts the word.
                    let amount = text.starts_with(at, "应缴") && at > span.start();
                    let cut = back == 0 && word == 2 && length == 1 && !amount && before_verb(cues, key, at);
                    back + length <= word && (back > 0 || word > length) && !cut
                })
        });
        // 应有二分之一以上…: in the statutes of Taiwan what there is to be.
        let to_have =
            traditional && text.starts_with(at, "应有") && !["的", "之", "部分"].iter().any(|word| text.starts_with(at + 2, word));
        let covered = covered && !to_have && !(text.key[at] == '得' && traditional && of_body(text, at));
        // 自申请日起算不得超过: no word ends in 不得.
        // 二要: a number, and no word of its own.
        let counted = at == span.start() + 1 && text.starts_with(at, "要") && is_count(key[span.start()]);
        let ought = modality == Modality::Shall && length == 1 && text.key[at] == '应';
        // 核备函|应|载明: the dictionary knows no such word, but a verb stands behind.
        let duty = ought && (traditional && governs(text, at + 1) || before_verb(cues, key, at));
        // 党要|加强: the dictionary makes a name of it.
        let party = at == span.start() + 1 && text.starts_with(span.start(), "党要");
        let unmistakable = counted
            || duty
            || party
            || modality == Modality::Prohibit && length >= 2 && text.starts_with(at, "不得")
            || modality == Modality::Permit && traditional && free_may(text, at);
        let call = length == 1 && cues.at("call", key, at) == Some(length);
        if covered || !(token_starts(segments, at) || at == span.start() || unmistakable || call) || annotations.splits(at) {
            continue;
        }
        let word = text.key_slice(Span::new(at, at + length));
        // 保证改革的顺利进行: a verb, and no modal before one.
        // 严禁未经评估的设备上线: what is banned may open with an attribute.
        let helps = matches!(modality, Modality::Shall | Modality::Permit | Modality::Prohibit) && !word.contains('禁')
            || modality == Modality::Must && ["必须", "须", "务必", "必"].contains(&word.as_str());
        if helps && attribute(text, segments, cues, Span::new(at, at + length), span.end()) {
            continue;
        }
        // 服务国之所|需, 所|奖励之机构: what something is needed or furthered for; 研究所|要 is a body.
        let alone = || segments.tokens_in(Span::new(at - 1, at)).first().is_some_and(|token| token.span.len() == 1);
        let named = || annotations.inside(Span::new(span.start(), at)).iter().any(|mention| mention.span.end() == at);
        let which = text.ends_with(at, "之所") || text.ends_with(at, "所") && alone() && !named();
        if which && word != "应" && matches!(modality, Modality::Shall | Modality::Promote) {
            continue;
        }
        let head = leads(text, cues, span.start(), at);
        let accepted = match modality {
            // 议员促设…, 署方吁…: a call in a headline.
            Modality::Shall if cues.at("call", key, at) == Some(length) => {
                short_call(text, at)
                    && at + length + 1 < span.end()
                    && (head || subject_like(text, segments, annotations, cues, Span::new(span.start(), at)))
            }
            // 政府欢迎报告: how somebody takes what was done.
            Modality::Promote if word == "欢迎" && !invites(text, segments, span, at + length) => false,
            // 支持 鼓励 引导 探索 研究 count as the main verb only.
            Modality::Promote | Modality::Explore => {
                (head || subject_like(text, segments, annotations, cues, Span::new(span.start(), at)))
                    && !noun_use(text, at + length)
                    && !(word == "试点" && noun_behind(text, at + length))
                    && !(at > span.start() && text.key[at - 1] == '的')
            }
            Modality::Must if matches!(word.as_str(), "严格" | "坚决" | "确保" | "保证" | "强制" | "严守") => {
                head || matches!(word.as_str(), "确保" | "保证")
                    && subject_like(text, segments, annotations, cues, Span::new(span.start(), at))
            }
            Modality::Permit if word == "得" => traditional && !text.ends_with(at, "不") && (at > span.start() || free_may(text, at)),
            Modality::Permit if word == "同意" => head,
            // 核定退伍或免予赔偿后: one of two things that a verb is about.
            Modality::Permit if matches!(word.as_str(), "免予" | "免于") => {
                !["或", "及", "、", "和"].iter().any(|joint| text.ends_with(at, joint))
            }
            // 可利用性: a quality.
            Modality::Permit if word == "可" => {
                let quality = text.key_at(at + 3) == Some('性') && !text.starts_with(at + 1, "一次");
                text.key_at(at + 1) != Some('，') && !text.ends_with(at, "不") && !quality
            }
            // 有权受理的法院, 是否准予: of whom and of what something is said.
            Modality::Permit if word == "有权" => !["和", "、", "或", "由", "移送", "报"].iter().any(|joint| text.ends_with(at, joint)),
            Modality::Permit if matches!(word.as_str(), "准予" | "准许" | "允许" | "同意") && text.ends_with(at, "是否") => false,
            Modality::Permit if word == "容许" => !text.starts_with(at + length, "误差"),
            // 美好生活需要: what is needed.
            Modality::Shall if word == "需要" => {
                // 结合居民的学习需要开展…: what is gone by.
                let basis = ["结合", "根据", "按照", "满足", "适应", "围绕", "针对", "依据", "因"];
                at + length < span.end()
                    && !text.ends_with(at, "的")
                    && !text.ends_with(at, "不")
                    && !basis.iter().any(|word| text.find(Span::new(span.start(), at), word).is_some())
                    && !["为", "的", "、", "和", "与", "，", "且", "等"].iter().any(|next| text.starts_with(at + length, next))
            }
            Modality::Shall if word == "应" || word == "要" || word == "需" => {
                at + length < span.end() && text.key_at(at + length) != Some('的')
            }
            // 统筹协调禁止燃放工作中的重大事项: what the verb before it is about.
            Modality::Prohibit if matches!(word.as_str(), "禁止" | "严禁" | "限制") => {
                let names = ["场所", "区域", "标志", "标识", "名单", "目录", "期间"];
                let behind = Span::new(at + length, span.end().min(at + length + 4));
                skip_adverbs(&text.key, cues, span.start(), span.end()).1.is_none_or(|(verb, _)| verb >= at)
                    && !names.iter().any(|word| text.find(behind, word).is_some())
            }
            // 不能不…, 不得不…: it must; 不得不合理地… is a ban.
            Modality::Prohibit
                if matches!(word.as_str(), "不能" | "不得")
                    && text.key_at(at + 2) == Some('不')
                    && !["合理", "正当", "管", "顾"].iter().any(|next| text.starts_with(at + 3, next)) =>
            {
                false
            }
            // 这决不会改变…: what is foreseen; 我们决不会…: a promise.
            Modality::Prohibit if matches!(word.as_str(), "决不" | "绝不") && text.key_at(at + 2) == Some('会') => {
                head || ["我", "中国", "中方"].iter().any(|word| text.find(Span::new(span.start(), at), word).is_some())
            }
            Modality::Prohibit if word == "不能" || word == "不可" => true,
            // 为2035年基本实现现代化奠定基础: what it is for.
            Modality::Aim if word.starts_with("基本") && text.starts_with(span.start(), "为") => false,
            // 稳定预期, 改善预期: what is expected, and no wish.
            Modality::Aim if word == "预期" => at == span.start(),
            Modality::Aim if matches!(word.as_str(), "希望" | "期望") => head || word == "希望",
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
            let modality = if word == "吁" { Modality::Promote } else { modality };
            return Some((modality, Span::new(at, at + length)));
        }
    }
    None
}

/// 应邀集, 可行使, 应载明: a verb of two characters stands behind one of 应 and 可; 应记载事项, 应用于.
fn before_verb(cues: &Cues, key: &[char], at: usize) -> bool {
    let nouns = [['事', '项'], ['金', '额'], ['费', '用']];
    matches!(key[at], '应' | '可')
        && key.get(at + 1) != Some(&'用')
        && cues
            .at("directive_verb", key, at + 1)
            .is_some_and(|verb| verb >= 2 && !nouns.iter().any(|noun| key.get(at + 1 + verb..).is_some_and(|rest| rest.starts_with(noun))))
}

/// 应补偿之地价, 可以采取的措施, 伸手要官的人: the modal and its verb only say which.
fn attribute(text: &Text, segments: &Segments, cues: &Cues, modal: Span, end: usize) -> bool {
    let tokens = segments.tokens_in(Span::new(modal.end(), end));
    let adverb = |span: Span| cues.at("directive_verb", text.key(span), 0).is_none() && text.key_slice(span) != "将";
    let adverbs = tokens.iter().take_while(|token| matches!(token.tag, "d" | "ad") && adverb(token.span)).count();
    let Some([verb, of, noun, ..]) = tokens.get(adverbs..) else { return false };
    let verbal = matches!(verb.tag, "v" | "vn") && !["使", "让", "令"].contains(&text.key_slice(verb.span).as_str())
        || verb.tag == "n" && text.key_slice(modal) == "要";
    let joint = of.span.len() == 1 && matches!(text.key[of.span.start()], '的' | '之') && of.span.start() == verb.span.end();
    verbal && joint && noun.span.start() == of.span.end() && noun.tag.starts_with(['n', 'v', 'b', 'j', 'a', 'l'])
}

/// 本所|得设…: the body is no income.
fn of_body(text: &Text, at: usize) -> bool {
    ["本所", "公所", "事务所", "试验所"].iter().any(|body| text.ends_with(at, body))
}

/// 应|于…, 应|依…: a preposition or adverb that no word with 应 has.
fn governs(text: &Text, at: usize) -> bool {
    text.key_at(at).is_some_and(|c| "于依以由先向检即将按自填予经送报每".contains(c))
}

/// 促设…, 吁市民…, 盼月票: a call of one character, and no part of 促进, 敦促, 呼吁, 盼望.
pub(super) fn short_call(text: &Text, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.key_at(before)).unwrap_or(' ');
    let behind = text.key_at(at + 1).unwrap_or(' ');
    match text.key_at(at) {
        Some('促') => !"敦督催急短仓".contains(before) && !"进成使请销膝狭".contains(behind),
        Some('倡') => !"提首".contains(before) && !"导议廉".contains(behind),
        Some('吁') => before != '呼' && !"请求叹".contains(behind),
        _ => true,
    }
}

/// 欢迎市民参观: somebody is to come or to do something; 欢迎委员会的报告: no more than a greeting.
fn invites(text: &Text, segments: &Segments, span: Span, behind: usize) -> bool {
    let rest = Span::new(behind.min(span.end()), span.end());
    let verbs = segments.tokens_in(rest).iter().any(|token| token.tag.starts_with('v') && text.key_at(token.span.end()) != Some('的'));
    let noun = ["报告", "裁决", "决定", "建议", "安排", "结果", "判决", "措施", "方案", "计划", "政策", "改革", "作法"];
    verbs && !noun.iter().any(|word| text.ends_with(rest.end(), word))
}

/// 必要时得延长, 申请单位得依规定…: 得 as a modal, where the dictionary made a word with its neighbour.
pub(super) fn free_may(text: &Text, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.key_at(before));
    let behind = text.key_at(at + 1);
    text.key_at(at) == Some('得')
        && before.is_some_and(|c| text.ends_with(at, "本所") || !"不取获所难值使懂觉显变舍认记赢心来由购赚求博售".contains(c))
        && behind.is_some_and(|c| !"到知出标起失奖分票款利逞主税的，。；".contains(c))
}

/// Nothing but adverbs and modals stands between two places.
pub(super) fn leads(text: &Text, cues: &Cues, from: usize, to: usize) -> bool {
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
pub(super) fn noun_use(text: &Text, end: usize) -> bool {
    text.key_at(end).is_some_and(|c| matches!(c, '率' | '性' | '院' | '所' | '者' | '力' | '的' | '、')) && !text.starts_with(end, "所有")
}

/// 试点|地区要…: what is on trial, and no trial.
fn noun_behind(text: &Text, end: usize) -> bool {
    ["地区", "单位", "城市", "企业", "部门", "机构", "医院", "高校", "学校", "省", "市", "县", "范围", "方案", "任务"]
        .iter()
        .any(|noun| text.starts_with(end, noun))
}

pub(super) fn subject_like(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span) -> bool {
    let trimmed = trim_adverbs(text, segments, annotations, cues, span);
    trimmed.len() <= 24
        && acting(text, trimmed, annotations, cues).is_some()
        && first_verb(text, segments, cues, trimmed.start(), trimmed.end()).is_none()
}

pub(super) fn is_count(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}
