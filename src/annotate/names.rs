//! Persons by their titles: ORG + TITLE + NAME, NAME + TITLE, NAME before a verb of speech.

use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Single and double surnames in the matching key.
pub(crate) fn surnames() -> &'static BTreeSet<String> {
    static SURNAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    SURNAMES.get_or_init(|| {
        include_str!("../codebook/gazetteer/surnames.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| crate::normalize::fold(line.trim()))
            .filter(|line| !line.is_empty())
            .collect()
    })
}

/// Names of address that follow a person's name and are no post.
const ADDRESS: &[&str] = &["同志", "先生", "女士", "小姐", "委员", "代表", "等代表"];

/// Characters that are no part of a given name.
const NOT_IN_NAME: &str =
    "的了是在和与及或等将把被由从到向同并也都就还又已不无这那其此所说称者们，。、；：！？“”‘’（）()《》【】 \n0123456789";

/// Finds persons and the titles beside them in a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, codebook: &Codebook, hits: &[Mention], found: &mut Vec<Mention>) {
    let mut known: BTreeSet<Vec<char>> = BTreeSet::new();
    let posts: Vec<&Mention> = hits.iter().filter(|hit| hit.entity_type == EntityType::Post).collect();
    for post in posts {
        // Behind the title: 研究员张林山, 司長陳茂波
        let mut start = post.span.end();
        if text.key_at(start) == Some(' ') {
            start += 1;
        }
        // 掌理|事项 holds no 理事.
        let edge = |place: usize, of: fn(Span) -> usize| segments.tokens.binary_search_by_key(&place, |token| of(token.span)).is_ok();
        let titled = post.span.len() >= 2 && (edge(post.span.start(), Span::start) || edge(post.span.end(), Span::end));
        if titled {
            if let Some(end) = name_at(text, segments, codebook, start) {
                found.push(Mention::new(Span::new(start, end), EntityType::Person, "title-name"));
                found.push(Mention::new(post.span, EntityType::Post, "title-name"));
                known.insert(text.key(Span::new(start, end)).to_vec());
                continue;
            }
            // 李四、王五副总理; 温家宝总理
            if let Some(begin) = name_before(text, segments, post.span.start()) {
                found.push(Mention::new(Span::new(begin, post.span.start()), EntityType::Person, "name-title"));
                found.push(Mention::new(post.span, EntityType::Post, "name-title"));
                known.insert(text.key(Span::new(begin, post.span.start())).to_vec());
            }
        }
    }
    for (at, address) in occurrences(text, ADDRESS) {
        if let Some(begin) = name_before(text, segments, at) {
            // 代表 and 委员 follow many words; only a word that the segmenter takes for a name counts.
            let tagged = segments.tokens_in(Span::new(begin, at)).iter().any(|token| token.tag.starts_with("nr"));
            if matches!(address, "同志" | "先生" | "女士" | "小姐") || tagged {
                found.push(Mention::new(Span::new(begin, at), EntityType::Person, "name-address"));
                known.insert(text.key(Span::new(begin, at)).to_vec());
            }
        }
    }
    super::surnames::chinese(text, segments, codebook, found);
    foreign(text, found);
    offices(text, segments, hits, found);
    speakers(text, segments, codebook, &mut known, found);
    // A person who was named with a title is the same person without it.
    for name in &known {
        for place in 0..text.len().saturating_sub(name.len() - 1) {
            if text.key[place..].starts_with(name) {
                found.push(Mention::new(Span::new(place, place + name.len()), EntityType::Person, "repeated-name"));
            }
        }
    }
}

