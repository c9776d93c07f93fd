//! Who speaks at every clause: frames of speech, answers, meetings, documents, and how far they reach.

use super::Page;
use super::view::View;
use crate::model::{BlockKind, EntityType, Mention, Modality, Segments, Span, Speaker, Text};

/// The speaker of every clause, in the order of the clauses.
pub(crate) fn speakers(page: &Page<'_>, views: &[View], genre: &str) -> Vec<Option<Speaker>> {
    let (text, segments) = (page.text, page.segments);
    let mut found: Vec<Option<Speaker>> = vec![None; views.len()];
    let mut principal: Option<Speaker> = None;
    let mut last_person: Option<Span> = None;
    let mut headline: Option<Speaker> = None;
    let mut article = usize::MAX;
    // News reports a speech to the end of the paragraph; an official text quotes for one sentence.
    let wide = matches!(genre, "news" | "speech") || dispatched(page);
    let mut block_index = usize::MAX;
    let mut current: Option<Speaker> = None;
    // Whose opinion an official letter gives, over its sentences and the items under it.
    let mut relayed: Option<Speaker> = None;
    // Whose answer it is at a press conference, over all its paragraphs.
    let mut turn: Option<Speaker> = None;
    let mut first_principal: Option<Speaker> = None;
    let mut sentence_index = usize::MAX;
    for (index, view) in views.iter().enumerate() {
        let clause = &segments.clauses[index];
        let sentence = clause.sentence;
        let block_number = segments.sentences[sentence].block;
        let block = &segments.blocks[block_number];
        if block.article != article {
            article = block.article;
            principal = None;
            turn = None;
            headline = titled_speaker(page, article, first_principal.as_ref());
        }
        if block_number != block_index {
            block_index = block_number;
            relayed = relayed.filter(|_| block.kind == BlockKind::Item && text.key_at(block.span.start()) == Some('('));
            let title_goes_on = matches!(block.kind, BlockKind::Title)
                && current.is_some()
                && block_number > 0
                && matches!(segments.blocks[block_number - 1].kind, BlockKind::Title)
                && segments.blocks[block_number - 1].article == article;
            let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
            let introduces = matches!(view.mark, '：') && view.core.len() <= 20;
            if !plain || introduces {
                turn = None;
            }
            let goes_on = wide && plain && !introduces && follows_on(page, index, view, block_number);
            if !title_goes_on && !goes_on {
                current.clone_from(&turn);
            }
        }
        if sentence != sentence_index {
            sentence_index = sentence;
            if !wide && !quotation_open(text, block.span.start(), clause.span.start()) {
                current.clone_from(&relayed);
            }
        }
        if let Some(speech) = &view.speech {
            let who = name_in(page, speech.subject)
                .or_else(|| office(page, speech.subject, index))
                .or_else(|| pronoun(page, speech.subject, last_person, index))
                .or_else(|| earlier_subject(page, index, speech.subject));
            let verb = text.key_slice(speech.verb);
            let plain_verb = page.codebook.cues.words("speech_plain").contains(&verb)
                && text.key_at(speech.verb.end()) != Some('“')
                && view.mark != '：';
            if let Some(span) = who {
                let speaker = Speaker { span, verb: Some(speech.verb) };
                let explains = plain_verb && manner(page, &speaker) == "expert";
                let post_quote = matches!(view.mark, '。') && speech.content.is_none();
                if post_quote {
                    // 「…」X說。: what stands in the quotation before it.
                    assign_back(text, segments, &mut found, index, &speaker);
                    current = None;
                } else {
                    if principal.is_none() && !explains {
                        principal = Some(speaker.clone());
                        first_principal.get_or_insert_with(|| speaker.clone());
                    }
                    current = Some(speaker);
                }
            } else if speech.content.is_none() {
                // Somebody without a name: 有外国政要认为.
                current = None;
            }
        } else if let Some(span) = demands(page, view, index).filter(|_| wide) {
            current = Some(Speaker { span, verb: None });
        } else if let Some(span) = opinion(page, view.core).filter(|_| !wide && view.mark == '：') {
            current = Some(Speaker { span, verb: None });
            relayed.clone_from(&current);
        } else if matches!(view.mark, '：') && view.core.len() <= TITLED {
            // 習近平：構建…; 商務部：將…; 某研究院院長某人：…
            if let Some(mention) = introduced(page, view.core) {
                current = Some(Speaker { span: mention.span, verb: None });
                if matches!(block.kind, BlockKind::Paragraph) && mention.entity_type == EntityType::Person {
                    turn.clone_from(&current);
                }
                if block.kind == BlockKind::Title && principal.is_none() {
                    principal = current.clone();
                }
            }
        }
        if let Some(person) = page.annotations.inside(clause.span).iter().rfind(|mention| mention.entity_type == EntityType::Person) {
            last_person = Some(person.span);
        }
        let spoken = view.speech.as_ref().is_some_and(|speech| speech.content.is_none());
        if !spoken {
            found[index] = current.clone();
            if found[index].is_none() && (block.kind == BlockKind::Bullet || headline.is_some() && block.kind == BlockKind::Item) {
                found[index] = headline.clone();
            }
            // Items and quoted lists of a report on one meeting are the meeting's.
            let listed = block.kind == BlockKind::Item && genre == "news";
            let first_of_item = listed && (segments.sentences[sentence].span.start() <= block.body + 1 || is_quotation(text, view.core));
            if found[index].is_none() && first_of_item {
                found[index] = principal.clone();
            }
        }
    }
    found
}

