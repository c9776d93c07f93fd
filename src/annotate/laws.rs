//! Laws without 《》, with the articles that are cited: 依土地税法第五条之一第三项规定.

use super::numbers::is_numeral;
use super::reading::{behind, ends, run, starts};
use super::short_titles;
use crate::model::{EntityType, Mention, Span, Text};
use crate::normalize::is_han;
use std::collections::BTreeSet;

/// What the names of acts end with, longest first where one ends with another; the least length of a name.
const KINDS: &[(&str, usize)] = &[
    ("施行细则", 6),
    ("组织规程", 7),
    ("组织通则", 6),
    ("税则", 6),
    ("条例", 5),
    ("规则", 6),
    ("通则", 5),
    ("准则", 6),
    ("办法", 7),
    ("标准", 7),
    ("公约", 6),
    ("法", 3),
];

/// Words that lead to a law.
const LEADS: &[&str] = &[
    "依据",
    "依照",
    "按照",
    "根据",
    "符合",
    "准用",
    "适用",
    "违反",
    "不受",
    "比照",
    "参照",
    "遵守",
    "恪遵",
    "保障",
    "执行",
    "非属",
    "合于",
    "涉及",
    "适用于",
    "依",
    "受",
    "涉",
    "犯",
    "暨",
    "、",
    "：",
    "，",
    "。",
    "；",
    "(",
    " ",
    "\n",
    "系指",
    "原名称",
    "新名称",
];

/// Leads that tell that an act is cited, not merely the end of something else.
const CITING: &[&str] = &[
    "依据", "依照", "按照", "根据", "符合", "准用", "适用", "违反", "不受", "比照", "参照", "遵守", "恪遵", "保障", "非属", "合于", "依",
    "受", "犯",
];

/// What follows the name of an act that is cited.
const FOLLOWERS: &[&str] = &[
    "规定",
    "所",
    "之规定",
    "之限制",
    "有关规定",
    "相关规定",
    "有关",
    "相关",
    "(以下",
    "修正",
    "施行",
    "办理",
    "开罚",
    "裁罚",
    "处罚",
    "登记",
    "及其",
];

/// Names of laws that are shorter than others.
const SHORT: &[&str] = &["宪法", "民法", "刑法"];

/// What is no law though it ends with 法: the word goes on.
const NO_LAW: &str = "律人规令定治院官制庭学警子则医国门";

/// What no name of a law starts with.
const NO_START: &[&str] = &["有关", "相关", "法律", "一定", "下列", "国家标准", "违法", "合法", "依法", "非法", "立法", "执法", "司法"];

/// What ends like the name of a law and is none.
const NO_END: &[&str] = &[
    "方法", "立法", "执法", "司法", "违法", "合法", "非法", "依法", "作法", "做法", "想法", "看法", "说法", "无法", "设法", "技法", "疗法",
    "手法", "用法", "算法", "语法", "书法", "魔法", "佛法", "国法", "枉法", "守法", "普法", "释法", "修法",
];

/// Whether the character behind 法 belongs to another word: 环境保护法律, 公司法人.
fn cut(key: &[char], end: usize) -> bool {
    key[..end].ends_with(&['法']) && key.get(end).is_some_and(|c| NO_LAW.contains(*c)) && !starts(key, end, "规定")
        || key[..end].ends_with(&['法']) && starts(key, end, "定代表")
}

/// Behind the articles that follow the name of an act: 第五条之一第三项、第五项; the end itself if there are none.
pub(super) fn with_articles(key: &[char], end: usize) -> usize {
    let Some(mut at) = article(key, end, true) else { return end };
    loop {
        let joint = at + usize::from(matches!(key.get(at), Some('、' | '及' | '或' | '至' | '和')));
        match article(key, joint, false).filter(|_| joint > at) {
            Some(next) => at = next,
            None => return at,
        }
    }
}