/// 某局质素及安全总监某某: the office begins where the body ends.
fn offices(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    let bodies: BTreeSet<usize> = found
        .iter()
        .chain(hits.iter().filter(|hit| hit.rule == "gazetteer"))
        .filter(|mention| matches!(mention.entity_type, EntityType::Organization | EntityType::Place) && mention.span.len() >= 2)
        .map(|mention| mention.span.end())
        .collect();
    let mut longer = Vec::new();
    for post in found.iter().filter(|mention| mention.rule == "title-name" && mention.entity_type == EntityType::Post) {
        let Some(start) = bodies.range(post.span.start().saturating_sub(8)..post.span.start()).next_back() else { continue };
        let between = segments.tokens_in(Span::new(*start, post.span.start()));
        let tiled = between.first().is_some_and(|token| token.span.start() == *start)
            && between.last().is_some_and(|token| token.span.end() == post.span.start());
        let nouns = between.iter().all(|token| {
            text.key(token.span).iter().all(|c| is_han(*c))
                && (matches!(token.tag.chars().next(), Some('n' | 'b' | 'j' | 'a'))
                    || token.tag == "vn"
                    || matches!(
                        text.key_slice(token.span).as_str(),
                        "及" | "与" | "总" | "副" | "常务" | "高级" | "前" | "代" | "行动" | "运行" | "服务"
                    ))
        });
        if tiled && nouns && !matches!(text.key[*start], '原' | '的') {
            longer.push(Mention::new(Span::new(*start, post.span.end()), EntityType::Post, "long-office"));
        }
    }
    found.extend(longer);
}

fn occurrences<'a>(text: &Text, words: &'a [&'a str]) -> Vec<(usize, &'a str)> {
    let mut places = Vec::new();
    for word in words {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), word) {
            places.push((at, *word));
            from = at + 1;
        }
    }
    places
}

pub(super) fn surname_length(text: &Text, place: usize) -> usize {
    let two = text.key_slice(Span::new(place, (place + 2).min(text.len())));
    if two.chars().count() == 2 && surnames().contains(&two) {
        return 2;
    }
    let one = text.key_slice(Span::new(place, (place + 1).min(text.len())));
    usize::from(surnames().contains(&one))
}

/// Where the Chinese name that starts at a place ends.
pub(super) fn name_at(text: &Text, segments: &Segments, codebook: &Codebook, place: usize) -> Option<usize> {
    let surname = surname_length(text, place);
    if surname == 0 {
        return None;
    }
    // 沈若和：, 沈若和先生: at the end of a name 和 joins nothing.
    let last = |at: usize| text.starts_with(at, "和：") || text.starts_with(at, "和先生") || text.starts_with(at, "和女士");
    let fits = |at: usize| text.key_at(at).is_some_and(|c| is_han(c) && (!NOT_IN_NAME.contains(c) || last(at)));
    let token_end = |end: usize| segments.tokens.binary_search_by_key(&end, |token| token.span.end()).is_ok();
    let first = segments.tokens.partition_point(|token| token.span.start() < place);
    let token = segments.tokens.get(first).filter(|token| token.span.start() == place);
    let named = token.is_some_and(|token| token.tag.starts_with("nr"));
    let after = |end: usize| -> bool {
        let key = text.key.get(end..).unwrap_or_default();
        match key.first() {
            None => true,
            Some(c) if !is_han(*c) => true,
            Some(_) => {
                codebook.cues.at("speech_stress", key, 0).is_some()
                    || [
                        "同志", "主持", "出席", "在", "等", "和", "与", "会见", "率", "作", "为", "对", "代表", "接受", "致", "于", "到",
                        "赴", "今", "昨", "的", "所", "向", "先生", "女士", "日前", "就", "会", "受到", "被", "则", "又", "也", "曾", "正",
                        "还", "亦", "不同", "听", "答", "回", "批", "评", "反映", "抱怨", "直", "感", "撰", "摄", "供图", "发言", "跟踪",
                        "发表", "忧虑", "复", "覆", "反", "当场", "团队", "以及", "后", "时", "主礼", "视", "访", "出访", "宣", "告", "补",
                        "请", "带", "亲", "邀", "公布", "形容", "宜", "聽", "没", "再",
                    ]
                    .iter()
                    .any(|word| text.starts_with(end, word))
            }
        }
    };
    // 书记林　望: a name of two characters that is set as wide as one of three.
    if surname == 1 && text.key_at(place + 1) == Some(' ') && fits(place + 2) && after(place + 3) {
        return Some(place + 3);
    }
    let longest = (1..=2).take_while(|length| fits(place + surname + length - 1)).last()?;
    for length in (1..=longest).rev() {
        let end = place + surname + length;
        // 沈若则表示: a word that leads to the verb is no part of the name.
        let leads = length == 2 && "则又也曾昨料视访还亦就仍即再".contains(text.key[end - 1]) && after(end - 1);
        if leads {
            continue;
        }
        if after(end) && (token_end(end) || named || surname == 2 || length == 2) {
            // A common word behind a title is no name: 主任务, 部长级.
            let word = text.key_slice(Span::new(place, end));
            let common = token.is_some_and(|token| {
                token.span.end() == end
                    && !token.tag.starts_with("nr")
                    && segments.tokens_in(Span::new(place, end)).len() == 1
                    && matches!(token.tag, "n" | "v" | "vn" | "ns" | "a" | "d" | "nt")
            });
            if !common && !word.contains("会议") {
                return Some(end);
            }
        }
    }
    if named && token.is_some_and(|token| (2..=4).contains(&token.span.len()) && token.span.end() <= place + surname + longest) {
        return token.map(|token| token.span.end());
    }
    None
}

