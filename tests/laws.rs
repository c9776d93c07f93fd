//! Laws of reading and normalizing, for any text (invariants 1 to 3).

use crate::support::{json, pages, pipeline, source};
use proptest::prelude::*;
use yaodian::graph::check;
use yaodian::model::{Source, Span};
use yaodian::normalize::{fold, normalize};

/// Lines made of what pages are made of: Han of both scripts, Latin, marks, blanks, strange characters.
fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[要加強监管發展制度經濟国家部门不得應當建立完善]{1,24}",
        3 => Just("，".to_owned()),
        2 => Just("。".to_owned()),
        3 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        2 => "[ \u{3000}\t]{1,3}",
        2 => "[A-Za-z-]{1,12}",
        1 => "[0-9]{1,4}",
        1 => Just("「".to_owned()),
        1 => Just("」".to_owned()),
        1 => Just("•".to_owned()),
        1 => Just("（一）".to_owned()),
        1 => Just("第三條 ".to_owned()),
        1 => Just("【本報訊】".to_owned()),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn source_map_holds(source: &Source) {
    let text = normalize(source);
    assert_eq!(text.chars.len(), text.key.len(), "the key is as long as the text");
    assert!(text.origin.is_sorted(), "the way back is monotone");
    for (place, character) in text.chars.iter().enumerate() {
        for (start, end) in text.to_source(Span::new(place, place + 1)) {
            assert!(start < end && end as usize <= source.chars.len());
            let original = source.chars[start as usize];
            assert!(original == *character || character.is_whitespace(), "{character:?} comes from {original:?}");
        }
    }
}

fn normalizing_is_idempotent(source: &Source) {
    let once: String = normalize(source).chars.iter().collect();
    let again: String = normalize(&Source::new("again", &once)).chars.iter().collect();
    assert_eq!(again, once, "normalizing twice is normalizing once");
}

/// Paragraphs of whole sentences, as they were written and as print wraps them at one width.
fn paragraphs() -> impl Strategy<Value = (String, String)> {
    let sentence = "[要加強监管發展制度經濟國家部门不得應當建立完善]{12,30}(，[推动高质量发展健全机制提升水平]{4,20}){0,2}。";
    let paragraph = proptest::collection::vec(sentence, 3..6).prop_map(|sentences| sentences.concat());
    (proptest::collection::vec(paragraph, 1..5), 18_usize..40).prop_map(|(paragraphs, width)| {
        let mut printed = String::new();
        for paragraph in &paragraphs {
            let mut used = 0;
            for character in paragraph.chars() {
                // A line does not begin with a comma or full stop: the mark hangs.
                if used >= width && !"，。".contains(character) {
                    printed.push('\n');
                    used = 0;
                }
                printed.push(character);
                used += 1;
            }
            printed.push_str("\n\n");
        }
        (paragraphs.join("\n"), printed)
    })
}

fn segments_tile(source: &Source) {
    pipeline().with_page(source, |page| {
        let blocks = &page.segments.blocks;
        assert!(blocks.windows(2).all(|two| two[0].span.end() <= two[1].span.start()), "blocks are disjoint and in order");
        let sentences = &page.segments.sentences;
        assert!(sentences.windows(2).all(|two| two[0].span.end() <= two[1].span.start()), "sentences are disjoint and in order");
        for sentence in sentences {
            assert!(blocks[sentence.block].span.contains(sentence.span), "a sentence lies in its block");
            let mut at = sentence.span.start();
            for token in page.segments.tokens_in(sentence.span) {
                let gap = &page.text.key[at..token.span.start()];
                assert!(gap.iter().all(|key| key.is_whitespace()), "between tokens there is only white space: {gap:?}");
                at = token.span.end();
            }
        }
        let covered: usize = sentences.iter().map(|sentence| sentence.span.len()).sum();
        let blank = page.text.key.iter().filter(|key| key.is_whitespace()).count();
        assert!(covered + blank >= page.text.len(), "between sentences there is only white space");
        let mentions = &page.annotations.mentions;
        assert!(mentions.windows(2).all(|two| two[0].span.end() <= two[1].span.start()), "mentions do not overlap");
        for mention in mentions {
            let sentence = page.segments.sentence_at(mention.span.start()).map(|index| sentences[index].span);
            assert!(sentence.is_some_and(|span| span.contains(mention.span)), "a mention lies in one sentence");
        }
    });
}

