//! Persons and bodies: posts, parts of bodies, seats, who works with whom.

use super::Page;
use super::relations::{Argument, Relation, RelationKind, push};
use crate::model::{EntityType, Span};
use std::collections::BTreeSet;

/// ORG + TITLE + NAME, NAME + TITLE, several titles of one person.
pub(super) fn titles(page: &Page<'_>, found: &mut Vec<Relation>) {
    let mentions = &page.annotations.mentions;
    let gap = |left: usize, right: usize| page.text.key_slice(Span::new(left, right));
    for (index, person) in mentions.iter().enumerate().filter(|(_, mention)| {
        // 第五次: no name.
        mention.entity_type == EntityType::Person && page.text.key_at(mention.span.start()) != Some('第')
    }) {
        let mut at = index;
        let mut start = person.span.start();
        let mut titled = false;
        // Leftwards over titles: 主任、研究员张三.
        while at > 0 {
            let before = &mentions[at - 1];
            let between = gap(before.span.end(), start);
            if before.entity_type == EntityType::Post && matches!(between.as_str(), "" | " " | "、" | "兼") {
                push(found, RelationKind::Title, person, before, "title-name");
                titled = true;
            } else if matches!(before.entity_type, EntityType::Organization | EntityType::Event)
                && titled
                && matches!(between.as_str(), "" | " " | "的" | "原" | "前" | "副" | "常务副")
            {
                if before.entity_type == EntityType::Organization {
                    push(found, RelationKind::Holds, person, before, "title-name");
                }
                break;
            } else {
                break;
            }
            start = before.span.start();
            at -= 1;
        }
        if let Some(after) = mentions.get(index + 1) {
            let between = gap(person.span.end(), after.span.start());
            // "Evans, Energy Secretary Abraham": the post of the next.
            let next = mentions.get(index + 2).filter(|next| next.entity_type == EntityType::Person);
            let his = between != ", " || next.is_none_or(|next| next.span.start() > after.span.end() + 1);
            if his && after.entity_type == EntityType::Post && matches!(between.as_str(), "" | " " | ", " | "(") {
                push(found, RelationKind::Title, person, after, "name-title");
            }
        }
    }
}

/// A body named inside the name of its part: 国家发展改革委|经济研究所.
pub(super) fn parts(page: &Page<'_>, found: &mut Vec<Relation>) {
    let named = page.annotations.mentions.iter().filter(|mention| mention.entity_type == EntityType::Organization);
    // The issuer inside a title is no mention, yet its name shows the same.
    let issuers = found.iter().filter(|relation| relation.kind == RelationKind::Issued).filter_map(|relation| match relation.from {
        Argument::Name(span, EntityType::Organization) => Some(span),
        _ => None,
    });
    let bodies: BTreeSet<Span> = named.map(|mention| mention.span).chain(issuers).collect();
    for span in bodies {
        // 國防部國規委會|字第…號: the series of a number.
        let behind = (span.end()..page.text.len()).find(|at| !page.text.key[*at].is_whitespace()).unwrap_or(page.text.len());
        if page.text.starts_with(behind, "字第") {
            continue;
        }
        let parent = (span.start() + 2..span.end()).rev().find(|end| {
            let prefix = Span::new(span.start(), *end);
            let key = page.text.key(prefix);
            let open = key.iter().filter(|c| **c == '(').count() > key.iter().filter(|c| **c == ')').count();
            if span.end() - end < 2 || open {
                return false;
            }
            let surface = page.text.key_slice(prefix);
            let listed = page
                .codebook
                .gazetteer
                .lookup(&surface)
                .iter()
                .any(|name| page.codebook.gazetteer.entries()[name.entry].entity_type == EntityType::Organization);
            let token_end = page.segments.tokens.binary_search_by_key(end, |token| token.span.end()).is_ok();
            let unit = ["研究院", "委员会", "大学", "研究中心", "研究所", "总局", "集团", "学院", "水利处"]
                .iter()
                .any(|unit| surface.ends_with(unit))
                && token_end
                && surface.chars().count() > 4;
            // A ministry and its department.
            let department = token_end
                && surface.ends_with('部')
                && surface.chars().count() > 3
                && page.text.key(Span::new(*end, span.end())).last() == Some(&'司');
            // 上合科创中心, 中国能建|集团: named after it, or the same.
            let own = surface.chars().count() > 2 || surface == "中央";
            listed && own && !matches!(surface.as_str(), "中国" | "中共" | "国家") && !stands_alone(page, span, *end)
                || unit && !stands_alone(page, span, *end)
                || department
        });
        if let Some(end) = parent {
            let prefix = Span::new(span.start(), end);
            found.push(Relation {
                kind: RelationKind::PartOf,
                from: Argument::Name(span, EntityType::Organization),
                to: Argument::Name(prefix, EntityType::Organization),
                span,
                rule: "name-nesting",
            });
        }
    }
}