/// Where the name that ends at a place starts.
fn name_before(text: &Text, segments: &Segments, end: usize) -> Option<usize> {
    let last = segments.tokens.partition_point(|token| token.span.end() < end);
    let token = segments.tokens.get(last).filter(|token| token.span.end() == end);
    if let Some(token) = token
        && token.tag.starts_with("nr")
        && (2..=4).contains(&token.span.len())
        && surname_length(text, token.span.start()) > 0
    {
        return Some(token.span.start());
    }
    // Surname and given name were cut apart: the surname must open a word.
    for length in [3, 2, 4] {
        let Some(start) = end.checked_sub(length) else { continue };
        let surname = surname_length(text, start);
        let given = text.key(Span::new(start + surname, end));
        let opens = segments.tokens.binary_search_by_key(&start, |token| token.span.start()).is_ok();
        let single = segments.tokens_in(Span::new(start, end));
        let names = single.iter().all(|token| token.tag.starts_with("nr") || token.span.len() == 1 || token.tag == "x");
        let bounded = start == 0 || !is_han(text.key[start - 1]) || text.key[start - 1] == '、';
        if surname > 0
            && !given.is_empty()
            && given.len() <= 2
            && opens
            && names
            && bounded
            && !given.iter().any(|c| NOT_IN_NAME.contains(*c))
        {
            return Some(start);
        }
    }
    None
}

/// Foreign names: 约翰·史密斯.
fn foreign(text: &Text, found: &mut Vec<Mention>) {
    for place in 0..text.len() {
        if text.key[place] != '·' {
            continue;
        }
        let left = text.key[..place].iter().rev().take(6).take_while(|c| is_han(**c) && !NOT_IN_NAME.contains(**c)).count();
        let right = text.key[place + 1..].iter().take(6).take_while(|c| is_han(**c) && !NOT_IN_NAME.contains(**c)).count();
        let transliterated = |span: Span| text.key(span).iter().filter(|c| TRANSLITERATION.contains(**c)).count() * 2 >= span.len();
        if left >= 2
            && right >= 1
            && transliterated(Span::new(place - left, place))
            && transliterated(Span::new(place + 1, place + 1 + right))
        {
            found.push(Mention::new(Span::new(place - left, place + 1 + right), EntityType::Person, "foreign-name"));
        }
    }
}

