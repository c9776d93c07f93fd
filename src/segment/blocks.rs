//! What each line of the normalized text is, told by its shape alone.

use crate::codebook::Codebook;
use crate::model::{Block, BlockKind, Language, Segments, Span, Text};
use crate::normalize::{is_han, marker_length};

/// A heading is no longer than this, in characters.
const HEADING: usize = 48;

/// Nor the title of an official document than this.
const TITLE: usize = 160;

/// The title stands in one of the first lines.
const TOP: usize = 12;

/// Finds the lines and what they are.
pub(super) fn divide(text: &Text, language: Language, codebook: &Codebook, segments: &mut Segments) {
    let mut start = 0;
    let mut spans = Vec::new();
    while start < text.len() {
        let end = (start..text.len()).find(|place| text.chars[*place] == '\n').unwrap_or(text.len());
        if !text.trim(Span::new(start, end)).is_empty() {
            spans.push(text.trim(Span::new(start, end)));
        }
        start = end + 1;
    }
    for (index, &span) in spans.iter().enumerate() {
        let key = text.key(span);
        let marker = marker_length(key);
        let kind = match language {
            Language::Chinese => chinese(key, marker, index, &spans, (text, codebook)),
            Language::English => english(key, marker),
        };
        segments.blocks.push(Block {
            span,
            kind,
            article: 0,
            section: None,
            body: span.start() + if matches!(kind, BlockKind::Caption) { 1 } else { marker },
            label: None,
        });
    }
    label_bullets(text, codebook, segments);
}

fn has_marks(key: &[char]) -> bool {
    key.iter().any(|c| matches!(c, '，' | '。' | '；' | '！' | '？'))
}

fn chinese(key: &[char], marker: usize, index: usize, spans: &[Span], (text, codebook): (&Text, &Codebook)) -> BlockKind {
    let first = key.first().copied().unwrap_or(' ');
    if matches!(first, '▲' | '△' | '▼') || key.starts_with(&['图', '为']) && key.len() < 60 {
        return BlockKind::Caption;
    }
    if matches!(first, '•' | '◆' | '◇' | '■' | '□' | '○' | '◎' | '※' | '·') {
        return BlockKind::Bullet;
    }
    let next = spans.get(index + 1).map(|next| text.key_slice(*next)).unwrap_or_default();
    if is_frame(key, index, spans.len(), &next) {
        return BlockKind::Frame;
    }
    if first == '#' {
        let level = key.iter().take_while(|c| **c == '#').count();
        return BlockKind::Heading(level.min(6) as u8);
    }
    let body = key.get(marker..).unwrap_or_default();
    // A heading with an enumerator may be of two parts with a comma between them.
    let open_end = !matches!(key.last(), Some('：' | '；' | '、' | '。' | '，' | '！' | '？'));
    let whole = !key.iter().any(|c| matches!(c, '。' | '；' | '！' | '？'));
    let short = key.len() <= HEADING && open_end && (!has_marks(key) || marker > 0 && whole);
    if marker == 0 {
        let next_is_label_like = key.len() <= 4 && !short;
        let titled = index < TOP && key.len() <= TITLE && super::act_title(key, codebook).is_some_and(|title| title.about);
        return if (short && !next_is_label_like || titled) && key.iter().any(|c| is_han(*c) || c.is_alphabetic()) {
            BlockKind::Heading(6)
        } else {
            BlockKind::Paragraph
        };
    }
    let head: String = key.iter().take(marker).collect();
    let level = marker_level(&head, first);
    if head.contains('章') || head.contains('节') || head.contains('编') {
        return BlockKind::Heading(level);
    }
    if head.contains('条') {
        return BlockKind::Item;
    }
    // A headed part has text below it; an item of a list is followed by its brother.
    let titled = short && !body.is_empty() && level <= 5 && !first.is_ascii_digit();
    let followed_by_text = spans.get(index + 1).is_some_and(|next| {
        let next_key = text.key(*next);
        let next_marker = marker_length(next_key);
        next_marker == 0
            || marker_level(&next_key.iter().take(next_marker).collect::<String>(), next_key[0]) != level
            || next_key.len() > HEADING
    });
    if titled && (followed_by_text || matches!(level, 3)) || short && first.is_ascii_digit() && followed_by_text && body.len() <= 24 {
        BlockKind::Heading(level)
    } else {
        BlockKind::Item
    }
}

/// 一、 → 3, （一） → 4, 1. → 5; chapters above, loose headlines below.
pub(super) fn marker_level(head: &str, first: char) -> u8 {
    if head.contains('章') || head.contains('编') {
        1
    } else if head.contains('节') {
        2
    } else if head.contains('条') {
        3
    } else if first == '(' {
        if head.chars().any(|c| c.is_ascii_digit()) { 6 } else { 4 }
    } else if first.is_ascii_digit() || matches!(first, '①'..='⑳') {
        5
    } else {
        3
    }
}

