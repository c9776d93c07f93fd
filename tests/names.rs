//! Names by rules alone: bodies, places, persons, offices and events by the grammar of their names.

use yaodian::Pipeline;
use yaodian::model::Source;

/// What rules find in a text, as 名|type.
fn named(text: &str) -> Vec<String> {
    let pipeline = Pipeline::new().unwrap().with_tagger(None);
    pipeline.with_page(&Source::new("page.txt", text), |page| {
        let mentions = page.annotations.mentions.iter();
        mentions.map(|mention| format!("{}|{}", page.text.slice(mention.span), mention.entity_type.id())).collect()
    })
}

fn assert_named(text: &str, expected: &[&str]) {
    let found = named(text);
    for name in expected {
        assert!(found.iter().any(|one| one == name), "{name} in {text}: {found:?}");
    }
}

fn assert_unnamed(text: &str, surface: &str) {
    let found = named(text);
    assert!(!found.iter().any(|one| one.split('|').next() == Some(surface)), "{surface} in {text}: {found:?}");
}

#[test]
fn bodies_go_to_their_last_unit() {
    assert_named("由國家林草局森林草原防火司司長韋一鳴介紹情況。", &["國家林草局森林草原防火司|organization"]);
    assert_named("中国（合肥）智能制造保护中心挂牌。", &["中国（合肥）智能制造保护中心|organization"]);
    assert_named("国务院财政、税务主管部门另行规定。", &["国务院财政、税务主管部门|organization"]);
    assert_unnamed("黄河河务部门负责巡查。", "黄河河务部门");
    assert_unnamed("市人民政府应当组织检查。", "市人民政府");
}

#[test]
fn bodies_call_themselves_by_short_forms() {
    assert_named("本局每月召開業務會報。", &["本局|organization"]);
    assert_unnamed("本部門應當自行檢查。", "本部");
    assert_named("本所设企划组、资讯室。企划组掌理考核。", &["企划组|organization", "资讯室|organization"]);
}

#[test]
fn events_begin_behind_the_word_that_governs_them() {
    assert_named("部长在杭州主持召开全国海水淡化工作会议。", &["全国海水淡化工作会议|event"]);
    assert_named("颱風「青葵」逼近，「青葵」期間停課。", &["青葵|event"]);
}

#[test]
fn places_by_their_grammar() {
    assert_named("敦促歐方停止加稅，中美經貿團隊會面。", &["歐方|place", "中美|place"]);
    assert_named("江苏省南京市推出办法。", &["江苏省南京市|place"]);
    assert_unnamed("新建八个体育公园。", "新建");
}

#[test]
fn persons_beside_other_words_than_titles() {
    assert_named("果农任守义说，今年雨水少。", &["任守义|person"]);
    assert_named("住在山腳的黃先生說，天橋已修好。", &["黃|person"]);
    assert_unnamed("人事室掌理事項如下。", "項如");
}
