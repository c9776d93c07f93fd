//! The lines of gold files: marked text, the table of points, the table of relations.
//! A line that breaks the annotation guide stops the reading and is named.

use super::super::error::EvaluateError;
use super::super::fold::{is_space, strip};
use super::{ENTITY_TYPES, GoldEntity, GoldPoint, MODALITIES};

/// How many columns a line of points has.
const COLUMNS: usize = 8;

/// The plain text of `NAME.ann`, white space left out, and its `⟦surface|type⟧` marks.
pub(super) fn marks(annotations: &str, path: &str) -> Result<(Vec<char>, Vec<GoldEntity>), EvaluateError> {
    let mut text = Vec::new();
    let mut entities = Vec::new();
    // Start of the open mark in the text and, once its bar was read, its type.
    let mut open: Option<(usize, Option<String>)> = None;
    let mut line = 1;
    for character in annotations.chars() {
        if character == '\n' {
            line += 1;
        }
        let wrong = |what: &str| Err(EvaluateError::line(path, line, what, "write marks as ⟦surface|type⟧, not nested"));
        match (character, &mut open) {
            ('⟦', None) => open = Some((text.len(), None)),
            ('⟦', Some(_)) => return wrong("a mark opens inside another"),
            ('⟧', Some((start, Some(kind)))) => {
                if !ENTITY_TYPES.contains(&kind.as_str()) {
                    return Err(EvaluateError::line(
                        path,
                        line,
                        format!("unknown type of entity `{kind}`"),
                        format!("use one of {}", ENTITY_TYPES.join(" ")),
                    ));
                }
                if *start == text.len() {
                    return wrong("a mark without a surface");
                }
                let kind = std::mem::take(kind);
                entities.push(GoldEntity { start: *start, end: text.len(), kind });
                open = None;
            }
            ('⟧', _) => return wrong("a mark closes without surface and type"),
            ('|', Some((_, Some(_)))) => return wrong("a second bar in a mark"),
            ('|', Some((_, kind @ None))) => *kind = Some(String::new()),
            (_, Some((_, Some(kind)))) => kind.push(character),
            _ if is_space(character) => {}
            _ => text.push(character),
        }
    }
    if open.is_some() {
        return Err(EvaluateError::line(path, line, "a mark is still open", "close it with ⟧"));
    }
    Ok((text, entities))
}

/// The lines of `NAME.points.tsv`, found in the text one after the other. A quote that does not
/// occur is left out with a message.
pub(super) fn points(table: &str, path: &str, text: &[char], left_out: &mut Vec<String>) -> Result<Vec<GoldPoint>, EvaluateError> {
    let mut points = Vec::new();
    let mut from = 0;
    for (line, content) in numbered(table) {
        let mut columns = content.split('\t').map(str::to_owned).collect::<Vec<_>>();
        columns.resize(COLUMNS, "-".to_owned());
        let Ok([quote, modality, speaker, actor, due, target, theme5, cap]) = <[String; COLUMNS]>::try_from(columns) else {
            continue;
        };
        let wanted = strip(&quote);
        if wanted.is_empty() {
            let hint = "write the directive clause into the first column";
            return Err(EvaluateError::line(path, line, "a point without a quote", hint));
        }
        let Some(start) = find(text, &wanted, from).or_else(|| find(text, &wanted, 0)) else {
            left_out.push(format!(
                "{path}:{line}: the quote does not occur in the text: {quote} \
                 · hint: copy it from the .ann file; the point was left out"
            ));
            continue;
        };
        if !MODALITIES.contains(&modality.as_str()) {
            return Err(EvaluateError::line(
                path,
                line,
                format!("unknown modality `{modality}`"),
                format!("use one of {}", MODALITIES.join(" ")),
            ));
        }
        from = start + 1;
        let span = (start, start + wanted.len());
        points.push(GoldPoint { span, modality, speaker, actor, due, target, theme5, cap });
    }
    Ok(points)
}

/// The lines of `NAME.rel.tsv`: head, relation, tail.
pub(super) fn relations(table: &str, path: &str) -> Result<Vec<[String; 3]>, EvaluateError> {
    numbered(table)
        .map(|(line, content)| {
            let columns: Vec<String> = content.split('\t').map(str::to_owned).collect();
            <[String; 3]>::try_from(columns).map_err(|columns| {
                EvaluateError::line(path, line, format!("{} columns", columns.len()), "write head, relation, tail with a tab between them")
            })
        })
        .collect()
}

/// Lines that are not blank, counted from 1.
fn numbered(table: &str) -> impl Iterator<Item = (usize, &str)> {
    table.lines().enumerate().filter(|(_, content)| !content.chars().all(is_space)).map(|(index, content)| (index + 1, content))
}

/// The first place of `wanted` in `text` at or after `from`.
fn find(text: &[char], wanted: &[char], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|place| place + from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_leave_the_text_and_keep_their_places() {
        let (text, entities) = marks("⟦教育\n部|organization⟧ 要加強|監管。", "a.ann").unwrap();
        assert_eq!(text.iter().collect::<String>(), "教育部要加強|監管。");
        assert_eq!(entities, vec![GoldEntity { start: 0, end: 3, kind: "organization".to_owned() }]);
    }

    #[test]
    fn a_broken_mark_is_named_with_its_line() {
        for (annotations, line, what) in [
            ("一\n⟦教育部|organisation⟧", 2, "unknown type of entity `organisation`"),
            ("⟦教育部⟧", 1, "closes without"),
            ("⟦教⟦育|place⟧", 1, "opens inside"),
            ("⟦|place⟧", 1, "without a surface"),
            ("⟦教育部|place\n", 2, "still open"),
            ("教育部⟧", 1, "closes without"),
            ("⟦a|b|place⟧", 1, "second bar"),
        ] {
            let message = marks(annotations, "a.ann").unwrap_err().to_string();
            assert!(message.starts_with(&format!("a.ann:{line}: ")), "{message}");
            assert!(message.contains(what) && message.contains("hint: "), "{message}");
        }
    }

    #[test]
    fn quotes_are_found_one_after_the_other() {
        let text: Vec<char> = "要監管。要監管。".chars().collect();
        let mut left_out = Vec::new();
        let found = points("要監管\tshall\n要 監管\tmust\n不在\tdo\n", "p", &text, &mut left_out).unwrap();
        assert_eq!(found.iter().map(|point| point.span).collect::<Vec<_>>(), vec![(0, 3), (4, 7)]);
        assert_eq!(found[1].cap, "-");
        assert_eq!(left_out.len(), 1);
        assert!(left_out[0].starts_with("p:3: "));
    }

    #[test]
    fn a_relation_has_three_columns() {
        let message = relations("a\tholds\tb\n\na\tholds\n", "r.tsv").unwrap_err().to_string();
        assert!(message.starts_with("r.tsv:3: 2 columns"), "{message}");
    }
}
