//! Policy points of an English text: modals with their subjects, passives, imperatives after numbers,
//! items under one lead-in.

use super::Page;
use super::slots;
use crate::model::{Actor, ActorRole, BlockKind, EntityType, Inherited, Modality, PolicyPoint, Span, Status, Text};

/// Modals, longest first where one begins another.
const MODALS: &[(&str, Modality)] = &[
    ("shall not", Modality::Prohibit),
    ("may not", Modality::Prohibit),
    ("must not", Modality::Prohibit),
    ("shall neither", Modality::Prohibit),
    ("are prohibited", Modality::Prohibit),
    ("is prohibited", Modality::Prohibit),
    ("cannot", Modality::Prohibit),
    ("shall", Modality::Shall),
    ("must", Modality::Must),
    ("should", Modality::Shall),
    ("is directed to", Modality::Shall),
    ("are directed to", Modality::Shall),
    ("is required to", Modality::Must),
    ("are required to", Modality::Must),
    ("is to be", Modality::Shall),
    ("are to be", Modality::Shall),
    ("is authorized to", Modality::Permit),
    ("are authorized to", Modality::Permit),
    ("is encouraged to", Modality::Promote),
    ("are encouraged to", Modality::Promote),
    ("may", Modality::Permit),
    ("will", Modality::Do),
    ("is hereby", Modality::Do),
    ("are hereby", Modality::Do),
    ("needs to", Modality::Shall),
    ("need to", Modality::Shall),
    ("ought to", Modality::Shall),
    ("is policy imperative", Modality::Must),
];

/// Verbs that open a directive by themselves behind a number.
const IMPERATIVES: &[&str] = &[
    "establish",
    "develop",
    "ensure",
    "provide",
    "submit",
    "publish",
    "issue",
    "review",
    "identify",
    "promote",
    "support",
    "coordinate",
    "report",
    "implement",
    "prepare",
    "create",
    "designate",
    "assess",
    "evaluate",
    "encourage",
    "expand",
    "strengthen",
    "adopt",
    "facilitate",
    "conduct",
    "consult",
    "assist",
    "advise",
    "recommend",
    "appoint",
    "assign",
    "describe",
    "make",
    "take",
    "use",
    "work",
    "include",
    "carry",
    "maintain",
    "monitor",
    "enforce",
    "protect",
    "prohibit",
    "revise",
    "rescind",
    "revoke",
    "terminate",
    "prioritize",
    "streamline",
    "invest",
    "train",
    "collect",
    "share",
    "notify",
    "require",
    "supporting",
    "promoting",
    "advising",
    "contributing",
    "assisting",
    "providing",
    "developing",
    "issuing",
    "collecting",
];

/// Words after which no directive follows: definitions and disclaimers.
const DEFINITIONS: &[&str] =
    &["shall have the meaning", "shall mean", "has the meaning", "the term ", "The term ", "shall be construed to include"];

