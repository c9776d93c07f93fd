//! Until when: dates, periods and events by which something is to be done, and how long something is to last.

use super::modals::is_count;
use crate::annotate::Annotations;
use crate::model::{EntityType, Span, Text};

/// Deadlines and periods in a point.
pub(crate) fn due(text: &Text, annotations: &Annotations, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let lasting = lasting(text, annotations, span);
    for mention in annotations.inside(span).iter().filter(|mention| mention.entity_type == EntityType::Date) {
        if lasting.contains(&mention.span) {
            continue;
        }
        let (start, end) = (mention.span.start(), mention.span.end());
        let behind = ["前", "之前", "以前", "底前", "为止", "内", "之内", "以内", "期间", "时期", "底"]
            .iter()
            .any(|word| text.starts_with(end, word) || text.ends_with(end, word));
        let before = ["到", "至", "截至", "于", "在", "力争", "用", "争取", "By ", "by ", "later than ", "before ", "end of ", "until "]
            .iter()
            .any(|word| text.ends_with(start, word) || text.starts_with(start, word));
        // 增幅高于去年: what is compared with.
        if ["比", "高于", "大于", "低于", "较", "超过", "快于", "好于", "少于", "多于"].iter().any(|word| text.ends_with(start, word))
        {
            continue;
        }
        // 同一年度, 最近六年, 标|明年月: no time to come.
        let other = ["同一", "最近", "前一", "同日", "当月", "上一"].iter().any(|word| text.starts_with(start, word))
            || text.starts_with(start, "一个") && text.find(mention.span, "年度").is_some();
        // 2018年底之前已完成的: what has happened by then.
        let past = ["之前已", "以前已", "前已"].iter().any(|word| text.starts_with(end, word));
        if other || past || text.ends_with(start, "标") || in_condition(text, span, end) && duration(text, mention.span) {
            continue;
        }
        let head = start <= span.start() + 2;
        let since = ["起", "以来", "来"].iter().any(|word| text.starts_with(end, word) || text.ends_with(end, word))
            || text.ends_with(start, "自")
            || text.ends_with(start, "从");
        // 明年, 下学年, 今后三年: a time to come, wherever it stands.
        let to_come = ["明年", "下", "今后", "未来"].iter().any(|word| text.starts_with(start, word));
        let latin = ["Within", "within", "not later than", "no later than", "Not later than", "No later than"]
            .iter()
            .any(|word| text.starts_with(start, word))
            || text.ends_with(end, " in advance");
        // 下月起, 2026年起: from then on; 自…起 says how long something holds.
        let onward = text.starts_with(end, "起")
            && !["起草", "起施行"].iter().any(|word| text.starts_with(end, word))
            && !["自", "从", "次"].iter().any(|word| text.ends_with(start, word) || text.starts_with(start, word));
        if (behind || before || head || latin || to_come) && !since || since && text.starts_with(end, "起") && behind || onward {
            found.push(period(text, span, mention.span));
        }
    }
    // 2020年起，每年1月底前完成: from when on, where it also says by when.
    if found.len() > 1 && found.iter().any(|due| text.ends_with(due.end(), "前")) {
        found.retain(|due| !text.starts_with(due.end(), "起"));
    }
    for event in [from_then_on(text, span), before_event(text, span)].into_iter().flatten() {
        if found.iter().all(|due| due.end() <= event.start() || event.end() <= due.start()) {
            found.push(event);
        }
    }
    found.sort_by_key(|due| due.start());
    found
}

/// 三个月, 20个工作日: how long, and no date.
fn duration(text: &Text, span: Span) -> bool {
    let key = text.key(span);
    let unit = ["年", "月", "日", "天", "小时", "周"].iter().any(|word| text.find(span, word).is_some());
    unit && !key.iter().any(|c| matches!(c, '今' | '明' | '去' | '底' | '初' | '末' | '-' | '至' | '○' | '〇' | '学'))
        && !calendar(text, span)
}

