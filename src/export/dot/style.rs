//! How things look: shape = kind, colour = theme, border = modality. Colours are those of Okabe &
//! Ito (2008), told apart by colour-blind readers; red is kept for prohibitions.

use super::super::Locale;
use super::wrap::Wrapped;

/// Points of a font per inch.
const POINTS_PER_INCH: f64 = 72.0;

/// Font size of boxes.
pub(super) const FONT_SIZE: f64 = 11.0;

/// A theme's colours: ground of its group, ground of its boxes, border.
#[derive(Clone, Copy)]
pub(super) struct Palette {
    pub(super) ground: &'static str,
    pub(super) fill: &'static str,
    pub(super) border: &'static str,
}

/// Blue, green, orange, purple, sky blue, yellow, vermilion.
const PALETTES: &[Palette] = &[
    Palette { ground: "#F1F7FB", fill: "#D3E6F3", border: "#00507E" },
    Palette { ground: "#EFF8F5", fill: "#CDEBE1", border: "#006B4F" },
    Palette { ground: "#FDF7EA", fill: "#FAE6BC", border: "#8A5E00" },
    Palette { ground: "#FBF3F7", fill: "#F3DAE7", border: "#8C4370" },
    Palette { ground: "#F2F9FD", fill: "#D9EEFA", border: "#2A7FAE" },
    Palette { ground: "#FDFCEB", fill: "#FAF6BF", border: "#7A7000" },
    Palette { ground: "#FCF2EC", fill: "#F7D9C6", border: "#9A4400" },
];

/// For what has no theme.
pub(super) const NEUTRAL: Palette = Palette { ground: "#F7F7F7", fill: "#ECECEC", border: "#555555" };

/// The colours of a theme: the five themes of points keep theirs on every page, others take turns.
pub(super) fn palette(code: &str, order: usize) -> Palette {
    let fixed = ["governance", "education", "system", "cooperation", "regulation"].iter().position(|one| *one == code);
    PALETTES[fixed.unwrap_or(order) % PALETTES.len()]
}

/// Red of a prohibition.
pub(super) const PROHIBITED: &str = "#B00020";

/// Fonts, so that Han glyphs have the form of the script.
pub(super) fn fonts(locale: Locale) -> &'static str {
    match locale {
        Locale::Hant => "Noto Sans CJK TC,Source Han Sans TC,PingFang TC,Microsoft JhengHei,sans-serif",
        Locale::Hans => "Noto Sans CJK SC,Source Han Sans SC,PingFang SC,Microsoft YaHei,sans-serif",
        Locale::English => "Noto Sans,Helvetica Neue,Arial,Noto Sans CJK SC,sans-serif",
    }
}

/// Border of a point: style, width, number of lines, and a colour that overrides the theme's.
pub(super) fn border(modality: &str) -> (&'static str, f64, u8, Option<&'static str>) {
    match modality {
        "prohibit" => ("rounded,filled", 1.4, 2, Some(PROHIBITED)),
        "must" => ("rounded,filled", 3.0, 1, None),
        "shall" => ("rounded,filled", 1.8, 1, None),
        "promote" => ("rounded,filled,dashed", 1.3, 1, None),
        "explore" => ("rounded,filled,dotted", 1.6, 1, None),
        "permit" => ("filled,dashed", 0.8, 1, None),
        "aim" => ("filled,diagonals", 1.0, 1, None),
        _ => ("rounded,filled", 0.9, 1, None),
    }
}

/// An entity's shape, ground and border.
pub(super) fn entity(kind: &str) -> (&'static str, &'static str, &'static str) {
    match kind {
        "person" => ("ellipse", "#FFFFFF", "#222222"),
        "organization" => ("component", "#F3F1EC", "#4A4334"),
        "place" => ("house", "#F3F1EC", "#4A4334"),
        "event" => ("tab", "#F3F1EC", "#4A4334"),
        "document" => ("note", "#FFFDF5", "#5B5330"),
        "programme" => ("hexagon", "#EEF3EE", "#2F5233"),
        "technology" => ("parallelogram", "#EEF1F6", "#2C3E5C"),
        "date" => ("cds", "#FFF4D6", "#7A5800"),
        "quantity" => ("octagon", "#FFF4D6", "#7A5800"),
        "post" => ("egg", "#FFFFFF", "#444444"),
        _ => ("box", "#FFFFFF", "#666666"),
    }
}

/// Width and height of a box in inches, for a label of these lines in this shape.
pub(super) fn size(shape: &str, label: &Wrapped, least: f64) -> (f64, f64) {
    let em = FONT_SIZE / POINTS_PER_INCH;
    let (wide, high) = (label.width().max(least) * em, label.lines.len().max(1) as f64 * em * 1.32);
    let (wide, high) = match shape {
        "ellipse" | "egg" => (wide * 1.3 + 0.16, high * 1.35 + 0.12),
        "component" => (wide + 0.42, high + 0.16),
        "house" => (wide + 0.3, high * 1.5 + 0.2),
        "hexagon" => (wide + high * 0.7 + 0.2, high + 0.16),
        "parallelogram" => (wide + high * 0.9 + 0.25, high + 0.16),
        "octagon" => (wide * 1.1 + 0.2, high + 0.2),
        "cds" => (wide + high * 0.6 + 0.22, high + 0.16),
        "tab" | "note" => (wide + 0.28, high + 0.22),
        _ => (wide + 0.24, high + 0.16),
    };
    ((wide * 100.0).ceil() / 100.0, (high * 100.0).ceil() / 100.0)
}
