//! Bodies that no gazetteer knows, by the head of their name: newspapers, companies, institutes, the sections of an office.

use std::collections::BTreeSet;

use super::organizations::{Known, chain, noun_like};
use crate::model::{EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;

/// Finds bodies by the head of their name.
pub(super) fn chinese(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    let known = &Known::of(hits);
    newspapers(text, segments, found);
    headed(text, segments, known, found);
    sections(text, segments, found);
}

/// Heads of names that a name before them makes a body.
const HEADS: &[&str] = &[
    "大学",
    "学院",
    "研究院",
    "研究所",
    "研究中心",
    "有限公司",
    "公司",
    "集团",
    "出版社",
    "协会",
    "学会",
    "联合会",
    "基金会",
    "医院",
    "实验室",
    "银行",
    "证券",
    "委员会",
    "商会",
    "总会",
    "关注组",
    "小学",
    "中学",
    "科技",
    "生物",
    "新能源",
    "智能",
    "合作社",
    "创新中心",
    "咨询",
    "研究会",
    "促进会",
    "理事会",
    "书院",
];

/// Heads of companies; what stands before must be no common word.
const TRADES: &[&str] = &["科技", "生物", "新能源", "智能", "咨询", "证券"];

/// Words of a kind and not of a name.
const COMMON: &[&str] = &[
    "高等",
    "国有",
    "企业",
    "上市",
    "一家",
    "这家",
    "该",
    "本",
    "各",
    "有限",
    "股份",
    "股份有限",
    "责任",
    "公立",
    "私立",
    "民营",
    "私营",
    "社区",
    "重点",
    "国家",
    "国家级",
    "省级",
    "市级",
    "县级",
    "政府",
    "村民",
    "居民",
    "职业",
    "技师",
    "党校",
    "综合",
    "专业",
    "新型",
    "世界一流",
    "一流",
    "商业",
    "专科",
    "公益",
    "上级",
    "国民",
    "中医",
    "高水平",
    "外国",
    "新设",
    "巴士",
    "伦理",
    "信托",
    "国际化",
    "国防",
    "深海",
    "东道国",
    "法律",
    "先进",
    "在线",
    "联合",
    "内地",
    "地方",
    "全国",
    "行业",
    "学术",
    "科技",
    "高新",
    "中央",
    "民办",
    "普通",
    "本科",
    "三甲",
    "定点",
    "农民",
    "业主",
    "创新",
    "生产",
    "公用",
];

/// 海澜科技, 青崖职业技术学院: a name of its own before the head.
fn headed(text: &Text, segments: &Segments, known: &Known, found: &mut Vec<Mention>) {
    for (index, token) in segments.tokens.iter().enumerate() {
        let word = text.key_slice(token.span);
        let Some(head) = HEADS.iter().filter(|head| word.ends_with(**head)).max_by_key(|head| head.len()) else { continue };
        if matches!(text.key_at(token.span.end()), Some('员' | '长' | '法' | '化' | '学' | '城' | '园' | '生' | '路')) {
            continue;
        }
        let mut start = token.span.start();
        let mut first = index;
        for (place, before) in segments.tokens[..index].iter().enumerate().rev().take(7) {
            let noun = noun_like(text, before) && !matches!(before.tag, "m" | "q" | "t" | "v" | "f" | "s");
            if before.span.end() != start
                || token.span.end() - before.span.start() > 18
                || !noun
                || !text.key(before.span).iter().all(|c| is_han(*c))
            {
                break;
            }
            start = before.span.start();
            first = place;
        }
        // A name opens with a proper noun, or with characters that are no word.
        while first < index && !proper(text, &segments.tokens[first]) {
            first += 1;
            start = segments.tokens[first].span.start();
        }
        let modifier = token.span.end() - start - head.chars().count();
        let whole = text.key_slice(Span::new(start, token.span.end()));
        let trade = TRADES.contains(head);
        if modifier < 2 || trade && (modifier > 4 || first + 1 < index) || COMMON.iter().any(|common| whole.starts_with(common)) {
            continue;
        }
        if first == index && (token.tag != "nt" && token.tag != "nz" && token.tag != "nr") {
            continue;
        }
        if trade && text.starts_with(token.span.end(), "指数") {
            continue;
        }
        let end = chain(text, segments, known, token.span.end(), true).unwrap_or(token.span.end());
        found.push(Mention::new(Span::new(start, end), EntityType::Organization, "headed-body"));
    }
}

fn proper(text: &Text, token: &crate::model::Token) -> bool {
    matches!(token.tag, "nr" | "nz" | "ns" | "nt" | "x" | "nrt" | "nrfg")
        && token.span.len() >= 2
        && !COMMON.contains(&text.key_slice(token.span).as_str())
}

/// Endings of sections.
const SECTIONS: &[&str] = &["小组", "中心", "工场", "组", "科", "室", "课", "队", "处", "司", "厅"];

/// 本局设产业组、资讯科、秘书室: the sections that an office has, wherever the text names them.
fn sections(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    let mut names = BTreeSet::new();
    for clause in &segments.sentences {
        let (start, end) = (clause.span.start(), clause.span.end());
        for opening in ["设", "分设", "下设"] {
            let mut from = start;
            while let Some(at) = text.find(Span::new(from, end), opening) {
                from = at + opening.chars().count();
                if matches!(text.key_at(from), Some('立' | '置' | '备' | '区')) {
                    continue;
                }
                let office = ["局", "会", "部", "所", "馆", "院", "署", "处", "厂", "中心", "所", "室", "司"]
                    .iter()
                    .any(|unit| text.ends_with(at, unit));
                if office || opening == "下设" {
                    listed(text, from, end, &mut names);
                }
            }
        }
    }
    for block in &segments.blocks {
        // 第七条 产业组掌理事项如下
        let end = block.span.end().min(block.span.start() + 24);
        for duty in ["掌理", "职掌"] {
            if let Some(at) = text.find(Span::new(block.span.start(), end), duty) {
                let length = text.key[block.span.start()..at].iter().rev().take_while(|c| is_han(**c)).count();
                let name = text.key_slice(Span::new(at - length, at));
                let name = name.strip_prefix("本所").or(name.strip_prefix("本局")).unwrap_or(&name).trim_end_matches('之').to_owned();
                if section(&name) {
                    names.insert(name);
                }
            }
        }
    }
    for name in names {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), &name) {
            from = at + 1;
            let end = at + name.chars().count();
            let inside =
                matches!(text.key_at(end), Some('长' | '员' | '主')) && !text.starts_with(end, "主管") && !text.starts_with(end, "主任");
            if !inside {
                found.push(Mention::new(Span::new(at, end), EntityType::Organization, "section"));
            }
        }
    }
}

