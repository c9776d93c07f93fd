//! The concept map of a page in DOT, for `dot -Tsvg`: who says and who acts on the left, points in
//! groups of one theme in the middle, targets, dates and what is acted on on the right.
//!
//! Boxes are measured here and fixed, so that a machine without Chinese fonts draws the same page.

mod columns;
mod legend;
mod plan;
mod quoted;
mod style;
mod ties;
mod words;
mod wrap;

use super::{Locale, Options};
use crate::graph::{Node as Thing, PolicyGraph};
use graphviz_rust::dot_structures::{Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex};
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use plan::{Group, Plan, Point, plan};
use quoted::{attribute, on_white, quoted};
use std::collections::BTreeMap;
use std::io::{self, Write};
use style::{NEUTRAL, PROHIBITED, Palette};
use wrap::{Wrapped, wrap};

/// Lines of a label, before the numbers of its rows.
const LINES: usize = 3;

/// Width of a point in ems: twelve full-width characters; in English some 27 letters.
fn line(locale: Locale) -> f64 {
    if locale == Locale::English { 15.0 } else { 12.0 }
}

pub(super) fn write(graph: &PolicyGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let locale = options.locale.unwrap_or_else(|| Locale::of(graph));
    let plan = plan(graph, options, locale);
    let picture = Picture { graph, plan: &plan, columns: columns::columns(&plan), locale }.draw();
    out.write_all(picture.print(PrinterContext::default().with_semi()).as_bytes())?;
    out.write_all(b"\n")
}

struct Picture<'a> {
    graph: &'a PolicyGraph,
    plan: &'a Plan<'a>,
    columns: BTreeMap<usize, usize>,
    locale: Locale,
}

/// The node that everything hangs on, so that points stand in one column; not seen.
const ANCHOR: &str = "anchor";