/// The frame of a document: number, addressee, date, signature, note, source.
fn is_frame(key: &[char], index: usize, count: usize, next: &str) -> bool {
    let text: String = key.iter().filter(|c| !c.is_whitespace()).collect();
    let near_top = index < 10;
    // A signature stands near the end, or over its date where something is attached.
    let near_end = index + 12 >= count || is_date_line(next);
    let numbered = text.contains('〔') && text.ends_with('号') && key.len() <= 28 && !text.contains("关于");
    let addressee = near_top
        && text.ends_with('：')
        && !text.contains('。')
        && (text.contains("人民政府")
            || text.contains("各部委")
            || text.contains("各位代表")
            || key.len() <= 16 && index < 6 && !has_marks(key) && !text.contains("如下") && !text.contains('要') && !text.contains('是'));
    let note = (text.starts_with("(此件") || text.starts_with("(此文")) && text.ends_with(')');
    let source = [
        "来源：",
        "资料来源：",
        "责任编辑：",
        "记者：",
        "原文链接",
        "发布日期：",
        "索引号：",
        "主题分类：",
        "发文机关：",
        "成文日期：",
        "【法宝引证码】",
        "发文字号：",
    ]
    .iter()
    .any(|head| text.starts_with(head))
        && key.len() <= 90;
    let date = is_date_line(&text);
    let signature = near_end
        && key.len() <= 20
        && !has_marks(key)
        && (text.ends_with("国务院")
            || text.ends_with("办公厅")
            || text.ends_with("人民政府")
            || text.ends_with("委员会")
            || text.ends_with("办公室"));
    numbered || addressee || note || source || date || signature
}

fn is_date_line(text: &str) -> bool {
    let bare = text.trim_matches(|c| matches!(c, '(' | ')'));
    bare.chars().count() <= 16
        && bare.contains('年')
        && bare.ends_with('日')
        && bare.chars().all(|c| c.is_ascii_digit() || "年月日○〇零一二三四五六七八九十中华民国".contains(c))
}

fn english(key: &[char], marker: usize) -> BlockKind {
    let text: String = key.iter().collect();
    if key.first() == Some(&'#') {
        return BlockKind::Heading(key.iter().take_while(|c| **c == '#').count().min(6) as u8);
    }
    let ends = matches!(key.iter().rev().find(|c| !matches!(c, '”' | '’' | '"' | ')')), Some('.' | ';' | ':' | ',' | '!' | '?'));
    if marker > 0 {
        return BlockKind::Item;
    }
    if crate::normalize::has_marker(key) && key.len() <= 90 && !ends {
        return BlockKind::Heading(if text.starts_with("Article") { 3 } else { 1 });
    }
    if !ends && key.len() <= 110 && !text.ends_with(" and") { BlockKind::Heading(6) } else { BlockKind::Paragraph }
}

/// A very short line beside a bullet names its theme: a rubric of the codebook, or short lines that
/// alternate with the bullets all along.
fn label_bullets(text: &Text, codebook: &Codebook, segments: &mut Segments) {
    let is_bullet = |segments: &Segments, index: usize| matches!(segments.blocks[index].kind, BlockKind::Bullet);
    let candidate = |segments: &Segments, index: usize| {
        let block = &segments.blocks[index];
        let key = text.key(block.span);
        matches!(block.kind, BlockKind::Heading(6)) && key.len() <= 8 && key.iter().all(|c| is_han(*c) || c.is_alphabetic())
    };
    let count = segments.blocks.len();
    let bullets: Vec<usize> = (0..count).filter(|index| is_bullet(segments, *index)).collect();
    if bullets.len() < 2 {
        return;
    }
    let after = bullets.iter().filter(|index| **index + 1 < count && candidate(segments, **index + 1)).count();
    let before = bullets.iter().filter(|index| **index > 0 && candidate(segments, **index - 1)).count();
    // A label after the last bullet, or before the first, tells which side labels stand on.
    let last_has = bullets.last().is_some_and(|index| index + 1 < count && candidate(segments, index + 1));
    let first_has = bullets.first().is_some_and(|index| *index > 0 && candidate(segments, index - 1));
    let labels_follow = after > before || after == before && last_has && !first_has;
    for bullet in bullets {
        let place = if labels_follow { Some(bullet + 1) } else { bullet.checked_sub(1) };
        let Some(place) = place.filter(|place| *place < count && candidate(segments, *place)) else { continue };
        let named = codebook.theme_by_label(&text.key_slice(segments.blocks[place].span)).is_some();
        if named || after.max(before) >= 2 {
            segments.blocks[place].kind = BlockKind::Label;
            segments.blocks[bullet].label = Some(place);
        }
    }
}
