//! Relations that one page shows between what it names. Precise before many.

use super::Page;
use super::instances;
use super::slots::coordination;
use crate::model::{BlockKind, EntityType, Mention, Span};
use std::collections::BTreeSet;

macro_rules! relation_kinds {
    ($($name:ident $id:literal $doc:literal),+ $(,)?) => {
        /// Kinds of relation between entities, as the contract names them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RelationKind { $(#[doc = $doc] $name),+ }
        impl RelationKind {
            /// Every kind.
            pub const ALL: &'static [RelationKind] = &[$(RelationKind::$name),+];
            /// The word of the contract.
            pub fn id(self) -> &'static str { match self { $(RelationKind::$name => $id),+ } }
        }
    };
}

relation_kinds! {
    Title "title" "A person has a title.",
    Holds "holds" "A person holds a post in a body.",
    PartOf "part_of" "A body is part of a body.",
    LocatedIn "located_in" "Something is in a place.",
    Dated "dated" "Something has a date.",
    InstanceOf "instance_of" "A thing is one of a class.",
    MemberOf "member_of" "An item belongs to a named list.",
    Cites "cites" "A document cites a document.",
    Issued "issued" "A body issued a document.",
    Cooperates "cooperates" "Two bodies or places work together.",
    Visits "visits" "A person visits a place.",
    Attends "attends" "Somebody takes part in an event.",
}

/// One end of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// The document itself.
    Document,
    /// What a span names; the type is that of a mention there, or the given one.
    Name(Span, EntityType),
}

/// A relation with the span that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What kind.
    pub kind: RelationKind,
    /// From.
    pub from: Argument,
    /// To.
    pub to: Argument,
    /// The words that show it.
    pub span: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

/// All relations of a page.
pub(super) fn relations(page: &Page<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    titles(page, &mut found);
    events(page, &mut found);
    places(page, &mut found);
    instances::classes(page, &mut found);
    for sentence in &page.segments.sentences {
        if let Some(at) = page.text.find(sentence.span, " such as ") {
            such_as(page, sentence.span, at, &mut found);
        }
    }
    slogans(page, &mut found);
    documents(page, &mut found);
    visits(page, &mut found);
    parts(page, &mut found);
    found.sort_by_key(|relation| (relation.span, relation.kind));
    found.dedup();
    found
}

fn name(mention: &Mention) -> Argument {
    Argument::Name(mention.span, mention.entity_type)
}

fn push(found: &mut Vec<Relation>, kind: RelationKind, from: &Mention, to: &Mention, rule: &'static str) {
    found.push(Relation { kind, from: name(from), to: name(to), span: from.span.cover(to.span), rule });
}

/// ORG + TITLE + NAME, NAME + TITLE, several titles of one person.
fn titles(page: &Page<'_>, found: &mut Vec<Relation>) {
    let mentions = &page.annotations.mentions;
    let gap = |left: usize, right: usize| page.text.key_slice(Span::new(left, right));
    for (index, person) in mentions.iter().enumerate().filter(|(_, mention)| mention.entity_type == EntityType::Person) {
        let mut at = index;
        let mut start = person.span.start();
        let mut titled = false;
        // Leftwards over titles: 主任、研究员张三.
        while at > 0 {
            let before = &mentions[at - 1];
            let between = gap(before.span.end(), start);
            if before.entity_type == EntityType::Post && matches!(between.as_str(), "" | " " | "、" | "兼") {
                push(found, RelationKind::Title, person, before, "title-name");
                titled = true;
            } else if matches!(before.entity_type, EntityType::Organization | EntityType::Event)
                && titled
                && matches!(between.as_str(), "" | " " | "的" | "原" | "前" | "副" | "常务副")
            {
                if before.entity_type == EntityType::Organization {
                    push(found, RelationKind::Holds, person, before, "title-name");
                }
                break;
            } else {
                break;
            }
            start = before.span.start();
            at -= 1;
        }
        if let Some(after) = mentions.get(index + 1) {
            let between = gap(person.span.end(), after.span.start());
            if after.entity_type == EntityType::Post && matches!(between.as_str(), "" | " " | ", " | "(") {
                push(found, RelationKind::Title, person, after, "name-title");
            }
        }
    }
}

