//! Members of slogans, and classes in English.

use super::Page;
use super::relations::{Argument, Relation, RelationKind, name};
use super::slots::coordination;
use crate::model::{EntityType, Mention, Span};

/// Cs such as A, B, and C.
pub(super) fn such_as(page: &Page<'_>, sentence: Span, at: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let words: String = text.key_slice(Span::new(sentence.start(), at));
    let head: Vec<&str> = words.rsplit([',', ';', ':']).next().unwrap_or_default().split_whitespace().collect();
    let take = head
        .iter()
        .rev()
        .take(2)
        .take_while(|word| !matches!(**word, "the" | "of" | "by" | "for" | "and" | "with" | "in" | "to" | "as" | "on"))
        .map(|word| word.chars().count() + 1)
        .sum::<usize>();
    if take < 3 {
        return;
    }
    let class = Span::new(at + 1 - take, at);
    let from = at + 9;
    let stop = (from..sentence.end()).find(|place| matches!(text.key[*place], '.' | ';')).unwrap_or(sentence.end());
    let list = Span::new(from, stop);
    let items: Vec<&Mention> = page
        .annotations
        .inside(list)
        .iter()
        .filter(|mention| {
            mention.entity_type == EntityType::Technology
                || mention.entity_type == EntityType::Organization
                || mention.entity_type == EntityType::Place
        })
        .collect();
    for item in items {
        found.push(Relation {
            kind: RelationKind::InstanceOf,
            from: name(item),
            to: Argument::Name(text.trim(class), EntityType::Term),
            span: Span::new(class.start(), item.span.end()),
            rule: "such-as",
        });
    }
}

/// 四稳 with 稳就业、稳企业、稳市场、稳预期 near it: the count must fit, or one is wanting.
pub(super) fn slogans(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    for slogan in page.annotations.mentions.iter().filter(|mention| mention.entity_type == EntityType::Programme) {
        let key = text.key(slogan.span);
        let Some(count) = crate::link::announced(key) else { continue };
        let shared: Vec<char> = key[1..].iter().copied().filter(|c| crate::normalize::is_han(*c) && *c != '个').collect();
        let window = Span::new(slogan.span.start().saturating_sub(160), (slogan.span.end() + 80).min(text.len()));
        for clause in page.segments.clauses.iter().filter(|clause| window.contains(clause.core)) {
            let items = coordination(text, clause.core);
            // One short of the count is shown with its count; more, or fewer, is another list.
            if items.len() > count || items.len() + 1 < count.max(3) || clause.core.overlaps(slogan.span) {
                continue;
            }
            let last: Vec<Span> = items
                .iter()
                .enumerate()
                .map(|(index, item)| if index == 0 { first_item(page, *item, shared.first().copied()) } else { *item })
                .collect();
            let even = last.first().map_or(0, |first| first.len());
            let last: Vec<Span> = last
                .iter()
                .map(|item| {
                    // 良田、良种、良制|融合发展.
                    let longer = last[..last.len() - 1].iter().all(|other| other.len() == even) && item.len() > even;
                    if longer { Span::new(item.start(), item.start() + even) } else { *item }
                })
                .collect();
            let fits = shared.len() == 1 && last.iter().all(|item| text.key.get(item.start()) == shared.first());
            if fits {
                for item in last {
                    found.push(Relation {
                        kind: RelationKind::MemberOf,
                        from: Argument::Name(item, EntityType::Term),
                        to: name(slogan),
                        span: item,
                        rule: "slogan-members",
                    });
                }
                break;
            }
        }
    }
}

/// 着力稳就业: the item starts at the shared word.
fn first_item(page: &Page<'_>, item: Span, shared: Option<char>) -> Span {
    let start = item.range().find(|at| Some(page.text.key[*at]) == shared).unwrap_or(item.start());
    Span::new(start, item.end())
}