/// A name with its titles before a colon is no longer than this.
const TITLED: usize = 40;

/// Who is named before a colon: the name alone, or a person behind nothing but bodies and posts.
fn introduced<'a>(page: &'a Page<'_>, core: Span) -> Option<&'a Mention> {
    let mentions = page.annotations.inside(core);
    if let [alone] = mentions
        && alone.span == core
        && core.len() <= 10
        && can_speak(alone)
    {
        return Some(alone);
    }
    let last = mentions.last().filter(|last| last.entity_type == EntityType::Person && last.span.end() == core.end())?;
    let named: usize = mentions.iter().map(|mention| mention.span.len()).sum();
    let titles = mentions
        .iter()
        .all(|mention| matches!(mention.entity_type, EntityType::Person | EntityType::Organization | EntityType::Post | EntityType::Place));
    (titles && named + 3 >= core.len() && mentions.first().is_some_and(|first| first.span.start() == core.start())).then_some(last)
}

/// Titles of people who explain and do not direct.
const EXPERTS: &[&str] = &[
    "研究员",
    "教授",
    "专家",
    "学者",
    "分析师",
    "研究所",
    "研究院",
    "研究室",
    "大学",
    "学院",
    "院士",
    "博士",
    "经济学家",
    "协会",
    "商会",
    "智库",
    "工程师",
    "负责人介绍",
    "居民",
    "村民",
    "市民",
    "企业",
];

