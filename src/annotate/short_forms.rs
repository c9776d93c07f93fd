//! Short forms of bodies: 本局, and what a text defines by 以下简称; each stands for the body wherever the text has it.

use std::collections::BTreeSet;

use crate::model::{EntityType, Mention, Span, Text};
use crate::normalize::is_han;

/// How a body calls itself, and what may not follow because it makes another word: 本部门, 本会计年度.
const OWN: &[(&str, &str)] = &[
    ("本会", "计议场上"),
    ("本局", "部面限"),
    ("本部", "门分级队位署下"),
    ("本院", "校士"),
    ("本所", "列述称在处有需得"),
    ("本署", "名"),
    ("本馆", ""),
    ("本处", "于理分罚置在所"),
    ("本校", ""),
    ("本中心", "城区"),
    ("本基金会", ""),
    ("本报", "告表价关销送道"),
    ("本社", "会区团员保"),
];

/// What introduces a short form, longest first.
const INTRODUCED: &[&str] = &["以下简称为", "以下简称", "下称", "以下称"];

/// What the name of a body ends in.
const BODY: &str = "会局部院署馆处校社委办组厅所司科室队团厂";

const BODIES: &[&str] = &["公司", "机关", "部门", "中心", "政府", "银行", "集团", "机构", "大学", "法院", "理事会", "企业"];

/// Finds the short forms of bodies.
pub(super) fn chinese(text: &Text, found: &mut Vec<Mention>) {
    let defined = definitions(text);
    for (name, forbidden) in OWN {
        // 以下简称本所: in a text that says so, 本所得 is who may, and not an income.
        let announced = defined.iter().any(|(_, defined, _)| defined == name);
        let forbidden: String = forbidden.chars().filter(|c| !(announced && *c == '得')).collect();
        mark(text, 0, name, &forbidden, "own-short-form", found);
    }
    let mut known = BTreeSet::new();
    for (from, name, long) in defined {
        let is_body = |name: &str| BODIES.iter().any(|ending| name.ends_with(ending)) || name.ends_with(|c| BODY.contains(c));
        let body = found.iter().any(|mention| mention.entity_type == EntityType::Organization && mention.span.end() == long)
            || is_body(&name)
                && text.key_slice(Span::new(long.saturating_sub(6), long)).chars().last().is_some_and(|c| is_body(&c.to_string()));
        if body && !OWN.iter().any(|(own, _)| *own == name) && known.insert(name.clone()) {
            mark(text, from, &name, "", "announced-short-form", found);
        }
    }
}

fn mark(text: &Text, mut from: usize, name: &str, forbidden: &str, rule: &'static str, found: &mut Vec<Mention>) {
    while let Some(at) = text.find(Span::new(from, text.len()), name) {
        let end = at + name.chars().count();
        let inside = text.ends_with(at, "基") || text.ends_with(at, "日") || text.ends_with(at, "资") || text.ends_with(at, "成");
        if !text.key_at(end).is_some_and(|c| forbidden.contains(c)) && !inside {
            found.push(Mention::new(Span::new(at, end), EntityType::Organization, rule));
        }
        from = at + 1;
    }
}

/// （以下简称X）: where X stands, X, and where the long form before it ends.
fn definitions(text: &Text) -> Vec<(usize, String, usize)> {
    let mut defined = Vec::new();
    for words in INTRODUCED {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), words) {
            from = at + 1;
            let mut start = at + words.chars().count();
            let long = at - usize::from(text.ends_with(at, "(") || text.ends_with(at, "，"));
            if matches!(text.key_at(start), Some('“' | '：' | '为' | '「')) {
                start += 1;
            }
            let length = text.key[start..].iter().take(13).take_while(|c| is_han(**c)).count();
            let closed = matches!(text.key_at(start + length), Some(')' | '”' | '、' | '，' | '。'));
            if closed && (2..=12).contains(&length) && long < at {
                defined.push((start, text.key_slice(Span::new(start, start + length)), long));
            }
        }
    }
    defined
}
