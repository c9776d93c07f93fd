//! The table of a score card. It holds the same figures as the serialized form, nothing more.

use std::fmt::{Display, Formatter, Result};

use super::{Misses, Rates, ScoreCard};

impl Display for ScoreCard {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(out, "{:<28}{:>10}{:>10}{:>10}{:>8}{:>8}", "", "precision", "recall", "F1", "gold", "found")?;
        line(out, "entities, exact", &self.entities.exact)?;
        line(out, "entities, overlapping", &self.entities.relaxed)?;
        for (kind, rates) in &self.entities.by_type {
            line(out, &format!("  {kind}"), &rates.exact)?;
            line(out, "    overlapping", &rates.relaxed)?;
        }
        line(out, "points", &self.points.rates)?;
        line(out, "  themes", &self.points.theme5)?;
        line(out, "  actor", &self.points.actor)?;
        line(out, "  due", &self.points.due)?;
        line(out, "  target", &self.points.target)?;
        writeln!(out)?;
        figure(out, "points with the exact span", Some(self.points.exact_span))?;
        figure(out, "points with the modality", Some(self.points.modality_acc))?;
        figure(out, "points with the speaker", Some(self.points.speaker_acc))?;
        figure(out, "points with the CAP topic", self.points.cap_top1)?;
        figure(out, "relations, recall", self.relations_recall.r)?;
        writeln!(out, "  {} of {}", self.relations_recall.hit, self.relations_recall.gold)?;
        writeln!(
            out,
            "evidence                    {:>10}  {} with a wrong quote, {} edges without any",
            self.fidelity.evidence, self.fidelity.wrong_quote, self.fidelity.edges_without_evidence
        )?;
        if let Some(misses) = &self.misses {
            lists(out, misses)?;
        }
        for note in &self.notes {
            writeln!(out, "note: {note}")?;
        }
        Ok(())
    }
}

fn line(out: &mut Formatter<'_>, name: &str, rates: &Rates) -> Result {
    writeln!(out, "{name:<28}{:>10.3}{:>10.3}{:>10.3}{:>8}{:>8}", rates.p, rates.r, rates.f1, rates.gold, rates.found)
}

fn figure(out: &mut Formatter<'_>, name: &str, value: Option<f64>) -> Result {
    match value {
        Some(value) => writeln!(out, "{name:<28}{value:>10.3}"),
        None => writeln!(out, "{name:<28}{:>10}", "-"),
    }
}

fn lists(out: &mut Formatter<'_>, misses: &Misses) -> Result {
    for (title, items) in [
        ("missed points", &misses.missed_points),
        ("extra points", &misses.extra_points),
        ("missed entities", &misses.missed_entities),
        ("extra entities", &misses.extra_entities),
        ("missed relations", &misses.missed_relations),
    ] {
        writeln!(out, "\n{title}: {}", items.len())?;
        for item in items {
            writeln!(out, "  {}", item.replace('\t', " — "))?;
        }
    }
    Ok(())
}
