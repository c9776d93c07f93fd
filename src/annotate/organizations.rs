//! Bodies by grammar: chains of nested units, bodies of a place, bodies named by their function.

use std::collections::BTreeSet;

use super::body_words::{ACTIVITIES, GENERIC, KINDS, NO_UNITS, UNITS, WEAK};
use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Segments, Span, Text, Token};

/// Finds bodies.
pub(super) fn chinese(text: &Text, segments: &Segments, codebook: &Codebook, hits: &[Mention], found: &mut Vec<Mention>) {
    let known = Known::of(hits);
    for hit in hits {
        let property = |name: &str| {
            hit.entry.and_then(|entry| codebook.gazetteer.entries().get(entry)).and_then(|entry| entry.properties.get(name)).cloned()
        };
        let nameable = match hit.entity_type {
            EntityType::Organization => true,
            EntityType::Place => {
                hit.rule == "gazetteer"
                    && hit.span.len() >= 2
                    && !text.starts_with(hit.span.start(), "我")
                    && property("class").as_deref() != Some("deictic")
            }
            _ => false,
        };
        if nameable
            && let Some(end) = chain(text, segments, &known, hit.span.end(), hit.entity_type == EntityType::Organization)
            && !((hit.entity_type == EntityType::Place || text.starts_with(hit.span.start(), "中央"))
                && (text.ends_with(end, "机关") || text.ends_with(end, "部门")))
        {
            found.push(Mention {
                span: Span::new(hit.span.start(), end),
                entity_type: EntityType::Organization,
                entry: None,
                rule: "organization-chain",
            });
        }
    }
    deictic(text, segments, &known, found);
    functional(text, segments, &known, found);
}

/// A unit of two and more characters that starts at a place, the longest.
fn unit_at(text: &Text, place: usize) -> Option<&'static str> {
    UNITS.iter().filter(|unit| unit.len() > 3 && text.starts_with(place, unit)).max_by_key(|unit| unit.len()).copied()
}

/// Names that were found already, by their first characters.
pub(super) struct Known {
    /// Bodies and places.
    names: BTreeSet<usize>,
    bodies: BTreeSet<usize>,
    posts: BTreeSet<usize>,
}

impl Known {
    pub(super) fn of(hits: &[Mention]) -> Self {
        let starts = |types: &[EntityType]| {
            hits.iter().filter(|hit| types.contains(&hit.entity_type) && hit.span.len() >= 2).map(|hit| hit.span.start()).collect()
        };
        Self {
            names: starts(&[EntityType::Organization, EntityType::Place]),
            bodies: starts(&[EntityType::Organization]),
            posts: starts(&[EntityType::Post]),
        }
    }
}