const TRANSLITERATION: &str = "阿埃艾安奥巴白班贝本比彼宾波博布查达戴丹德登迪蒂丁杜顿多厄恩尔法菲费芬弗福盖戈格根古哈海汉赫亨霍基吉加杰金卡凯坎康柯科克肯库拉莱兰劳勒雷里利莉林卢鲁路伦罗洛马玛迈曼梅蒙米密莫姆穆娜纳南内尼妮努诺欧帕佩皮珀普奇乔切琼丘让荣瑞若萨塞森沙山舍史斯丝苏索塔泰坦特汤唐提托瓦万威韦维温文沃乌伍西希夏谢辛休雅亚扬耶伊英尤约泽扎詹珍朱兹";

/// NAME + 强调/表示 at the head of a clause.
fn speakers(text: &Text, segments: &Segments, codebook: &Codebook, known: &mut BTreeSet<Vec<char>>, found: &mut Vec<Mention>) {
    for clause in &segments.clauses {
        let start = clause.core.start();
        let first = segments.tokens.partition_point(|token| token.span.start() < start);
        let Some(token) = segments
            .tokens
            .get(first)
            .filter(|token| token.span.start() == start && token.tag.starts_with("nr") && (2..=4).contains(&token.span.len()))
        else {
            continue;
        };
        let behind = text.key.get(token.span.end()..clause.core.end()).unwrap_or_default();
        if surname_length(text, start) > 0 && codebook.cues.at("speech_stress", behind, 0).is_some() {
            found.push(Mention::new(token.span, EntityType::Person, "speaker-name"));
            known.insert(text.key(token.span).to_vec());
        }
    }
}

/// Offices in an English text: the Assistant to the President for X (APST), the Secretary of Commerce.
pub(super) fn english(text: &Text, found: &mut Vec<Mention>) {
    /// Offices whose name goes on behind their head.
    const OPEN: &[&str] = &[
        "Assistant to the President",
        "Special Advisor",
        "Special Envoy",
        "Secretary of",
        "Chief Technology Officer",
        "Under Secretary",
        "Deputy Secretary",
        "Deputy Director",
        "Attorney General",
        "Counsel to the President",
        "Special Assistant",
        "Minister of",
        "Minister for",
        "Secretary for",
        "Chancellor of the Exchequer",
        "Attorneys General",
    ];
    /// Offices whose name is over with their head.
    const WHOLE: &[&str] = &[
        "Director",
        "Administrator",
        "Commissioner",
        "Comptroller General",
        "Auditor General",
        "Auditor-General",
        "Solicitor General",
        "Surgeon General",
        "Inspector General",
        "Director-General",
        "Deputy Directors-General",
        "Deputy Director-General",
        "Chief-Secretary",
        "Chief Secretary",
        "Financial Secretary",
        "Prime Minister",
        "Vice President",
        "Chief of Staff",
        "Commander in Chief",
        "Chief Justice",
        "Co-Chairs",
        "Co-Chair",
        "Secretary-General",
    ];
    let heads = || OPEN.iter().chain(WHOLE);
    let key = &text.key;
    for place in 0..key.len() {
        let word_start = place == 0 || !key[place - 1].is_alphanumeric();
        if !word_start {
            continue;
        }
        if let Some(head) = heads().filter(|head| text.starts_with(place, head)).max_by_key(|head| head.len()) {
            let mut end = place + head.chars().count();
            // "the Director of the Office": the post and the body are two mentions.
            if WHOLE.contains(head) {
                if !text.key_at(end).is_some_and(|c| c.is_alphanumeric() || c == '-') {
                    let whole = article(text, place);
                    found.push(Mention::new(Span::new(whole, end), EntityType::Post, "office"));
                }
                continue;
            }
            // Capitalised words and the small words between them.
            while let Some((next, word)) = next_word(text, end) {
                let capital = word.chars().next().is_some_and(char::is_uppercase) || word == "&";
                if capital {
                    end = next;
                } else if matches!(word.as_str(), "of" | "for" | "and" | "the" | "to") {
                    let Some((after, follow)) = next_word(text, next) else { break };
                    let linked = follow.chars().next().is_some_and(char::is_uppercase) || matches!(follow.as_str(), "the");
                    // "and the Director" starts another office.
                    if !linked
                        || word == "and"
                            && (follow == "the"
                                || heads().any(|head| text.starts_with(after - follow.chars().count(), head))
                                || head.starts_with("Secretary"))
                    {
                        break;
                    }
                    end = if follow == "the" { next } else { after };
                    if follow == "the"
                        && !next_word(text, after).is_some_and(|(_, third)| third.chars().next().is_some_and(char::is_uppercase))
                    {
                        break;
                    }
                    if follow == "the" {
                        end = after;
                    }
                } else {
                    break;
                }
            }
            let whole = article(text, place);
            found.push(Mention::new(Span::new(whole, end), EntityType::Post, "office"));
            continue;
        }
        // "the Secretary": an office that was named before.
        let end = place + "Secretary".len();
        let goes_on = next_word(text, end).is_some_and(|(_, word)| word == "of" || word.starts_with(char::is_uppercase));
        let whole = article(text, place);
        if text.starts_with(place, "Secretary")
            && whole < place
            && !goes_on
            && !text.key_at(end).is_some_and(|c| c.is_alphanumeric() || c == '-')
        {
            found.push(Mention::new(Span::new(whole, end), EntityType::Post, "office"));
        }
    }
}

