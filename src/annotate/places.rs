//! Places by grammar: sites and lines by their tail, pairs of countries, sides, one letter for a province.

use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Segments, Span, Text, Token};
use crate::normalize::is_han;

/// Finds places in a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, codebook: &Codebook, hits: &[Mention], found: &mut Vec<Mention>) {
    divisions(text, codebook, hits, found);
    sites(text, segments, codebook, hits, found);
    routes(text, segments, found);
    pairs(text, segments, found);
    sides(text, segments, found);
    letters(text, segments, codebook, found);
}

/// What the names of sites end in, longest first; a site may have a name of its own behind the place: 沈阳桃仙国际机场.
const SITES: &[&str] = &[
    "国际机场",
    "自贸试验区",
    "自由贸易试验区",
    "自主创新示范区",
    "经济技术开发区",
    "高新技术产业开发区",
    "产业园区",
    "产业园",
    "工业园区",
    "工业园",
    "经开区",
    "高新区",
    "开发区",
    "度假区",
    "机场",
    "水库",
    "大桥",
    "隧道",
    "博物馆",
    "纪念馆",
    "美术馆",
    "文学馆",
    "图书馆",
    "科技馆",
    "展览馆",
    "码头",
    "高速公路",
    "高速",
    "高铁",
    "铁路",
    "灌区",
    "煤田",
    "油田",
    "车站",
    "口岸",
    "林场",
    "农场",
    "水道",
    "航道",
    "运河",
    "发展区",
    "会展中心",
    "运动中心",
    "大剧院",
    "歌剧院",
    "国家公园",
    "湿地公园",
];

/// Tails that only a name right before them takes: 山西煤田, 蚌埠闸.
const CLOSE: &[&str] = &["闸", "湾", "港", "线", "站", "岛", "河", "江", "湖", "山", "大堤", "遗址", "东", "西", "北站", "南站", "流域"];

/// Tails of roads and lines, that two letters before them make a name: 昌九高铁.
const LINES: &[&str] =
    &["高铁", "高速", "高速公路", "铁路", "线", "复线", "路", "运河", "水库", "灌区", "大桥", "机场", "遗址", "煤田", "国际机场"];

fn class<'a>(codebook: &'a Codebook, hit: &Mention) -> Option<&'a str> {
    hit.entry.and_then(|entry| codebook.gazetteer.entries().get(entry)).and_then(|entry| entry.properties.get("class")).map(String::as_str)
}

fn firm(hit: &Mention) -> bool {
    hit.entity_type == EntityType::Place && hit.rule == "gazetteer" && hit.span.len() >= 2
}

/// 江苏省南京市: a province in full with what lies in it.
fn divisions(text: &Text, codebook: &Codebook, hits: &[Mention], found: &mut Vec<Mention>) {
    let mut start: Option<&Mention> = None;
    let mut end = 0;
    let mut close = |start: Option<&Mention>, end: usize| {
        if let Some(first) = start.filter(|first| first.span.end() < end) {
            found.push(Mention::new(Span::new(first.span.start(), end), EntityType::Place, "divisions"));
        }
    };
    for hit in hits.iter().filter(|hit| firm(hit)) {
        let lower = ["市", "县", "区", "州", "旗", "盟"].iter().any(|rank| text.ends_with(hit.span.end(), rank));
        if start.is_some() && hit.span.start() == end && lower {
            end = hit.span.end();
            continue;
        }
        close(start, end);
        let province = matches!(class(codebook, hit), Some("province" | "autonomous_region" | "municipality"))
            && ["省", "自治区", "市"].iter().any(|rank| text.ends_with(hit.span.end(), rank));
        start = province.then_some(hit);
        end = hit.span.end();
    }
    close(start, end);
}

fn proper(token: &Token) -> bool {
    matches!(token.tag, "ns" | "nr" | "nz" | "x" | "nrt" | "nt" | "nrfg") || token.span.len() == 1
}

