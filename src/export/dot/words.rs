//! What a figure says by itself, in Traditional Chinese, Simplified Chinese and English.

use super::super::Locale;

type Words = (&'static str, [&'static str; 3]);

/// The linking phrase of a kind of edge: actor – phrase – point reads as a sentence.
const LINKS: &[Words] = &[
    ("states", ["提出", "提出", "states"]),
    ("acts", ["執行", "执行", "acts"]),
    ("leads", ["牽頭", "牵头", "leads"]),
    ("supports", ["配合", "配合", "supports"]),
    ("responsible_for", ["負責", "负责", "responsible"]),
    ("acts_on", ["對象", "对象", "on"]),
    ("due", ["期限", "期限", "by"]),
    ("has_target", ["目標", "目标", "target"]),
    ("means", ["通過", "通过", "by means of"]),
    ("aims_at", ["旨在", "旨在", "in order to"]),
    ("holds", ["任職", "任职", "of"]),
    ("title", ["職務", "职务", "title"]),
    ("part_of", ["屬於", "属于", "part of"]),
    ("located_in", ["位於", "位于", "in"]),
    ("dated", ["日期", "日期", "dated"]),
    ("member_of", ["成員", "成员", "member of"]),
    ("cites", ["引用", "引用", "cites"]),
    ("issued", ["印發", "印发", "issued"]),
    ("cooperates", ["合作", "合作", "cooperates"]),
    ("visits", ["訪問", "访问", "visits"]),
    ("attends", ["出席", "出席", "attends"]),
    ("instance_of", ["屬於", "属于", "is a"]),
];

/// The comparator of a target, as a linking phrase.
const COMPARATORS: &[Words] = &[
    (">=", ["至少", "至少", "at least"]),
    (">", ["超過", "超过", "more than"]),
    ("<=", ["不超過", "不超过", "at most"]),
    ("<", ["低於", "低于", "less than"]),
    ("~", ["約", "约", "about"]),
];

const PHRASES: &[Words] = &[
    ("question", ["誰要做甚麼？為何？何時？多少？", "谁要做什么？为何？何时？多少？", "Who is to do what? Why? By when? How much?"]),
    ("points", ["要點", "要点", "points"]),
    ("shown", ["圖示", "图示", "shown"]),
    ("about", ["關鍵詞", "关键词", "about"]),
    ("unthemed", ["未分主題", "未分主题", "No theme"]),
    ("all", ["要點", "要点", "Policy points"]),
    ("and", ["等", "等", "and"]),
    ("documents", ["份文件", "份文件", "documents"]),
    ("more", ["＋", "＋", "+"]),
    ("legend", ["圖例", "图例", "Legend"]),
    ("footer", ["〔n〕＝要點表第 n 行", "〔n〕＝要点表第 n 行", "〔n〕 = row n of the table of points"]),
    ("inferred", ["虛線箭頭＝承前推定", "虚线箭头＝承前推定", "dashed arrow = carried over from an earlier clause"]),
    ("must", ["必須", "必须", "must"]),
    ("shall", ["應當・要", "应当・要", "shall"]),
    ("do", ["直接要求", "直接要求", "directive"]),
    ("promote", ["鼓勵支持", "鼓励支持", "promote"]),
    ("explore", ["探索試點", "探索试点", "explore"]),
    ("permit", ["可以", "可以", "may"]),
    ("aim", ["力爭", "力争", "aim"]),
    ("prohibit", ["不得", "不得", "shall not"]),
    ("person", ["人物", "人物", "person"]),
    ("organization", ["機構", "机构", "body"]),
    ("place", ["地方", "地方", "place"]),
    ("event", ["會議活動", "会议活动", "event"]),
    ("document", ["文件", "文件", "document"]),
    ("programme", ["工程計劃", "工程计划", "programme"]),
    ("technology", ["技術", "技术", "technology"]),
    ("date", ["期限", "期限", "due date"]),
    ("quantity", ["目標", "目标", "target"]),
    ("post", ["職務", "职务", "post"]),
    ("term", ["主體", "主体", "party"]),
];

fn look_up(table: &'static [Words], word: &str, locale: Locale) -> Option<&'static str> {
    table.iter().find(|(key, _)| *key == word).map(|(_, words)| match locale {
        Locale::Hant => words[0],
        Locale::Hans => words[1],
        Locale::English => words[2],
    })
}

/// The linking phrase of a kind of edge.
pub(super) fn link(kind: &str, locale: Locale) -> &'static str {
    look_up(LINKS, kind, locale).unwrap_or_default()
}

/// The linking phrase of a comparator.
pub(super) fn comparator(sign: &str, locale: Locale) -> Option<&'static str> {
    look_up(COMPARATORS, sign, locale)
}

/// A phrase of the figure itself.
pub(super) fn phrase(word: &str, locale: Locale) -> &'static str {
    look_up(PHRASES, word, locale).unwrap_or_default()
}
