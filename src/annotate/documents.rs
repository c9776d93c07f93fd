//! Laws, plans and orders: 《》 with their number, numbers of orders, Western citations.

use crate::model::{BlockKind, EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;

/// Finds the documents of a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        if key[place] == '《'
            && let Some(end) = title_end(key, place)
        {
            let end = article_of(text, numbered(key, end));
            let magazine = ["杂志", "月刊", "周刊", "日报", "季刊", "报"].iter().find(|word| text.starts_with(end, word));
            match magazine {
                Some(word) => {
                    found.push(Mention::new(Span::new(place, end + word.chars().count()), EntityType::Organization, "periodical"));
                }
                None => found.push(Mention::new(Span::new(place, end), EntityType::Document, "title-marks")),
            }
            place = end;
            continue;
        }
        if let Some(end) = bare_number(key, place) {
            found.push(Mention::new(Span::new(place, end), EntityType::Document, "document-number"));
            place = end;
            continue;
        }
        if let Some((start, end)) = file_number(key, place) {
            found.push(Mention::new(Span::new(start, end), EntityType::Document, "document-number"));
            place = end;
            continue;
        }
        if let Some((start, end)) = plan(text, place) {
            found.push(Mention::new(Span::new(start, end), EntityType::Document, "plan"));
            place = end;
            continue;
        }
        place += 1;
    }
    titles(text, segments, found);
    shortened(text, found);
}