/// 沈阳桃仙国际机场, 山西煤田, 官路水库.
fn sites(text: &Text, segments: &Segments, codebook: &Codebook, hits: &[Mention], found: &mut Vec<Mention>) {
    for hit in hits.iter().filter(|hit| firm(hit)) {
        let (start, from) = (hit.span.start(), hit.span.end());
        let wide = matches!(class(codebook, hit), Some("country" | "deictic" | "continent"));
        if wide {
            continue;
        }
        if let Some(tail) = CLOSE.iter().filter(|tail| text.starts_with(from, tail)).max_by_key(|tail| tail.len()) {
            let end = from + tail.chars().count();
            let index = segments.tokens.partition_point(|token| token.span.end() <= from);
            let whole = segments.tokens.get(index).is_some_and(|token| token.span.end() == end);
            if whole && !text.key_at(end).is_some_and(|c| matches!(c, '区' | '上' | '方' | '部' | '口')) {
                found.push(Mention::new(Span::new(start, end), EntityType::Place, "close-site"));
            }
        }
        if let Some(end) = site_end(text, segments, from, 9) {
            found.push(Mention::new(Span::new(start, end), EntityType::Place, "site"));
        }
    }
    for (index, token) in segments.tokens.iter().enumerate() {
        let word = text.key_slice(token.span);
        let Some(tail) = LINES.iter().filter(|tail| word.ends_with(**tail)).max_by_key(|tail| tail.len()) else { continue };
        let mut start = token.span.start();
        if word.chars().count() == tail.chars().count() {
            for before in segments.tokens[..index].iter().rev().take(3) {
                if before.span.end() != start
                    || !proper(before)
                    || token.span.start() - before.span.start() > 4
                    || !text.key(before.span).iter().all(|c| is_han(*c))
                {
                    break;
                }
                start = before.span.start();
            }
        }
        let name = token.span.end() - start - tail.chars().count();
        let opened = start == 0 || !is_han(text.key[start - 1]) || segments.tokens.get(index.saturating_sub(2)).is_some();
        let short = matches!(*tail, "线" | "路" | "复线");
        let plain = [
            "的", "各", "在", "和", "与", "新", "老", "大", "小", "条", "座", "个", "等", "及", "为", "对", "从", "由", "将", "其", "全",
            "该", "本", "沿", "一", "有", "是", "公", "道", "线", "电", "网", "主", "专", "支", "至", "跨", "民", "首", "转", "到", "联",
            "潮", "轴", "速",
        ];
        let vague = text.key[start..start + name].iter().any(|c| plain.contains(&c.to_string().as_str()));
        if (2..=4).contains(&name) && opened && !vague && (!short || token.tag == "nz" || token.tag == "ns") {
            found.push(Mention::new(Span::new(start, token.span.end()), EntityType::Place, "line"));
        }
    }
}

/// Behind a place: nouns up to the tail of a site.
fn site_end(text: &Text, segments: &Segments, from: usize, limit: usize) -> Option<usize> {
    let mut index = segments.tokens.partition_point(|token| token.span.end() <= from);
    let mut end = None;
    while let Some(token) = segments.tokens.get(index) {
        let noun = matches!(token.tag.chars().next(), Some('n' | 'b' | 'j' | 'x'))
            || token.tag == "vn"
            || token.span.len() == 1 && !matches!(token.tag, "u" | "uj" | "c" | "p" | "d" | "r");
        let inside = Span::new(token.span.start().max(from), token.span.end());
        if !noun || token.span.end() - from > limit || !text.key(inside).iter().all(|c| is_han(*c)) {
            break;
        }
        let word = text.key_slice(Span::new(from, token.span.end()));
        if SITES.iter().any(|tail| word.ends_with(tail))
            && !text.key_at(token.span.end()).is_some_and(|c| matches!(c, '网' | '员' | '化' | '局'))
        {
            end = Some(token.span.end());
        }
        index += 1;
    }
    end
}