/// The policy points of an English page.
pub(super) fn points(page: &Page<'_>) -> Vec<PolicyPoint> {
    let text = page.text;
    let segments = page.segments;
    let mut points: Vec<PolicyPoint> = Vec::new();
    let mut lead: Option<Lead> = None;
    let speech =
        !segments.blocks.iter().any(|block| matches!(text.key_slice(block.span).get(..4), Some("Sec." | "Arti" | "Sect" | "### ")));
    for (index, sentence) in segments.sentences.iter().enumerate() {
        let block = &segments.blocks[sentence.block];
        if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Title | BlockKind::Frame | BlockKind::Label | BlockKind::Caption) {
            continue;
        }
        let body = text.trim(Span::new(sentence.span.start().max(block.body), sentence.span.end()));
        let body = without_number(text, body);
        let starts_block = sentence.span.start() <= block.body + 1;
        let item = starts_block && block.body > block.span.start();
        // An item under "shall:" is under its modal.
        if let Some(current) = &lead {
            if item && sentence.block > current.block && begins_small(text, body) {
                let span = closed(text, body);
                let modality = current.modality;
                let mut point = statement(page, span, modality, None, index, "item");
                point.inherited.push(Inherited { part: "modality", from: current.cue });
                if !current.actors.is_empty() {
                    point.actors.clone_from(&current.actors);
                    point.inherited.push(Inherited { part: "actor", from: current.actors[0].span });
                }
                points.push(point);
                continue;
            }
            if !(item && sentence.block > current.block) && sentence.block != current.block {
                lead = None;
            }
        }
        if DEFINITIONS.iter().any(|word| text.find(body, word).is_some()) && !text.starts_with(body.start(), "Nothing") {
            continue;
        }
        let mut previous_actors: Vec<Actor> = Vec::new();
        for clause in clauses(text, body) {
            let span = closed(text, clause);
            let Some((modality, cue)) = modal(text, span, speech) else { continue };
            let opens_list = text.key_at(clause.end().saturating_sub(1)) == Some(':') || text.key_at(clause.end()) == Some(':');
            let mut point = statement(page, span, modality, Some(cue), index, "modal");
            point.actors = subject(page, span, cue, modality);
            if point.actors.is_empty() && cue.start() <= span.start() + 4 && !previous_actors.is_empty() {
                point.actors.clone_from(&previous_actors);
                point.inherited.push(Inherited { part: "actor", from: previous_actors[0].span });
            }
            previous_actors.clone_from(&point.actors);
            if opens_list && items_follow(page, sentence.block) {
                let prohibits = modality == Modality::Prohibit;
                lead = Some(Lead { block: sentence.block, modality, cue, actors: point.actors.clone() });
                // "Nothing in this order shall be construed to impair:" is one statement with its items.
                if prohibits {
                    points.push(point);
                }
                continue;
            }
            points.push(point);
        }
        if item && points.last().is_none_or(|point| point.sentence != index) && imperative(text, body) && !begins_small(text, body) {
            points.push(statement(page, closed(text, body), Modality::Do, None, index, "imperative"));
        }
    }
    points
}

struct Lead {
    block: usize,
    modality: Modality,
    cue: Span,
    actors: Vec<Actor>,
}

fn items_follow(page: &Page<'_>, block: usize) -> bool {
    page.segments.blocks.get(block + 1).is_some_and(|next| next.body > next.span.start())
}

fn begins_small(text: &Text, span: Span) -> bool {
    text.key.get(span.start()).is_some_and(|c| c.is_lowercase())
}

/// "1. ", "Sec. 2. Title. (a) ": numbers and run-in headings are no part of a statement.
fn without_number(text: &Text, span: Span) -> Span {
    let mut start = span.start();
    for _ in 0..4 {
        let before = start;
        let length = crate::normalize::marker_length(text.key.get(start..span.end()).unwrap_or_default());
        start += length;
        if text.starts_with(start, "Sec. ") || text.starts_with(start, "Section ") || text.starts_with(start, "Article ") {
            // "Sec. 2. Establishment. (a) There is": behind the heading.
            let mut stops = (start..span.end().min(start + 120))
                .filter(|at| text.key[*at] == '.' && text.key_at(at + 1) == Some(' ') && !text.ends_with(*at, "Sec"));
            let number = stops.next();
            if let Some(number) = number.filter(|number| *number < start + 16) {
                start = number + 2;
                if let Some(heading) =
                    (start..span.end().min(start + 90)).find(|at| text.key[*at] == '.' && text.key_at(at + 1) == Some(' '))
                {
                    let words = text.key_slice(Span::new(start, heading));
                    if ![" shall ", " must ", " may ", " is ", " are ", " has "].iter().any(|verb| words.contains(verb)) {
                        start = heading + 2;
                    }
                }
            } else {
                break;
            }
        }
        if start == before {
            break;
        }
    }
    text.trim(Span::new(start.min(span.end()), span.end()))
}

