//! Where a list starts: behind the last verb or preposition in front of its first mark.
//!
//! Law: a verb that is a part of a name starts no list.

use super::Page;
use crate::model::Span;

/// Where a list starts, and the word in front of it that shows so.
pub(super) struct Begin {
    pub at: usize,
    pub lead: Option<Span>,
}

/// Where the first item of a list starts: behind the last verb or preposition before the first 、.
pub(super) fn list_start(page: &Page<'_>, clause_start: usize, at: usize) -> Begin {
    let text = page.text;
    let mut first_mark = at;
    let mut place = at;
    while place > clause_start {
        place -= 1;
        match text.key[place] {
            '、' => first_mark = place,
            '，' | '；' | '。' | '：' => break,
            _ => {}
        }
    }
    let head = Span::new(place.max(clause_start), first_mark);
    let mut start = head.start() + usize::from(matches!(text.key.get(head.start()), Some('，' | '；' | '。' | '：')));
    let mut lead = None;
    let mut from = start;
    let mut depth = 0;
    while from < first_mark {
        let key = &text.key[..first_mark];
        let verb = page.codebook.cues.at("directive_verb", key, from).filter(|length| *length >= 2);
        let other = page.codebook.cues.at("list_lead", key, from).max(page.codebook.cues.at("taking_verb", key, from));
        let tokens = &page.segments.tokens;
        // 切实做好 is one word for the segmenter.
        let ends = |length: usize| {
            let token = tokens.binary_search_by_key(&(from + length), |token| token.span.end()).ok().map(|index| &tokens[index]);
            length > 1 && token.is_some_and(|token| !token.tag.starts_with('n') || token.tag == "nr")
        };
        let starts = tokens.binary_search_by_key(&from, |token| token.span.start()).is_ok();
        // 保障|性住房 is no verb and its object; “以购代捐” is one name.
        let word_behind =
            |at: usize| tokens.binary_search_by_key(&at, |token| token.span.start()).is_ok_and(|index| tokens[index].span.len() > 1);
        let suffix = |at: usize| key.get(at).is_some_and(|c| "性型化区园点站费率者员家".contains(*c)) && !word_behind(at);
        let inside = |length: usize| length > 1 && suffix(from + length);
        // 综合|保税区: a word that says of what sort the place is.
        let sort = |length: usize| page.codebook.cues.at("sort_word", key, from) == Some(length);
        depth += i32::from(key[from] == '“') - i32::from(key[from] == '”');
        match verb.max(other).filter(|length| depth <= 0 && !inside(*length) && !sort(*length)) {
            Some(length) if (starts || ends(length)) && !page.annotations.splits(from) && from + length < first_mark => {
                lead = Some(Span::new(from, from + length));
                from += length;
                start = from;
                for particle in ["好", "了", "着", "以", "一批", "各类", "各种"] {
                    if text.starts_with(start, particle) && start + particle.chars().count() < first_mark {
                        start += particle.chars().count();
                        from = start;
                        break;
                    }
                }
            }
            _ => from += 1,
        }
    }
    Begin { at: start, lead }
}