/// 2027年, 5月1日
fn calendar(text: &Text, span: Span) -> bool {
    let digits = text.key(span).iter().take_while(|c| c.is_ascii_digit()).count();
    digits == 4
        || text.find(span, "月").is_some_and(|at| text.key_at(at + 1) != Some('内') && at > span.start() && text.key[at - 1] != '个')
}

/// The whole period: 自受理之日起|三个月|内, 五日|内, 年底|前.
fn period(text: &Text, span: Span, mention: Span) -> Span {
    let (mut start, mut end) = (mention.start(), mention.end());
    for word in ["之前", "以前", "之内", "以内", "前", "内"] {
        if text.starts_with(end, word) && end + word.chars().count() <= span.end() {
            end += word.chars().count();
            break;
        }
    }
    let clause = (span.start()..start).rev().find(|at| matches!(text.key[*at], '，' | '；' | '。')).map_or(span.start(), |at| at + 1);
    // 自当年度起|五年内: how long from then on.
    if text.starts_with(end, "起") && matches!(start.checked_sub(1).and_then(|at| text.key_at(at)), Some('自' | '从')) {
        let close = (end + 1..(end + 9).min(span.end()))
            .find(|at| !is_count(text.key[*at]) && !matches!(text.key[*at], '年' | '个' | '月' | '日' | '天'));
        if let Some(close) = close.filter(|close| text.key[*close] == '内' && *close > end + 2) {
            return Span::new(start - 1, close + 1);
        }
    }
    if text.ends_with(start, "起") {
        let from = (clause..start).rev().find(|at| {
            matches!(text.key[*at], '自' | '从')
                && !matches!(text.key_at(at + 1), Some('行' | '己' | '然' | '治' | '主' | '身' | '动' | '来'))
        });
        let at = (clause..start).rev().find(|at| matches!(text.key[*at], '于' | '在') && text.key_at(at + 1) != Some('职'));
        start = from.or(at.map(|at| at + 1)).unwrap_or(start);
    }
    Span::new(start, end.min(span.end()))
}

/// 自竣工之日起三年内: a period that begins with something that is no date.
fn from_then_on(text: &Text, span: Span) -> Option<Span> {
    let opens = |at: &usize| text.key[*at] == '自' && !text.key_at(at + 1).is_some_and(|c| "行己然治主身动来愿费".contains(c));
    span.range().filter(opens).find_map(|start| {
        let from = (start + 2..(start + 24).min(span.end())).take_while(|at| text.key[*at] != '，').find(|at| text.key[*at] == '起')?;
        let count = (from + 1..span.end()).take_while(|at| is_count(text.key[*at]) || text.key[*at].is_ascii_digit()).count();
        let unit = ["个月内", "年内", "日内", "天内", "个工作日内"].iter().find(|unit| text.starts_with(from + 1 + count, unit))?;
        let end = from + 1 + count + unit.chars().count();
        (count > 0 && end <= span.end() && !in_condition(text, span, end)).then(|| Span::new(start, end))
    })
}

/// Modals that 于 and 在 stand behind.
const MODALS: [&str; 6] = ["应", "应当", "得", "须", "必须", "可"];

/// 应于货物进口前…, 应当在有效期限内…: before what it is to be done.
fn before_event(text: &Text, span: Span) -> Option<Span> {
    const ENDS: [&str; 8] = ["之前", "以前", "期限内", "期限以内", "期间内", "时限内", "限期内", "前"];
    let opens = |at: usize| {
        let clause = at == span.start() || at > 0 && text.key[at - 1] == '，';
        matches!(text.key[at], '于' | '在') && (MODALS.iter().any(|word| text.ends_with(at, word)) || clause)
    };
    let places: Vec<usize> = span.range().filter(|at| opens(*at)).collect();
    let bound = |at: usize| text.key[at] == '于' && ["应", "应当", "须"].iter().any(|word| text.ends_with(at, word));
    let event = |at: usize| event_from(text, span, at, &ENDS).or_else(|| bound(at).then(|| occasion(text, span, at)).flatten());
    places.into_iter().find_map(event).or_else(|| behind_subject(text, span))
}

