//! What kind of document it is, told by its frame.

use super::Page;
use crate::model::{BlockKind, Language};

/// The kind of a document: `law`, `opinion`, `report`, `news`, `order` or `speech`.
pub(crate) fn genre(page: &Page<'_>) -> &'static str {
    let (text, segments) = (page.text, page.segments);
    let blocks = &segments.blocks;
    let mut articles = 0;
    let mut datelines = 0;
    let mut frames = 0;
    let mut numbered = 0;
    let mut plans = 0;
    for block in blocks {
        let head: String = text.key(block.span).iter().take(12).collect();
        if head.starts_with('第') && head.contains('条') && block.kind == BlockKind::Item {
            articles += 1;
        }
        // 【字号：大 中 小】 is furniture and no dateline.
        let furniture = ["字号", "字体", "打印", "大中小", "大 中 小"].iter().any(|word| head.contains(word));
        let line: String = text.key(block.span).iter().take(40).collect();
        let wired = ["本报", "中新社", "(中央社", "中央社"].iter().any(|agency| head.starts_with(agency)) && line.contains('电');
        if head.starts_with('【') && !furniture
            || head.contains("网消息")
            || head.starts_with("本报讯")
            || head.starts_with("新华社")
            || wired
        {
            datelines += 1;
        }
        if block.kind == BlockKind::Frame || line.contains('〔') {
            frames += 1;
        }
        if matches!(block.kind, BlockKind::Item | BlockKind::Heading(2..=5)) && (head.contains('、') || head.starts_with('(')) {
            numbered += 1;
        }
        if ["全省", "全市", "政府工作", "代表", "今年", "过去一年", "全区"].iter().any(|word| line.contains(word)) {
            plans += 1;
        }
    }
    if page.source.language == Language::English {
        return "order";
    }
    let whole: String = text.key.iter().take(600).collect();
    if datelines > 0 || reports(page) {
        "news"
    } else if articles >= 2 || articles == 1 && blocks.len() <= 6 {
        "law"
    } else if whole.contains("工作报告") || whole.contains("各位代表") || plans >= 2 && frames == 0 {
        "report"
    } else if ADDRESSES.iter().any(|address| whole.contains(address)) {
        "speech"
    } else if frames > 0 || numbered >= 3 {
        "opinion"
    } else if segments.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading(6) | BlockKind::Title)).count() * 3
        >= blocks.len()
        && blocks.len() >= 3
    {
        "news"
    } else {
        "speech"
    }
}

/// Whom a speech turns to.
const ADDRESSES: [&str; 10] =
    ["同志们", "朋友们", "女士们", "先生们", "各位来宾", "各位嘉宾", "各位同学", "各位议员", "主席先生", "代理主席"];

/// Every fourth sentence says who speaks, or is of today or yesterday: a report on what was said.
fn reports(page: &Page<'_>) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let mut said = 0;
    for at in 0..text.len() {
        if cues.at("reporting_now", &text.key, at).is_some() {
            said += 1;
        } else if let Some(length) = cues.at("reporting", &text.key, at) {
            let opens = matches!(text.key_at(at + length), Some('，' | '：' | '“'));
            said += usize::from(opens || ["他", "她", "他又", "她又"].iter().any(|word| text.ends_with(at, word)));
        }
    }
    said >= 3 && said * 4 >= page.segments.sentences.len()
}
