//! The parts of one statement: aim, object, deadline, target, means, purpose, condition; notes of who is responsible.

use super::Page;
use super::deadlines::{in_condition, lasting};
use super::view::View;
use crate::annotate::Annotations;
use crate::model::{Actor, ActorRole, EntityType, Modality, Span, Target, Text};

/// Splits a coordination at 、 和 及 以及 或 with; a single part when nothing is coordinated.
pub(crate) fn coordination(text: &Text, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start();
    let mut depth = 0;
    let mut place = span.start();
    while place < span.end() {
        match text.key[place] {
            '“' | '《' | '(' => depth += 1,
            '”' | '》' | ')' => depth -= 1,
            _ => {}
        }
        let joint = if depth > 0 {
            0
        } else if text.key[place] == '、' {
            1
        } else if text.starts_with(place, "以及") {
            2
        } else {
            usize::from(
                matches!(text.key[place], '和' | '及')
                    && place > span.start() + 1
                    && !["文化和", "工业和", "住房和", "人力资源和", "共和", "总和", "饱和", "普及", "涉及", "以及"]
                        .iter()
                        .any(|word| text.ends_with(place + 1, word))
                    && !text.starts_with(place, "和谐")
                    && !text.starts_with(place, "和平")
                    && !text.starts_with(place, "和美")
                    && !text.starts_with(place, "及时"),
            )
        };
        if joint > 0 {
            parts.push(text.trim(Span::new(start, place)));
            place += joint;
            start = place;
        } else {
            place += 1;
        }
    }
    parts.push(text.trim(Span::new(start, span.end())));
    parts.retain(|part| !part.is_empty());
    parts
}

/// The object's coordinated parts, if it has more than one.
pub(crate) fn objects(text: &Text, object: Span) -> Vec<Span> {
    let parts = coordination(text, object);
    if parts.len() > 1 && parts.iter().all(|part| part.len() >= 2) { parts } else { Vec::new() }
}

/// Quantities to be reached.
pub(crate) fn targets(text: &Text, annotations: &Annotations, span: Span, modality: Modality) -> Vec<Target> {
    let mut found = Vec::new();
    let quantities: Vec<Span> =
        annotations.inside(span).iter().filter(|mention| mention.entity_type == EntityType::Quantity).map(|mention| mention.span).collect();
    for quantity in &quantities {
        let (start, end) = (quantity.start(), quantity.end());
        // Fines, thresholds and counts of headings are no targets.
        let clause_start =
            (span.start()..start).rev().find(|at| matches!(text.key[*at], '，' | '；' | '、')).map_or(span.start(), |at| at + 1);
        let before = Span::new(clause_start, start);
        let fine = ["罚款", "的罚款"].iter().any(|word| text.starts_with(end, word))
            || text.find(before, "罚款").is_some() && !["至", "到", "为"].iter().any(|word| text.ends_with(start, word));
        // 湖南、广东、贵州10个省: how many have been named.
        let names = annotations.ending(start).is_some_and(|name| matches!(name.entity_type, EntityType::Place | EntityType::Organization));
        let named = names && text.ends_with(clause_start, "、");
        let threshold =
            ["项目", "重点项目", "的企业", "的项目"].iter().any(|word| text.starts_with(end, word)) && text.ends_with(end, "以上");
        let heading = text.starts_with(end, "方面") || text.ends_with(end, "方面") && modality == Modality::Shall;
        if in_condition(text, span, end)
            || small_count(text, *quantity)
            || bounds(text, span, &quantities, *quantity)
            || fine
            || named
            || threshold && modality == Modality::Do && start == span.start()
            || heading
        {
            continue;
        }
        let change = ["提高", "增长", "增加", "下降", "降低", "减少", "提升", "新增", "上升", "压减", "缩短"]
            .iter()
            .any(|word| text.find(before, word).is_some())
            && !["到", "至", "达"].iter().any(|word| text.ends_with(start, word));
        let base_end = ["达到", "提高到", "增长", "提高", "下降", "控制在", "稳定在", "保持在", "不低于", "达", "降低", "新增", "超过"]
            .iter()
            .filter_map(|word| text.find(before, word))
            .min();
        let base = base_end.map(|at| text.trim(Span::new(clause_start, at))).filter(|base| base.len() >= 2);
        found.push(Target { span: *quantity, change, base });
    }
    found.extend(lasting(text, annotations, span).into_iter().map(|span| Target { span, change: false, base: None }));
    found.sort_by_key(|target| target.span.start());
    found
}

