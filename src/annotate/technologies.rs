//! Technologies by grammar: a head noun (技术, 芯片, 系统 …) with the concrete modifiers before it.

use crate::model::{EntityType, Mention, Segments, Span, Text, Token};

/// Heads that make a technology of the words before them.
const HEADS: &[&str] = &[
    "技术",
    "工艺",
    "算法",
    "芯片",
    "晶片",
    "模型",
    "软件",
    "软体",
    "设备",
    "装备",
    "机器人",
    "无人机",
    "电池",
    "发动机",
    "卫星",
    "传感器",
    "机组",
    "终端",
    "网络",
    "平台",
    "系统",
];

/// Modifiers that make no technology: evaluations, sectors, places.
const PLAIN: &[&str] = &[
    "核心",
    "关键",
    "先进",
    "新",
    "高",
    "高新",
    "专业",
    "科学",
    "职业",
    "实用",
    "共性",
    "前沿",
    "颠覆性",
    "重大",
    "相关",
    "有关",
    "各类",
    "现代",
    "大规模",
    "机器",
    "生产",
    "重要",
    "国产",
    "全国",
    "统一",
    "综合",
    "服务",
    "公共",
    "政务",
    "管理",
    "社会",
    "经济",
    "教育",
    "卫生",
    "金融",
    "创新",
    "交流",
    "合作",
    "信息",
    "信用",
    "交易",
    "监管",
    "电子",
    "销售",
    "投资",
    "融资",
    "工作",
    "宣传",
    "展示",
    "开放",
    "发展",
    "治理",
    "应急",
    "体育",
    "医疗",
    "交通",
    "建设",
    "配套",
    "基础",
    "更新",
    "一批",
    "主要",
    "农业",
    "工业",
    "绿色",
    "低碳",
    "成熟",
    "适用",
    "学术",
    "行业",
    "新型",
    "高端",
    "领先",
    "科技",
    "成套",
    "制造",
    "传统",
    "推广",
];

/// Finds technologies that end in a head noun and have a listed technology or concrete noun before it.
pub(super) fn chinese(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    for (index, token) in segments.tokens.iter().enumerate() {
        let word = text.key_slice(token.span);
        if !HEADS.iter().any(|head| word.ends_with(head)) {
            continue;
        }
        if word == "信息技术" || word == "高新技术" {
            continue;
        }
        // 商用密码技术, 人工智能算法: a listed technology right before the head.
        let before = hits.iter().rfind(|hit| hit.entity_type == EntityType::Technology && hit.span.end() == token.span.start());
        if let Some(before) = before {
            found.push(Mention::new(before.span.cover(token.span), EntityType::Technology, "technology-head"));
            continue;
        }
        if word == "技术"
            && let Some(start) = modifiers(text, &segments.tokens, index)
        {
            found.push(Mention::new(Span::new(start, token.span.end()), EntityType::Technology, "technology-head"));
        }
    }
}

/// Heads before which the modifiers of a listed technology belong to its name: 港口|操作系统.
const EXTENDED: &[&str] =
    &["系统", "平台", "算法", "芯片", "晶片", "机器人", "设备", "传感器", "网络", "程序", "程式", "卫星", "模型", "软件", "装备"];

/// A listed technology with the nouns right before it: the longest noun that is one thing.
pub(super) fn extend(text: &Text, segments: &Segments, hits: &mut [Mention]) {
    for hit in hits.iter_mut().filter(|hit| hit.entity_type == EntityType::Technology && hit.rule == "gazetteer") {
        if !EXTENDED.iter().any(|head| text.ends_with(hit.span.end(), head)) {
            continue;
        }
        let first = segments.tokens.partition_point(|token| token.span.end() <= hit.span.start());
        let mut start = hit.span.start();
        for token in segments.tokens[..first].iter().rev().take(3) {
            let word = text.key_slice(token.span);
            let noun = matches!(token.tag, "n" | "nz" | "vn" | "b" | "eng" | "x")
                && word.chars().all(char::is_alphanumeric)
                && word.chars().count() >= 2;
            if token.span.end() != start || !noun || PLAIN.contains(&word.as_str()) || word.chars().all(|c| c.is_ascii_digit()) {
                break;
            }
            start = token.span.start();
        }
        if start < hit.span.start() {
            hit.span = Span::new(start, hit.span.end());
            hit.rule = "technology-extended";
            hit.entry = None;
        }
    }
}

/// Where the concrete modifiers before a head start: nouns only, none of them plain.
fn modifiers(text: &Text, tokens: &[Token], head: usize) -> Option<usize> {
    let mut start = None;
    let mut concrete = false;
    for token in tokens[..head].iter().rev().take(4) {
        let word = text.key_slice(token.span);
        let noun = matches!(token.tag, "n" | "nz" | "vn" | "b" | "eng" | "x" | "l" | "j") && word.chars().all(char::is_alphanumeric);
        if !noun {
            break;
        }
        if PLAIN.contains(&word.as_str()) {
            return None;
        }
        concrete |= word.chars().count() >= 2;
        start = Some(token.span.start());
    }
    start.filter(|_| concrete)
}
