//! Numbers with their unit or percentage and their comparator, in Chinese texts.

use super::amounts::{Amount, amount};
use super::dates::of_taiwan;
use super::durations;
use super::measures::{bounds, is_common, tail, unit, widen};
use super::numbers::{is_numeral, number};
use super::reading::{ends, run, starts};
use crate::model::{EntityType, Mention, Segments, Span, Text};

/// Finds the quantities of a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    let reader = Reader { key: &text.key, segments, island: of_taiwan(&text.key) };
    let mut place = 0;
    while place < text.key.len() {
        match reader.quantity(place) {
            Some((start, end)) => {
                found.push(Mention::new(Span::new(start, end), EntityType::Quantity, "quantity"));
                place = end;
            }
            None => place += 1,
        }
    }
}

/// Measure words that begin other words behind any number: 十一亿人口, 五部门.
const AMBIGUOUS: &[&str] = &["人", "部", "课", "组", "亿", "万", "度", "面", "口", "家", "点", "科", "章", "字", "步"];

struct Reader<'a> {
    key: &'a [char],
    segments: &'a Segments,
    island: bool,
}

impl Reader<'_> {
    fn quantity(&self, place: usize) -> Option<(usize, usize)> {
        let key = self.key;
        let before = key[..place].iter().rev().copied().find(|c| *c != ' ').unwrap_or(' ');
        if before.is_ascii_alphanumeric() || matches!(before, '.' | '第' | '〔' | '[') || is_numeral(before) {
            return None;
        }
        if let Some(end) = self.bounded(place) {
            return Some((widen(key, place), self.range(end)));
        }
        let amount = amount(key, place)?;
        if amount.share {
            return Some((widen(key, place), self.range(tail(key, amount.end))));
        }
        let end = self.joint(&amount).or_else(|| self.measured(place, &amount))?;
        Some((widen(key, place), self.range(end)))
    }

    /// 不得超过三年, 五年以上: a length of time with a comparator.
    fn bounded(&self, place: usize) -> Option<usize> {
        let key = self.key;
        let length = durations::length(key, place)?;
        let end = tail(key, length.end);
        let behind = end > length.end && !ends(key, end, "内");
        let open = durations::placed(key, &length, self.island).is_none();
        (behind || open && bounds(key, place)).then_some(end)
    }

    /// 三百四十至三百五十人, 两、三倍, 2—3家: two numbers with one unit.
    fn joint(&self, first: &Amount) -> Option<usize> {
        let key = self.key;
        let listed = key.get(first.end) == Some(&'、') && first.small && !first.arabic;
        let sign = run(key, first.end, |c| matches!(c, '至' | '到' | '-' | '—' | '~' | '–'));
        let at = first.end + if listed { 1 } else { sign };
        if at == first.end || sign > 2 {
            return None;
        }
        let second = amount(key, at).filter(|second| second.arabic == first.arabic || second.small)?;
        if second.share {
            return (!listed && key.get(second.end - 1) == Some(&'成')).then(|| tail(key, second.end));
        }
        let word = unit(key, second.end)
            .filter(|word| self.whole(second.end, word) && !matches!(*word, "月" | "日" | "条" | "项" | "号" | "届"))?;
        let ordinary = listed && is_common(word) || first.small && !first.arabic && matches!(word, "级" | "类" | "期");
        let end = second.end + word.chars().count();
        (!ordinary).then(|| tail(key, end))
    }

    /// A number with its unit, where it counts.
    fn measured(&self, place: usize, amount: &Amount) -> Option<usize> {
        let key = self.key;
        let mut at = amount.end;
        at += usize::from(key.get(at) == Some(&' ') && unit(key, at + 1).is_some());
        // 万元, 亿元 alone: an order of magnitude, counted only as a threshold.
        let powers = !amount.arabic && key[place..amount.end].iter().all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿' | '余' | '多'));
        let ten = amount.end - place == 1 && key[place] == '十';
        let compared = place > 0 && matches!(key[place - 1], '近' | '逾' | '超' | '上' | '数' | '几');
        let Some(word) = unit(key, at).filter(|word| !amount.small && !AMBIGUOUS.contains(word) || self.whole(at, word)) else {
            return self.bare(place, amount, powers);
        };
        let mut end = at + word.chars().count();
        let order = powers && !compared && !ten && key[place..amount.end].iter().all(|c| !matches!(c, '余' | '多'));
        let money = amount.end - place >= 2 && matches!(word, "元" | "美元" | "港元");
        if order && !money && tail(key, end) == end && key.get(end) != Some(&'级') && !matches!(word, "亩" | "级") {
            return None;
        }
        if key.get(end) == Some(&'级') && matches!(word, "吨" | "千瓦" | "米" | "元" | "人" | "亩") {
            end += 1;
        }
        if !self.counts(place, amount, at, word) {
            return None;
        }
        // A length of time that has a place in time is a date.
        if let Some(length) = durations::length(key, place)
            && durations::placed(key, &length, self.island).is_some()
        {
            return None;
        }
        if starts(key, end, "半") && matches!(word, "倍" | "头" | "点")
            || starts(key, end, "多") && !starts(key, end, "多元") && !starts(key, end, "多样") && !starts(key, end, "多年")
        {
            end += 1;
        }
        // 一米八, 两万二
        if matches!(word, "米") && key.get(end).is_some_and(|c| "一二三四五六七八九".contains(*c)) {
            end += 1;
        }
        if key.get(end) == Some(&'/') && unit(key, end + 1).is_some() || starts(key, end, "/年") {
            end += 1 + unit(key, end + 1).map_or(1, |per| per.chars().count());
        }
        if word == "吨" && starts(key, end, "标准煤") {
            end += 3;
        }
        Some(tail(key, end))
    }

    /// A number without a unit: 一千六百, 1.8万.
    fn bare(&self, place: usize, amount: &Amount, powers: bool) -> Option<usize> {
        let key = self.key;
        let count = number(key, place);
        let large = !amount.arabic && count >= 4 && key[place..place + count].iter().any(|c| matches!(c, '百' | '千' | '万'));
        if large && !powers && !matches!(key.get(amount.end), Some('年' | '余' | '多')) {
            return Some(tail(key, amount.end));
        }
        if !amount.arabic
            && !powers
            && count >= 2
            && matches!(key[amount.end - 1], '亿' | '万')
            && matches!(key.get(amount.end), Some('人' | '青' | '农' | '党' | '在' | '，'))
        {
            return Some(amount.end);
        }
        let counted = amount.power && amount.arabic && !matches!(key.get(amount.end), Some('里' | '象' | '物' | '众' | '千'));
        counted.then(|| tail(key, amount.end))
    }

    /// Whether the measure word is a word of its own: 统一|分配, 一|课税年度.
    fn whole(&self, at: usize, word: &str) -> bool {
        let end = at + word.chars().count();
        let first = self.segments.tokens.partition_point(|token| token.span.end() < end);
        let Some(token) = self.segments.tokens.get(first) else { return true };
        let swallowed = token.span.start() >= at && token.span.start() < end && token.span.end() > end;
        !swallowed
            || !token.span.is_empty()
                && self.key[end..token.span.end()]
                    .iter()
                    .all(|c| matches!(c, '半' | '多' | '余' | '级' | '次' | '至' | '到' | '为' | '以' | '内' | '均' | '各'))
    }

    fn counts(&self, place: usize, amount: &Amount, at: usize, word: &str) -> bool {
        let key = self.key;
        let end = at + word.chars().count();
        let before = place.checked_sub(1).map_or(' ', |at| key[at]);
        let small = amount.small && !amount.arabic;
        // 4月25日 and 第3条 are no quantities; nor are 修正公布第 3、4、6 条条文 and 第 1 项.
        if matches!(word, "月" | "日" | "号" | "届") {
            return false;
        }
        if matches!(word, "条" | "项" | "款" | "点" | "章" | "节" | "类")
            && (starts(key, end, "条")
                || starts(key, end, "文")
                || starts(key, end, "第")
                || starts(key, end, "规定")
                || matches!(before, '~' | '-' | '之' | '及')
                || before == '、' && amount.arabic
                || before == '前')
        {
            return false;
        }
        if place > 0 && ends(key, place, "第 ") || before == '第' {
            return false;
        }
        // 十分重要, 两位数, 零件, 每二个月
        if word == "分" && key[place..amount.end] == ['十'] && !key.get(end).is_some_and(|c| matches!(c, '之' | '，' | '。' | '、'))
            || word == "位" && starts(key, end, "数")
            || key[place] == '零' && key.get(place + 1) != Some(&'点')
            || before == '每' && durations::length(key, place).is_some()
            || before == '逾' && ends(key, place, "每逾")
            || word == "条" && before == '、'
        {
            return false;
        }
        // 三部门, 三家庭: the word behind is another.
        if word == "部" && key.get(end) == Some(&'门')
            || word == "人" && starts(key, at, "人民")
            || word == "家" && starts(key, at, "家庭") && small
            || word == "个" && key.get(end) == Some(&'人')
            || word == "周" && (starts(key, end, "年") || starts(key, end, "边"))
        {
            return false;
        }
        if small && key[place] == '一' {
            return self.one(place, end, word);
        }
        if small && is_common(word) {
            // 本俸分五级, 分为三类, 提出四点建议
            let divided = before == '分' || ends(key, place, "分为") || ends(key, place, "分成");
            let told = ["要求", "建议", "指示", "意见", "共识", "体会", "倡议"].iter().any(|what| starts(key, end, what));
            return divided && matches!(word, "级" | "类" | "期" | "科") || told && word == "点";
        }
        if small && word == "条" && !self.segments_break(end) {
            return true;
        }
        // 三个代表, 四个自信, 两个维护: a slogan, told by its quotation marks.
        if small && matches!(before, '“' | '‘') {
            return false;
        }
        if small && word == "项" && matches!(before, '前' | '各' | '这') {
            return false;
        }
        !(amount.arabic
            && matches!(word, "级" | "类" | "点" | "期" | "课" | "班" | "里" | "单")
            && !amount.power
            && (word != "类" || amount.end - place > 2))
    }

    fn segments_break(&self, end: usize) -> bool {
        matches!(self.key.get(end), Some('第' | '规' | '、' | '之' | '所' | '，' | '。' | ' ' | '\n'))
    }

    /// 一 counts where it is said how often, how many at all, or how much more.
    fn one(&self, place: usize, end: usize, word: &str) -> bool {
        let key = self.key;
        let before = place.checked_sub(1).map_or(' ', |at| key[at]);
        if widen(key, place) < place && !matches!(word, "次" | "点" | "级" | "日") {
            return true;
        }
        let often = place > 0
            && key[place.saturating_sub(14)..place].iter().rev().take_while(|c| !matches!(c, '，' | '。' | '；')).any(|c| *c == '每');
        let closed = !key.get(end).is_some_and(|c| crate::normalize::is_han(*c));
        match word {
            "倍" | "番" | "个半月" | "个百分点" | "小时" | "分钟" | "公里" | "公尺" | "公分" => true,
            "次" => {
                !starts(key, end, "性")
                    && (closed || often || starts(key, end, "为限") || ends(key, place, "连任"))
                    && !matches!(before, '每' | '这' | '那' | '下' | '上' | '某' | '同' | '另' | '又' | '第')
            }
            "人" => {
                !matches!(before, '每' | '这' | '那' | '某' | '同' | '唯' | '另' | '无')
                    && !matches!(key.get(end), Some('一' | '生' | '类' | '之' | '家' | '有' | '只'))
            }
            "名" | "份" => {
                (closed || word == "名" && key.get(end) != Some(&'不') || matches!(key.get(end), Some('为' | '兼')))
                    && !matches!(before, '每' | '这' | '那' | '某' | '同' | '唯' | '另')
            }
            "个月" | "个工作日" | "个星期" => before != '每',
            _ => false,
        }
    }

    /// 5000元以上2万元以下, 20%—30%, 七十分以上未达八十分.
    fn range(&self, end: usize) -> usize {
        let key = self.key;
        let joint = run(key, end, |c| matches!(c, '至' | '-' | '—' | '~' | '到' | '–'));
        let above = ends(key, end, "以上");
        let mut at = end + joint;
        if joint > 2 || joint == 0 && !above {
            return end;
        }
        if above {
            at += usize::from(key.get(at) == Some(&'，') && (starts(key, at + 1, "未") || starts(key, at + 1, "不")));
            at += ["未达", "未满", "不满", "未超过", "不超过", "不足"]
                .iter()
                .find(|word| starts(key, at, word))
                .map_or(0, |word| word.chars().count());
        }
        if let Some(length) = durations::length(key, at) {
            let stop = tail(key, length.end);
            if ends(key, stop, "以下")
                || ends(key, stop, "以内")
                || joint > 0 && !key.get(end.wrapping_sub(1)).is_some_and(|c| *c == '日' || *c == '月')
            {
                return stop;
            }
        }
        let Some(next) = amount(key, at) else { return end };
        if next.share {
            return tail(key, next.end);
        }
        match unit(key, next.end).filter(|word| self.whole(next.end, word)) {
            Some(word) if !matches!(word, "月" | "日") => tail(key, next.end + word.chars().count()),
            None if joint > 0 && ends(key, end, "%") => end,
            None if joint > 0 && next.small && self.percent(end) => next.end,
            _ => end,
        }
    }

    /// Whether the number that ends at a place is spelled as a percentage: 百分之八.
    fn percent(&self, end: usize) -> bool {
        let from = end.saturating_sub(8);
        (from..end).any(|at| starts(self.key, at, "百分之") && number(self.key, at + 3) > 0 && at + 3 + number(self.key, at + 3) == end)
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::found_by_rules;
    use crate::model::EntityType;

    #[test]
    fn quantities_have_their_measure_word_and_their_comparator() {
        for (text, expected) in [
            ("受訪店主約九百名，逾四成不足三十歲。", vec!["約九百名", "逾四成", "不足三十歲"]),
            ("有效期不得超過五年，保存至少兩年。", vec!["不得超過五年", "至少兩年"]),
            ("處六個月以上三年以下停業。", vec!["六個月以上三年以下"]),
            ("增長百分之四點五，水深二點三公尺。", vec!["百分之四點五", "二點三公尺"]),
            ("置專員三人至五人，票價升兩、三倍。", vec!["三人至五人", "兩、三倍"]),
            ("七十分以上未達八十分者為乙等。", vec!["七十分以上未達八十分"]),
            ("电站年发电20亿千瓦时，投资几千万元。", vec!["20亿千瓦时", "几千万元"]),
            ("会议十分重要，实现两位数增长，统一分配零件。", vec![]),
            ("每六个月报告一次，每二个月检查。", vec!["一次"]),
            ("两亿人口的市场，三部门联合发文。", vec!["两亿"]),
        ] {
            assert_eq!(found_by_rules(text, EntityType::Quantity), expected, "{text}");
        }
    }
}