/// 第五条之一第三项 at a place.
fn article(key: &[char], place: usize, whole: bool) -> Option<usize> {
    let mut at = place;
    let mut end = None;
    loop {
        if key.get(at) != Some(&'第') {
            return end;
        }
        let blank = run(key, at + 1, |c| c == ' ');
        let number = run(key, at + 1 + blank, |c| is_numeral(c) || c.is_ascii_digit() || c == '-');
        let behind = at + 1 + blank + number;
        let behind = behind + run(key, behind, |c| c == ' ');
        let part = match key.get(behind) {
            Some('条') => true,
            Some('款' | '项' | '目') => !whole || end.is_some(),
            _ => false,
        };
        if number == 0 || number > 8 || !part {
            return end;
        }
        at = behind + 1;
        if key.get(at) == Some(&'之') {
            let more = run(key, at + 1, is_numeral);
            at += if more > 0 { 1 + more } else { 0 };
        }
        if starts(key, at, "但书") {
            at += 2;
        }
        end = Some(at);
    }
}

/// Names that the gazetteer knows: with their articles, and without those that are part of another word.
pub(super) fn extend(text: &Text, hits: &mut Vec<Mention>) {
    hits.retain(|hit| hit.entity_type != EntityType::Document || !cut(&text.key, hit.span.end()));
    for hit in hits.iter_mut().filter(|hit| hit.entity_type == EntityType::Document) {
        let end = with_articles(&text.key, hit.span.end());
        // An article is not the act: each has a name of its own.
        hit.entry = hit.entry.filter(|_| end == hit.span.end());
        hit.span = Span::new(hit.span.start(), end);
    }
}

/// Finds the laws that are cited by their bare names, and the short names that the text gives them.
pub(super) fn find(text: &Text, hits: &[Mention], found: &mut Vec<Mention>) {
    let key = &text.key;
    let known: BTreeSet<usize> = hits.iter().filter(|hit| hit.entity_type == EntityType::Document).map(|hit| hit.span.end()).collect();
    for end in 2..=key.len() {
        let kind = KINDS.iter().find(|(kind, _)| ends(key, end, kind));
        let Some((kind, least)) = kind.filter(|_| !cut(key, end)) else { continue };
        if let Some(start) = start_of(key, end, *least) {
            let cited = with_articles(key, end);
            let open = behind(key, end, FOLLOWERS).is_some() || cited > end;
            let listed = matches!(key.get(end), Some('、' | '及' | '或' | '与' | '之' | '和' | '，' | '。'));
            let leads = CITING.iter().any(|lead| ends(key, start, lead));
            let member = ends(key, start, "、") || ends(key, start, "及") || ends(key, start, "或");
            // A known name ends here too: only a word that leads to a law tells where a longer one starts.
            if known.contains(&cited) && !leads && !member {
                continue;
            }
            let name = &key[start..end];
            let clause = !leads && !member;
            if clause
                && (name.iter().any(|c| matches!(c, '之' | '犯' | '受' | '并' | '无' | '得' | '系' | '视' | '或' | '依'))
                    || matches!(name[0], '但' | '有' | '及' | '以' | '为' | '具'))
            {
                continue;
            }
            if open && (leads || member || cited > end) || listed && leads && (*kind == "法" || *kind == "条例") {
                found.push(Mention::new(Span::new(start, cited), EntityType::Document, "law"));
            }
        }
    }
    plans(key, found);
    short_titles::find(text, found);
}

/// What names of plans and standards of the state begin with.
const STATE: &[&str] = &["国家", "全国", "全民", "全省", "全市", "中长期", "省基本"];

/// What the names of plans end with.
const PLANS: &[&str] = &[
    "规划纲要",
    "发展纲要",
    "发展规划",
    "专项规划",
    "总体规划",
    "行动规划",
    "建设规划",
    "保护规划",
    "应急预案",
    "指导大纲",
    "指导标准",
    "服务标准",
    "基本标准",
    "实施标准",
    "补助办法",
    "管理办法",
];