/// Statements joined by "; " or ", and shall" are separate.
fn clauses(text: &Text, body: Span) -> Vec<Span> {
    let mut cuts = vec![body.start()];
    for at in body.range() {
        if text.key[at] == ';' {
            cuts.push(at + 1);
        }
        for joint in [
            ", and shall ",
            " and shall ",
            ", and may ",
            ", which shall ",
            ", who shall ",
            ", but shall ",
            ", and must ",
            ", and no ",
            " and must ",
            ", and will ",
        ] {
            if text.starts_with(at, joint) && at > body.start() + 8 {
                cuts.push(at + usize::from(joint.starts_with(',')));
            }
        }
    }
    cuts.push(body.end());
    let mut parts = Vec::new();
    for pair in cuts.windows(2) {
        let mut span = text.trim(Span::new(pair[0], pair[1]));
        for word in ["and ", "or ", "but "] {
            if text.starts_with(span.start(), word) && pair[0] > body.start() {
                span = Span::new(span.start() + word.chars().count(), span.end());
            }
        }
        if span.len() > 3 {
            parts.push(span);
        }
    }
    parts
}

/// Without closing marks.
fn closed(text: &Text, span: Span) -> Span {
    let mut end = span.end();
    while end > span.start() && matches!(text.key[end - 1], '.' | ';' | ',' | ':' | ' ' | '!' | '”' | '’' | '"') {
        end -= 1;
    }
    let mut start = span.start();
    for tail in ["; and", "; or", ", and", " and", " or"] {
        if text.ends_with(end, tail) {
            end -= tail.chars().count();
        }
    }
    while start < end && matches!(text.key[start], '“' | '‘' | '"' | ' ') {
        start += 1;
    }
    Span::new(start, end)
}

fn word_at(text: &Text, at: usize, word: &str) -> bool {
    let end = at + word.chars().count();
    text.starts_with(at, word) && (at == 0 || !text.key[at - 1].is_alphanumeric()) && !text.key_at(end).is_some_and(char::is_alphanumeric)
}

/// The modal of a statement. Reasons and relative clauses do not count.
fn modal(text: &Text, span: Span, speech: bool) -> Option<(Modality, Span)> {
    if text.starts_with(span.start(), "Nothing in this") {
        return Some((Modality::Prohibit, Span::new(span.start(), span.start() + 7)));
    }
    for at in span.range() {
        for (word, modality) in MODALS {
            if !word_at(text, at, word) {
                continue;
            }
            let cue = Span::new(at, at + word.chars().count());
            let before = text.key_slice(Span::new(span.start(), at));
            // "as may be necessary", "that may be", "which would": no directive of its own.
            let relative = ["as ", "that ", "which ", "it ", "who ", "as they ", "such as "].iter().any(|word| before.ends_with(word))
                && *word == "may";
            let forecast = *word == "will"
                && (!speech && !before.is_empty() && before.split_whitespace().count() > 14
                    || before.ends_with("it ")
                    || before.contains(" if ")
                    || before.ends_with("that ")
                    || before.ends_with("there "));
            let negated = before.starts_with("No ") || before.starts_with("Neither ") || before.starts_with("no ");
            if relative || forecast {
                continue;
            }
            let modality = if negated && matches!(modality, Modality::Shall | Modality::Permit | Modality::Must) {
                Modality::Prohibit
            } else {
                *modality
            };
            return Some((modality, cue));
        }
    }
    let policy = [
        "It is the policy of",
        "it is the policy of",
        "This order establishes",
        "I hereby",
        "it is hereby ordered",
        "is a national security imperative for",
        "I direct",
        "I propose",
        "I recommend",
        "I urge",
        "I ask",
        "Let us",
        "let us",
        "we have to",
        "We have to",
    ];
    for phrase in policy {
        if let Some(at) = text.find(span, phrase) {
            if phrase == "it is hereby ordered" {
                return None;
            }
            let modality = if phrase.contains("imperative") { Modality::Must } else { Modality::Do };
            return Some((modality, Span::new(at, at + phrase.chars().count())));
        }
    }
    None
}

