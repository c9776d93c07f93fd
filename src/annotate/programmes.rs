//! Named initiatives: quoted names and slogans, X行动, X工程, X战略 after a verb that carries them out.

use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;

/// A quoted name is no longer than this.
const QUOTED: usize = 14;

/// Heads of a named programme, longest first.
const HEADS: &[&str] = &[
    "专项整治行动",
    "三年攻坚行动",
    "系列活动",
    "专项行动",
    "三年行动",
    "提升行动",
    "攻坚行动",
    "学习教育",
    "攻坚战",
    "保卫战",
    "行动计划",
    "推广计划",
    "示范工程",
    "重点工程",
    "体系试点",
    "行动",
    "工程",
    "计划",
    "战略",
    "方针",
    "政策",
    "试点",
    "活动",
    "项目",
    "体系",
    "格局",
    "专项",
    "机制",
    "模式",
    "理念",
    "文旅推广计划",
    "改革",
];

/// Heads that make a name also without quotation marks, if enough stands before them.
const BARE_HEADS: &[&str] = &["专项整治行动", "专项行动", "三年行动", "攻坚行动", "攻坚战", "保卫战", "行动", "工程", "战略"];

/// Verbs that carry out what is named behind them.
const CARRIERS: &[&str] = &[
    "实施",
    "开展",
    "推进",
    "深化",
    "启动",
    "落实",
    "组织",
    "推动",
    "继续",
    "完成",
    "建设",
    "扎实",
    "深入",
    "全面",
    "大力",
    "抓好",
    "打好",
    "打赢",
    "新一轮",
    "参与",
    "服务",
    "做好",
    "加快",
    "牵头",
    "强化",
];

/// Words inside which a bare head is no name: 这一行动, 采取行动, 统一行动.
const PLAIN: &[&str] = &[
    "采取", "统一", "联合", "一致", "具体", "重点", "重大", "系统", "民生", "水利", "交通", "建设", "一批", "这一", "该", "有关", "相关",
    "各项", "等", "示范", "配套", "基础", "发展", "国家", "专项", "行动",
];

/// Finds the programmes of a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    for place in 0..text.len() {
        if text.key[place] == '“'
            && let Some(mention) = quoted(text, segments, codebook, place)
        {
            found.push(mention);
        }
    }
    for clause in &segments.clauses {
        bare(text, segments, clause.core, found);
    }
}

/// A short quotation that is a noun and not speech: “四穩”, “千万工程”, “人工智能+”行动.
fn quoted(text: &Text, segments: &Segments, codebook: &Codebook, place: usize) -> Option<Mention> {
    let close = text.key[place..].iter().take(QUOTED + 4).position(|c| *c == '”').map(|offset| place + offset)?;
    let inside = Span::new(place + 1, close);
    let words = text.key(inside);
    if inside.len() < 2
        || words.iter().any(|c| matches!(c, '。' | '！' | '？' | '；' | '：' | '“'))
        || words.iter().all(char::is_ascii_digit)
    {
        return None;
    }
    let behind = close + 1;
    let head = HEADS.iter().find(|head| text.starts_with(behind, head));
    // “十四五”时期 is a date, “十四五”规划 a document.
    if words.ends_with(&['五']) && words.len() <= 3 && words.iter().all(|c| "一二三四五六七八九十".contains(*c)) {
        return None;
    }
    // 「東數西算」戰略: the name that the codebook knows is the mention.
    let known = codebook
        .gazetteer
        .lookup(&text.key_slice(inside))
        .iter()
        .any(|name| codebook.gazetteer.entries()[name.entry].entity_type == EntityType::Programme);
    if let Some(head) =
        head.filter(|head| !known && !matches!(**head, "项目" | "试点" | "专项" | "理念" | "格局" | "模式" | "改革" | "机制"))
        && (inside.len() <= 14 && *head != "机制" && *head != "模式" && *head != "改革"
            || inside.len() <= 6 && words.len() >= 2 && *head == "机制" && numbered(words))
    {
        return Some(Mention::new(Span::new(place, behind + head.chars().count()), EntityType::Programme, "quoted-programme"));
    }
    if inside.len() > 10 && !words.contains(&'、') && !words.contains(&'，') {
        return None;
    }
    let before = place.checked_sub(1).and_then(|at| text.key_at(at));
    // Speech stands after a colon or comma; a term that is only discussed is followed by 是指.
    let speech = matches!(before, Some('：')) && inside.len() > 6 || matches!(text.key_at(close.wrapping_sub(1)), Some('，' | '。'));
    if speech || text.starts_with(behind, "字样") || text.starts_with(behind, "栏目") || text.starts_with(behind, "称号") {
        return None;
    }
    let sentence = segments.sentence_at(place)?;
    let whole = segments.sentences[sentence].span;
    // 「加強融資支持」 alone is a quoted directive.
    if whole.len() <= inside.len() + 4 {
        return None;
    }
    let name = numbered(words) || before.is_some_and(is_han) || matches!(before, Some('、' | '”' | '—'));
    name.then(|| Mention::new(inside, EntityType::Programme, "quoted-name"))
}

/// Holds a numeral or letter in a name-like place: 四稳, 两重, 1+N, 双碳.
fn numbered(words: &[char]) -> bool {
    words.first().is_some_and(|c| "一二三四五六七八九十百千万两双多".contains(*c) || c.is_ascii_alphanumeric()) && words.len() <= 8
}

/// 实施数字消费提升行动, 推进南水北调工程.
fn bare(text: &Text, segments: &Segments, clause: Span, found: &mut Vec<Mention>) {
    for head in BARE_HEADS {
        let length = head.chars().count();
        let mut from = clause.start();
        while let Some(at) = text.find(Span::new(from, clause.end()), head) {
            from = at + 1;
            let end = at + length;
            let next = text.key_at(end);
            if end < clause.end() && !matches!(next, Some('、' | '，' | '。' | '；' | '和' | '与' | '及' | '”' | '(' | '实' | '建' | '的'))
            {
                continue;
            }
            // Left border: the carrier verb or the last list mark before the head.
            let mut start = None;
            for place in (clause.start()..at).rev() {
                if at - place > 22 {
                    break;
                }
                if matches!(text.key[place], '、' | '和' | '与' | '及')
                    && segments.tokens_in(Span::new(place, place + 1)).len() == 1
                    && text.key[place] != '、'
                {
                    continue;
                }
                if matches!(text.key[place], '”' | '“' | '》' | '，' | '、') {
                    break;
                }
                let carried = CARRIERS.iter().filter(|verb| text.ends_with(place, verb)).map(|_| place).next();
                if carried.is_some() {
                    start = carried;
                    break;
                }
            }
            let Some(start) = start else { continue };
            let modifier = text.key_slice(Span::new(start, at));
            let plain = modifier.chars().count() < 4 && PLAIN.iter().any(|word| modifier == *word)
                || modifier.is_empty()
                || modifier.chars().count() < 2
                || modifier.ends_with('的')
                || modifier.contains("等");
            let works = modifier.chars().count() < 4 && *head == "工程";
            if !plain && !works {
                found.push(Mention::new(Span::new(start, end), EntityType::Programme, "carried-programme"));
            }
        }
    }
}