/// What tells that the state does something: 国家制定发展规划 is no name.
const DEEDS: &[&str] = &["制定", "纳入", "编制", "应当", "按照", "符合", "根据", "有关", "政策", "工作", "率先", "出台", "印发", "实施"];

/// Plans of the state without 《》: 国家水网建设规划纲要.
fn plans(key: &[char], found: &mut Vec<Mention>) {
    for start in 0..key.len() {
        let Some(head) = STATE.iter().find(|head| starts(key, start, head)) else { continue };
        let from = start + head.chars().count();
        let room = run(&key[..key.len().min(from + 22)], from, |c| is_han(c) && !matches!(c, '的' | '是' | '了' | '把'));
        let end = (from..=from + room).filter(|end| PLANS.iter().any(|plan| ends(key, *end, plan))).max();
        let plain = |end: &usize| !(start..*end).any(|at| DEEDS.iter().any(|deed| starts(key, at, deed)));
        if let Some(end) = end.filter(|end| end - start >= 8).filter(plain) {
            found.push(Mention::new(Span::new(start, end), EntityType::Document, "law"));
        }
    }
    for place in 0..key.len() {
        if let Some(end) = behind(key, place, &["党中央八项规定", "中央八项规定"]) {
            found.push(Mention::new(Span::new(place, end), EntityType::Document, "law"));
        }
    }
}

/// Where the name that ends at a place starts: behind the word that leads to it.
fn start_of(key: &[char], end: usize, least: usize) -> Option<usize> {
    for start in (end.saturating_sub(30)..end.saturating_sub(1)).rev() {
        let bounded = LEADS.iter().any(|lead| ends(key, start, lead))
            || matches!(key.get(start.wrapping_sub(1)), Some('及' | '或' | '与' | '和'))
                && KINDS.iter().any(|(kind, _)| ends(key, start - 1, kind))
            || start > 1 && matches!(key[start - 1], '及' | '或' | '暨') && matches!(key[start - 2], '条' | '项' | '款');
        let name = &key[start..end];
        if name.iter().any(|c| {
            !is_han(*c) && *c != '、' || matches!(c, '的' | '其' | '该' | '本' | '前' | '各' | '此' | '何' | '者' | '得' | '应' | '第')
        }) {
            return None;
        }
        if bounded && name.len() < least {
            return (SHORT.contains(&name.iter().collect::<String>().as_str()) && CITING.iter().any(|lead| ends(key, start, lead)))
                .then_some(start);
        }
        if bounded && !name.contains(&'、') {
            let generic = NO_START.iter().any(|word| starts(key, start, word)) || NO_END.iter().any(|word| ends(key, end, word));
            return (!generic).then_some(start);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::annotate::found_by_rules;
    use crate::model::EntityType;

    #[test]
    fn laws_are_cited_with_their_articles_and_without_marks() {
        for (text, expected) in [
            ("依漁港法第五條之一第三項、第五項規定辦理。", vec!["漁港法第五條之一第三項、第五項"]),
            ("不受渡輪經營管理條例第三條及第四條之限制。", vec!["渡輪經營管理條例第三條及第四條"]),
            ("遵守环境保护法律法规，规范公司法人治理。", vec![]),
            ("修訂《碼頭條例》（第81章）的建議。", vec!["《碼頭條例》（第81章）"]),
            ("完成“九五”计划，编制国家水网建设规划纲要。", vec!["“九五”计划", "国家水网建设规划纲要"]),
            ("按照国办发〔2001〕12号文件办理。", vec!["国办发〔2001〕12号文件"]),
            ("本辦法依溫泉法（以下簡稱本法）第九條訂定。本法第三條所稱業者。", vec!["溫泉法", "本法", "本法第三條"]),
            ("财政部（88）台財稅字第123456號令發布。", vec!["（88）台財稅字第123456號令"]),
        ] {
            assert_eq!(found_by_rules(text, EntityType::Document), expected, "{text}");
        }
    }
}
