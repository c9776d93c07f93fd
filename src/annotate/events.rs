//! Meetings, congresses, days, accidents: events by the grammar of their names.

use std::collections::BTreeSet;

use super::numbers::is_numeral;
use crate::model::{EntityType, Mention, Segments, Span, Text, Token};
use crate::normalize::is_han;

/// Finds events in a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    meetings(text, segments, hits, found);
    gatherings(text, segments, hits, found);
    storms(text, found);
    accidents(text, segments, found);
}

/// 第二十次集体学习, 十九届四中全会, 第十四届全国人民代表大会第三次会议, 党的二十大.
fn meetings(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    let key = &text.key;
    for place in 0..key.len() {
        let mut push = |end: usize| found.push(Mention::new(Span::new(place, end), EntityType::Event, "numbered-event"));
        if text.starts_with(place, "党的") {
            let count = key[place + 2..].iter().take(3).take_while(|c| is_numeral(**c)).count();
            if count > 0 && key.get(place + 2 + count) == Some(&'大') && !matches!(key.get(place + 3 + count), Some('以' | '事' | '方'))
            {
                push(place + 3 + count);
            } else if count > 0
                && key.get(place + 2 + count) == Some(&'届')
                && let Some(end) = plenum(text, place + 2)
            {
                push(end);
            }
            continue;
        }
        let preceded = place > 0 && (is_numeral(key[place - 1]) || key[place - 1] == '第' || text.ends_with(place, "党的"));
        if !preceded && is_numeral(key[place]) {
            if let Some(end) = plenum(text, place) {
                let owner = ["中国共产党", "中共", "全国政协"].iter().find(|owner| text.ends_with(place, owner));
                let start = place - owner.map_or(0, |owner| owner.chars().count());
                found.push(Mention::new(Span::new(start, end), EntityType::Event, "numbered-event"));
            }
            continue;
        }
        if key[place] == '第'
            && let Some(end) = session(text, segments, place)
        {
            // 湖州市第八届…会议, 某委员会第三次会议: a place or body right before belongs to the name.
            let owner = found
                .iter()
                .chain(hits)
                .filter(|hit| {
                    hit.span.end() == place
                        && (hit.entity_type == EntityType::Organization && text.ends_with(end, "会议")
                            || hit.entity_type == EntityType::Place && end - place > 10)
                })
                .map(|hit| hit.span.start())
                .min();
            let local = ["党的", "省", "市", "县"].iter().find(|word| text.ends_with(place, word)).map(|word| place - word.chars().count());
            let start = owner.or(local.filter(|_| end - place > 8)).unwrap_or(place);
            found.push(Mention::new(Span::new(start, end), EntityType::Event, "numbered-event"));
        }
    }
}

/// Heads of gatherings that a name before them makes an event.
const GATHERINGS: &[&str] = &[
    "论坛",
    "博览会",
    "展览会",
    "交易会",
    "峰会",
    "座谈会",
    "研讨会",
    "运动会",
    "艺术节",
    "电影节",
    "电影周",
    "文化节",
    "洽谈会",
    "发布会",
    "推介会",
    "推进会",
    "现场会",
    "动员会",
    "大会",
    "工作会议",
    "电视电话会议",
    "谈判会议",
    "常委会会议",
    "专题会议",
    "协调会",
    "对话会",
    "纪念活动",
    "世界杯",
    "锦标赛",
    "联赛",
    "总决赛",
    "宣传周",
    "宣传月",
    "科普月",
    "科技周",
    "活动周",
    "活动月",
    "质量月",
    "品牌日",
    "健身日",
    "补选",
];

/// What stands before the name of a gathering.
const BEFORE: &[&str] = &[
    "召开了",
    "召开",
    "举行了",
    "举行",
    "举办了",
    "举办",
    "出席了",
    "出席",
    "参加了",
    "参加",
    "主持",
    "办好",
    "筹办",
    "承办",
    "主办",
    "协办",
    "召集",
    "参与",
    "亮相",
    "迎接",
    "庆祝",
    "在",
    "的",
    "于",
    "为",
    "日",
    "午",
    "晚",
    "是",
    "了",
    "届",
    "从",
    "以来",
    "与",
    "和",
    "将",
    "由",
    "赴",
];