/// A body named inside the name of its part: 国家发展改革委|经济研究所.
fn parts(page: &Page<'_>, found: &mut Vec<Relation>) {
    let named = page.annotations.mentions.iter().filter(|mention| mention.entity_type == EntityType::Organization);
    // The issuer inside a title is no mention, yet its name shows the same.
    let issuers = found.iter().filter(|relation| relation.kind == RelationKind::Issued).filter_map(|relation| match relation.from {
        Argument::Name(span, EntityType::Organization) => Some(span),
        _ => None,
    });
    let bodies: BTreeSet<Span> = named.map(|mention| mention.span).chain(issuers).collect();
    for span in bodies {
        let parent = (span.start() + 2..span.end()).rev().find(|end| {
            let prefix = Span::new(span.start(), *end);
            if span.end() - end < 2 {
                return false;
            }
            let surface = page.text.key_slice(prefix);
            let listed = page
                .codebook
                .gazetteer
                .lookup(&surface)
                .iter()
                .any(|name| page.codebook.gazetteer.entries()[name.entry].entity_type == EntityType::Organization);
            let token_end = page.segments.tokens.binary_search_by_key(end, |token| token.span.end()).is_ok();
            let unit = ["研究院", "委员会", "大学", "研究中心", "研究所", "总局", "集团", "学院", "水利处"]
                .iter()
                .any(|unit| surface.ends_with(unit))
                && token_end
                && surface.chars().count() > 4;
            // A ministry and its department.
            let department = token_end
                && surface.ends_with('部')
                && surface.chars().count() > 3
                && page.text.key(Span::new(*end, span.end())).last() == Some(&'司');
            // 上合科创中心, 中国能建|集团: named after it, or the same.
            let own = surface.chars().count() > 2 || surface == "中央";
            listed && own && !matches!(surface.as_str(), "中国" | "中共" | "国家") && !stands_alone(page, span, *end) || unit || department
        });
        if let Some(end) = parent {
            let prefix = Span::new(span.start(), end);
            found.push(Relation {
                kind: RelationKind::PartOf,
                from: Argument::Name(span, EntityType::Organization),
                to: Argument::Name(prefix, EntityType::Organization),
                span,
                rule: "name-nesting",
            });
        }
    }
}

/// 中央军委 and 中央政府 are no parts of what 中央 stands for; 东盟博览会 is no part of 东盟.
fn stands_alone(page: &Page<'_>, span: Span, end: usize) -> bool {
    let tail = page.text.key_slice(Span::new(end, span.end()));
    let central = page.text.key(Span::new(span.start(), end)) == ['中', '央'];
    let within = ["政治局", "书记处", "办公厅", "组织部", "宣传部", "统战部", "党校", "纪委", "委员会"];
    // CEN is no part of the letters CENELEC.
    let latin = |at: usize| page.text.key_at(at).is_some_and(|c| c.is_ascii_alphanumeric());
    latin(end) && latin(end - 1)
        || matches!(tail.as_str(), "集团" | "公司" | "集团公司" | "总公司" | "有限公司" | "股份有限公司" | "总厂")
        || tail.starts_with(" for ")
        || central && !within.iter().any(|unit| tail.starts_with(unit))
        || ["博览会", "论坛", "大会", "会议", "峰会", "全会", "交易会", "博物馆", "杂志社", "系列", "领导人", "标兵", "模范", "人员"].iter().any(|kind| tail.ends_with(kind))
}

const HELD: &[&str] = &["举行", "召开", "进行", "开幕", "举办", "闭幕", "主持", "揭幕"];

