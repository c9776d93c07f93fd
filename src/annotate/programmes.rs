//! Named initiatives between quotation marks, and with the head behind them (those without stand in [`works`]).

use super::works;
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
    "专项",
    "文旅推广计划",
    "改革",
];

/// Heads to which words between them and the quotation belong: “乐购江湾”系列活动, “百企千店”电商赋能行动.
const FAR_HEADS: &[&str] = &["行动", "工程", "试点", "计划", "活动", "学习教育", "攻坚战"];

/// Heads that make a technical thing of what is quoted: “江湾通”政务平台.
const SYSTEM_HEADS: &[&str] = &["平台", "系统", "小程序"];

/// No more characters stand before such a head.
const MODIFIER: usize = 8;

/// What ends the words behind a quotation that belong to its head.
const MODIFIER_END: &str = "等的和与及是为在之期把将了";

/// What goes on behind a head, so that it is none: 行动方案, 计划生育.
const FAR_BEHIND: &str = "方规指意办书学师量生";

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
        works::carried(text, segments, codebook, clause.core, found);
        works::listed(text, segments, codebook, clause.core, found);
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
    let head = HEADS.iter().find(|head| text.starts_with(behind, head)).map(|head| head.chars().count());
    let far = far_head(text, behind, FAR_HEADS);
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
    if let Some(length) = far_head(text, behind, SYSTEM_HEADS).filter(|_| !known) {
        return Some(Mention::new(Span::new(place, behind + length), EntityType::Technology, "quoted-system"));
    }
    if let Some(head) = head.or(far).filter(|_| !known && inside.len() <= 14) {
        return Some(Mention::new(Span::new(place, behind + head), EntityType::Programme, "quoted-programme"));
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

/// The length of the words from a quotation to the end of a head that they modify.
fn far_head(text: &Text, behind: usize, heads: &[&str]) -> Option<usize> {
    let words = text.key[behind..].iter().take(MODIFIER + 4).take_while(|c| is_han(**c) && !MODIFIER_END.contains(**c)).count();
    let ends = |length: &usize| heads.iter().any(|head| text.ends_with(behind + length, head));
    let open = |length: &usize| text.key_at(behind + length).is_none_or(|next| !FAR_BEHIND.contains(next));
    (2..=words).find(|length| ends(length)).filter(open)
}

/// Holds a numeral or letter in a name-like place: 四稳, 两重, 1+N, 双碳.
fn numbered(words: &[char]) -> bool {
    words.first().is_some_and(|c| "一二三四五六七八九十百千万两双多".contains(*c) || c.is_ascii_alphanumeric()) && words.len() <= 8
}

#[cfg(test)]
mod tests {
    use crate::annotate::found_by_rules;
    use crate::model::EntityType;

    #[test]
    fn what_is_quoted_takes_the_head_that_it_names() {
        let text = "舉辦「樂購江灣」系列活動，開展「百企千店」電商賦能行動，升級「江灣通」政務服務平台，印發「江灣」行動方案。";
        assert_eq!(found_by_rules(text, EntityType::Programme)[..2], ["「樂購江灣」系列活動", "「百企千店」電商賦能行動"]);
        assert_eq!(found_by_rules(text, EntityType::Technology), ["「江灣通」政務服務平台"]);
    }
}
