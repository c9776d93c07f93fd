//! Who decides: rules propose, the tagger has seen their proposals and decides.

use super::borders;
use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Span, Text};

/// Where the tagger sees no name at all: type, rule and least length of proposals that stand all the
/// same. In cross-validation at least two in five of them were right, which is what pays in F1.
const STANDING: &[(EntityType, &str, usize)] = &[
    (EntityType::Technology, "gazetteer", 4),
    (EntityType::Programme, "quoted-programme", 4),
    (EntityType::Programme, "carried-programme", 4),
    (EntityType::Place, "gazetteer", 4),
    (EntityType::Organization, "functional-body", 4),
    (EntityType::Event, "gathering", 4),
    (EntityType::Person, "name-list", 2),
    (EntityType::Post, "title-name", 2),
    (EntityType::Programme, "gazetteer", 6),
    (EntityType::Document, "gazetteer", 2),
    (EntityType::Document, "title-marks", 4),
    (EntityType::Document, "law", 3),
    (EntityType::Document, "short-form", 3),
    (EntityType::Document, "document-number", 4),
    (EntityType::Document, "plan", 4),
    (EntityType::Document, "document-title", 6),
    (EntityType::Organization, "gazetteer", 4),
    (EntityType::Date, "date", 2),
    (EntityType::Quantity, "quantity", 2),
    (EntityType::Organization, "own-short-form", 2),
    (EntityType::Organization, "section", 3),
    (EntityType::Event, "storm", 2),
    (EntityType::Place, "letter", 1),
    (EntityType::Person, "spaced-name", 2),
    (EntityType::Post, "name-title", 2),
];

/// Proposals that stand against the guesses inside them: there they were right more often than these.
const HOLDING: &[(EntityType, &str)] = &[
    (EntityType::Document, "gazetteer"),
    (EntityType::Document, "document-title"),
    (EntityType::Event, "gathering"),
    (EntityType::Event, "accident"),
    (EntityType::Event, "numbered-event"),
    (EntityType::Organization, "headed-body"),
    (EntityType::Person, "spaced-name"),
    (EntityType::Place, "divisions"),
    (EntityType::Place, "site"),
    (EntityType::Place, "route"),
];

/// Rules that know the borders of what they find better than the tagger: it has the form from them.
const BORDERS: &[(EntityType, &str)] = &[
    (EntityType::Date, "date"),
    (EntityType::Quantity, "quantity"),
    (EntityType::Document, "title-marks"),
    (EntityType::Document, "law"),
    (EntityType::Document, "short-form"),
    (EntityType::Document, "document-number"),
    (EntityType::Programme, "quoted-programme"),
    (EntityType::Technology, "quoted-system"),
];

/// Rules that know where a name begins, once the tagger agrees where it ends.
const BEGINNINGS: &[(EntityType, &str)] = &[
    (EntityType::Technology, "technology-system"),
    (EntityType::Technology, "technology-device"),
    (EntityType::Programme, "programme-plan"),
    (EntityType::Programme, "programme-pilot"),
    (EntityType::Place, "site"),
    (EntityType::Organization, "headed-body"),
];

/// A known programme of four characters stands if the text comes back to it so often: it is what the text is about.
const RECURRENT: usize = 8;

