//! Points as IG Script, the notation of the Institutional Grammar 2.0 (Frantz & Siddiki 2021,
//! doi:10.1111/padm.12719): a comment with number, id and source, then the statement on one line.
//!
//! `A(actor) D(cue) I(aim) Bdir(object) Cac(condition) Cex(due, target, means, purpose) O(or else)`.
//! Annotations in brackets stand between symbol and content: `[inherited]` was said by an earlier
//! clause, `[implicit]` is said by none, `[role=…]` and `[type=…]` say which of several it is.
//! IG Script has no escape: brackets of the content become their full-width forms.

use super::statement::Statement;
use super::statement::statements;
use super::{Options, visible};
use crate::graph::PolicyGraph;
use std::io::{self, Write};

pub(super) fn write(graph: &PolicyGraph, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# IG Script, yaodian {}", env!("CARGO_PKG_VERSION"))?;
    for one in statements(graph) {
        let (start, end) = one.place();
        writeln!(
            out,
            "\n# {} {} {}:{}:{} [{start},{end}) {}",
            one.number,
            content(&one.node.id),
            content(one.path()),
            one.text("line"),
            one.text("column"),
            one.text("modality")
        )?;
        writeln!(out, "{}", line(&one))?;
    }
    Ok(())
}

fn line(one: &Statement<'_>) -> String {
    let mut parts = Vec::new();
    for actor in &one.actors {
        let note = match (actor.role, one.inherits("actor")) {
            ("acts", false) => String::new(),
            ("acts", true) => "[inherited]".to_owned(),
            (role, _) => format!("[role={role}]"),
        };
        parts.push(component("A", &note, actor.label));
    }
    if one.actors.is_empty() {
        parts.push("A[implicit]( )".to_owned());
    }
    let (cue, aim) = (one.text("cue"), one.text("aim"));
    if cue.is_empty() || cue == aim {
        parts.push(component("D", "[implicit]", &one.text("modality")));
    } else {
        parts.push(component("D", if one.inherits("modality") { "[inherited]" } else { "" }, &cue));
    }
    match (aim.is_empty(), one.text("object")) {
        // A statement without a verb of its own: its words are kept whole.
        (true, object) if object.is_empty() => parts.push(component("I", "[implicit]", one.quote())),
        (true, object) => parts.extend(["I[implicit]( )".to_owned(), component("Bdir", "", &object)]),
        (false, object) => {
            parts.push(component("I", "", &aim));
            if !object.is_empty() {
                parts.push(component("Bdir", "", &object));
            }
        }
    }
    parts.extend(one.texts("condition").iter().map(|text| component("Cac", "", text)));
    let due = if one.inherits("due") { "[type=due,inherited]" } else { "[type=due]" };
    parts.extend(one.texts("due").iter().map(|text| component("Cex", due, text)));
    parts.extend(one.targets.iter().map(|target| component("Cex", "[type=target]", &target.text)));
    parts.extend(one.texts("means").iter().map(|text| component("Cex", "[type=means]", text)));
    parts.extend(one.texts("purpose").iter().map(|text| component("Cex", "[type=purpose]", text)));
    parts.extend(one.texts("or_else").iter().map(|text| component("O", "", text)));
    parts.join(" ")
}

fn component(symbol: &str, note: &str, text: &str) -> String {
    format!("{symbol}{note}({})", content(text))
}

fn content(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => safe.push('（'),
            ')' => safe.push('）'),
            '[' => safe.push('［'),
            ']' => safe.push('］'),
            '{' => safe.push('｛'),
            '}' => safe.push('｝'),
            '\n' | '\r' | '\t' => safe.push(' '),
            _ => match visible(c) {
                Some(shown) => safe.push_str(&shown),
                None => safe.push(c),
            },
        }
    }
    safe
}