/// 中央军委 and 中央政府 are no parts of what 中央 stands for; 东盟博览会 is no part of 东盟.
fn stands_alone(page: &Page<'_>, span: Span, end: usize) -> bool {
    let tail = page.text.key_slice(Span::new(end, span.end()));
    let central = page.text.key(Span::new(span.start(), end)) == ['中', '央'];
    let within = ["政治局", "书记处", "办公厅", "组织部", "宣传部", "统战部", "党校", "纪委", "委员会"];
    // CEN is no part of the letters CENELEC.
    let latin = |at: usize| page.text.key_at(at).is_some_and(|c| c.is_ascii_alphanumeric());
    // 医院开院, 领导人厦门: a name that has been cut in the wrong place ends in no unit.
    let unit = latin(span.end() - 1) || page.codebook.cues.at_end("body_item", page.text.key(span)).is_some();
    // 大学|建设中国特色世界一流大学.
    let says = page.text.ends_with(end, "大学") && ["建设", "举办", "开展"].iter().any(|verb| tail.starts_with(verb));
    !unit
        || says
        || latin(end) && latin(end - 1)
        || matches!(tail.as_str(), "集团" | "公司" | "集团公司" | "总公司" | "有限公司" | "股份有限公司" | "总厂")
        || tail.starts_with(" for ")
        || central && !within.iter().any(|unit| tail.starts_with(unit))
        || [
            "博览会",
            "论坛",
            "大会",
            "会议",
            "峰会",
            "全会",
            "交易会",
            "博物馆",
            "杂志社",
            "网站",
            "网",
            "系列",
            "领导人",
            "标兵",
            "模范",
            "人员",
        ]
        .iter()
        .any(|kind| tail.ends_with(kind))
}

/// 在山东的海尔, X在…韶关…发布, A与B合建.
pub(super) fn places(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    for (index, mention) in mentions.iter().enumerate() {
        match mention.entity_type {
            EntityType::Organization => {
                if let Some(place) = index.checked_sub(1).map(|at| &mentions[at]).filter(|place| place.entity_type == EntityType::Place)
                    && text.key_slice(Span::new(place.span.end(), mention.span.start())) == "的"
                    && text.ends_with(place.span.start(), "在")
                {
                    push(found, RelationKind::LocatedIn, mention, place, "in-place-of");
                }
                for word in ["位于", "设在", "落户", "总部设在", "坐落于"] {
                    if text.starts_with(mention.span.end(), word)
                        && let Some(place) = mentions.get(index + 1).filter(|place| {
                            place.entity_type == EntityType::Place && place.span.start() <= mention.span.end() + word.chars().count() + 2
                        })
                    {
                        push(found, RelationKind::LocatedIn, mention, place, "seat");
                    }
                }
                cooperation(page, index, found);
            }
            EntityType::Technology if text.key_at(mention.span.end()) == Some('在') => {
                let stop = (mention.span.end()..text.len()).find(|at| matches!(text.key[*at], '，' | '。' | '；')).unwrap_or(text.len());
                let launched = ["发布", "上线", "投用", "投产", "建成", "启用", "落地", "运行"]
                    .iter()
                    .any(|verb| text.find(Span::new(mention.span.end(), stop), verb).is_some());
                for place in mentions[index + 1..]
                    .iter()
                    .take_while(|place| place.span.end() <= stop)
                    .filter(|place| place.entity_type == EntityType::Place && launched)
                {
                    push(found, RelationKind::LocatedIn, mention, place, "launched-in");
                }
            }
            EntityType::Place => cooperation(page, index, found),
            _ => {}
        }
    }
}

/// A与B合办, A和B签署, A与B合作.
fn cooperation(page: &Page<'_>, index: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    let left = &mentions[index];
    let Some(right) = mentions.get(index + 1).filter(|right| matches!(right.entity_type, EntityType::Organization | EntityType::Place))
    else {
        return;
    };
    let between = text.key_slice(Span::new(left.span.end(), right.span.start()));
    let stop = (right.span.end()..text.len())
        .find(|at| matches!(text.key[*at], '，' | '。' | '；' | '：'))
        .unwrap_or(text.len())
        .min(right.span.end() + 12);
    let verb = ["合办", "合建", "合作", "共建", "签署", "联合", "共同", "达成", "携手", "开展合作", "对接", "结对"]
        .iter()
        .filter_map(|verb| text.find(Span::new(right.span.end(), stop), verb))
        .any(|at| !text.starts_with(at, "联合会") && !text.starts_with(at, "联合国"));
    // 已就解决香港和澳门问题达成协议: both are what it is about.
    let object = ["问题", "等", "的", "有关", "各"].iter().any(|word| text.starts_with(right.span.end(), word))
        || ["解决", "就", "对", "关于", "联接", "连接", "支持", "推动"].iter().any(|word| text.ends_with(left.span.start(), word));
    // 亚太自贸区和东亚|经济共同体: the name goes on.
    let behind = page.segments.tokens.partition_point(|token| token.span.start() < right.span.end());
    // 沙特|SABIC: the place of a body.
    let goes_on = page.segments.tokens.get(behind).is_some_and(|token| {
        token.span.start() == right.span.end()
            && (token.tag.starts_with('n') || page.text.key_at(right.span.end()).is_some_and(|c| c.is_ascii_alphabetic()))
    });
    if matches!(between.as_str(), "与" | "和" | "同" | "联合" | "携手") && verb && !object && !goes_on {
        push(found, RelationKind::Cooperates, left, right, "works-with");
    }
}