/// The mentions of a text. Where the tagger agrees with a rule the rule is named, for it explains more.
pub(super) fn decide(text: &Text, codebook: &Codebook, ruled: &[Mention], tagged: Vec<Mention>) -> Vec<Mention> {
    let same = |guess: &Mention| {
        let place = ruled.partition_point(|mention| mention.span.start() < guess.span.start());
        ruled.get(place).filter(|mention| mention.span == guess.span && mention.entity_type == guess.entity_type).cloned()
    };
    let mut decided: Vec<Mention> = Vec::with_capacity(tagged.len());
    let holding: Vec<&Mention> = ruled.iter().filter(|mention| holds_all(mention, &tagged)).collect();
    let mut proposals = ruled
        .iter()
        .filter(|mention| stands(mention) || quoted(text, mention) || recurs(text, ruled, mention) || holding.contains(mention))
        .peekable();
    let mut taken = 0;
    for guess in tagged.into_iter().flat_map(|guess| single(text, codebook, &guess)) {
        let guess = borders::whole(text, codebook, bordered(text, codebook, ruled, guess, taken), taken);
        let guess = bare(text, &Mention { entity_type: kind_by_head(text, &guess), ..guess });
        if guess.span.start() < taken || is_code(text, &guess) {
            continue;
        }
        // 中国人民银行法: a known name that is longer holds the guess inside it.
        if holding.iter().any(|mention| holds(mention, &guess)) {
            continue;
        }
        while let Some(proposal) = proposals.next_if(|proposal| proposal.span.start() < guess.span.end()) {
            if proposal.span.start() >= taken && proposal.span.end() <= guess.span.start() {
                decided.push(proposal.clone());
            }
        }
        taken = guess.span.end();
        let named = same(&guess).unwrap_or_else(|| Mention { entry: entry_of(text, codebook, &guess), ..guess });
        decided.push(named);
    }
    decided.extend(proposals.filter(|proposal| proposal.span.start() >= taken).cloned());
    decided
}

/// A guess with the borders and the kind of the rule that found the same: 三年 with its 内, 六个月 with its 不超过.
fn bordered(text: &Text, codebook: &Codebook, ruled: &[Mention], guess: Mention, taken: usize) -> Mention {
    let number = |kind: EntityType| matches!(kind, EntityType::Date | EntityType::Quantity);
    let name = |kind: EntityType| matches!(kind, EntityType::Programme | EntityType::Technology);
    let alike = |rule: &Mention| {
        rule.entity_type == guess.entity_type
            || number(rule.entity_type) && number(guess.entity_type)
            || rule.rule == "quoted-system" && name(guess.entity_type)
    };
    let first = ruled.partition_point(|rule| rule.span.end() <= guess.span.start());
    let mut over = ruled[first..].iter().take_while(|rule| rule.span.start() < guess.span.end());
    // 本所|置, but not 局|本部.
    let own = |rule: &Mention| rule.rule == "own-short-form" && rule.span.start() == guess.span.start();
    let known = |rule: &Mention| rule.rule == "gazetteer" && longer(rule, &guess);
    let begins = |rule: &Mention| {
        let behind = rule.span.end() == guess.span.end() && rule.span.start() < guess.span.start();
        // 铺设|灌溉系统, 學校應善用|管理系統: what is done with it.
        let added = text.key(Span::new(rule.span.start(), guess.span.start().max(rule.span.start())));
        let verb = codebook.cues.at("directive_verb", added, 0).is_some()
            || added.iter().any(|c| matches!(c, '应' | '于' | '入' | '负' | '期' | '做'));
        behind && !verb && BEGINNINGS.contains(&(rule.entity_type, rule.rule))
    };
    let borders = |rule: &Mention| BORDERS.contains(&(rule.entity_type, rule.rule)) || own(rule) || known(rule) || begins(rule);
    match (over.next(), over.next()) {
        (Some(rule), None) if alike(rule) && rule.span.start() >= taken && borders(rule) => {
            Mention { span: rule.span, entity_type: rule.entity_type, ..guess }
        }
        _ => guess,
    }
}

/// A known name that goes on behind the guess: 党的基本|路线.
fn longer(rule: &Mention, guess: &Mention) -> bool {
    // 广州|市民 is no 广州市.
    let city = rule.entity_type == EntityType::Place && rule.span.end() == guess.span.end() + 1;
    rule.span.start() == guess.span.start() && rule.span.end() > guess.span.end() && !city
}

