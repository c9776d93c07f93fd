//! What a class says of its items: people for a class of people, places for one of places, undertakings and no fields.
//!
//! Law: an item that the class cannot be said of is no instance of it.

use super::Page;
use super::class_nouns::Class;
use super::item_words::{mentioned, unquoted};
use crate::model::{EntityType, Span, Token};

/// What the class says of an item holds for it: people for a class of people, places for one of places.
pub(super) fn fits_class(page: &Page<'_>, item: Span, class: &Class) -> bool {
    let text = page.text;
    let cues = &page.codebook.cues;
    let entity_type = mentioned(page, unquoted(page, item));
    let people = cues.at_end("person_class", text.key(class.head)).is_some();
    if people && cues.at_end("person_item", text.key(item)).is_none() && entity_type != Some(EntityType::Person) {
        return false;
    }
    let key = text.key(item);
    // 杀人、放火等分子: a deed is no person.
    let single = page.segments.tokens_in(item);
    if people && entity_type.is_none() && single.len() == 1 && single[0].tag.starts_with('v') {
        return false;
    }
    // 残疾、低保家庭等劳动者: a household is no person.
    if people && text.key(class.head).last() == Some(&'者') && key_ends(key, "庭户") {
        return false;
    }
    // 制订公约、守则等活动: a deed is named by a verb or by its name.
    let deed = cues.at_end("deed_class", text.key(class.head)).is_some();
    let words = page.segments.tokens_in(item);
    let verbal = |token: &Token| token.tag.starts_with('v');
    if deed && entity_type.is_none() && key.first() != Some(&'“') && !words.iter().any(verbal) {
        return false;
    }
    // 慰问军人、遗属等活动: whom it is for.
    if deed && entity_type.is_none() && key_ends(key, "人员者属") {
        return false;
    }
    // 加强地震、洪灾等救灾工作, 聚焦博览会等安保任务: an occasion is no work.
    let work = cues.at_end("work_class", text.key(class.head)).is_some();
    if work && (text.starts_with(class.span.start(), "项目") || !words.last().is_some_and(verbal) && !key.ends_with(text.key(class.head)))
    {
        return false;
    }
    // 通过兼并、调整等形式: a bare verb under a bare word of manner names nothing.
    let bare = words.len() == 1 && words.iter().all(verbal) && key.first() != Some(&'“');
    if bare && class.span.len() <= class.head.len() && cues.at_end("manner_class", text.key(class.head)).is_some() {
        return false;
    }
    // 海绵城市等国家|试点: states and provinces have names.
    let state = cues.at("state_class", text.key(class.span), 0) == Some(class.span.len());
    if state && !matches!(entity_type, Some(EntityType::Place | EntityType::Organization)) {
        return false;
    }
    // 制定结社、集会等法律: what the law is about.
    let law = cues.at_end("law_class", text.key(class.head)).is_some();
    if law && entity_type != Some(EntityType::Document) && (item.len() < 3 || !key_ends(key, "法律例规则定》")) {
        return false;
    }
    // 全民健康保险等证明文件, 产业发展等政策文件: what the paper is about.
    let paper = cues.at_end("paper_class", text.key(class.head)).is_some();
    if paper && entity_type != Some(EntityType::Document) && key.first() != Some(&'“') && cues.at_end("paper_item", key).is_none() {
        return false;
    }
    // 设计研发、生产管理等产品: what they are for.
    let thing = cues.at_end("thing_class", text.key(class.head)).is_some();
    if thing && entity_type.is_none() && words.iter().all(verbal) {
        return false;
    }
    // 种苗、水果等监管场所: what is looked after there.
    let site = cues.at_end("site_class", text.key(class.head)).is_some();
    let named = matches!(entity_type, Some(EntityType::Place | EntityType::Organization));
    if site && !named && cues.at_end("site_item", key).is_none() {
        return false;
    }
    // 建材、家电等企业: their trade.
    let body = cues.at_end("body_class", text.key(class.span)).is_some();
    if body && entity_type != Some(EntityType::Organization) && cues.at_end("body_item", key).is_none() {
        return false;
    }
    let office = ["部门", "机关"].iter().any(|word| text.ends_with(class.head.end(), word));
    if office && entity_type.is_none() && key_ends(key, "校业店厂馆园场户会团") {
        return false;
    }
    let place_class = key_ends(text.key(class.head), "区地国省市县");
    if place_class && entity_type == Some(EntityType::Programme) {
        return false;
    }
    // 对新加坡、日本等服务: a place is an instance of places alone.
    let places = text.key_at(class.span.end() - 1).is_some_and(|c| "区国家地城市省县港方园岛岸台场点".contains(c));
    let built = item.len() > 3 && key_ends(text.key(class.head), "体目程施");
    !(entity_type == Some(EntityType::Place) && !places && !built)
}

fn key_ends(key: &[char], letters: &str) -> bool {
    key.last().is_some_and(|c| letters.contains(*c))
}

/// 交通、能源、水利等重大项目: fields in which there are undertakings. One that is named has a name in it, a number, a verb,
/// or the noun of a work.
pub(super) fn told_by_fields(page: &Page<'_>, items: &[Span], class: &Class) -> bool {
    let text = page.text;
    let cues = &page.codebook.cues;
    let named = |item: &Span| {
        let key = text.key(*item);
        let holds_name = !page.annotations.inside(*item).is_empty();
        let numbered = key.iter().any(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十“".contains(*c));
        let done = page.segments.tokens_in(*item).iter().any(|token| token.tag.starts_with('v'));
        holds_name || numbered || done || cues.at_end("work_item", key).is_some()
    };
    // 教育、文化、医疗等配套设施; but 交通、能源等基础设施 are called so.
    let field = |item: &Span| cues.at("field", text.key(*item), 0) == Some(item.len());
    let basic = text.find(class.span, "基础").is_some();
    let fields = !basic && cues.at_end("field_class", text.key(class.head)).is_some() && items.iter().all(field);
    let undertaking = cues.at_end("undertaking_class", text.key(class.head)).is_some() && !items.iter().any(named);
    // 油田、水利等专用器材: what they are for.
    let alike = |item: &Span| text.key(*item).last() == text.key(class.head).last();
    let special = text.starts_with(class.span.start(), "专用") && !items.iter().any(alike);
    special || fields && !items.is_empty() || undertaking && items.len() > 1
}
