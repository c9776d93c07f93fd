//! The legend of the concept map: the borders and shapes that occur on the page, and what made it.

use super::super::Locale;
use super::plan::Plan;
use super::style::{NEUTRAL, border, entity, size};
use super::wrap::wrap;
use super::{attributes, cluster, edge, inches, node, words};
use crate::graph::PolicyGraph;
use crate::model::Modality;
use graphviz_rust::dot_structures::Stmt;

/// How many boxes of the legend stand in one row.
const ROW: usize = 4;

pub(super) fn legend(graph: &PolicyGraph, plan: &Plan<'_>, locale: Locale) -> Stmt {
    let shown = |modality: &str| {
        plan.groups.iter().flat_map(|group| &group.points).any(|index| plan.points[*index].statement.text("modality") == modality)
    };
    let mut boxes: Vec<(String, Stmt)> = Modality::ALL
        .iter()
        .map(|modality| modality.id())
        .filter(|modality| shown(modality))
        .map(|modality| {
            let (style, width, peripheries, color) = border(modality);
            (
                format!("legend {modality}"),
                sample(
                    &format!("legend {modality}"),
                    words::phrase(modality, locale),
                    "box",
                    &[
                        ("style", style),
                        ("penwidth", &width.to_string()),
                        ("peripheries", &peripheries.to_string()),
                        ("color", color.unwrap_or(NEUTRAL.border)),
                        ("fillcolor", "white"),
                    ],
                ),
            )
        })
        .collect();
    let mut kinds: Vec<&str> = plan.left.iter().chain(&plan.right).map(|thing| thing.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    boxes.extend(kinds.into_iter().map(|kind| {
        let (shape, fill, color) = entity(kind);
        (
            format!("legend {kind}"),
            sample(
                &format!("legend {kind}"),
                words::phrase(kind, locale),
                shape,
                &[("style", if kind == "term" { "filled,dashed" } else { "filled" }), ("color", color), ("fillcolor", fill)],
            ),
        )
    }));
    let made = concat!("yaodian ", env!("CARGO_PKG_VERSION"));
    let codebook: String = graph.codebook.chars().take(8).collect();
    let mut parts = vec![words::phrase("legend", locale).to_owned(), words::phrase("footer", locale).to_owned()];
    if plan.links.iter().any(|link| link.inferred) {
        parts.push(words::phrase("inferred", locale).to_owned());
    }
    parts.push(if codebook.is_empty() { made.to_owned() } else { format!("{made} · {codebook}") });
    let mut stmts = vec![attributes(&[
        ("label", &parts.join("　")),
        ("labeljust", "l"),
        ("labelloc", "b"),
        ("fontsize", "9"),
        ("fontcolor", "#555555"),
        ("style", "rounded"),
        ("color", "#CCCCCC"),
        ("margin", "8"),
    ])];
    let ids: Vec<String> = boxes.iter().map(|(id, _)| id.clone()).collect();
    stmts.extend(boxes.into_iter().map(|(_, stmt)| stmt));
    for row in ids.chunks(ROW) {
        stmts.extend(row.windows(2).map(|two| edge(&two[0], &two[1], &[("style", "invis")])));
    }
    cluster("cluster_legend", stmts)
}

fn sample(id: &str, label: &str, shape: &str, list: &[(&str, &str)]) -> Stmt {
    let wrapped = wrap(label, 8.0, 1, &[], 0);
    let (width, height) = size(shape, &wrapped, 4.0);
    let (width, height) = (inches(width), inches(height));
    let mut attributes = vec![("shape", shape), ("label", label), ("width", &width), ("height", &height), ("tooltip", label)];
    attributes.extend_from_slice(list);
    node(id, &attributes)
}