fn title_end(key: &[char], place: usize) -> Option<usize> {
    let mut depth = 0;
    for (offset, character) in key.get(place..)?.iter().enumerate().take(120) {
        match character {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(place + offset + 1);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The number in brackets right behind: （国发〔2017〕35号）.
fn numbered(key: &[char], end: usize) -> usize {
    if key.get(end) == Some(&'(') {
        let close = key[end..].iter().take(32).position(|c| *c == ')');
        if let Some(close) = close {
            let inside: String = key[end + 1..end + close].iter().collect();
            if inside.ends_with('号') && (inside.contains('〔') || inside.contains('[') || inside.contains('第')) {
                return end + close + 1;
            }
        }
    }
    end
}

/// 《著作权法》第五条: the article belongs to the citation.
fn article_of(text: &Text, end: usize) -> usize {
    let key = &text.key;
    if key.get(end) == Some(&'第') {
        let digits = key[end + 1..].iter().take(8).take_while(|c| super::numbers::is_numeral(**c) || c.is_ascii_digit()).count();
        if digits > 0 && key.get(end + 1 + digits) == Some(&'条') {
            return end + 2 + digits;
        }
    }
    end
}

/// 国发〔2017〕35号, 中华人民共和国国务院令第359号.
fn bare_number(key: &[char], place: usize) -> Option<usize> {
    if place > 0 && is_han(key[place - 1]) && !matches!(key[place - 1], '据' | '照' | '和' | '按' | '的' | '及') {
        return None;
    }
    let letters = key[place..].iter().take(12).take_while(|c| is_han(**c)).count();
    if (1..=10).contains(&letters) {
        let at = place + letters;
        if matches!(key.get(at), Some('〔' | '[')) {
            let year = super::numbers::digits(key, at + 1);
            if year == 4 && matches!(key.get(at + 5), Some('〕' | ']')) {
                let mut end = at + 6;
                end += usize::from(key.get(end) == Some(&'第'));
                let number = super::numbers::digits(key, end);
                if number > 0 && key.get(end + number) == Some(&'号') {
                    return Some(end + number + 1);
                }
            }
        }
    }
    let letters = key[place..].iter().take(28).take_while(|c| is_han(**c)).count();
    for at in place + 2..place + letters {
        if key[at] == '令' && key.get(at + 1) == Some(&'第') {
            let number = super::numbers::digits(key, at + 2);
            if number > 0 && key.get(at + 2 + number) == Some(&'号') {
                return Some(at + 3 + number);
            }
        }
    }
    None
}

/// （88）經人字第 88353278 號令, 院臺規字第 1010134960 號公告.
fn file_number(key: &[char], place: usize) -> Option<(usize, usize)> {
    if key[place] != '字' || key.get(place + 1) != Some(&'第') {
        return None;
    }
    let blank = run(key, place + 2, |c| c == ' ');
    let digits = run(key, place + 2 + blank, |c| c.is_ascii_digit());
    let mut end = place + 2 + blank + digits;
    end += run(key, end, |c| c == ' ');
    if digits < 4 || key.get(end) != Some(&'号') {
        return None;
    }
    end += 1;
    for tail in ["公告", "令", "函"] {
        if key.get(end..).is_some_and(|rest| rest.iter().zip(tail.chars()).filter(|(a, b)| **a == *b).count() == tail.chars().count()) {
            end += tail.chars().count();
            break;
        }
    }
    let mut start =
        place - key[..place].iter().rev().take(8).take_while(|c| is_han(**c) || matches!(c, '(' | ')') || c.is_ascii_digit()).count();
    // The bracketed year opens the number: （88）經人字第.
    if let Some(open) = (start..place).find(|at| key[*at] == '(') {
        start = open;
    } else if let Some(issuer) = (start..place).rev().find(|at| matches!(key[*at], '会' | '部' | '院' | '日')) {
        start = issuer + 1;
    }
    Some((start, end))
}

/// “十四五”规划, 第七个五年计划.
fn plan(text: &Text, place: usize) -> Option<(usize, usize)> {
    let key = &text.key;
    if key[place] == '“' && key.get(place + 4) == Some(&'”') && key.get(place + 3) == Some(&'五') {
        for word in ["规划纲要", "规划", "计划"] {
            if text.starts_with(place + 5, word) {
                return Some((place, place + 5 + word.chars().count()));
            }
        }
    }
    if key[place] == '第' && key.get(place + 2) == Some(&'个') && text.starts_with(place + 3, "五年") {
        for word in ["计划", "规划"] {
            if text.starts_with(place + 5, word) {
                return Some((place, place + 7));
            }
        }
    }
    None
}

const ACTS: &[&str] = &[
    "意见",
    "通知",
    "批复",
    "复函",
    "答复",
    "决定",
    "条例",
    "规定",
    "办法",
    "方案",
    "规划",
    "纲要",
    "细则",
    "规程",
    "标准",
    "法",
    "章程",
    "若干措施",
    "准则",
];

/// The title of the document itself, with the number that stands under it.
fn titles(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for block in &segments.blocks {
        let key = text.key_slice(block.span);
        let bare: String = key.split('〔').next().unwrap_or_default().chars().collect();
        let act =
            |name: &str| ACTS.iter().any(|end| name.ends_with(end)) || name.contains("关于") && ACTS.iter().any(|end| name.contains(end));
        if block.kind == BlockKind::Title && key.chars().count() >= 6 && !key.contains('，') && !key.contains(' ') {
            let plain = key.trim_end_matches(')').split("(20").next().unwrap_or_default().to_owned();
            let quoted = key.contains('《');
            if !quoted
                && (act(&key) || act(&bare) && key.ends_with('号') || act(&plain) && key.ends_with(')') || plain.ends_with("行动计划"))
            {
                found.push(Mention::new(block.span, EntityType::Document, "document-title"));
            }
        }
    }
}

/// （以下简称著作权法): the short form is the document's name.
fn shortened(text: &Text, found: &mut Vec<Mention>) {
    let whole = text.span();
    let mut from = 0;
    while let Some(at) = text.find(Span::new(from, whole.end()), "以下简称") {
        let mut start = at + 4;
        from = start;
        if text.key_at(start) == Some('“') {
            start += 1;
        }
        let length = text.key[start..].iter().take(20).take_while(|c| is_han(**c)).count();
        let name = text.key_slice(Span::new(start, start + length));
        if name.ends_with('法') || name.ends_with("条例") || name.ends_with("规定") {
            let pattern: Vec<char> = name.chars().collect();
            for place in 0..text.len().saturating_sub(pattern.len()) {
                if text.key[place..].starts_with(&pattern)
                    && !(place > 0 && is_han(text.key[place - 1]) && matches!(text.key[place - 1], '国' | '和'))
                {
                    found.push(Mention::new(Span::new(place, place + pattern.len()), EntityType::Document, "short-form"));
                }
            }
        }
    }
}

/// Finds the citations of an English text.
pub(super) fn english(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        let word_start = place == 0 || !key[place - 1].is_alphanumeric();
        match word_start.then(|| citation(text, place)).flatten() {
            Some(end) => {
                let mention = Mention::new(Span::new(place, end), EntityType::Document, "citation");
                // "the DNA Fingerprint Act": a name, with its article.
                let named = named_act(text, place) == Some(end);
                found.push(if named { super::names::with_article(text, mention) } else { mention });
                if let Some(title) = order_title(text, place, end) {
                    found.push(Mention::new(title, EntityType::Document, "citation"));
                }
                place = end;
                // "Regulations (EU) No 603/2013, (EU) 2016/794 and (EU) 2018/1862": the members of the series.
                while let Some((start, stop)) = next_in_series(text, place) {
                    found.push(Mention::new(Span::new(start, stop), EntityType::Document, "citation"));
                    place = stop;
                }
            }
            None => place += 1,
        }
    }
}

/// Digits, letters and closed brackets: "208(a)(2)(A)" without the bracket that closes what it stands in.
fn balanced(key: &[char], from: usize) -> usize {
    let mut depth = 0;
    run_while(key, from, |c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth >= 0 && (c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '-' | '–'))
    })
}