fn section(name: &str) -> bool {
    name != "办公室"
        && (3..=10).contains(&name.chars().count())
        && SECTIONS.iter().any(|ending| name.ends_with(ending))
        && !["下列", "各", "二", "三", "四", "五", "六", "七", "八", "若干", "其他", "有关", "等"]
            .iter()
            .any(|opening| name.starts_with(opening))
}

/// The items of a list, as long as they are sections.
fn listed(text: &Text, from: usize, end: usize, names: &mut BTreeSet<String>) {
    let mut start = from;
    for at in from..end {
        let edge = text.key[at] == '、' || text.key[at] == '及' || !is_han(text.key[at]);
        if !edge {
            continue;
        }
        let name = text.key_slice(Span::new(start, at));
        if !section(&name) {
            return;
        }
        names.insert(name);
        if text.key[at] != '、' && text.key[at] != '及' {
            return;
        }
        start = at + 1;
    }
}

/// 【大公報訊】, 某某日报: newspapers.
fn newspapers(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for block in &segments.blocks {
        if text.key.get(block.span.start()) == Some(&'【') {
            let name = text.key[block.span.start() + 1..block.span.end()]
                .iter()
                .take(8)
                .take_while(|c| is_han(**c) && !matches!(c, '讯' | '电' | '专' | '综'))
                .count();
            let start = block.span.start() + 1;
            if (3..=7).contains(&name)
                && matches!(text.key_at(start + name), Some('讯' | '电' | '专' | '综'))
                && !text.starts_with(start, "本报")
            {
                found.push(Mention::new(Span::new(start, start + name), EntityType::Organization, "newspaper"));
            }
        }
    }
    for token in &segments.tokens {
        let word = text.key_slice(token.span);
        if ["日报", "时报", "商报", "晚报", "晨报", "早报", "周刊"].contains(&word.as_str()) {
            let start = segments.tokens.partition_point(|before| before.span.end() < token.span.start());
            let before = segments
                .tokens
                .get(start)
                .filter(|before| before.span.end() == token.span.start() && matches!(before.tag.chars().next(), Some('n' | 'j')));
            if let Some(before) = before.filter(|before| before.span.len() >= 2) {
                found.push(Mention::new(before.span.cover(token.span), EntityType::Organization, "newspaper"));
            }
        }
    }
}