fn imperative(text: &Text, span: Span) -> bool {
    let word: String = text.key_slice(span).split_whitespace().next().unwrap_or_default().to_lowercase();
    IMPERATIVES.contains(&word.as_str())
}

/// The subject before the modal, or the agent of a passive.
fn subject(page: &Page<'_>, span: Span, cue: Span, modality: Modality) -> Vec<Actor> {
    let text = page.text;
    let behind = text.key_slice(Span::new(cue.end(), (cue.end() + 60).min(span.end())));
    let passive = behind.starts_with(" be ")
        && behind.split_whitespace().nth(1).is_some_and(|word| {
            word.ends_with("ed") || word.ends_with("en") || matches!(word, "made" | "set" | "held" | "built" | "paid" | "sent")
        });
    let acting = |span: Span| Actor { span, role: ActorRole::Acts };
    if passive || cue.start() == span.start() {
        // "shall be assessed by the notified body"
        if let Some(at) = text.find(Span::new(cue.end(), span.end()), " by the ") {
            let start = at + 4;
            let length = text.key[start..span.end()].iter().take_while(|c| !matches!(c, ',' | '.' | ';' | '(')).count();
            let words = text.key_slice(Span::new(start, start + length));
            let kept: usize = words
                .split(' ')
                .take_while(|word| {
                    !matches!(
                        *word,
                        "which" | "that" | "who" | "in" | "to" | "pursuant" | "under" | "for" | "as" | "within" | "at" | "on" | "and"
                    )
                })
                .map(|word| word.chars().count() + 1)
                .sum();
            let end = (start + kept.saturating_sub(1)).min(span.end());
            if end > start + 4 {
                return vec![acting(Span::new(start, end))];
            }
        }
        if passive && modality != Modality::Permit {
            return Vec::new();
        }
    }
    let before = Span::new(span.start(), cue.start());
    // Behind the last opening phrase: "Within 180 days …, the head of each agency".
    let mut start = before.start();
    let mut depth = 0;
    for at in before.range() {
        match text.key[at] {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 && text.key_at(at + 1) == Some(' ') => {
                let rest = text.key_slice(Span::new(at + 2, before.end()));
                let opener = text.key_slice(Span::new(start, at));
                let adverbial = [
                    "Within",
                    "Not later",
                    "No later",
                    "In order",
                    "To ",
                    "If ",
                    "Where ",
                    "When ",
                    "Upon",
                    "For ",
                    "As ",
                    "In ",
                    "On ",
                    "By ",
                    "Subject",
                    "Consistent",
                    "Pursuant",
                    "After",
                    "Before",
                    "Notwithstanding",
                    "Except",
                    "Without",
                    "Accordingly",
                    "Therefore",
                    "Unless",
                    "Under",
                    "From",
                    "Until",
                ]
                .iter()
                .any(|word| opener.starts_with(word));
                if adverbial && !rest.trim().is_empty() {
                    start = at + 2;
                }
            }
            _ => {}
        }
    }
    let mut end = before.end();
    // ", in consultation with the Secretary of State, shall"
    if let Some(at) = (start..end).find(|at| {
        text.starts_with(*at, ", in co")
            || text.starts_with(*at, ", in consultation")
            || text.starts_with(*at, ", through ")
            || text.starts_with(*at, ", acting ")
            || text.starts_with(*at, ", as ")
            || text.starts_with(*at, ", following")
    }) {
        end = at;
    }
    let noun = text.trim(Span::new(start, end));
    if noun.len() < 2 || noun.len() > 120 {
        return Vec::new();
    }
    let words = text.key_slice(noun);
    let thing = [
        "This order",
        "this order",
        "There",
        "It",
        "This",
        "That",
        "Nothing",
        "it",
        "They",
        "they",
        "which",
        "who",
        "These",
        "Such",
        "The decision",
        "The certificate",
        "The notification",
        "The implementing",
    ]
    .iter()
    .any(|word| words == *word || words.starts_with(&format!("{word} ")) && !words.starts_with("Such agenc"));
    let named =
        page.annotations.inside(noun).iter().any(|mention| {
            matches!(mention.entity_type, EntityType::Organization | EntityType::Person | EntityType::Post | EntityType::Place)
        });
    let lower = words.to_lowercase();
    let acts = [
        "agenc",
        "states",
        "state",
        "commission",
        "secretary",
        "director",
        "president",
        "council",
        "authorit",
        "provider",
        "operator",
        "member",
        "head",
        "body",
        "bodies",
        "board",
        "office",
        "department",
        "expert",
        "employer",
        "person",
        "applicant",
        "deployer",
        "importer",
        "distributor",
        "minister",
        "congress",
        "government",
        "union",
        "administrator",
        "committee",
        "court",
        "owner",
        "company",
        "we",
        "manufacturer",
    ]
    .iter()
    .any(|word| lower.contains(word));
    if thing || !(named || acts) {
        return Vec::new();
    }
    if let Some(at) = text.find(noun, " and the ") {
        let left = Span::new(noun.start(), at);
        let right = Span::new(at + 5, noun.end());
        let office = |span: Span| {
            page.annotations.inside(span).iter().any(|mention| matches!(mention.entity_type, EntityType::Post | EntityType::Organization))
        };
        if office(left) && office(right) {
            return vec![acting(left), acting(right)];
        }
    }
    vec![acting(noun)]
}