impl Picture<'_> {
    fn draw(&self) -> Graph {
        let mut inner = vec![attributes(&[
            ("label", &self.subtitle()),
            ("labelloc", "t"),
            ("fontsize", "12"),
            ("fontcolor", "#444444"),
            ("color", "white"),
            ("penwidth", "0"),
            ("margin", "10"),
        ])];
        inner.push(node(
            ANCHOR,
            &[("style", "invis"), ("shape", "point"), ("width", "0.01"), ("height", "0.01"), ("ordering", "out"), ("label", "")],
        ));
        // Drawn from left to right, Graphviz starts from below: what is to stand first comes last.
        // To cross few lines it may still move a group; the numbers of the points tell their order.
        for group in self.plan.groups.iter().rev() {
            inner.push(self.group(group, self.palette(group)));
        }
        inner.extend(self.plan.left.iter().chain(&self.plan.right).map(|thing| self.thing(thing)));
        for group in self.plan.groups.iter().rev() {
            let folded = (group.folded > 0).then(|| (folded_id(group), columns::shorter(group, &self.columns)));
            let points = group.points.iter().rev().map(|index| (self.point_id(*index).to_owned(), self.column(*index)));
            inner.extend(
                folded
                    .into_iter()
                    .chain(points)
                    .map(|(id, column)| edge(ANCHOR, &id, &[("style", "invis"), ("minlen", &(column + 1).to_string()), ("weight", "2")])),
            );
        }
        inner.extend(ties::ties(self));
        inner.extend(self.plan.cross_links.iter().map(|link| {
            edge(
                link.from,
                link.to,
                &[
                    ("label", &link.phrase),
                    ("color", "#999999"),
                    ("fontcolor", "#777777"),
                    ("constraint", "false"),
                    ("arrowsize", "0.5"),
                    ("penwidth", "0.7"),
                ],
            )
        }));
        let mut stmts = vec![
            attributes(&[
                ("rankdir", "LR"),
                ("newrank", "true"),
                ("compound", "true"),
                ("charset", "UTF-8"),
                ("bgcolor", "white"),
                ("fontname", style::fonts(self.locale)),
                ("fontsize", "20"),
                ("label", &self.title()),
                ("labelloc", "t"),
                ("nodesep", "0.14"),
                ("ranksep", "0.55"),
                ("splines", "true"),
                ("pad", "0.3"),
                ("outputorder", "edgesfirst"),
                ("tooltip", &self.title()),
            ]),
            Stmt::GAttribute(GraphAttributes::Node(
                [
                    ("fontname", style::fonts(self.locale)),
                    ("fontsize", "11"),
                    ("fixedsize", "true"),
                    ("margin", "0"),
                    ("fontcolor", "#111111"),
                ]
                .map(|(name, value)| attribute(name, value))
                .to_vec(),
            )),
            Stmt::GAttribute(GraphAttributes::Edge(
                [
                    ("fontname", style::fonts(self.locale)),
                    ("fontsize", "9"),
                    ("color", "#666666"),
                    ("fontcolor", "#333333"),
                    ("arrowsize", "0.6"),
                    ("penwidth", "0.9"),
                ]
                .map(|(name, value)| attribute(name, value))
                .to_vec(),
            )),
        ];
        stmts.push(legend::legend(self.graph, self.plan, self.locale));
        stmts.push(cluster("cluster_map", inner));
        Graph::DiGraph { id: Id::Plain("concept_map".to_owned()), strict: false, stmts }
    }

    fn title(&self) -> String {
        let titles: Vec<&str> =
            self.graph.sources().map(|source| if source.title.is_empty() { source.path.as_str() } else { source.title.as_str() }).collect();
        // The lines of one document's headline stay lines; of several documents each has one.
        let lines: Vec<&str> = if titles.len() == 1 { titles[0].split(" / ").collect() } else { titles.clone() };
        let mut shown: Vec<String> = lines.into_iter().take(3).flat_map(|title| wrap(title, 34.0, 2, &[], 0).lines).collect();
        if titles.len() > 3 {
            shown.push(match self.locale {
                Locale::English => format!("… {} {}", titles.len(), words::phrase("documents", self.locale)),
                _ => format!("{} {} {}", words::phrase("and", self.locale), titles.len(), words::phrase("documents", self.locale)),
            });
        }
        shown.join("\n")
    }

    fn subtitle(&self) -> String {
        let phrase = |word| words::phrase(word, self.locale);
        let mut parts = vec![phrase("question").to_owned()];
        parts.extend(self.graph.sources().take(1).map(|source| source.date.clone()).filter(|date| !date.is_empty()));
        parts.push(format!("{} {}", phrase("points"), self.plan.points.len()));
        if self.plan.shown < self.plan.points.len() {
            parts.push(format!("{} {}", phrase("shown"), self.plan.shown));
        }
        if !self.plan.about.is_empty() {
            parts.push(format!("{}：{}", phrase("about"), self.plan.about.join("、")));
        }
        parts.join("　")
    }

    fn palette(&self, group: &Group) -> Palette {
        if group.code.is_empty() {
            return NEUTRAL;
        }
        let mut codes: Vec<&str> = self.plan.groups.iter().map(|group| group.code.as_str()).filter(|code| !code.is_empty()).collect();
        codes.sort_unstable();
        style::palette(&group.code, codes.iter().position(|code| *code == group.code).unwrap_or(0))
    }

    fn column(&self, index: usize) -> usize {
        self.columns.get(&index).copied().unwrap_or(1)
    }

    fn point_id(&self, index: usize) -> &str {
        &self.plan.points[index].statement.node.id
    }

    fn group(&self, group: &Group, palette: Palette) -> Stmt {
        let count = group.points.len() + group.folded;
        let mut stmts = vec![attributes(&[
            ("label", &format!("{}　{count}", group.title)),
            ("labeljust", "l"),
            ("fontsize", "14"),
            ("fontcolor", palette.border),
            ("style", "rounded,filled"),
            ("color", palette.border),
            ("fillcolor", palette.ground),
            ("penwidth", "1"),
            ("margin", "12"),
        ])];
        let mut points: Vec<Stmt> = group.points.iter().map(|index| point(&self.plan.points[*index], palette, self.locale)).collect();
        points.reverse();
        if group.folded > 0 {
            let label = format!("{}{}", words::phrase("more", self.locale), group.folded);
            stmts.push(node(
                &folded_id(group),
                &[
                    ("shape", "plaintext"),
                    ("label", &label),
                    ("fontcolor", palette.border),
                    ("width", "0.6"),
                    ("height", "0.26"),
                    ("tooltip", &label),
                ],
            ));
        }
        stmts.extend(points);
        cluster(&cluster_id(group), stmts)
    }

    fn thing(&self, thing: &Thing) -> Stmt {
        let (shape, fill, border) = style::entity(thing.kind);
        let label = wrap(&thing.label, if self.locale == Locale::English { 11.0 } else { 9.0 }, LINES, &[], 0);
        let (width, height) = style::size(shape, &label, 2.0);
        let tip = std::iter::once(thing.label.as_str()).chain(thing.aliases.iter().map(String::as_str)).collect::<Vec<_>>().join(" / ");
        let style = if thing.kind == "term" { "filled,dashed" } else { "filled" };
        node(
            &thing.id,
            &[
                ("shape", shape),
                ("label", &label.lines.join("\n")),
                ("tooltip", &tip),
                ("style", style),
                ("fillcolor", fill),
                ("color", border),
                ("width", &inches(width)),
                ("height", &inches(height)),
            ],
        )
    }
}

