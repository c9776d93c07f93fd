//! Which blocks make one story or act.
//!
//! A newspaper page shows its stories by their datelines; a headline stands before or after its
//! story and is told by the words it shares with it. A document with an act attached is two articles.

use crate::model::{Article, Block, BlockKind, Segments, Text};
use std::collections::BTreeSet;

/// Sorts the blocks into articles.
pub(super) fn divide(text: &Text, segments: &mut Segments) {
    let datelines: Vec<usize> = (0..segments.blocks.len()).filter(|index| is_dateline(text, &segments.blocks[*index])).collect();
    if datelines.is_empty() {
        by_title(text, segments);
    } else {
        by_dateline(text, &datelines, segments);
    }
    for index in 0..segments.blocks.len() {
        let article = segments.blocks[index].article;
        while segments.articles.len() <= article {
            segments.articles.push(Article { headlines: Vec::new(), blocks: Vec::new() });
        }
        segments.articles[article].blocks.push(index);
        if segments.blocks[index].kind == BlockKind::Title {
            segments.articles[article].headlines.push(index);
        }
    }
}

/// 【大公報訊】, 新华社北京4月25日电, 央视网消息（…）：
fn is_dateline(text: &Text, block: &Block) -> bool {
    let key = text.key_slice(block.span);
    let head: String = key.chars().take(24).collect();
    if let Some(rest) = head.strip_prefix('【') {
        let inner: String = rest.chars().take_while(|c| *c != '】').collect();
        return ["讯", "电", "报道", "消息", "专讯", "综合", "记者"].iter().any(|mark| inner.contains(mark));
    }
    head.starts_with("本报讯")
        || head.starts_with("央视网消息")
        || head.starts_with("中新社") && head.contains("电")
        || head.starts_with("新华社") && head.contains('电') && head.contains('日')
}

fn is_running_text(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Item)
}

fn by_dateline(text: &Text, datelines: &[usize], segments: &mut Segments) {
    let count = segments.blocks.len();
    // Where each story's running text starts and ends.
    let sidebar = sidebar_start(segments);
    let page_end = sidebar.unwrap_or(count);
    let mut starts: Vec<usize> = Vec::new();
    for (number, &dateline) in datelines.iter().enumerate() {
        if number == 0 {
            // A lead before the first dateline belongs to it, if no headline parts them.
            let lead = (0..dateline).find(|index| is_running_text(segments.blocks[*index].kind));
            let parted =
                lead.is_some_and(|lead| (lead..dateline).any(|index| matches!(segments.blocks[index].kind, BlockKind::Heading(_))));
            match lead {
                Some(lead) if !parted => starts.push(lead),
                Some(lead) => {
                    starts.push(lead);
                    starts.push(dateline);
                }
                None => starts.push(dateline),
            }
        } else {
            // A lead box: running text between the headline and the dateline.
            let floor = datelines[number - 1];
            let mut start = dateline;
            let mut index = dateline;
            while index > floor + 1 {
                index -= 1;
                match segments.blocks[index].kind {
                    BlockKind::Heading(_) => {
                        let lead = (index + 1..dateline).find(|at| is_running_text(segments.blocks[*at].kind));
                        let later_only =
                            lead.is_some_and(|lead| shares(text, segments, lead, dateline) > shares(text, segments, lead, floor));
                        if let Some(lead) = lead.filter(|_| later_only) {
                            start = lead;
                        }
                        break;
                    }
                    kind if is_running_text(kind) => {}
                    _ => {}
                }
            }
            starts.push(start);
        }
    }
    let ends: Vec<usize> = (0..starts.len()).map(|n| starts.get(n + 1).copied().unwrap_or(page_end)).collect();
    let bodies: Vec<BTreeSet<(char, char)>> = (0..starts.len())
        .map(|n| {
            pairs(
                text,
                (starts[n]..ends[n]).filter(|index| is_running_text(segments.blocks[*index].kind)).map(|index| &segments.blocks[index]),
            )
        })
        .collect();
    for n in 0..starts.len() {
        let last = (starts[n]..ends[n]).rev().find(|index| is_running_text(segments.blocks[*index].kind)).unwrap_or(starts[n]);
        for index in starts[n]..ends[n] {
            segments.blocks[index].article = n;
            if index <= last {
                continue;
            }
            // Behind the last paragraph: headline of this story, or of the next.
            let own = pairs(text, std::iter::once(&segments.blocks[index]));
            let here = overlap(&own, &bodies[n]);
            let next = bodies.get(n + 1).map_or(-1.0, |body| overlap(&own, body));
            let is_head = matches!(segments.blocks[index].kind, BlockKind::Heading(_));
            if next >= here && n + 1 < starts.len() {
                segments.blocks[index].article = n + 1;
            }
            if is_head {
                segments.blocks[index].kind = BlockKind::Title;
            }
        }
    }
    // A line that stands between two lines of one story is of that story.
    for index in 0..starts.first().copied().unwrap_or(0) {
        segments.blocks[index].article = 0;
        if matches!(segments.blocks[index].kind, BlockKind::Heading(_)) {
            segments.blocks[index].kind = BlockKind::Title;
        }
    }
    keep_order(segments, &starts, page_end);
    if let Some(start) = sidebar {
        for index in start..count {
            segments.blocks[index].article = starts.len();
            if matches!(segments.blocks[index].kind, BlockKind::Heading(_)) {
                segments.blocks[index].kind = BlockKind::Title;
            }
        }
    }
}