fn run_while(key: &[char], from: usize, mut accept: impl FnMut(char) -> bool) -> usize {
    key.get(from..).unwrap_or_default().iter().take_while(|c| accept(**c)).count()
}

/// "Executive Order 14156 of January 20, 2025 (Declaring a National Energy Emergency)": the title.
fn order_title(text: &Text, place: usize, end: usize) -> Option<Span> {
    if text.find(Span::new(place, end), "Executive Order ").is_none() || !text.starts_with(end, " of ") {
        return None;
    }
    let open = (end..(end + 28).min(text.len())).find(|at| text.key[*at] == '(')?;
    let close = (open..(open + 200).min(text.len())).find(|at| text.key[*at] == ')')?;
    let quote = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '\'' | '"');
    let start = open + 1 + run(&text.key, open + 1, quote);
    let stop = (start..close).rev().find(|at| !quote(text.key[*at]))? + 1;
    text.key.get(start).is_some_and(|c| c.is_uppercase()).then(|| Span::new(start, stop))
}

/// The next number behind ", " or " and " in a series of acts.
fn next_in_series(text: &Text, place: usize) -> Option<(usize, usize)> {
    let key = &text.key;
    let joint = [", ", " and "].iter().find(|joint| text.starts_with(place, joint))?;
    let start = place + joint.len();
    let mut at = start;
    if text.starts_with(at, "(E") {
        at += run(key, at, |c| c != ')') + 2;
    }
    if text.starts_with(at, "No ") {
        at += 3;
    }
    let number = run(key, at, |c| c.is_ascii_digit() || c == '/');
    let slash = key.get(at..at + number).unwrap_or_default().contains(&'/');
    let end = at + number + run(key, at + number, |c| c.is_ascii_uppercase() || c == '/');
    (number >= 5 && slash).then_some((start, end))
}

fn run(key: &[char], from: usize, accept: impl Fn(char) -> bool) -> usize {
    key.get(from..).unwrap_or_default().iter().take_while(|c| accept(**c)).count()
}