/// 两个根本性转变, 两种手段, 五届二次全会, (2分), 3.0版: a count that is part of what it stands before, and nothing to be reached.
fn small_count(text: &Text, quantity: Span) -> bool {
    let key = text.key(quantity);
    let digit = |c: &char| "一二两三四五六七八九十".contains(*c);
    let unit = key.iter().position(|c| !digit(c)).unwrap_or(key.len());
    let rest: String = key[unit..].iter().collect();
    let counted = ["个", "种", "条", "项", "届", "轮", "档", "类", "件", "方面", "大", "池", "味", "列", "伊", "对"];
    let session = rest == "次" && ["届", "、"].iter().any(|word| text.ends_with(quantity.start(), word));
    let score = key.last() == Some(&'分') && text.ends_with(quantity.start(), "(") && text.starts_with(quantity.end(), ")");
    let made = ["增设", "新增", "增加", "新建", "建成", "至", "到", "达", "设"].iter().any(|word| text.ends_with(quantity.start(), word));
    !made && unit > 0 && unit <= 2 && (unit == 1 || key[0] == key[1]) && counted.contains(&rest.as_str())
        || session
        || score
        || key.last() == Some(&'版')
}

/// A quantity that only says what the statement is about: 亿元以上项目1000个, 由5个增加到8个, 年满18周岁, 推动4个基地….
fn bounds(text: &Text, span: Span, quantities: &[Span], quantity: Span) -> bool {
    let (start, end) = (quantity.start(), quantity.end());
    let clause_end = (end..span.end()).find(|at| matches!(text.key[*at], '，' | '；')).unwrap_or(span.end());
    let clause_start = (span.start()..start).rev().find(|at| matches!(text.key[*at], '，' | '；')).map_or(span.start(), |at| at + 1);
    let later = quantities.iter().find(|other| other.start() >= end && other.start() < clause_end);
    let limit = ["以上", "以下", "及以上", "以内"].iter().any(|word| text.ends_with(end, word) || text.starts_with(end, word));
    let listed = later.is_some_and(|later| text.key(Span::new(end, later.start())).iter().any(|c| matches!(c, '、' | '和' | '及')));
    let attribute = later.is_some() && limit && !listed;
    // 对五百万元以上的业务给予补贴: which ones.
    let money = ["元以上", "元以下", "元及以上", "元及以下"].iter().any(|word| text.ends_with(end, word));
    let which = money && text.starts_with(end, "的") && end + 1 < clause_end;
    let before = Span::new(clause_start, start);
    let from = later.is_some()
        && ["由", "从", "自"].iter().any(|word| text.find(before, word).is_some())
        && !["到", "至", "为"].iter().any(|word| text.ends_with(start, word))
        && ["到", "至"].iter().any(|word| text.find(Span::new(end, clause_end), word).is_some())
        && !["提高到", "增加到", "扩大到", "增至", "降至", "提高至", "降低到"].iter().any(|word| text.find(before, word).is_some());
    // 比上一个计划期间的百分之十一: what is compared with.
    let compared = text.key(before).iter().rposition(|c| *c == '比').is_some_and(|_| text.ends_with(start, "的"));
    let age = text.ends_with(end, "岁") && end < clause_end;
    let reached = ["满", "由", "经", "不足"].iter().any(|word| text.ends_with(start, word)) && !text.starts_with(end, "组成");
    let known = ["推动", "支持", "统筹", "做好", "围绕", "指导", "促进"].iter().any(|word| text.ends_with(start, word))
        && !listed
        && ["个", "项", "方面", "大", "家", "类"].iter().any(|unit| text.ends_with(end, unit));
    attribute || which || from || compared || age || reached || known || manner(text, quantity)
}