/// Between two stories the headlines of the first come first: once one is of the next, all are.
fn keep_order(segments: &mut Segments, starts: &[usize], page_end: usize) {
    for n in 0..starts.len() {
        let end = starts.get(n + 1).copied().unwrap_or(page_end);
        let last_here = (starts[n]..end).rev().find(|index| segments.blocks[*index].article == n).unwrap_or(starts[n]);
        for index in starts[n]..last_here {
            segments.blocks[index].article = n;
        }
    }
}

/// A headed run of bullets at the end of a page.
fn sidebar_start(segments: &Segments) -> Option<usize> {
    let first = segments.blocks.iter().position(|block| block.kind == BlockKind::Bullet)?;
    let bullets = segments.blocks.iter().filter(|block| block.kind == BlockKind::Bullet).count();
    let after_story = segments.blocks[..first].iter().any(|block| is_running_text(block.kind));
    if bullets < 2 || !after_story {
        return None;
    }
    let mut start = first;
    while start > 0
        && matches!(segments.blocks[start - 1].kind, BlockKind::Heading(_) | BlockKind::Frame | BlockKind::Label)
        && first - start < 3
    {
        start -= 1;
    }
    // Only the nearest headline is the sidebar's own.
    let heads: Vec<usize> = (start..first).filter(|index| matches!(segments.blocks[*index].kind, BlockKind::Heading(_))).collect();
    Some(heads.last().copied().unwrap_or(start).max(start))
}

type Pair = (char, char);

fn pairs<'a>(text: &Text, blocks: impl Iterator<Item = &'a Block>) -> BTreeSet<Pair> {
    let mut found = BTreeSet::new();
    for block in blocks {
        for two in text.key(block.span).windows(2) {
            if two.iter().all(|c| c.is_alphanumeric()) {
                found.insert((two[0], two[1]));
            }
        }
    }
    found
}

fn overlap(own: &BTreeSet<Pair>, body: &BTreeSet<Pair>) -> f64 {
    if own.is_empty() { 0.0 } else { own.intersection(body).count() as f64 / own.len() as f64 }
}

fn shares(text: &Text, segments: &Segments, left: usize, right: usize) -> f64 {
    overlap(&pairs(text, std::iter::once(&segments.blocks[left])), &pairs(text, std::iter::once(&segments.blocks[right])))
}

const ACT_ENDS: &[&str] = &["办法", "条例", "规定", "方案", "规划", "意见", "纲要", "细则", "章程", "计划", "目录", "决定", "规程", "标准"];

/// Buttons of a saved page, one short word a line (下载, 全屏, 还原): no titles.
fn buttons(segments: &mut Segments) {
    let short = |block: &Block| !matches!(block.kind, BlockKind::Item | BlockKind::Bullet) && block.span.len() <= 4;
    let mut start = 0;
    while start < segments.blocks.len() {
        let length = segments.blocks[start..].iter().take_while(|block| short(block)).count();
        if length >= 4 {
            segments.blocks[start..start + length].iter_mut().for_each(|block| block.kind = BlockKind::Frame);
        }
        start += length + 1;
    }
}

/// A document: its title on top; an act attached behind the signature is an article of its own.
fn by_title(text: &Text, segments: &mut Segments) {
    buttons(segments);
    let mut article = 0;
    let mut seen_body = false;
    let mut framed = false;
    for index in 0..segments.blocks.len() {
        let kind = segments.blocks[index].kind;
        let key = text.key_slice(segments.blocks[index].span);
        // 各位代表： 同志们！
        let called =
            key.ends_with('：') || key.ends_with('！') && ["同志", "各位", "女士", "同胞", "朋友"].iter().any(|word| key.contains(word));
        // # Title of a page in Markdown
        let marked = matches!(kind, BlockKind::Heading(_))
            && key.starts_with('#')
            && !segments.blocks[..index].iter().any(|block| block.kind == BlockKind::Title);
        let plain = (kind == BlockKind::Heading(6) || marked) && !called;
        if plain && !seen_body {
            segments.blocks[index].kind = BlockKind::Title;
        } else if plain && framed && seen_body && ACT_ENDS.iter().any(|end| key.ends_with(end)) && key.chars().count() >= 6 {
            article += 1;
            seen_body = false;
            segments.blocks[index].kind = BlockKind::Title;
        }
        if is_running_text(kind) || matches!(kind, BlockKind::Heading(level) if level < 6) || kind == BlockKind::Bullet {
            seen_body = true;
            framed = false;
        }
        if kind == BlockKind::Frame && seen_body || key.starts_with("附件") {
            framed = true;
        }
        segments.blocks[index].article = article;
    }
}