fn citation(text: &Text, place: usize) -> Option<usize> {
    let key = &text.key;
    // Executive Order 14110, Proclamation 10000
    for head in ["Executive Order ", "Proclamation ", "Public Law ", "Pub. L. "] {
        if text.starts_with(place, head) {
            let at = place + head.chars().count();
            let number = run(key, at, |c| c.is_ascii_digit() || matches!(c, '-' | '–'));
            return (number > 0).then_some(at + number);
        }
    }
    // Regulation (EU) 2024/1689, Directive 2014/90/EU
    for head in [
        "Council Decisions ",
        "Council Decision ",
        "Commission Decision ",
        "Council Directive ",
        "Commission Regulation ",
        "Council Regulation ",
        "Regulations ",
        "Directives ",
        "Decisions ",
        "Regulation ",
        "Directive ",
        "Decision ",
        "Recommendation ",
    ] {
        if text.starts_with(place, head) {
            let mut at = place + head.chars().count();
            if key.get(at) == Some(&'(') {
                at += run(key, at, |c| c != ')') + 1;
                at += run(key, at, |c| c == ' ');
            }
            if text.starts_with(at, "No ") {
                at += 3;
            }
            let number = run(key, at, |c| c.is_ascii_digit() || c == '/');
            if number >= 5 {
                let mut end = at + number;
                end += run(key, end, |c| c.is_ascii_uppercase() || c == '/');
                return Some(end);
            }
        }
    }
    // Article 5(1) of Regulation …, section 3502(5) of title 44, United States Code
    for head in [
        "Article ",
        "Articles ",
        "Section ",
        "section ",
        "sections ",
        "Sections ",
        "Paragraph ",
        "Subparagraph ",
        "Item ",
        "title ",
        "Title ",
    ] {
        if text.starts_with(place, head) {
            let at = place + head.chars().count();
            let number = balanced(key, at);
            let mut behind = at + number;
            // "sections 45Y and 48E of"
            for joint in [" and ", ", "] {
                let more = if text.starts_with(behind, joint) { balanced(key, behind + joint.len()) } else { 0 };
                if more > 0
                    && key.get(behind + joint.len()..behind + joint.len() + more).is_some_and(|word| word.iter().any(char::is_ascii_digit))
                {
                    behind += joint.len() + more;
                }
            }
            if number > 0 && text.starts_with(behind, " of ") {
                if let Some(end) = citation(text, behind + 4) {
                    return Some(end);
                }
                if text.starts_with(behind, " of title ") {
                    let title = run(key, behind + 10, |c| c.is_ascii_digit());
                    let end = behind + 10 + title;
                    if text.starts_with(end, ", United States Code") {
                        return Some(end + 20);
                    }
                }
                // "of the Act", "of the INA"
                if text.starts_with(behind + 4, "the ") {
                    let name = run(key, behind + 8, |c| c.is_ascii_alphabetic());
                    let word = text.key_slice(Span::new(behind + 8, behind + 8 + name));
                    let short = (2..=6).contains(&name) && word.chars().all(char::is_uppercase);
                    if short || matches!(word.as_str(), "Act" | "Law" | "Code") && key.get(behind + 8 + name) != Some(&' ') || word == "Act"
                    {
                        return Some(behind + 8 + name);
                    }
                }
                if text.starts_with(behind + 4, "the ")
                    && let Some(end) = named_act(text, behind + 8)
                {
                    return Some(end);
                }
            }
        }
    }
    // OJ L 312; Federal Register / Vol. 91, No. 19
    for head in ["OJ L ", "OJ C "] {
        if text.starts_with(place, head) {
            let number = run(key, place + 5, |c| c.is_ascii_digit());
            return (number > 0).then_some(place + 5 + number);
        }
    }
    for head in ["Federal Register / Vol. ", "Federal Register Vol. "] {
        if text.starts_with(place, head) {
            let at = place + head.chars().count();
            let volume = at + run(key, at, |c| c.is_ascii_digit());
            if text.starts_with(volume, ", No. ") {
                return Some(volume + 6 + run(key, volume + 6, |c| c.is_ascii_digit()));
            }
        }
    }
    // 15 U.S.C. 9401(3), 5 C.F.R. 1320
    let digits = run(key, place, |c| c.is_ascii_digit());
    if (1..=3).contains(&digits) {
        for code in [" U.S.C. ", " C.F.R. ", " CFR ", " Stat. ", " U.S.C "] {
            if text.starts_with(place + digits, code) {
                let mut at = place + digits + code.chars().count();
                for sign in ["§§ ", "§ ", "note ", "chapter "] {
                    if text.starts_with(at, sign) {
                        at += sign.chars().count();
                    }
                }
                let number = balanced(key, at);
                return (number > 0).then_some(at + number);
            }
        }
    }
    named_act(text, place)
}

/// The Spatial Planning Act, Administrative Procedure Act: capitalised words that end in Act or Code.
fn named_act(text: &Text, place: usize) -> Option<usize> {
    let key = &text.key;
    let ordinal = run(key, place, |c| c.is_ascii_digit()) > 0
        && ["st ", "nd ", "rd ", "th "].iter().any(|end| text.starts_with(place + run(key, place, |c| c.is_ascii_digit()), end));
    if !ordinal && !key.get(place).is_some_and(char::is_ascii_uppercase) {
        return None;
    }
    let mut at = place;
    let mut words = 0;
    loop {
        let length = run(key, at, |c| c.is_alphanumeric() || matches!(c, '’' | '\'' | '-' | '&'));
        if length == 0 {
            return None;
        }
        let word: String = key[at..at + length].iter().collect();
        let capital = word.chars().next().is_some_and(char::is_uppercase) || words == 0 && ordinal;
        if !capital && !matches!(word.as_str(), "and" | "of" | "for" | "in" | "on" | "the" | "to") || words > 9 {
            return None;
        }
        if words == 0 && matches!(word.as_str(), "The" | "This" | "That" | "Such" | "An" | "Any") {
            return None;
        }
        words += 1;
        at += length;
        if matches!(word.as_str(), "Act" | "Code" | "Treaty" | "Convention" | "Constitution" | "Charter") && words >= 2 {
            if text.starts_with(at, " of ") && run(key, at + 4, |c| c.is_ascii_digit()) == 4 {
                return Some(at + 8);
            }
            return Some(at);
        }
        if key.get(at) != Some(&' ') {
            return None;
        }
        at += 1;
    }
}