/// Length-limited run of noun-like words behind `from` that ends in a unit word: where it ends.
pub(super) fn chain(text: &Text, segments: &Segments, known: &Known, from: usize, below_body: bool) -> Option<usize> {
    let mut end = None;
    let mut at = from;
    let mut joint = None;
    if text.key_at(from) == Some('(') {
        // 中国(合肥)知识产权保护中心
        let close = (from + 3..(from + 7).min(text.len())).find(|place| text.key[*place] == ')')?;
        at = close + 1;
    }
    let opened = at;
    for _ in 0..12 {
        if at >= text.len() || at - from > 26 || at > opened && known.posts.contains(&at) {
            break;
        }
        // 办公厅通报国务院: a body behind other words is another body.
        if known.bodies.contains(&at) && at > opened && end != Some(at) || text.key[at].is_ascii_digit() {
            break;
        }
        let joins = match text.key[at] {
            // 海事及港务管理局, 财政、税务主管部门: the joint must lead to a unit of its own kind.
            '和' | '及' | '与' => at > opened && end != Some(at),
            '、' => below_body && at > opened && end != Some(at),
            _ => false,
        };
        if joins {
            joint = Some(text.key[at]);
            at += 1;
            if known.names.contains(&at) {
                break;
            }
            continue;
        }
        let (word, unit) = if let Some(unit) = unit_at(text, at) {
            (Span::new(at, at + unit.chars().count()), Some(unit))
        } else if let Some(unit) = ["系", "司", "局", "处", "科", "厅", "所", "院"]
            .into_iter()
            .find(|unit| at > opened && text.starts_with(at, unit) && known.posts.contains(&(at + 1)))
        {
            // 经济学系|副教授
            (Span::new(at, at + 1), Some(unit))
        } else {
            let index = segments.tokens.partition_point(|token| token.span.end() <= at);
            let Some(token) = segments.tokens.get(index) else { break };
            if !noun_like(text, token) {
                break;
            }
            let span = Span::new(at, token.span.end());
            (span, unit_end(text, span))
        };
        if KINDS.iter().any(|kind| text.key_slice(word).ends_with(kind)) {
            break;
        }
        at = word.end();
        let Some(unit) = unit else { continue };
        let bare = at - opened == unit.chars().count();
        // 国务院部门, 中国企业: a unit word alone makes no name; 国家机关 has none either.
        let weak = WEAK.contains(&unit);
        // 中国人民, 全国人大会: words that only look like a unit.
        let guard = matches!(text.key_at(at), Some('议' | '员' | '长' | '门' | '分' | '民' | '理' | '务'));
        let joinable = match joint {
            None => true,
            Some('、') => matches!(unit, "主管部门" | "行政主管部门" | "部门" | "庭"),
            Some(_) => !matches!(unit, "公司" | "集团" | "大学" | "银行" | "医院" | "政府" | "机关" | "会"),
        };
        let nameless = bare && weak && !matches!(unit, "所" | "处" | "部" | "室" if below_body && at - opened > 1);
        let gathering = ["大会", "全会", "博览会", "运动会", "座谈会", "研讨会", "发布会"].iter().any(|ending| text.ends_with(at, ending));
        let plant = ["电厂", "工厂", "服务体系"].iter().any(|ending| text.ends_with(at, ending));
        let faculty = unit != "系"
            || known.posts.contains(&at)
            || ["学系", "文系", "程系", "计系", "理系", "语系"].iter().any(|ending| text.ends_with(at, ending));
        if !nameless && !guard && joinable && !gathering && !plant && faculty && !NO_UNITS.contains(&text.key_slice(word).as_str()) {
            end = Some(at);
        }
    }
    end
}

fn unit_end<'a>(text: &Text, span: Span) -> Option<&'a str> {
    let word = text.key_slice(span);
    UNITS.iter().find(|unit| word.ends_with(**unit)).copied()
}

pub(super) fn noun_like(text: &Text, token: &Token) -> bool {
    let word = text.key_slice(token.span);
    if matches!(
        word.as_str(),
        "的" | "和"
            | "与"
            | "在"
            | "对"
            | "等"
            | "为"
            | "将"
            | "了"
            | "是"
            | "各"
            | "有关"
            | "相关"
            | "其他"
            | "领导"
            | "同志"
            | "负责"
            | "组织"
            | "要求"
            | "决定"
            | "同意"
            | "批准"
            | "支持"
            | "推动"
            | "加强"
            | "会同"
            | "会商"
            | "应当"
            | "实行"
            | "决策"
            | "部署"
            | "制定"
            | "修订"
            | "举办"
            | "建议"
            | "有所"
            | "全部"
            | "年度"
            | "布局"
            | "从严"
            | "全面"
            | "及其"
            | "以及"
            | "各部委"
            | "行业"
    ) {
        return false;
    }
    if matches!(token.tag, "v" | "vd") && !ACTIVITIES.contains(&word.as_str()) {
        return false;
    }
    matches!(token.tag.chars().next(), Some('n' | 'j' | 'b' | 'l' | 'i' | 'z' | 'a' | 's' | 'f' | 'k' | 'g'))
        || matches!(token.tag, "vn" | "v" | "eng" | "x" | "m" | "q" | "t")
            && word.chars().all(char::is_alphanumeric)
            && word.chars().count() >= 1
            && !word.ends_with('要')
}