fn point(point: &Point<'_>, palette: Palette, locale: Locale) -> Stmt {
    let statement = &point.statement;
    let modality = statement.text("modality");
    let (style, width, peripheries, color) = style::border(&modality);
    let label = label(point, &modality, locale);
    let (wide, height) = style::size("box", &label, line(locale) + 0.4);
    let tip = format!("〔{}〕{}\n{}:{}", statement.number, statement.quote(), statement.path(), statement.text("line"));
    node(
        &statement.node.id,
        &[
            ("shape", "box"),
            ("label", &label.lines.join("\n")),
            ("tooltip", &tip),
            ("style", style),
            ("fillcolor", palette.fill),
            ("color", color.unwrap_or(palette.border)),
            ("penwidth", &width.to_string()),
            ("peripheries", &peripheries.to_string()),
            ("width", &inches(wide)),
            ("height", &inches(height)),
            ("fontcolor", if modality == "prohibit" { PROHIBITED } else { "#111111" }),
        ],
    )
}

/// Verb and object, led by the word of modality where the border alone would not say it, and the
/// numbers of the rows that it stands in.
fn label(point: &Point<'_>, modality: &str, locale: Locale) -> Wrapped {
    let statement = &point.statement;
    let space = if statement.source.is_some_and(|source| source.language == "en") { " " } else { "" };
    let (cue, aim, object) = (statement.text("cue"), statement.text("aim"), statement.text("object"));
    // 嚴禁|未經檢驗的設備|上線: what stands before the verb says what is banned, and what is not.
    let behind = statement.node.label.split_once(&cue).map(|(_, behind)| behind).filter(|_| !cue.is_empty() && space.is_empty());
    let banned = behind.filter(|behind| modality == "prohibit" && !behind.starts_with(&aim)).map(|behind| format!("{cue}{behind}"));
    let length = cue.chars().count();
    let mut lead = if cue.is_empty() || aim.contains(&cue) || matches!(modality, "shall" | "do") {
        aim.clone()
    } else if cue.ends_with(&aim) {
        cue
    } else {
        format!("{cue}{space}{aim}")
    };
    if modality == "prohibit" && !says_no(&lead) {
        // The negation stands outside the clause ("No agency shall …"): the label must not say the opposite.
        lead = format!("{}{}{aim}", words::phrase("prohibit", locale), if space.is_empty() { "：" } else { ": " });
    }
    // 生产总值增长|5%左右: an amount says nothing without what it is an amount of.
    let amount = statement.texts("target").iter().any(|target| target.ends_with(&object));
    let quote = &statement.node.label;
    // 案件|不再|移送: a label must not say the opposite.
    let before = quote.split_once(&aim).map_or("", |(before, _)| before).trim_end();
    let denied = modality != "prohibit" && DENIES.iter().any(|word| before.ends_with(word));
    // 以|中文文本|为准: what stands right before its verb is read there.
    let framed = !object.is_empty() && before.ends_with(&object);
    let (text, verb) = if let Some(banned) = banned {
        (banned, length)
    } else if aim.is_empty() || object.is_empty() || amount || denied || framed {
        (quote.clone(), 0)
    } else {
        (format!("{lead}{space}{object}"), lead.chars().count())
    };
    let mut label = wrap(&text, line(locale), LINES, &point.names, verb);
    // 债权人请求冻结…的，|人民法院不予支持: where not all has room, the clause of the verb comes before its conditions.
    let cut = label.lines.last().is_some_and(|last| last.ends_with('…'));
    if let Some((_, main)) = before.rsplit_once('，').filter(|_| cut && text == *quote && !aim.is_empty()) {
        let rest = quote.split_once(&aim).map_or("", |(_, rest)| rest);
        label = wrap(&format!("…{main}{aim}{rest}"), line(locale), LINES, &point.names, 0);
    }
    let tag = match &point.numbers[..] {
        [one] => format!("〔{one}〕"),
        [one, two] => format!("〔{one}・{two}〕"),
        [one, rest @ ..] => format!("〔{one}＋{}〕", rest.len()),
        [] => String::new(),
    };
    match label.lines.last_mut() {
        Some(last) if wrap::ems(last) + wrap::ems(&tag) <= line(locale) => last.push_str(&tag),
        _ => label.lines.push(tag),
    }
    label
}

