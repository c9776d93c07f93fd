//! Who says a point of a report where no verb of speech stands before it: whoever its sentence or its
//! paragraph is about, the one whose words the page gives, or who spoke last.

use super::Page;
use super::chinese::Reading;
use super::speakers::{can_speak, document, name_in};
use crate::model::{BlockKind, EntityType, Inherited, Mention, PolicyPoint, Span, Speaker};
use std::ops::Range;

/// Who speaks on a page of news over its sentences and paragraphs.
pub(super) fn pass_speakers(page: &Page<'_>, reading: &Reading, points: &mut [PolicyPoint]) {
    let segments = page.segments;
    let news = reading.genre == "news";
    let given = reading.genre != "law" && (0..reading.views.len().min(GIVEN)).any(|clause| declares(page, reading, clause, true).is_some());
    if !news && !given {
        return;
    }
    let stated: Vec<Span> = points.iter().map(|point| point.span).collect();
    for point in points.iter_mut() {
        let clause = segments.clauses.partition_point(|clause| clause.span.end() <= point.span.start());
        let Some(block) = segments.clauses.get(clause).map(|clause| segments.sentences[clause.sentence].block) else { continue };
        let core = segments.clauses[clause].core;
        let calls = page.codebook.cues.at("demand", &page.text.key, point.span.start()).is_some();
        // 居民组织|促请…: somebody without a name, and not who spoke before.
        let somebody = calls && point.span.start() > core.start() && stranger(page, Span::new(core.start(), point.span.start()));
        if somebody && point.speaker.as_ref().is_some_and(|speaker| !core.contains(speaker.span)) {
            point.speaker = None;
            point.inherited.retain(|part| part.part != "speaker");
        }
        if point.speaker.is_some() {
            continue;
        }
        let of_block = |clause: usize| segments.sentences[segments.clauses[clause].sentence].block;
        let (first, _) = segments.sentences[segments.clauses[clause].sentence].clauses;
        let opening = |range: Range<usize>| range.into_iter().find_map(|other| subject(page, other, &stated, calls));
        let title = matches!(segments.blocks[block].kind, BlockKind::Title | BlockKind::Heading(_));
        let speaker = if somebody {
            name_in(page, Span::new(core.start(), point.span.start()))
        } else if title {
            name_at(page, Span::new(segments.clauses[first].core.start(), point.span.end()))
        } else {
            let article = segments.blocks[block].article;
            let before = (0..clause).rev().take_while(|other| segments.blocks[of_block(*other)].article == article);
            let start = before.clone().take_while(|other| of_block(*other) == block).last().unwrap_or(clause);
            let said = |other: usize| reading.speakers[other].as_ref().map(|speaker| speaker.span);
            opening(first..clause)
                .or_else(|| (start..clause).rev().find_map(said))
                .or_else(|| titled(page, first).or_else(|| titled(page, start)))
                .or_else(|| opening(start..first))
                .or_else(|| before.clone().find_map(|other| declares(page, reading, other, !news)))
                .or_else(|| before.clone().filter(|_| news).find_map(said))
        };
        if let Some(span) = speaker {
            point.inherited.push(Inherited { part: "speaker", from: span });
            point.speaker = Some(Speaker { span, verb: None });
        }
    }
}

/// 业界, 有议员, 居民组织: who calls has no name that the page gave before; 发言人 and 署方 have.
fn stranger(page: &Page<'_>, lead: Span) -> bool {
    let known = ["发言人", "方", "他们", "她们", "我们", "该会", "当局"];
    let lead = page.text.trim(lead);
    page.codebook.cues.at_end("generic_actor", page.text.key(lead)).is_some()
        && !known.iter().any(|word| page.text.ends_with(lead.end(), word))
}

/// A page whose words are somebody's says so in one of its first clauses.
const GIVEN: usize = 12;

/// 方案把…分成三类, 办法要求…: the document that the page named before.
fn titled(page: &Page<'_>, clause: usize) -> Option<Span> {
    let start = page.segments.clauses[clause].core.start();
    (2..=4).find_map(|length| document(page, Span::new(start, (start + length).min(page.text.len())), clause))
}

/// Whom a clause opens with, if the clause only reports: 運輸署昨日宣布…, 關注組批評…. Before a call
/// (促請, 要求) it is he who calls.
fn subject(page: &Page<'_>, clause: usize, stated: &[Span], calls: bool) -> Option<Span> {
    let clause = page.segments.clauses[clause].core;
    let reports = !stated.iter().any(|point| point.start() < clause.end() && clause.start() < point.end());
    if reports || calls { name_at(page, clause) } else { None }
}

/// The name that a clause opens with; of 某局局長某人 the person, of 某署某中心 the centre.
fn name_at(page: &Page<'_>, clause: Span) -> Option<Span> {
    let mut end = clause.start();
    let mut found: Option<&Mention> = None;
    for mention in page.annotations.inside(clause) {
        let gap = Span::new(end.min(mention.span.start()), mention.span.start());
        let open = page.text.key(gap).iter().filter(|c| !matches!(c, '(' | ')' | ' ')).count();
        if open > 0 {
            break;
        }
        end = mention.span.end();
        let paper = page.text.starts_with(mention.span.start(), "本报");
        let speaks =
            !paper && (can_speak(mention) && mention.entity_type != EntityType::Event || mention.entity_type == EntityType::Document);
        if speaks && found.is_none_or(|name| name.entity_type != EntityType::Person) {
            // （食環署）: another name of the one before it.
            let short = page.text.key_at(mention.span.end()) == Some(')');
            found = if short && found.is_some() { found } else { Some(mention) };
        }
    }
    found.map(|mention| mention.span)
}

/// 以下是局長的答覆：; 署方發表聲明如下：: whose words the page gives from here on.
fn declares(page: &Page<'_>, reading: &Reading, clause: usize, strict: bool) -> Option<Span> {
    const SIGNS: [&str; 10] = ["如下", "答复", "答覆", "致辞", "演辞", "讲话", "发言", "全文", "声明", "谈话"];
    let (text, segments) = (page.text, page.segments);
    let view = &reading.views[clause];
    let said = matches!(view.mark, '：') && SIGNS.iter().any(|word| text.find(view.core, word).is_some());
    if !said {
        return None;
    }
    let (first, _) = segments.sentences[segments.clauses[clause].sentence].clauses;
    let opens = segments.clauses[first].core.start();
    let response = ["回应如下", "声明如下"].iter().any(|word| text.find(view.core, word).is_some());
    if strict && !(["以下是", "以下为"].iter().any(|word| text.starts_with(opens, word)) || response) {
        return None;
    }
    name_in(page, view.core).or_else(|| name_at(page, segments.clauses[first].core))
}