/// 省商务厅, 市科技局, 省委, 省政府.
fn deictic(text: &Text, segments: &Segments, known: &Known, found: &mut Vec<Mention>) {
    for place in 0..text.len() {
        let Some(head) = ["省", "市", "县", "区", "州"].into_iter().find(|head| text.starts_with(place, head)) else { continue };
        let before = place.checked_sub(1).and_then(|at| text.key_at(at));
        // A name before it makes it the name's own ending; 各省, 省市 are no single body.
        let opens = before.is_none_or(|c| {
            !crate::normalize::is_han(c)
                || matches!(c, '由' | '和' | '与' | '及' | '向' | '经' | '对' | '报' | '在' | '请' | '的' | '同' | '是' | '按' | '据')
        });
        if !opens
            || text.starts_with(place, "省市") && !text.starts_with(place, "省市场")
            || text.starts_with(place, "市场")
            || text.starts_with(place, "区域")
            || text.starts_with(place, "县域")
            || text.starts_with(place, "县级")
            || text.starts_with(place, "县市")
            || text.starts_with(place, "县各")
            || text.starts_with(place, "省辖")
            || text.starts_with(place, "省一级")
            || text.starts_with(place, "省级")
            || text.starts_with(place, "市级")
        {
            continue;
        }
        let rest = text.key.get(place + 1..(place + 17).min(text.len())).unwrap_or_default();
        let stop = rest.iter().position(|c| !crate::normalize::is_han(*c)).unwrap_or(rest.len());
        let words: String = rest[..stop].iter().collect();
        let unit = [
            "工作专班",
            "人民政府",
            "政府",
            "委员会",
            "管理局",
            "监管局",
            "厅",
            "局",
            "委",
            "办",
            "贸促会",
            "总工会",
            "政协",
            "人大常委会",
            "人大",
            "高院",
            "纪委监委",
            "军区",
            "联",
        ]
        .iter()
        .filter_map(|unit| words.find(unit).map(|byte| (byte, unit)))
        .min_by_key(|(byte, unit)| (*byte, std::cmp::Reverse(unit.len())));
        if let Some((byte, unit)) = unit {
            let length = words.char_indices().take_while(|(index, _)| *index < byte).count() + unit.chars().count();
            let end = place + 1 + length;
            let modifier_is_noun = length <= 12
                && !words
                    .replace("经济和信息化", "")
                    .replace("工业和信息化", "")
                    .replace("文化和旅游", "")
                    .replace("住房和城乡", "")
                    .replace("资源和社会", "")
                    .replace("农业和农村", "")
                    .replace("教育和体育", "")
                    .replace("科学和技术", "")
                    .replace("卫生和", "")
                    .replace("交通和", "")
                    .replace("园林和", "")
                    .replace("规划和自然", "")
                    .chars()
                    .take(length)
                    .any(|c| matches!(c, '的' | '和' | '将' | '要' | '把' | '以'));
            let bad_tail = matches!(
                text.key_at(end),
                Some('员' | '长' | '托' | '理' | '法' | '公' | '部' | '限' | '面' | '事' | '好' | '学' | '合' | '系' | '动' | '网')
            );
            // 市人民政府 of any city, as statutes have it.
            let any = head != "省" && text.key_slice(Span::new(place + 1, end)) == "人民政府";
            if modifier_is_noun && !bad_tail && !any {
                let longer = chain(text, segments, known, end, true).filter(|longer| !text.ends_with(*longer, "部门"));
                let end = longer.unwrap_or(end);
                found.push(Mention::new(Span::new(place, end), EntityType::Organization, "organization-chain"));
            }
        }
    }
}

/// 国家密码管理部门, 国务院标准化行政主管部门, 国家安全机关.
fn functional(text: &Text, segments: &Segments, known: &Known, found: &mut Vec<Mention>) {
    for head in ["国务院", "国家"] {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), head) {
            from = at + 1;
            let start = at + head.chars().count();
            if let Some(end) = chain(text, segments, known, start, true) {
                let name = text.key_slice(Span::new(at, end));
                if ["部门", "机关", "主管部门", "机构"].iter().any(|unit| name.ends_with(unit))
                    && name.chars().count() >= head.chars().count() + 4
                    && !name.contains("有关")
                    && !name.contains("相关")
                    && !name.contains("直属")
                    && !name.contains("其他")
                    && !GENERIC.contains(&name.as_str())
                {
                    found.push(Mention::new(Span::new(at, end), EntityType::Organization, "functional-body"));
                }
            }
        }
    }
}