/// 在…召开全国…工作会议, 出席香港…论坛: from the word that governs it to its head.
fn gatherings(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    for head in GATHERINGS {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), head) {
            from = at + 1;
            let end = at + head.chars().count();
            if matches!(text.key_at(end), Some('堂' | '员' | '长' | '常' | '厅' | '议' | '主'))
                || *head == "大会" && text.ends_with(at, "代表")
            {
                continue;
            }
            let Some(sentence) = segments.sentence_at(at) else { continue };
            let Some((start, governed)) = opening(text, segments.sentences[sentence].span.start(), at) else { continue };
            let modifier = at - start;
            // 2026台湾国际地热论坛
            let year = super::numbers::digits(&text.key, start);
            let begin = if year == 4 { start + year } else { start };
            let inside =
                |hit: &&Mention| hit.span.start() == begin && matches!(hit.entity_type, EntityType::Place | EntityType::Organization);
            let named = hits.iter().any(|hit| inside(&hit))
                || ["全国", "全省", "全市", "全球", "世界", "国际", "中央", "亚洲", "第", "自治区"]
                    .iter()
                    .any(|word| text.starts_with(begin, word));
            let quoted = text.key[start] == '“';
            let whole = text.key_slice(Span::new(start, end));
            let vague = [
                "一", "这", "该", "本", "各", "多", "有", "此", "相关", "上述", "大型", "专题", "新闻", "例行", "临时", "每", "两", "三",
                "几", "主席", "会员",
            ]
            .iter()
            .any(|word| whole.starts_with(word));
            if (3..=30).contains(&modifier) && !vague && (named && modifier >= 2 || quoted || governed && modifier >= 6) {
                found.push(Mention::new(Span::new(start, end), EntityType::Event, "gathering"));
            }
        }
    }
}

/// Where the name begins whose head stands at a place, and whether a word before governs it.
fn opening(text: &Text, sentence: usize, head: usize) -> Option<(usize, bool)> {
    let mut depth = 0_usize;
    let mut at = head;
    while at > sentence && head - at < 32 {
        let before = text.key[at - 1];
        match before {
            '”' => depth += 1,
            '“' if depth > 0 => depth -= 1,
            '“' => return Some((at, false)),
            '、' if depth > 0 => {}
            _ if !(is_han(before) || before.is_alphanumeric() || depth > 0 || matches!(before, '—' | '-' | '·')) => {
                return Some((at, false)).filter(|_| depth == 0);
            }
            _ => {}
        }
        if depth == 0 && before != '“' && BEFORE.iter().any(|word| text.ends_with(at, word) && !joined(text, at, word)) {
            return Some((at, true)).filter(|_| at < head);
        }
        at -= 1;
    }
    (at == sentence && depth == 0).then_some((at, false))
}

/// 建设和发展: a word of one character inside another word.
fn joined(text: &Text, at: usize, word: &str) -> bool {
    match word {
        "日" => !text.key_at(at.saturating_sub(2)).is_some_and(|c| is_numeral(c) || c.is_ascii_digit()),
        "为" => text.ends_with(at, "行为"),
        "在" => text.ends_with(at, "存在"),
        "的" => text.ends_with(at, "目的"),
        "和" => text.ends_with(at, "和") && (text.starts_with(at, "平") || text.starts_with(at, "谐") || !text.ends_with(at, "、和")),
        "与" => text.ends_with(at, "参与") || text.starts_with(at, "会"),
        "从" => text.ends_with(at, "服从"),
        _ => false,
    }
}

/// 台风“桦加沙”: a storm by its name, wherever the text names it between marks.
fn storms(text: &Text, found: &mut Vec<Mention>) {
    let mut names = BTreeSet::new();
    for kind in ["台风", "飓风", "热带风暴", "热带气旋", "飓风"] {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), kind) {
            from = at + 1;
            let open = at + kind.chars().count();
            let length = text.key.get(open + 1..).unwrap_or_default().iter().take(6).take_while(|c| is_han(**c)).count();
            if text.key_at(open) == Some('“') && (2..=5).contains(&length) && text.key_at(open + 1 + length) == Some('”') {
                names.insert(text.key_slice(Span::new(open, open + length + 2)));
            }
        }
    }
    for name in names {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), &name) {
            from = at + 1;
            found.push(Mention::new(Span::new(at + 1, at + name.chars().count() - 1), EntityType::Event, "storm"));
        }
    }
}