/// A guess that runs over the marks of a list is the names of the list: 甲、乙, 西安至永寿.
fn single(text: &Text, codebook: &Codebook, guess: &Mention) -> Vec<Mention> {
    let guess = Mention { span: balanced(text, guess), ..guess.clone() };
    // 港口法第三條|及|同法施行細則第五條.
    let second = guess.span.range().skip(1).find(|at| text.key[*at] == '同' && matches!(text.key[*at - 1], '及' | '、' | '或' | '与'));
    if let Some(at) = second.filter(|_| guess.entity_type == EntityType::Document) {
        let parts = [Span::new(guess.span.start(), at - 1), Span::new(at, guess.span.end())];
        return parts.into_iter().map(|span| Mention { span, entry: None, ..guess.clone() }).collect();
    }
    if let Some(spans) = borders::side_by_side(text, codebook, &guess) {
        return spans.into_iter().map(|span| Mention { span, entry: None, ..guess.clone() }).collect();
    }
    // Slogans are lists themselves: 走在前、挑大梁.
    let least = match guess.entity_type {
        EntityType::Programme => 6,
        EntityType::Technology | EntityType::Place | EntityType::Person | EntityType::Post => 2,
        _ => return vec![guess],
    };
    if text.key(guess.span).iter().any(|c| matches!(c, '“' | '”' | '《' | '(')) {
        return vec![guess];
    }
    let mut parts = Vec::new();
    let mut start = guess.span.start();
    for at in guess.span.range().chain(std::iter::once(guess.span.end())) {
        let listed = |span: Span| !codebook.gazetteer.lookup(&text.key_slice(span)).is_empty();
        let route = guess.entity_type == EntityType::Place
            && text.key_at(at) == Some('至')
            && at > start
            && at + 1 < guess.span.end()
            && listed(Span::new(start, at))
            && listed(Span::new(at + 1, guess.span.end()));
        if at == guess.span.end() || text.key[at] == '、' || route {
            parts.push(Span::new(start, at));
            start = at + 1;
        }
    }
    if parts.len() < 2 || parts.iter().any(|part| part.len() < least) {
        return vec![guess];
    }
    parts.into_iter().map(|span| Mention { span, entry: None, ..guess.clone() }).collect()
}

/// What a name is by its last word: a 工作会议 is no body, whoever holds it.
fn kind_by_head(text: &Text, guess: &Mention) -> EntityType {
    match guess.entity_type {
        EntityType::Organization if text.ends_with(guess.span.end(), "工作会议") => EntityType::Event,
        kind => kind,
    }
}

/// What stands before the name of a technical thing and is none of it.
const OUTSIDE: &[&str] = &["国产", "自主研制", "世界级", "同级", "全市", "全省"];

/// What the bodies end with whose former office goes on with 原: 江湾大学|原校长.
const FORMER: &str = "院学部会局省市社联协所司团室委";

/// Without what stands beside the name.
fn bare(text: &Text, guess: &Mention) -> Mention {
    let (start, end) = (guess.span.start(), guess.span.end());
    let span = match guess.entity_type {
        EntityType::Technology => {
            let outside = OUTSIDE.iter().find(|word| text.starts_with(start, word)).map_or(0, |word| word.chars().count());
            if end - start > outside + 1 { Span::new(start + outside, end) } else { guess.span }
        }
        EntityType::Organization | EntityType::Place
            if end - start > 3 && text.ends_with(end, "原") && FORMER.contains(text.key[end - 2]) =>
        {
            Span::new(start, end - 1)
        }
        _ => guess.span,
    };
    Mention { span, ..guess.clone() }
}

/// A body of letters and a decimal number is a measure of a plan, one of digits alone a slogan, “11431”.
fn is_code(text: &Text, guess: &Mention) -> bool {
    let key = text.key(guess.span);
    let decimal = key.windows(3).any(|three| three[0].is_ascii_digit() && three[1] == '.' && three[2].is_ascii_digit());
    let number = key.iter().all(char::is_ascii_digit);
    guess.entity_type == EntityType::Organization && (number || decimal && key.iter().all(char::is_ascii))
}

/// How far from a guess the other half of a mark inside it is sought.
const QUOTED: usize = 16;

/// With both halves of its marks or with none: “十五五 is the name inside, 三江”工程 begins with its “, and of
/// 共建“一带一路 the name is what is quoted.
fn balanced(text: &Text, guess: &Mention) -> Span {
    let key = &text.key;
    let (mut start, mut end) = (guess.span.start(), guess.span.end());
    for (open, closes) in [('“', ['”', '"']), ('‘', ['’', '’']), ('《', ['》', '》']), ('(', [')', ')'])] {
        if end - start <= 2 {
            break;
        }
        match halves(&key[start..end], open, &closes) {
            (Some(0), _) => start += 1,
            (_, Some(at)) if start + at + 1 == end => end -= 1,
            (_, Some(_)) if open == '“' => {
                let before = key[start.saturating_sub(QUOTED)..start].iter().rev();
                let back =
                    before.take_while(|c| !matches!(c, '。' | '；' | '！' | '？' | '：' | '\n' | '”' | '"')).position(|c| *c == open);
                start -= back.map_or(0, |back| back + 1);
            }
            (Some(at), _) if key.get(end).is_some_and(|c| closes.contains(c)) => match guess.entity_type {
                EntityType::Programme => start += at + 1,
                _ => end += 1,
            },
            _ => {}
        }
    }
    Span::new(start, end)
}

