//! The names of a node.
//!
//! Law: a name stands once; forms that differ by an English article are one name, and the order in
//! which names are joined changes nothing.

/// A name without its English article.
///
/// ```
/// use yaodian::graph::without_article;
/// assert_eq!(without_article("The Harbour Board"), "Harbour Board");
/// assert_eq!(without_article("Theodora"), "Theodora");
/// ```
pub fn without_article(name: &str) -> &str {
    ["the ", "The ", "THE "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

/// Joins further names to those of a node. Of the forms of one name the bare one stands, as label too.
pub fn join_names(label: &mut String, aliases: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    aliases.extend(more);
    aliases.sort_by(|left, right| order(left).cmp(&order(right)));
    aliases.dedup_by(|later, earlier| without_article(later) == without_article(earlier));
    aliases.retain(|alias| {
        let same = without_article(alias) == without_article(label);
        if same && order(alias) < order(label) {
            label.clone_from(alias);
        }
        !same
    });
    aliases.sort();
}

/// Forms of one name side by side, the bare one first.
fn order(name: &str) -> (&str, bool, &str) {
    let bare = without_article(name);
    (bare, bare != name, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_and_without_its_article_stands_once() {
        let names = |order: &[&str]| {
            let (mut label, mut aliases) = ("the HB".to_owned(), Vec::new());
            for name in order {
                join_names(&mut label, &mut aliases, [(*name).to_owned()]);
            }
            (label, aliases)
        };
        let expected = ("HB".to_owned(), vec!["Harbour Board".to_owned()]);
        assert_eq!(names(&["the HB", "the Harbour Board", "Harbour Board", "The Harbour Board", "HB"]), expected);
        assert_eq!(names(&["Harbour Board", "HB", "The HB", "The Harbour Board", "the Harbour Board"]), expected);
    }
}