/// 应于就职时宣誓: on which occasion it is to be done.
fn occasion(text: &Text, span: Span, at: usize) -> Option<Span> {
    let end = (at + 3..(at + 10).min(span.end())).find(|end| text.ends_with(*end, "时"))?;
    let event = Span::new(at + 1, end);
    let plain = !text.key(event).iter().any(|c| matches!(c, '，' | '、' | '不' | '未' | '得'));
    (plain
        && !text.starts_with(end, "间")
        && !text.starts_with(end, "效")
        && !["及时", "临时", "同时", "按时"].iter().any(|word| text.ends_with(end, word)))
    .then_some(event)
}

/// 拆船单位在废船拆解前，必须…: between the subject and its modal.
fn behind_subject(text: &Text, span: Span) -> Option<Span> {
    let comma = span.range().find(|at| text.key[*at] == '，').filter(|comma| text.ends_with(*comma, "前"))?;
    let duty = ["应", "必须", "须", "不得", "得", "要"].iter().any(|word| text.starts_with(comma + 1, word));
    let at = (span.start() + 1..comma).find(|at| matches!(text.key[*at], '于' | '在'))?;
    duty.then(|| event_from(text, span, at, &["之前", "以前", "前"])).flatten()
}

/// The event behind a preposition, up to one of the ends.
fn event_from(text: &Text, span: Span, at: usize, ends: &[&str]) -> Option<Span> {
    let limit = span.end().min(at + 34);
    let comma = (at..limit).find(|at| text.key[*at] == '，').unwrap_or(limit);
    let end = (at + 3..=comma).find(|end| {
        let other = ["面", "头", "提下", "款", "项", "条", "列", "述", "沿", "景", "往", "后", "端", "置", "台", "海"]
            .iter()
            .any(|word| text.starts_with(*end, word));
        ends.iter().any(|word| text.ends_with(*end, word))
            && !other
            && !["目前", "当前", "提前", "日前"].iter().any(|word| text.ends_with(*end, word))
    })?;
    let event = Span::new(at + 1, end);
    if text.starts_with(end, "已") {
        return None;
    }
    let open = ["未", "没有", "不", "本法", "施行前", "已"].iter().any(|word| text.find(event, word).is_some());
    // 在危险消除之前，不得…: until when; 于税款缴清前，变更用途者，…: in which case.
    let behind = Span::new(end, span.end().min(end + 14));
    let until = text.find(behind, "不得").is_some() || in_condition(text, span, end + 1) || in_condition(text, span, end);
    let period = text.ends_with(end, "期间内") && !MODALS.iter().any(|word| text.ends_with(at, word));
    (!open && !until && !period && event.len() <= 26).then_some(event)
}

/// 有效期为三年, 以六个月为限, 保存三年: how long something is to last.
pub(super) fn lasting(text: &Text, annotations: &Annotations, span: Span) -> Vec<Span> {
    const BEFORE: [&str; 10] = ["期为", "期间为", "期限为", "年限为", "定为", "任期", "保存", "至少", "最长不超过", "延长至"];
    let held = |mention: &Span| {
        let (start, end) = (mention.start(), mention.end());
        let before = BEFORE.iter().any(|word| text.ends_with(start, word)) || text.ends_with(start, "任期为");
        let limit = ["以", "至多以"].iter().any(|word| text.ends_with(start, word)) && text.starts_with(end, "为限");
        before || limit
    };
    let mentions = annotations.inside(span).iter().filter(|mention| mention.entity_type == EntityType::Date);
    mentions.map(|mention| mention.span).filter(|mention| duration(text, *mention) && held(mention)).collect()
}

/// 不足十人的，…: the clause around a quantity says when the statement holds, and the statement follows.
pub(super) fn in_condition(text: &Text, span: Span, from: usize) -> bool {
    (from..span.end())
        .find(|at| matches!(text.key[*at], '，' | '；'))
        .is_some_and(|comma| ["的", "者", "时", "时候", "情形"].iter().any(|word| text.ends_with(comma, word)))
}