/// In what manner somebody speaks: `demands`, `explains`, `expert`, `named` (no verb).
pub(crate) fn manner(page: &Page<'_>, speaker: &Speaker) -> &'static str {
    let text = page.text;
    let before = Span::new(speaker.span.start().saturating_sub(24), speaker.span.start());
    let near = text.key_slice(before);
    let near = near.rsplit(['，', '。', '\n', '：', '”']).next().unwrap_or_default();
    if EXPERTS.iter().any(|word| near.contains(word)) {
        return "expert";
    }
    match speaker.verb {
        None => "named",
        Some(verb) if page.codebook.cues.words("speech_plain").contains(&text.key_slice(verb)) => "explains",
        Some(_) => "demands",
    }
}

/// How a speaker is named: the end of the title before a person, of the name of a body; and the verb.
pub(crate) fn voice(page: &Page<'_>, speaker: Option<&Speaker>) -> [String; 2] {
    let text = page.text;
    let Some(speaker) = speaker else { return ["-".to_owned(), "-".to_owned()] };
    let person = page.annotations.inside(speaker.span).iter().any(|mention| mention.entity_type == EntityType::Person);
    let end = if person { speaker.span.start() } else { speaker.span.end() };
    let office = text.key_slice(Span::new(end.saturating_sub(2), end));
    let verb = speaker.verb.map_or_else(|| "-".to_owned(), |verb| text.key_slice(verb));
    [format!("{}{office}", if person { 'p' } else { 'b' }), verb]
}

fn is_quotation(text: &Text, core: Span) -> bool {
    core.start() > 0 && text.key[core.start() - 1] == '“' && text.key_at(core.end()) == Some('”')
}

/// A quotation mark was opened before `to` and not closed.
fn quotation_open(text: &Text, from: usize, to: usize) -> bool {
    text.key[from..to]
        .iter()
        .map(|c| match c {
            '“' => 1,
            '”' => -1,
            _ => 0,
        })
        .sum::<i32>()
        > 0
}

fn assign_back(text: &Text, segments: &Segments, found: &mut [Option<Speaker>], index: usize, speaker: &Speaker) {
    let block = segments.sentences[segments.clauses[index].sentence].block;
    let start = segments.clauses[index].span.start();
    // The quotation that closes right before the speaker is named.
    let Some(close) = text.key[..start].iter().rposition(|c| *c == '”').filter(|at| start - at <= 2) else { return };
    let mut depth = 0;
    let mut open = close;
    for at in (segments.blocks[block].span.start()..=close).rev() {
        match text.key[at] {
            '”' => depth += 1,
            '“' => {
                depth -= 1;
                if depth == 0 {
                    open = at;
                    break;
                }
            }
            _ => {}
        }
    }
    for before in (0..index).rev() {
        if segments.clauses[before].span.start() < open {
            break;
        }
        found[before] = Some(speaker.clone());
    }
}

pub(super) fn can_speak(mention: &Mention) -> bool {
    matches!(mention.entity_type, EntityType::Person | EntityType::Organization | EntityType::Event)
}

/// 某社某地7月6日电: an agency's report, whatever its lists make it look like.
fn dispatched(page: &Page<'_>) -> bool {
    page.segments.blocks.iter().take(8).any(|block| {
        let head = page.text.key_slice(Span::new(block.span.start(), block.span.end().min(block.span.start() + 24)));
        head.contains('社') && head.contains("日电")
    })
}

/// 要…, 其二，…: a paragraph that goes on with what was said in the one before it.
fn follows_on(page: &Page<'_>, index: usize, view: &View, block: usize) -> bool {
    let segments = page.segments;
    let Some(before) = index.checked_sub(1) else { return false };
    let block_before = segments.sentences[segments.clauses[before].sentence].block;
    let near = block_before + 1 == block && segments.blocks[block_before].article == segments.blocks[block].article;
    let plain = matches!(segments.blocks[block_before].kind, BlockKind::Paragraph | BlockKind::Item);
    let modal = view.modal.is_some_and(|(modality, cue)| matches!(modality, Modality::Shall | Modality::Must) && cue.start() == view.start);
    let counted = ["其二", "其三", "其四", "其五", "第二", "第三", "第四", "二是", "三是", "四是"]
        .iter()
        .any(|word| page.text.starts_with(view.core.start(), word));
    near && plain && (modal || counted)
}

/// X就下一步工作提出三点要求：…
fn demands(page: &Page<'_>, view: &View, index: usize) -> Option<Span> {
    let text = page.text;
    let at = text.find(view.core, "提出")?;
    let ends = ["要求", "建议", "意见", "主张", "倡议"].iter().any(|word| text.ends_with(view.core.end(), word));
    if !ends || view.mark != '：' {
        return None;
    }
    let own = Span::new(view.core.start(), at);
    name_in(page, own).or_else(|| {
        let (first, _) = page.segments.sentences[page.segments.clauses[index].sentence].clauses;
        name_in(page, Span::new(page.segments.clauses[first].span.start(), view.core.start()))
    })
}

/// 财政部意见：, 某委会同某部提出了办理意见：: whose opinion it is, the first who is named.
fn opinion(page: &Page<'_>, core: Span) -> Option<Span> {
    let given = page.text.ends_with(core.end(), "意见");
    let first = page.annotations.inside(core).iter().find(|mention| can_speak(mention))?;
    let own = core.len() <= first.span.len() + 4 || page.text.find(core, "提出").is_some();
    (given && own && first.span.start() == core.start()).then_some(first.span)
}

/// 署方, 发言人, 声明, 该办法: the body or document that was named last and fits.
fn office(page: &Page<'_>, span: Span, index: usize) -> Option<Span> {
    const BODIES: [(&str, char); 8] =
        [("署方", '署'), ("局方", '局'), ("该局", '局'), ("该署", '署'), ("该部", '部'), ("部方", '部'), ("院方", '院'), ("该会", '会')];
    let text = page.text;
    let span = text.trim(span);
    let block = page.segments.sentences[page.segments.clauses[index].sentence].block;
    let article = page.segments.blocks[block].article;
    let start = page.segments.articles[article].blocks.iter().map(|block| page.segments.blocks[*block].span.start()).min()?;
    let mentions = page.annotations.inside(Span::new(start.min(span.start()), span.start()));
    let last = |kind: EntityType, fits: &dyn Fn(&Mention) -> bool| {
        mentions.iter().rfind(|mention| mention.entity_type == kind && fits(mention)).map(|mention| mention.span)
    };
    if span.len() > 6 {
        return None;
    }
    if let Some((_, end)) = BODIES.iter().find(|(word, _)| text.ends_with(span.end(), word)) {
        return last(EntityType::Organization, &|mention| text.key_at(mention.span.end() - 1) == Some(*end));
    }
    if text.ends_with(span.end(), "发言人") {
        return last(EntityType::Organization, &|mention| {
            let behind = Span::new(mention.span.end(), (mention.span.end() + 5).min(text.len()));
            text.find(behind, "发言人").is_some()
        })
        .or_else(|| {
            last(EntityType::Organization, &|mention| text.key_at(mention.span.end() - 1).is_some_and(|c| "署局处部会院".contains(c)))
        });
    }
    document(page, span, index)
}

/// 声明, 该办法: the document named last of which it is the last word.
pub(super) fn document(page: &Page<'_>, span: Span, index: usize) -> Option<Span> {
    const DOCUMENTS: [&str; 11] = ["声明", "指引", "办法", "倡议", "方案", "意见", "计划", "措施", "通知", "规范", "条例"];
    let text = page.text;
    let word = DOCUMENTS.iter().find(|word| text.ends_with(span.end(), word))?;
    let block = page.segments.sentences[page.segments.clauses[index].sentence].block;
    let article = page.segments.blocks[block].article;
    let start = page.segments.articles[article].blocks.iter().map(|block| page.segments.blocks[*block].span.start()).min()?;
    let fits = |mention: &&Mention| {
        let name = text.key_slice(mention.span);
        mention.entity_type == EntityType::Document && name.split(['》', '（', '(']).next().is_some_and(|title| title.ends_with(*word))
    };
    let before = page.annotations.inside(Span::new(start.min(span.start()), span.start()));
    before.iter().rfind(fits).map(|mention| mention.span)
}

/// The name that speaks in a span: the last person, else the last body or meeting, else a document.
pub(super) fn name_in(page: &Page<'_>, span: Span) -> Option<Span> {
    let mentions = page.annotations.inside(span);
    mentions
        .iter()
        .rfind(|mention| mention.entity_type == EntityType::Person)
        .or_else(|| mentions.iter().rfind(|mention| matches!(mention.entity_type, EntityType::Organization | EntityType::Event)))
        // 《方案》提出, and not 按照《方案》的要求.
        .or_else(|| mentions.iter().rfind(|mention| mention.entity_type == EntityType::Document && mention.span.end() + 1 >= span.end()))
        .map(|mention| mention.span)
}

/// 他, 会议, 会上: who was named last and fits.
fn pronoun(page: &Page<'_>, span: Span, last_person: Option<Span>, index: usize) -> Option<Span> {
    let mut words = page.text.key_slice(page.text.trim(span));
    // 他又指, 会议还提出: what stands between who speaks and the verb.
    while let Some(word) = ["同时", "其后", "最后", "进一步", "再次", "并且", "又", "还", "亦", "则", "也", "并", "续"]
        .iter()
        .find(|word| words.ends_with(**word) && words.len() > word.len())
    {
        words.truncate(words.len() - word.len());
    }
    let from = page.segments.clauses[index].span.start();
    if words.ends_with('他') || words.ends_with('她') || words.starts_with("他对") || words.starts_with("她对") {
        return last_person;
    }
    // 郑院长指出: the person of that surname.
    let surname = words.chars().next();
    let titled = ["长", "总", "教授", "主任", "先生", "女士", "主席", "委员", "博士"].iter().any(|title| words.ends_with(title));
    if titled && words.chars().count() <= 5 {
        let mentions = page.annotations.inside(Span::new(0, from));
        let same = |mention: &&Mention| {
            mention.entity_type == EntityType::Person && page.text.key_at(mention.span.start()) == surname && mention.span.len() >= 2
        };
        return mentions.iter().rfind(same).map(|mention| mention.span);
    }
    if words.ends_with("会议") || words.ends_with("全会") || words.ends_with("会上") || words.ends_with("大会") {
        return meeting_before(page, from, index);
    }
    None
}

/// The meeting that "会议" means: a named meeting, or the body that held an unnamed one.
fn meeting_before(page: &Page<'_>, from: usize, index: usize) -> Option<Span> {
    let article = page.segments.blocks[page.segments.sentences[page.segments.clauses[index].sentence].block].article;
    let start = page.segments.articles[article].blocks.iter().map(|block| page.segments.blocks[*block].span.start()).min().unwrap_or(0);
    let mentions = page.annotations.inside(Span::new(start, from));
    for mention in mentions.iter().rev() {
        let name = page.text.key_slice(mention.span);
        // 传达学习…会议精神: of another meeting.
        let spread = ["学习", "传达", "贯彻", "落实", "根据", "按照", "传达学习了"]
            .iter()
            .any(|word| page.text.ends_with(mention.span.start(), word))
            || ["精神", "部署", "要求", "决定"].iter().any(|word| page.text.starts_with(mention.span.end(), word));
        if spread {
            continue;
        }
        if mention.entity_type == EntityType::Event && ["会议", "全会", "大会", "论坛", "峰会"].iter().any(|end| name.ends_with(end))
        {
            return Some(mention.span);
        }
        let behind = Span::new(mention.span.end(), (mention.span.end() + 16).min(page.text.len()));
        let stop = behind.range().find(|at| page.text.key[*at] == '。').unwrap_or(behind.end());
        let behind = Span::new(behind.start(), stop);
        let held = ["召开会议", "召开", "举行会议"].iter().any(|verb| page.text.find(behind, verb).is_some());
        if mention.entity_type == EntityType::Organization && held {
            return Some(mention.span);
        }
    }
    // Headlines may follow their story: the first meeting or body that the article names.
    page.annotations
        .inside(Span::new(start, page.text.len()))
        .iter()
        .find(|mention| mention.entity_type == EntityType::Event)
        .map(|mention| mention.span)
}

/// A verb of speech without a subject of its own: the subject of an earlier clause of the sentence.
fn earlier_subject(page: &Page<'_>, index: usize, own: Span) -> Option<Span> {
    let adverbial = page.text.trim(own).len() <= 4 || page.text.key_slice(own).ends_with('时');
    if !adverbial {
        return None;
    }
    let (first, _) = page.segments.sentences[page.segments.clauses[index].sentence].clauses;
    let start = page.segments.clauses[first].span.start();
    let before = Span::new(start, page.segments.clauses[index].span.start());
    let mentions = page.annotations.inside(before);
    mentions.iter().find(|mention| can_speak(mention) && !page.text.ends_with(mention.span.start(), "据")).map(|mention| mention.span)
}

/// "習近平講話要點": the sidebar is what he said.
fn titled_speaker(page: &Page<'_>, article: usize, principal: Option<&Speaker>) -> Option<Speaker> {
    let article = page.segments.articles.get(article)?;
    article.headlines.iter().find_map(|block| {
        let span = page.segments.blocks[*block].span;
        let words = page.text.key_slice(span);
        let said = ["讲话要点", "讲话", "要求", "指示要点", "致辞要点", "发言要点", "会议要点"].iter().any(|end| words.ends_with(end));
        let named = || name_in(page, span).map(|span| Speaker { span, verb: None });
        if said { named().or_else(|| principal.cloned().filter(|_| words.ends_with("要点"))) } else { None }
    })
}