/// 某煤矿“8·11”事故: with the names of bodies and places before it.
fn accidents(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for place in 1..text.len() {
        let digits = |from: usize| text.key.get(from..).unwrap_or_default().iter().take(2).take_while(|c| c.is_ascii_digit()).count();
        let month = digits(place);
        if text.key[place - 1] != '“' || month == 0 || !matches!(text.key_at(place + month), Some('·' | '.')) {
            continue;
        }
        let close = place + month + 1 + digits(place + month + 1);
        if text.key_at(close) != Some('”') {
            continue;
        }
        let limit = (close + 14).min(text.len());
        let end = ["事故", "事件", "惨案", "案件", "火灾", "地震", "洪灾"]
            .iter()
            .filter_map(|head| text.find(Span::new(close, limit), head).map(|at| at + 2))
            .min();
        let Some(end) = end.filter(|end| text.key[close + 1..*end].iter().all(|c| is_han(*c))) else { continue };
        let mut start = place - 1;
        while let Some(token) = token_ending(segments, start) {
            let noun = matches!(token.tag.chars().next(), Some('n' | 'j' | 'x' | 'm' | 'q' | 'b' | 's' | 'f' | 'k'));
            if !noun || !text.key(token.span).iter().all(|c| is_han(*c)) || start - token.span.start() > 8 {
                break;
            }
            start = token.span.start();
        }
        found.push(Mention::new(Span::new(start, end), EntityType::Event, "accident"));
    }
}

fn token_ending(segments: &Segments, place: usize) -> Option<&Token> {
    let index = segments.tokens.partition_point(|token| token.span.end() < place);
    segments.tokens.get(index).filter(|token| token.span.end() == place)
}

/// 十九届四中全会, 二十届二中、三中全会, 二十届历次全会, 五届人大四次会议.
fn plenum(text: &Text, place: usize) -> Option<usize> {
    let count = text.key[place..].iter().take(3).take_while(|c| is_numeral(**c)).count();
    if count == 0 || text.key_at(place + count) != Some('届') {
        return None;
    }
    let limit = (place + count + 22).min(text.len());
    for end in ["全会", "次会议"] {
        if let Some(at) = text.find(Span::new(place + count, limit), end) {
            let inside = text.key(Span::new(place + count + 1, at));
            if inside.iter().all(|c| {
                is_numeral(*c) || matches!(c, '中' | '、' | '历' | '次' | '第' | '全' | '国' | '人' | '大' | '政' | '协' | '和' | '届')
            }) {
                return Some(at + end.chars().count());
            }
        }
    }
    None
}

/// 第N届…第M次会议, 第二十次集体学习, 第十九次全国代表大会.
fn session(text: &Text, segments: &Segments, place: usize) -> Option<usize> {
    let count = text.key[place + 1..].iter().take(4).take_while(|c| is_numeral(**c) || c.is_ascii_digit()).count();
    if count == 0 {
        return None;
    }
    let counter = text.key_at(place + 1 + count)?;
    if !matches!(counter, '次' | '届') {
        return None;
    }
    let clause_end = segments.sentence_at(place).map(|sentence| segments.sentences[sentence].span.end())?;
    let limit = (place + 40).min(clause_end);
    // 第八届人民代表大会常务委员会第四次会议
    if counter == '届'
        && let Some(at) = text.find(Span::new(place + 2 + count, limit), "次会议")
        && !text.key(Span::new(place, at)).iter().any(|c| matches!(c, '，' | '。' | '、' | '：' | '《' | '的'))
    {
        return Some(at + 3);
    }
    let mut best = None;
    for end in ["集体学习", "次会议", "全体会议", "代表大会", "博览会", "运动会", "峰会", "论坛", "会议", "全会", "大会"]
    {
        if let Some(at) = text.find(Span::new(place + 2 + count, limit), end) {
            let stop = at + end.chars().count();
            let clean =
                !text.key(Span::new(place, stop)).iter().any(|c| matches!(c, '，' | '。' | '、' | '：' | '《' | '“' | '的' | '了' | '在'));
            let short = stop - place <= 12 || counter == '届';
            if clean && short && best.is_none_or(|old| stop > old) && !matches!(text.key_at(stop), Some('常' | '主' | '及')) {
                best = Some(stop);
            }
        }
    }
    best
}