/// When and where an event takes place, and who takes part.
fn events(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    for (index, event) in mentions.iter().enumerate().filter(|(_, mention)| mention.entity_type == EntityType::Event) {
        let Some(sentence) = page.segments.sentence_at(event.span.start()).map(|sentence| &page.segments.sentences[sentence]) else {
            continue;
        };
        let clause_end = page.segments.clauses[sentence.clauses.0..sentence.clauses.1]
            .iter()
            .find(|clause| clause.span.end() >= event.span.end())
            .map_or(sentence.span.end(), |clause| clause.span.end());
        let behind = Span::new(event.span.end(), clause_end);
        let before = Span::new(event.span.start().saturating_sub(30).max(sentence.span.start()), event.span.start());
        let held = HELD.iter().any(|verb| text.find(behind, verb).is_some() || text.find(before, verb).is_some());
        if held {
            let date = mentions[..index]
                .iter()
                .rev()
                .take_while(|mention| mention.span.start() >= sentence.span.start())
                .find(|mention| mention.entity_type == EntityType::Date)
                .or_else(|| {
                    mentions[index + 1..]
                        .iter()
                        .take_while(|mention| mention.span.end() <= clause_end)
                        .find(|mention| mention.entity_type == EntityType::Date)
                });
            // 连续五年 is a period; 五月十六日的《通知》 dates the notice.
            let dates = |date: &&Mention| {
                let key = text.key(date.span);
                let period = key.ends_with(&['年']) && key[..key.len() - 1].iter().all(|c| "一二两三四五六七八九十百几多".contains(*c)) && key.len() < 4;
                let between = Span::new(date.span.end().min(event.span.end()), event.span.start().max(date.span.start()));
                !period && !text.key(between).contains(&'《')
            };
            if let Some(date) = date.filter(dates) {
                push(found, RelationKind::Dated, event, date, "event-date");
            }
        }
        // 在北京举行
        let located = text.key_at(event.span.end()) == Some('在')
            || text.starts_with(event.span.end(), "正在")
            || text.starts_with(event.span.end(), "于");
        if located {
            for place in mentions[index + 1..]
                .iter()
                .take_while(|mention| mention.span.end() <= clause_end && mention.span.start() <= event.span.end() + 8)
                .filter(|mention| mention.entity_type == EntityType::Place)
                .take(1)
            {
                push(found, RelationKind::LocatedIn, event, place, "event-place");
            }
        }
        attendance(page, sentence.span, event, index, found);
    }
}

fn attendance(page: &Page<'_>, sentence: Span, event: &Mention, index: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    let clause_start = (sentence.start()..event.span.start())
        .rev()
        .find(|at| matches!(text.key[*at], '，' | '；' | '。'))
        .map_or(sentence.start(), |at| at + 1);
    let between = Span::new(clause_start, event.span.start());
    let lesson = ["学习", "会谈"].iter().any(|kind| text.ends_with(event.span.end(), kind));
    let joins: &[&str] =
        if lesson { &["出席", "参加", "主持", "列席", "参与", "进行"] } else { &["出席", "参加", "主持", "列席", "参与"] };
    let denied = ["不能", "不得", "未能", "不再"].iter().any(|word| text.find(between, word).is_some());
    let joined = joins.iter().filter_map(|verb| text.find(between, verb)).min().filter(|_| !denied);
    let hosts = ["合办", "共同举办", "主办", "承办", "联合举办"].iter().any(|verb| text.find(between, verb).is_some());
    let somebody = |mention: &&Mention| {
        matches!(mention.entity_type, EntityType::Person | EntityType::Organization) && mention.span.start() >= clause_start
    };
    let before: Vec<&Mention> = mentions[..index].iter().filter(somebody).collect();
    if hosts {
        for mention in &before {
            push(found, RelationKind::Attends, mention, event, "hosts-event");
        }
    } else if let Some(verb) = joined {
        // Who takes part stands in front of the verb: 出席联合国…会议、东亚峰会 has no 联合国 that attends.
        // 国务院领导同志 are not 国务院.
        let people = |mention: &&Mention| ["领导", "负责", "有关", "工作"].iter().any(|word| text.starts_with(mention.span.end(), word));
        let before: Vec<&Mention> = before
            .into_iter()
            .filter(|mention| mention.span.end() <= verb && (mention.entity_type == EntityType::Person || !people(mention)))
            .collect();
        let person = before.iter().find(|mention| mention.entity_type == EntityType::Person);
        let subject = person.or_else(|| before.iter().find(|mention| mention.span.start() <= clause_start + 12));
        if let Some(subject) = subject {
            push(found, RelationKind::Attends, subject, event, "attends-event");
        }
    }
    // X致辞 in the sentence that names the event.
    for person in mentions[index + 1..]
        .iter()
        .take_while(|mention| mention.span.end() <= sentence.end())
        .filter(|mention| mention.entity_type == EntityType::Person)
    {
        if ["致辞", "在会上", "发表演讲", "致欢迎辞", "发言"].iter().any(|verb| text.starts_with(person.span.end(), verb)) {
            push(found, RelationKind::Attends, person, event, "speaks-at-event");
        }
    }
}