/// Words right before a verb that deny it.
const DENIES: &[&str] = &["不", "不再", "不予", "不予以", "不能", "不会", "不會", "不宜", "未", "未能", "无法", "無法", "not", "never"];

fn says_no(lead: &str) -> bool {
    const NO: &[&str] =
        &["不", "禁", "勿", "無", "无", "未", "免", "嚴", "严", "杜", "not", "no ", "No ", "never", "cannot", "prohibit", "ban", "forbid"];
    NO.iter().any(|word| lead.contains(word))
}

fn cluster_id(group: &Group) -> String {
    format!("cluster_{}", folded_id(group))
}

fn folded_id(group: &Group) -> String {
    format!("theme {}", group.code)
}

fn inches(value: f64) -> String {
    format!("{value:.2}")
}

fn attributes(list: &[(&str, &str)]) -> Stmt {
    Stmt::GAttribute(GraphAttributes::Graph(list.iter().map(|(name, value)| attribute(name, value)).collect()))
}

fn node(id: &str, list: &[(&str, &str)]) -> Stmt {
    Stmt::Node(Node { id: NodeId(quoted(id), None), attributes: list.iter().map(|(name, value)| attribute(name, value)).collect() })
}

fn edge(from: &str, to: &str, list: &[(&str, &str)]) -> Stmt {
    let end = |id: &str| Vertex::N(NodeId(quoted(id), None));
    Stmt::Edge(Edge {
        ty: EdgeTy::Pair(end(from), end(to)),
        attributes: list
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| if *name == "label" { on_white(value) } else { attribute(name, value) })
            .collect(),
    })
}

fn cluster(id: &str, stmts: Vec<Stmt>) -> Stmt {
    Stmt::Subgraph(Subgraph { id: quoted(id), stmts })
}