/// 五人以上联名, 一次缴清, 一式三份, 责令停业六个月以上: who, how, how many copies, and what a penalty is.
fn manner(text: &Text, quantity: Span) -> bool {
    let (start, end) = (quantity.start(), quantity.end());
    let before = Span::new(start.saturating_sub(6), start);
    let penalty = ["停业", "停止从业", "拘留", "加处", "罚锾", "禁闭", "徒刑"].iter().any(|word| text.find(before, word).is_some())
        || ["拘留", "罚锾"].iter().any(|word| text.starts_with(end, word));
    let joint = ["联名", "代表联名", "委员联名", "提议", "代表提议"].iter().any(|word| text.starts_with(end, word));
    let once =
        text.key_slice(quantity) == "一次" && ["缴", "追缴", "认足", "付清", "结清", "性"].iter().any(|word| text.starts_with(end, word));
    let copies = text.ends_with(end, "份") && (text.key(quantity).len() <= 3 || text.ends_with(start, "一式"));
    let alone = text.key_slice(quantity) == "一人" && ["兼任", "监誓", "代理"].iter().any(|word| text.starts_with(end, word));
    let scale = text.key_slice(quantity).ends_with('分') && text.starts_with(end, "为");
    penalty || joint || once || copies || alone || scale
}

/// What the phrases of a point contribute.
#[derive(Default)]
pub(crate) struct Phrases {
    pub(crate) means: Vec<Span>,
    pub(crate) purposes: Vec<Span>,
    pub(crate) conditions: Vec<Span>,
}

/// Sorts the clauses beside the main one by what they say.
pub(crate) fn phrases(text: &Text, views: &[View], main: usize) -> Phrases {
    let mut found = Phrases::default();
    for (_, view) in views.iter().enumerate().filter(|(index, _)| *index != main) {
        let span = text.trim(Span::new(view.start, view.core.end().max(view.start)));
        if span.len() < 3 {
            continue;
        }
        let word = text.key_slice(Span::new(view.start, view.start + view.preposition));
        let conditional = ["的", "时", "后", "前提下", "情况下", "条件下", "基础上", "者", "期间", "情形"]
            .iter()
            .any(|end| text.ends_with(span.end(), end));
        match word.as_str() {
            "通过" | "透过" | "以" | "用" | "运用" | "依托" | "利用" | "借助" | "发挥" | "凭借" | "坚持以" => {
                found.means.push(span);
            }
            "为" | "为了" => found.purposes.push(span),
            "如" | "若" | "如果" | "当" | "凡" | "凡是" | "除" | "经" | "在" | "对" | "按照" | "根据" | "依据" | "依照" | "按" | "依"
                if conditional || matches!(word.as_str(), "如" | "若" | "如果" | "经" | "凡" | "凡是") =>
            {
                found.conditions.push(span);
            }
            _ if conditional => found.conditions.push(span),
            _ => {}
        }
    }
    found
}

/// One note in brackets that names who is responsible.
pub(crate) struct Note {
    /// Where it stands.
    pub(crate) span: Span,
    /// Index of its block.
    pub(crate) block: usize,
    /// Whom it names.
    pub(crate) actors: Vec<Actor>,
    /// By when, in （6月底完成，牵头单位：…）.
    pub(crate) due: Option<Span>,
}

/// All notes （X牵头，Y、Z按职责分工负责） of a text.
pub(crate) fn notes(page: &Page<'_>) -> Vec<Note> {
    let text = page.text;
    let first_leads = ["列第一位", "排在第一位"].iter().any(|legend| text.find(text.span(), legend).is_some());
    let mut found = Vec::new();
    for (index, block) in page.segments.blocks.iter().enumerate() {
        let mut place = block.span.start();
        while place < block.span.end() {
            if text.key[place] != '(' {
                place += 1;
                continue;
            }
            let close = (place..block.span.end()).find(|at| text.key[*at] == ')').unwrap_or(block.span.end());
            let inside = Span::new(place + 1, close);
            let words = text.key_slice(inside);
            // （责任单位：省商务厅、省财政厅）
            let headed = ["责任单位", "责任部门", "牵头单位", "主办单位", "负责单位"].iter().any(|word| words.starts_with(word))
                && words.contains('：');
            if headed && inside.len() >= 7
                || inside.len() >= 4
                    && ["负责", "牵头", "配合", "分工落实"].iter().any(|word| words.contains(word))
                    && !words.contains('。')
                    && (words.contains("负责") && (words.ends_with("负责") || words.starts_with("负责") || words.contains("牵头"))
                        || words.contains("牵头")
                        || words.ends_with("配合")
                        || words.ends_with("分工落实"))
            {
                let actors = note_actors(page, inside, first_leads);
                if !actors.is_empty() {
                    found.push(Note {
                        span: Span::new(place, (close + 1).min(block.span.end())),
                        block: index,
                        actors,
                        due: note_due(page, inside),
                    });
                }
            }
            place = close + 1;
        }
    }
    found
}