/// 在山东的海尔, X在…韶关…发布, A与B合建.
fn places(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    for (index, mention) in mentions.iter().enumerate() {
        match mention.entity_type {
            EntityType::Organization => {
                if let Some(place) = index.checked_sub(1).map(|at| &mentions[at]).filter(|place| place.entity_type == EntityType::Place)
                    && text.key_slice(Span::new(place.span.end(), mention.span.start())) == "的"
                    && text.ends_with(place.span.start(), "在")
                {
                    push(found, RelationKind::LocatedIn, mention, place, "in-place-of");
                }
                for word in ["位于", "设在", "落户", "总部设在", "坐落于"] {
                    if text.starts_with(mention.span.end(), word)
                        && let Some(place) = mentions.get(index + 1).filter(|place| {
                            place.entity_type == EntityType::Place && place.span.start() <= mention.span.end() + word.chars().count() + 2
                        })
                    {
                        push(found, RelationKind::LocatedIn, mention, place, "seat");
                    }
                }
                cooperation(page, index, found);
            }
            EntityType::Technology if text.key_at(mention.span.end()) == Some('在') => {
                let stop = (mention.span.end()..text.len()).find(|at| matches!(text.key[*at], '，' | '。' | '；')).unwrap_or(text.len());
                let launched = ["发布", "上线", "投用", "投产", "建成", "启用", "落地", "运行"]
                    .iter()
                    .any(|verb| text.find(Span::new(mention.span.end(), stop), verb).is_some());
                for place in mentions[index + 1..]
                    .iter()
                    .take_while(|place| place.span.end() <= stop)
                    .filter(|place| place.entity_type == EntityType::Place && launched)
                {
                    push(found, RelationKind::LocatedIn, mention, place, "launched-in");
                }
            }
            EntityType::Place => cooperation(page, index, found),
            _ => {}
        }
    }
}

/// A与B合办, A和B签署, A与B合作.
fn cooperation(page: &Page<'_>, index: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    let left = &mentions[index];
    let Some(right) = mentions.get(index + 1).filter(|right| matches!(right.entity_type, EntityType::Organization | EntityType::Place))
    else {
        return;
    };
    let between = text.key_slice(Span::new(left.span.end(), right.span.start()));
    let stop = (right.span.end()..text.len())
        .find(|at| matches!(text.key[*at], '，' | '。' | '；' | '：'))
        .unwrap_or(text.len())
        .min(right.span.end() + 12);
    let verb = ["合办", "合建", "合作", "共建", "签署", "联合", "共同", "达成", "携手", "开展合作", "对接", "结对"]
        .iter()
        .filter_map(|verb| text.find(Span::new(right.span.end(), stop), verb))
        .any(|at| !text.starts_with(at, "联合会") && !text.starts_with(at, "联合国"));
    // 已就解决香港和澳门问题达成协议: both are what it is about.
    let object = ["问题", "等", "的", "有关", "各"].iter().any(|word| text.starts_with(right.span.end(), word))
        || ["解决", "就", "对", "关于", "联接", "连接", "支持", "推动"].iter().any(|word| text.ends_with(left.span.start(), word));
    // 亚太自贸区和东亚|经济共同体: the name goes on.
    let behind = page.segments.tokens.partition_point(|token| token.span.start() < right.span.end());
    let goes_on = page.segments.tokens.get(behind).is_some_and(|token| token.tag.starts_with('n') && token.span.start() == right.span.end());
    if matches!(between.as_str(), "与" | "和" | "同" | "联合" | "携手") && verb && !object && !goes_on {
        push(found, RelationKind::Cooperates, left, right, "works-with");
    }
}

/// Cs such as A, B, and C.
fn such_as(page: &Page<'_>, sentence: Span, at: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let words: String = text.key_slice(Span::new(sentence.start(), at));
    let head: Vec<&str> = words.rsplit([',', ';', ':']).next().unwrap_or_default().split_whitespace().collect();
    let take = head
        .iter()
        .rev()
        .take(2)
        .take_while(|word| !matches!(**word, "the" | "of" | "by" | "for" | "and" | "with" | "in" | "to" | "as" | "on"))
        .map(|word| word.chars().count() + 1)
        .sum::<usize>();
    if take < 3 {
        return;
    }
    let class = Span::new(at + 1 - take, at);
    let from = at + 9;
    let stop = (from..sentence.end()).find(|place| matches!(text.key[*place], '.' | ';')).unwrap_or(sentence.end());
    let list = Span::new(from, stop);
    let items: Vec<&Mention> = page
        .annotations
        .inside(list)
        .iter()
        .filter(|mention| {
            mention.entity_type == EntityType::Technology
                || mention.entity_type == EntityType::Organization
                || mention.entity_type == EntityType::Place
        })
        .collect();
    for item in items {
        found.push(Relation {
            kind: RelationKind::InstanceOf,
            from: name(item),
            to: Argument::Name(text.trim(class), EntityType::Term),
            span: Span::new(class.start(), item.span.end()),
            rule: "such-as",
        });
    }
}