fn statement(page: &Page<'_>, span: Span, modality: Modality, cue: Option<Span>, sentence: usize, rule: &'static str) -> PolicyPoint {
    let text = page.text;
    let aim_start = cue.map_or(span.start(), |cue| cue.end() + 1).min(span.end());
    let verb_length = text.key[aim_start..span.end()].iter().take_while(|c| c.is_alphanumeric() || **c == '-').count();
    let aim = (verb_length > 0).then(|| Span::new(aim_start, aim_start + verb_length));
    let object = aim.map(|aim| text.trim(Span::new(aim.end(), span.end()))).filter(|object| !object.is_empty());
    let mut conditions = Vec::new();
    for head in ["If ", "Where ", "When ", "Unless ", "Within "] {
        if text.starts_with(span.start(), head)
            && let Some(comma) = (span.start()..span.end()).find(|at| text.key[*at] == ',')
        {
            conditions.push(Span::new(span.start(), comma));
        }
    }
    let mut means = Vec::new();
    if let Some(at) = text
        .find(span, " by ")
        .filter(|at| text.key[at + 4..span.end()].iter().take_while(|c| c.is_alphabetic()).collect::<String>().ends_with("ing"))
    {
        means.push(Span::new(at + 1, span.end()));
    }
    let mut purposes = Vec::new();
    for head in ["In order to ", "To "] {
        if text.starts_with(span.start(), head)
            && let Some(comma) = (span.start()..span.end()).find(|at| text.key[*at] == ',')
        {
            purposes.push(Span::new(span.start(), comma));
        }
    }
    PolicyPoint {
        span,
        modality,
        cue: cue.or(aim),
        status: Status::Planned,
        aim,
        object,
        objects: Vec::new(),
        actors: Vec::new(),
        due: slots::due(text, page.annotations, span),
        targets: slots::targets(text, page.annotations, span, modality),
        conditions,
        means,
        purposes,
        or_else: None,
        speaker: None,
        themes: Vec::new(),
        instruments: Vec::new(),
        inherited: Vec::new(),
        rule,
        sentence,
    }
}