/// 甲至乙高速, 甲至乙段.
fn routes(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for place in 1..text.len() {
        if text.key[place] != '至' || !is_han(text.key[place - 1]) {
            continue;
        }
        let limit = (place + 10).min(text.len());
        let end = ["高速公路", "高速", "高铁", "铁路", "公路", "航道"]
            .iter()
            .filter_map(|tail| text.find(Span::new(place + 1, limit), tail).map(|at| (at, at + tail.chars().count())))
            .filter(|(at, _)| {
                (2..=5).contains(&(at - place - 1)) && text.key[place + 1..*at].iter().all(|c| is_han(*c) && !matches!(c, '等' | '的'))
            })
            .max_by_key(|(at, end)| (std::cmp::Reverse(*at), *end));
        let Some((_, end)) = end else { continue };
        let index = segments.tokens.partition_point(|token| token.span.end() < place);
        let mut start = place;
        for token in segments.tokens[..=index.min(segments.tokens.len() - 1)].iter().rev().take(3) {
            if token.span.end() != start
                || !proper(token)
                || place - token.span.start() > 4
                || !text.key(token.span).iter().all(|c| is_han(*c))
            {
                break;
            }
            start = token.span.start();
        }
        if place - start >= 2 {
            found.push(Mention::new(Span::new(start, end), EntityType::Place, "route"));
        }
    }
}

/// Letters of countries and regions that make pairs.
const PAIRS: &[&str] = &[
    "中美", "中日", "中韩", "中俄", "中英", "中法", "中德", "中越", "中朝", "中印", "中苏", "苏美", "美苏", "中巴", "中欧", "中澳", "中柬",
    "中老", "中泰", "中哈", "美日", "美韩", "日韩", "俄乌", "巴以", "美欧", "美俄", "粤澳", "粤港", "深港", "珠澳", "琴澳", "沪港", "京沪",
    "京津", "川渝", "成渝", "港澳", "港深", "浙川", "沪苏", "苏皖",
];

/// 中美, 深港: two letters that are two words or one, and no part of 其中美国.
fn pairs(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for pair in PAIRS {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), pair) {
            from = at + 1;
            let end = at + 2;
            let opens = segments.tokens.binary_search_by_key(&at, |token| token.span.start()).is_ok();
            let closes = segments.tokens.binary_search_by_key(&end, |token| token.span.end()).is_ok();
            if opens && closes && !matches!(text.key_at(end), Some('国' | '洲' | '文' | '语' | '本' | '拉' | '车' | '班')) {
                found.push(Mention::new(Span::new(at, end), EntityType::Place, "pair"));
            }
        }
    }
}

/// 欧方, 粤方: a side.
fn sides(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for place in 1..text.len() {
        if text.key[place] != '方' || !"中美俄英德日韩朝印越巴欧粤港澳台柬老泰缅乌伊以沙阿加澳新马菲".contains(text.key[place - 1])
        {
            continue;
        }
        let Some(index) = segments.tokens.iter().position(|token| token.span.end() > place) else { continue };
        let token = &segments.tokens[index];
        let whole = token.span == Span::new(place - 1, place + 1)
            || token.span == Span::new(place, place + 1) && segments.tokens[index - 1].span == Span::new(place - 1, place);
        if whole && !matches!(text.key_at(place + 1), Some('面' | '案' | '法' | '式' | '向' | '便' | '针' | '略' | '位' | '程')) {
            found.push(Mention::new(Span::new(place - 1, place + 1), EntityType::Place, "side"));
        }
    }
}

/// 驻沪, 援藏, 来臺: one letter behind a word of going or staying.
fn letters(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    for place in 1..text.len() {
        if !matches!(text.key[place - 1], '驻' | '援' | '来' | '赴' | '在' | '访' | '返' | '抵' | '袭') {
            continue;
        }
        let letter = Span::new(place, place + 1);
        let names = codebook.gazetteer.lookup(&text.key_slice(letter));
        let known = names
            .iter()
            .any(|name| codebook.gazetteer.entries().get(name.entry).is_some_and(|entry| entry.entity_type == EntityType::Place));
        let home = text.key[place] == '华';
        if !(known || home)
            || matches!(text.key[place - 1], '来' | '在') && !"臺台港澳京沪渝湘晋陕疆藏川粤桂琼滇黔华".contains(text.key[place])
        {
            continue;
        }
        let index = segments.tokens.partition_point(|token| token.span.end() <= place);
        let Some(token) = segments.tokens.get(index) else { continue };
        let alone = token.span == letter || token.span == Span::new(place - 1, place + 1);
        if alone && !matches!(text.key_at(place + 1), Some('语' | '文' | '币' | '元' | '上' | '阶' | '口' | '资')) {
            found.push(Mention::new(letter, EntityType::Place, "letter"));
        }
    }
}