/// 四稳 with 稳就业、稳企业、稳市场、稳预期 near it: the count must fit, or one is wanting.
fn slogans(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    for slogan in page.annotations.mentions.iter().filter(|mention| mention.entity_type == EntityType::Programme) {
        let key = text.key(slogan.span);
        let Some(count) = crate::link::announced(key) else { continue };
        let shared: Vec<char> = key[1..].iter().copied().filter(|c| crate::normalize::is_han(*c) && *c != '个').collect();
        let window = Span::new(slogan.span.start().saturating_sub(160), (slogan.span.end() + 80).min(text.len()));
        for clause in page.segments.clauses.iter().filter(|clause| window.contains(clause.core)) {
            let items = coordination(text, clause.core);
            // One short of the count is shown with its count; more, or fewer, is another list.
            if items.len() > count || items.len() + 1 < count.max(3) || clause.core.overlaps(slogan.span) {
                continue;
            }
            let last: Vec<Span> = items
                .iter()
                .enumerate()
                .map(|(index, item)| if index == 0 { first_item(page, *item, shared.first().copied()) } else { *item })
                .collect();
            let even = last.first().map_or(0, |first| first.len());
            let last: Vec<Span> = last
                .iter()
                .map(|item| {
                    // 良田、良种、良制|融合发展.
                    let longer = last[..last.len() - 1].iter().all(|other| other.len() == even) && item.len() > even;
                    if longer { Span::new(item.start(), item.start() + even) } else { *item }
                })
                .collect();
            let fits = shared.len() == 1 && last.iter().all(|item| text.key.get(item.start()) == shared.first());
            if fits {
                for item in last {
                    found.push(Relation {
                        kind: RelationKind::MemberOf,
                        from: Argument::Name(item, EntityType::Term),
                        to: name(slogan),
                        span: item,
                        rule: "slogan-members",
                    });
                }
                break;
            }
        }
    }
}

/// 着力稳就业: the item starts at the shared word.
fn first_item(page: &Page<'_>, item: Span, shared: Option<char>) -> Span {
    let start = item.range().find(|at| Some(page.text.key[*at]) == shared).unwrap_or(item.start());
    Span::new(start, item.end())
}

/// Who issued what, and what the document stands on.
fn documents(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    for (index, document) in mentions.iter().enumerate().filter(|(_, mention)| mention.entity_type == EntityType::Document) {
        let start = document.span.start();
        let sentence = page.segments.sentence_at(start).map_or(Span::new(0, 0), |sentence| page.segments.sentences[sentence].span);
        let window = Span::new(start.saturating_sub(24).max(sentence.start()), start);
        let issues = ["印发", "发布", "发表题为", "发表", "公布", "出台", "制定", "颁布", "下发"]
            .iter()
            .filter_map(|verb| text.find(window, verb))
            .max();
        if let Some(at) = issues {
            let issuer = mentions[..index].iter().rfind(|mention| {
                mention.entity_type == EntityType::Organization && mention.span.end() <= at && mention.span.start() >= sentence.start()
            });
            let direct = issuer.filter(|issuer| {
                let between = Span::new(issuer.span.end(), at);
                // 党领导人民制定宪法, 中共中央关于制定“七五”计划的建议.
                let other = ["领导", "关于"].iter().any(|word| text.find(between, word).is_some());
                !other && !text.key(between).iter().any(|c| matches!(c, '，' | '。' | '；')) && between.len() <= 14
            });
            if let Some(issuer) = direct {
                push(found, RelationKind::Issued, issuer, document, "issues-document");
            }
        }
        let title = page.segments.block_at(start).is_some_and(|block| page.segments.blocks[block].kind == BlockKind::Title);
        if title {
            issuer_in_title(page, document, found);
            continue;
        }
        let basis = ["根据", "依据", "按照", "依照", "遵照", "贯彻落实", "贯彻", "落实", "依", "pursuant to ", "under ", "with ", "by "]
            .iter()
            .any(|word| text.ends_with(start, word) || text.ends_with(start.saturating_sub(4), word) && text.ends_with(start, "the "));
        let chained = index > 0
            && found
                .last()
                .is_some_and(|relation: &Relation| relation.kind == RelationKind::Cites && relation.to == name(&mentions[index - 1]))
            && matches!(text.key_slice(Span::new(mentions[index - 1].span.end(), start)).as_str(), "" | "、" | "和" | "及");
        // The running head of a gazette is no citation.
        if ["register", "gazette", "official journal"].iter().any(|name| text.ends_with(document.span.end(), name)) {
            continue;
        }
        let act = citation_act(page, document.span, sentence);
        if basis || chained || act.is_some() || document.rule == "citation" {
            found.push(Relation {
                kind: RelationKind::Cites,
                from: Argument::Document,
                to: name(document),
                span: document.span,
                rule: act.unwrap_or(if basis { "cites-basis" } else { "cites" }),
            });
        }
    }
}

