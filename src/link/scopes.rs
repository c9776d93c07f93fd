//! How far a name reaches: everywhere, in the jurisdiction of its document, or in the document alone.
//!
//! Law: 省商务厅 and 主管部门 name a body by its function; which one, the document says, or nobody.

use crate::extract::Page;
use crate::model::{BlockKind, EntityType, Span};

/// Where a name means one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// In every document.
    Everywhere,
    /// In the documents of one province, city or county.
    Jurisdiction,
    /// In its document.
    Document,
}

/// How far a name that the codebook does not know reaches.
pub(super) fn scope(name: &str, entity_type: EntityType) -> Scope {
    let local = match entity_type {
        EntityType::Organization => {
            if ["本", "我", "该", "同级"].iter().any(|head| name.starts_with(head))
                || ["人事室", "秘书室", "会计室", "政风室"].contains(&name)
            {
                true
            } else if of_a_level(name) || by_function(name) {
                return Scope::Jurisdiction;
            } else {
                false
            }
        }
        EntityType::Date => !name.chars().any(|c| c.is_ascii_digit()) || !name.contains('年') && name.contains('月'),
        EntityType::Term if by_function(name) && of_a_level(name) => return Scope::Jurisdiction,
        EntityType::Term => true,
        EntityType::Person => name.chars().count() == 1,
        _ => false,
    };
    if local { Scope::Document } else { Scope::Everywhere }
}

/// 市科技创新部门: of the city of the document.
fn of_a_level(name: &str) -> bool {
    ["省", "市", "县", "区", "州"].iter().any(|head| name.starts_with(head))
}

/// 教育行政部门, 主管机关: what it does is all that is said of it. 国务院教育行政部门 is one.
fn by_function(name: &str) -> bool {
    let national = ["国务院", "中央", "国家", "全国", "最高"].iter().any(|head| name.starts_with(head));
    !national && ["部门", "主管机关", "行政机关", "监管机构", "监督管理机构"].iter().any(|end| name.ends_with(end))
}

/// The province, city or county whose document it is: the place that its title, or a title in its
/// first lines, begins with.
pub(super) fn jurisdiction(page: &Page<'_>) -> Option<String> {
    let blocks = &page.segments.blocks;
    let titles = blocks.iter().filter(|block| block.kind == BlockKind::Title).chain(blocks.first());
    titles.take(4).find_map(|block| leading_place(page, block.span))
}

fn leading_place(page: &Page<'_>, line: Span) -> Option<String> {
    let gazetteer = &page.codebook.gazetteer;
    let start = line.start() + usize::from(matches!(page.text.key_at(line.start()), Some('《')));
    let longest = 12.min(line.end().saturating_sub(start));
    (2..=longest).rev().find_map(|length| {
        let surface = page.text.key_slice(Span::new(start, start + length));
        let names = gazetteer.lookup(&surface).iter();
        let entry = names.map(|name| &gazetteer.entries()[name.entry]).find(|entry| entry.entity_type == EntityType::Place)?;
        // 中国 is no jurisdiction among others: what it has, it has once.
        (!["中国", "中华人民共和国"].contains(&entry.name.as_str())).then(|| crate::normalize::fold(&entry.name))
    })
}