/// The places of an opening and of a closing mark that lack their other half.
fn halves(words: &[char], open: char, closes: &[char]) -> (Option<usize>, Option<usize>) {
    let (mut opened, mut closed) = (Vec::new(), None);
    for (at, c) in words.iter().enumerate() {
        if *c == open {
            opened.push(at);
        } else if closes.contains(c) && opened.pop().is_none() {
            closed = closed.or(Some(at));
        }
    }
    (opened.first().copied(), closed)
}

fn stands(mention: &Mention) -> bool {
    STANDING.iter().any(|(kind, rule, least)| *kind == mention.entity_type && *rule == mention.rule && *least <= mention.span.len())
}

/// A known number slogan between quotation marks: “四稳”.
fn quoted(text: &Text, mention: &Mention) -> bool {
    let numbered = text.key_at(mention.span.start()).is_some_and(|c| "一二三四五六七八九十两双".contains(c));
    mention.entity_type == EntityType::Programme
        && mention.rule == "gazetteer"
        && numbered
        && text.ends_with(mention.span.start(), "“")
        && text.starts_with(mention.span.end(), "”")
}

fn recurs(text: &Text, ruled: &[Mention], mention: &Mention) -> bool {
    let same = |other: &&Mention| other.entity_type == mention.entity_type && text.key(other.span) == text.key(mention.span);
    mention.entity_type == EntityType::Programme
        && mention.rule == "gazetteer"
        && mention.span.len() >= 4
        && ruled.iter().filter(same).count() >= RECURRENT
}

/// Guesses lie inside it and none across its ends.
fn holds_all(mention: &Mention, guesses: &[Mention]) -> bool {
    let first = guesses.partition_point(|guess| guess.span.end() <= mention.span.start());
    let mut over = guesses[first..].iter().take_while(|guess| guess.span.start() < mention.span.end()).peekable();
    HOLDING.contains(&(mention.entity_type, mention.rule)) && over.peek().is_some() && over.all(|guess| holds(mention, guess))
}

/// With the guess strictly inside.
fn holds(mention: &Mention, guess: &Mention) -> bool {
    mention.span != guess.span && mention.span.start() <= guess.span.start() && guess.span.end() <= mention.span.end()
}

/// The entry of the codebook that a guess names.
fn entry_of(text: &Text, codebook: &Codebook, guess: &Mention) -> Option<usize> {
    let names = codebook.gazetteer.lookup(&text.key_slice(guess.span));
    let known = |entry: &usize| codebook.gazetteer.entries().get(*entry).is_some_and(|known| known.entity_type == guess.entity_type);
    names.iter().map(|name| name.entry).find(known)
}

#[cfg(test)]
mod tests {
    use super::balanced;
    use crate::model::{EntityType, Mention, Source, Span};

    #[test]
    #[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
    fn a_name_has_both_halves_of_its_marks_or_none() {
        let pipeline = crate::Pipeline::new().unwrap().with_tagger(None);
        for (text, guess, kind, expected) in [
            ("推进“三江”工程建设。", "三江”工程", EntityType::Programme, "“三江”工程"),
            ("推进“三江”建设。", "三江”", EntityType::Programme, "三江"),
            ("参与共建“一路两带”，", "共建“一路两带", EntityType::Programme, "一路两带"),
            ("采用IT（信息技术）。", "IT（信息技术", EntityType::Technology, "IT（信息技术）"),
        ] {
            let found = pipeline.with_page(&Source::new("", text), |page| {
                let start = text.split(guess).next().unwrap().chars().count();
                let span = Span::new(start, start + guess.chars().count());
                page.text.slice(balanced(page.text, &Mention::new(span, kind, "tagger")))
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
