//! Events: when and where they are, who takes part; who visits a place.

use super::Page;
use super::relations::{Relation, RelationKind, push};
use crate::model::{EntityType, Mention, Span};

const HELD: &[&str] = &["举行", "召开", "进行", "开幕", "举办", "闭幕", "主持", "揭幕"];

/// When and where an event takes place, and who takes part.
pub(super) fn events(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    for (index, event) in mentions.iter().enumerate().filter(|(_, mention)| mention.entity_type == EntityType::Event) {
        let Some(sentence) = page.segments.sentence_at(event.span.start()).map(|sentence| &page.segments.sentences[sentence]) else {
            continue;
        };
        let clause_end = page.segments.clauses[sentence.clauses.0..sentence.clauses.1]
            .iter()
            .find(|clause| clause.span.end() >= event.span.end())
            .map_or(sentence.span.end(), |clause| clause.span.end());
        let behind = Span::new(event.span.end(), clause_end);
        let before = Span::new(event.span.start().saturating_sub(30).max(sentence.span.start()), event.span.start());
        let held = HELD.iter().any(|verb| text.find(behind, verb).is_some() || text.find(before, verb).is_some());
        if held {
            let date = mentions[..index]
                .iter()
                .rev()
                .take_while(|mention| mention.span.start() >= sentence.span.start())
                .find(|mention| mention.entity_type == EntityType::Date)
                .or_else(|| {
                    mentions[index + 1..]
                        .iter()
                        .take_while(|mention| mention.span.end() <= clause_end)
                        .find(|mention| mention.entity_type == EntityType::Date)
                });
            // 连续五年 is a period; 五月十六日的《通知》 dates the notice.
            let dates = |date: &&Mention| {
                let key = text.key(date.span);
                let period = key.ends_with(&['年'])
                    && key[..key.len() - 1].iter().all(|c| c.is_ascii_digit() || "一二两三四五六七八九十百几多".contains(*c))
                    && key.len() < 4
                    || text.ends_with(date.span.start(), "连续");
                let between = Span::new(date.span.end().min(event.span.end()), event.span.start().max(date.span.start()));
                !period && !text.key(between).contains(&'《')
            };
            if let Some(date) = date.filter(dates) {
                push(found, RelationKind::Dated, event, date, "event-date");
            }
        }
        // 在北京举行
        let located = text.key_at(event.span.end()) == Some('在')
            || text.starts_with(event.span.end(), "正在")
            || text.starts_with(event.span.end(), "于");
        if located {
            for place in mentions[index + 1..]
                .iter()
                .take_while(|mention| mention.span.end() <= clause_end && mention.span.start() <= event.span.end() + 8)
                .filter(|mention| mention.entity_type == EntityType::Place)
                .take(1)
            {
                push(found, RelationKind::LocatedIn, event, place, "event-place");
            }
        }
        attendance(page, sentence.span, event, index, found);
    }
}

fn attendance(page: &Page<'_>, sentence: Span, event: &Mention, index: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    let clause_start = (sentence.start()..event.span.start())
        .rev()
        .find(|at| matches!(text.key[*at], '，' | '；' | '。'))
        .map_or(sentence.start(), |at| at + 1);
    let between = Span::new(clause_start, event.span.start());
    let lesson = ["学习", "会谈"].iter().any(|kind| text.ends_with(event.span.end(), kind));
    let joins: &[&str] = if lesson {
        &["出席", "参加", "主持", "列席", "参与", "进行"]
    } else {
        &["出席", "参加", "主持", "列席", "参与"]
    };
    let denied = ["不能", "不得", "未能", "不再"].iter().any(|word| text.find(between, word).is_some());
    let joined = joins.iter().filter_map(|verb| text.find(between, verb)).min().filter(|_| !denied);
    let hosts = ["合办", "共同举办", "主办", "承办", "联合举办"].iter().any(|verb| text.find(between, verb).is_some());
    let somebody = |mention: &&Mention| {
        matches!(mention.entity_type, EntityType::Person | EntityType::Organization) && mention.span.start() >= clause_start
    };
    let before: Vec<&Mention> = mentions[..index].iter().filter(somebody).collect();
    if hosts {
        for mention in &before {
            push(found, RelationKind::Attends, mention, event, "hosts-event");
        }
    } else if let Some(verb) = joined {
        // Who takes part stands in front of the verb: 出席联合国…会议、东亚峰会 has no 联合国 that attends.
        // 国务院领导同志 are not 国务院.
        let people = |mention: &&Mention| ["领导", "负责", "有关", "工作"].iter().any(|word| text.starts_with(mention.span.end(), word));
        let before: Vec<&Mention> = before
            .into_iter()
            .filter(|mention| mention.span.end() <= verb && (mention.entity_type == EntityType::Person || !people(mention)))
            .collect();
        let person = before.iter().find(|mention| mention.entity_type == EntityType::Person);
        let subject = person.or_else(|| before.iter().find(|mention| mention.span.start() <= clause_start + 12));
        if let Some(subject) = subject {
            push(found, RelationKind::Attends, subject, event, "attends-event");
        }
    }
    // X致辞 in the sentence that names the event.
    for person in mentions[index + 1..]
        .iter()
        .take_while(|mention| mention.span.end() <= sentence.end())
        .filter(|mention| mention.entity_type == EntityType::Person)
    {
        if ["致辞", "在会上", "发表演讲", "致欢迎辞", "发言"].iter().any(|verb| text.starts_with(person.span.end(), verb)) {
            push(found, RelationKind::Attends, person, event, "speaks-at-event");
        }
    }
}

/// PERSON 出访/访问/考察 PLACE.
pub(super) fn visits(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    for sentence in &page.segments.sentences {
        for person in page.annotations.inside(sentence.span).iter().filter(|mention| mention.entity_type == EntityType::Person) {
            let stop = (person.span.end()..sentence.span.end())
                .find(|at| matches!(text.key[*at], '，' | '。' | '；' | '：'))
                .unwrap_or(sentence.span.end());
            let clause = Span::new(person.span.end(), stop);
            let toward: Vec<usize> =
                ["出访", "访问", "考察", "赴", "到访", "抵达", "视察", "调研"].iter().filter_map(|verb| text.find(clause, verb)).collect();
            if toward.is_empty() || toward.iter().all(|at| *at > person.span.end() + 26) {
                continue;
            }
            for place in page.annotations.inside(clause).iter().filter(|mention| mention.entity_type == EntityType::Place) {
                let reached = ["到", "赴", "来", "访问", "出访", "考察", "抵达", "在", "、", "和", "先后到"]
                    .iter()
                    .any(|word| text.ends_with(place.span.start(), word));
                if reached {
                    push(found, RelationKind::Visits, person, place, "visits-place");
                }
            }
        }
    }
}