/// What a document does to another one, strongest first: the rule that finds the citation, and its kind.
pub(crate) const CITATIONS: &[(&str, &str)] =
    &[("cites-repeal", "repeal"), ("cites-amend", "amend"), ("cites-basis", "basis"), ("cites-forward", "forward"), ("cites", "mention")];

/// 《…》同时废止, 对《…》作如下修改, 现将《…》转发给你们.
fn citation_act(page: &Page<'_>, document: Span, sentence: Span) -> Option<&'static str> {
    let text = page.text;
    let start = document.start();
    let is_stop = |at: &usize| matches!(text.key[*at], '。' | '；' | '《');
    let stop = (document.end()..sentence.end().min(document.end() + 30)).find(is_stop).unwrap_or(sentence.end().min(document.end() + 30));
    let behind = Span::new(document.end(), stop.max(document.end()));
    let said = |words: &[&str]| words.iter().any(|word| text.find(behind, word).is_some());
    let led = |words: &[&str]| words.iter().any(|word| text.ends_with(start, word));
    if led(&["废止"]) || said(&["同时废止", "予以废止", "即行废止", "即行废除", "自行废止"]) {
        Some("cites-repeal")
    } else if led(&["对"]) && said(&["作如下修改", "作出修改", "作出如下修改", "进行修改"]) {
        Some("cites-amend")
    } else if led(&["现将", "转发"]) && said(&["转发", "印发"]) {
        Some("cites-forward")
    } else {
        None
    }
}

/// 国务院办公厅关于…的意见: the body in front issued it.
fn issuer_in_title(page: &Page<'_>, document: &Mention, found: &mut Vec<Relation>) {
    let text = page.text;
    let Some(about) = text.find(document.span, "关于") else { return };
    // 国务院办公厅关于辽宁省|在…的通知: the title goes on in the next line.
    let key = text.key(document.span);
    if page.codebook.cues.at_end("act_name", key).is_none() && !matches!(key.last(), Some('号' | '》' | ')' | '〕')) {
        return;
    }
    let head = Span::new(document.span.start(), about);
    for part in coordination(text, head) {
        let surface = text.key_slice(part);
        let body = page
            .codebook
            .gazetteer
            .lookup(&surface)
            .iter()
            .any(|name| page.codebook.gazetteer.entries()[name.entry].entity_type == EntityType::Organization);
        let local = ["人民政府", "办公厅", "办公室", "委员会"].iter().any(|unit| surface.ends_with(unit));
        if body || local {
            found.push(Relation {
                kind: RelationKind::Issued,
                from: Argument::Name(part, EntityType::Organization),
                to: name(document),
                span: document.span,
                rule: "title-issuer",
            });
        }
    }
}

/// PERSON 出访/访问/考察 PLACE.
fn visits(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    for sentence in &page.segments.sentences {
        for person in page.annotations.inside(sentence.span).iter().filter(|mention| mention.entity_type == EntityType::Person) {
            let stop = (person.span.end()..sentence.span.end())
                .find(|at| matches!(text.key[*at], '，' | '。' | '；' | '：'))
                .unwrap_or(sentence.span.end());
            let clause = Span::new(person.span.end(), stop);
            let toward: Vec<usize> =
                ["出访", "访问", "考察", "赴", "到访", "抵达", "视察", "调研"].iter().filter_map(|verb| text.find(clause, verb)).collect();
            if toward.is_empty() || toward.iter().all(|at| *at > person.span.end() + 26) {
                continue;
            }
            for place in page.annotations.inside(clause).iter().filter(|mention| mention.entity_type == EntityType::Place) {
                let reached = ["到", "赴", "来", "访问", "出访", "考察", "抵达", "在", "、", "和", "先后到"]
                    .iter()
                    .any(|word| text.ends_with(place.span.start(), word));
                if reached {
                    push(found, RelationKind::Visits, person, place, "visits-place");
                }
            }
        }
    }
}