/// （6月底完成，…）, （2027年底前完成，…）: the time that a note opens with or that it gives for the end.
fn note_due(page: &Page<'_>, inside: Span) -> Option<Span> {
    let text = page.text;
    let dates = page.annotations.inside(inside).iter().filter(|mention| mention.entity_type == EntityType::Date);
    dates.map(|mention| mention.span).find(|date| {
        let behind = if text.starts_with(date.end(), "前") { date.end() + 1 } else { date.end() };
        ["完成", "取得", "，", "、", "；", "落实", "到位"].iter().any(|word| text.starts_with(behind, word))
    })
}

/// 省经济和信息化厅 is one body: 和 joins two only behind the end of a name.
fn whole_names(text: &Text, parts: Vec<Span>) -> Vec<Span> {
    const ENDS: &str = "部委局厅办会署院行司处府区县市州省企校关团社室组心位队所";
    let mut names: Vec<Span> = Vec::new();
    for part in parts {
        let joined = names.last().is_some_and(|last| {
            last.end() < part.start()
                && matches!(text.key(Span::new(last.end(), part.start())), ['和' | '与'])
                && !text.ends_with(last.end(), "等")
                && !text.key(*last).last().is_some_and(|c| ENDS.contains(*c))
        });
        match names.last_mut() {
            Some(last) if joined => *last = last.cover(part),
            _ => names.push(part),
        }
    }
    names
}

fn note_actors(page: &Page<'_>, inside: Span, first_leads: bool) -> Vec<Actor> {
    let text = page.text;
    let mut actors: Vec<Actor> = Vec::new();
    let has_lead = text.find(inside, "牵头").is_some();
    let mut start = inside.start();
    if let Some(at) = text.find(inside, "：") {
        start = at + 1;
    }
    for end in (start..inside.end()).filter(|at| matches!(text.key[*at], '，' | '；' | ',')).chain(std::iter::once(inside.end())) {
        let segment = text.trim(Span::new(start, end));
        start = end + 1;
        // What the note says of the order of its names, and where it holds.
        if ["第一位", "下同", "适用范围"].iter().any(|word| text.find(segment, word).is_some()) {
            continue;
        }
        // X牵头单位 names units and leads nothing.
        let lead = segment.range().find(|at| text.starts_with(*at, "牵头") && !text.starts_with(*at, "牵头单位"));
        let support = text.find(segment, "配合").is_some() || text.find(segment, "参与").is_some() || text.find(segment, "参加").is_some();
        let mut names_end = segment.end();
        for word in ["牵头", "按职责分工", "按照职责分工", "分别", "共同", "负责", "配合", "参与", "参加", "等按", "指导", "按分工"]
        {
            if word == "牵头" && lead.is_none() {
                continue;
            }
            let at = if word == "牵头" { lead } else { text.find(Span::new(segment.start(), names_end), word) };
            names_end = at.map_or(names_end, |at| names_end.min(at));
        }
        let names = text.trim(Span::new(segment.start(), names_end));
        for part in whole_names(text, coordination(text, names)) {
            let mut part = part;
            while part.len() > 2 && text.ends_with(part.end(), "等") {
                part = Span::new(part.start(), part.end() - 1);
            }
            // 教育部等有关部门|和单位: the names are named, the others are not.
            if let Some(at) = text.find(part, "等有关").or_else(|| text.find(part, "等部门")).filter(|at| *at > part.start() + 1) {
                part = Span::new(part.start(), at);
            }
            if text.key_slice(part) == "单位" {
                continue;
            }
            // 共青团中央、全国妇联等和各省级人民政府
            if text.ends_with(part.end(), "牵头单位") {
                part = Span::new(part.start(), part.end());
            }
            if part.len() < 2 || text.key_slice(part) == "负责部门" {
                continue;
            }
            let role = if lead.is_some() {
                ActorRole::Leads
            } else if support || has_lead {
                ActorRole::Supports
            } else if first_leads {
                if actors.is_empty() { ActorRole::Leads } else { ActorRole::Supports }
            } else {
                ActorRole::Responsible
            };
            actors.push(Actor { span: part, role });
        }
    }
    actors
}