/// A name in an English text is marked with its article.
pub(super) fn with_article(text: &Text, mut mention: Mention) -> Mention {
    // "the State of California", "City of Los Angeles"
    if mention.entity_type == EntityType::Place {
        for rank in ["State of ", "City of ", "Commonwealth of ", "County of "] {
            if text.ends_with(mention.span.start(), rank) {
                mention.span = Span::new(mention.span.start() - rank.len(), mention.span.end());
            }
        }
    }
    if !attributive(text, mention.span) {
        mention.span = Span::new(article(text, mention.span.start()), mention.span.end());
    }
    mention
}

/// "the EU rules", "the United States coal fleet": the article belongs to the noun behind the name.
fn attributive(text: &Text, span: Span) -> bool {
    const NO_NOUN: &[&str] = &[
        "and", "or", "of", "to", "in", "on", "at", "by", "for", "from", "with", "will", "would", "shall", "must", "may", "can", "could",
        "should", "is", "are", "was", "were", "has", "have", "had", "does", "did", "do", "that", "which", "who", "as", "than", "but",
        "not", "also", "when", "where", "if", "now", "so", "into", "under", "against", "through", "during", "over", "before", "after",
        "since", "because", "while", "without", "within", "again", "today", "alone", "itself", "stand", "remain", "be", "until", "upon",
        "about", "among", "around", "between", "toward", "towards", "whose", "or", "never", "cannot", "only", "then", "there",
    ];
    if !["EU", "UN", "UK", "U.S.", "US", "United States"].contains(&text.key_slice(span).as_str()) {
        return false;
    }
    let Some((_, word)) = next_word(text, span.end()) else { return false };
    let small = word.chars().all(|c| c.is_lowercase() || c == '-');
    small && !NO_NOUN.contains(&word.as_str()) && !word.ends_with('s') && !word.ends_with("ed") && !word.ends_with("ly")
}

/// With the article before it, as names of offices are marked.
fn article(text: &Text, place: usize) -> usize {
    if text.ends_with(place, "the ") || text.ends_with(place, "The ") { place - 4 } else { place }
}

fn next_word(text: &Text, end: usize) -> Option<(usize, String)> {
    if text.key_at(end) != Some(' ') {
        return None;
    }
    let length = text.key[end + 1..].iter().take_while(|c| c.is_alphanumeric() || matches!(c, '’' | '\'' | '-' | '&' | '.')).count();
    let word = text.key_slice(Span::new(end + 1, end + 1 + length)).trim_end_matches('.').to_owned();
    (!word.is_empty()).then(|| (end + 1 + word.chars().count(), word))
}