#[test]
fn source_map_is_monotone_and_normalizing_idempotent_on_pages() {
    for page in pages() {
        source_map_holds(&source(&page));
        normalizing_is_idempotent(&source(&page));
    }
}

#[test]
fn segments_tile_the_pages() {
    for page in pages() {
        segments_tile(&source(&page));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn source_map_is_monotone(page in page()) {
        source_map_holds(&Source::new("page", &page));
    }

    #[test]
    fn normalizing_is_idempotent_and_blind_to_wrapping((written, printed) in paragraphs()) {
        // On fewer lines nothing shows how wide the column is.
        prop_assume!(printed.lines().count() >= 8);
        // Where most lines happen to end a sentence, no eye could tell the page from an unwrapped one.
        let lines: Vec<&str> = printed.lines().collect();
        let inner = || lines.windows(2).filter(|two| !two[0].is_empty() && !two[1].is_empty()).map(|two| two[0]);
        let open = inner().filter(|line| !line.ends_with('。')).count();
        prop_assume!(open >= 3 && open * 2 >= inner().count());
        let sentences = |page: &str| -> Vec<String> {
            let text: String = normalize(&Source::new("page", page)).chars.iter().collect();
            text.split(['。', '\n']).filter(|sentence| !sentence.is_empty()).map(str::to_owned).collect()
        };
        normalizing_is_idempotent(&Source::new("page", &printed));
        prop_assert_eq!(sentences(&printed), sentences(&written));
    }

    #[test]
    fn folding_keeps_the_length_and_is_idempotent(words in ".*") {
        let once = fold(&words);
        prop_assert_eq!(once.chars().count(), words.chars().count());
        prop_assert_eq!(fold(&once), once);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_graph(page in page()) {
        let source = Source::new("page", &page);
        // The readers refuse what holds no text.
        prop_assume!(page.chars().any(char::is_alphabetic));
        segments_tile(&source);
        let graph = pipeline().graph(vec![source]);
        let faults = yaodian::graph::check(&graph);
        prop_assert!(faults.is_empty(), "{:?}", faults);
    }
}

#[test]
fn a_page_of_nothing_but_furniture_is_no_source_of_the_graph() {
    let pipeline = pipeline();
    let blank = || pipeline.read(Source::new("frame.txt", "- 1 -\n\n- 2 -\n\n第3頁\n"));
    assert!(blank().is_blank());
    let graph = pipeline.graph_of(&[blank()]);
    assert_eq!((graph.sources().count(), graph.nodes().count(), graph.edges().len()), (0, 0, 0));
    let page = || pipeline.read(Source::new("page.txt", "會議指出，要加強基礎研究。"));
    let both = pipeline.graph_of(&[blank(), page()]);
    assert!(check(&both).is_empty(), "{:?}", check(&both));
    assert_eq!(json(&both), json(&pipeline.graph_of(&[page()])), "as if it had not been there");
}

#[test]
fn a_scheme_of_ones_own_changes_the_digest_of_the_codebook_and_its_folder_does_not() {
    use yaodian::codebook::scheme::Scheme;
    let digest = |path: &str, table: &str| {
        let scheme = Scheme::from_csv(path, "own", table).unwrap();
        let own = yaodian::Pipeline::new().unwrap().with_scheme(scheme).unwrap();
        let graph: serde_json::Value = serde_json::from_slice(&json(&own.graph_of_text("a.txt", "要加強監管。"))).unwrap();
        graph["generator"]["codebook"].as_str().unwrap().to_owned()
    };
    let one = digest("own.csv", "id,label,parent,cues,exclude,weight\nwater,水利,,水庫,,2\n");
    assert_ne!(one, format!("sha256:{}", pipeline().codebook().digest));
    assert_ne!(one, digest("own.csv", "id,label,parent,cues,exclude,weight\nwater,水利,,水庫,,1\n"));
    assert_eq!(one, digest("else/own.csv", "id,label,parent,cues,exclude,weight\nwater,水利,,水庫,,2\n"));
}
