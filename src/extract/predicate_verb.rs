//! The verb of a Chinese predicate: behind adverbs and light verbs, with those that share its object.
//!
//! The segmenter's parts of speech are a hint: what stands behind a modal or an adverb is a verb though the
//! dictionary has it as a noun (如实|记录), and a word of four characters may be two (高度|重视).

use super::predicate::Reader;
use crate::model::{EntityType, Span};

impl Reader<'_> {
    /// Length of the verb of the codebook at a place.
    pub(super) fn known(&self, at: usize) -> Option<usize> {
        ["directive_verb", "disposal_verb", "governing_verb", "plain_verb"].iter().filter_map(|group| self.cue(group, at)).max()
    }

    /// A verb, an adverb or a preposition starts at a place.
    pub(super) fn verbal(&self, at: usize, nouns: bool) -> bool {
        let token = self.token_at(at);
        let tagged = token.is_some_and(|token| matches!(token.tag, "v" | "d" | "ad" | "vd" | "p") || nouns && token.tag == "vn");
        let known =
            self.cue("directive_verb", at).is_some_and(|length| length >= 2) && (nouns || token.is_none_or(|token| token.tag != "vn"));
        at < self.end && (tagged || known || self.cue("preposition", at).is_some_and(|length| length >= 2 || token.is_some()))
    }

    /// Length of an adverb, a date or a conjunction at a place, with a verb to come.
    pub(super) fn adverb(&self, at: usize, limit: usize) -> Option<usize> {
        let date = self.page.annotations.starting(at).filter(|mention| mention.entity_type == EntityType::Date);
        if let Some(date) = date.filter(|date| date.span.end() < limit) {
            let end = date.span.end();
            let closes = ["之前", "以前", "以内", "内", "前", "后", "起", "底前", "底"].iter().find(|word| self.starts(end, word));
            return Some(end + closes.map_or(0, |word| word.chars().count()) - at);
        }
        let token = self.token_at(at);
        // 就符合资格者|办理: a preposition.
        let whom = |end: usize| self.page.text.key[end - 1] == '者' && self.known(end).is_some();
        if self.starts(at, "就") && token.is_some_and(|token| token.span.len() == 1) && (at + 4..limit.min(at + 20)).any(whom) {
            return None;
        }
        let compound = self.cue("verb_compound", at) > self.cue("adverb", at).or(Some(2));
        if self.cue("leading_verb", at).is_some() || compound && !self.starts(at, "统筹") || self.again(at).is_some() {
            return None;
        }
        if let Some(length) = self.cue("sorting_phrase", at).filter(|length| at + length < limit) {
            let behind = at + length;
            let goes_on = self.cue("sorting_phrase", behind).is_some()
                || self.starts(behind, "、")
                || (self.verbal(behind, true) || self.known(behind).is_some()) && !self.starts(behind, "于")
                || self.cue("preposition", behind).is_some() && !self.starts(behind, "于");
            if goes_on {
                return Some(length);
            }
        }
        let hastens = self.cue("hastening_verb", at).filter(|length| {
            // 力争|三年内|完成
            let dated = self
                .page
                .annotations
                .starting(at + length)
                .filter(|mention| matches!(mention.entity_type, EntityType::Date | EntityType::Quantity))
                .map(|mention| mention.span.end());
            self.verbal(at + length, true)
                || dated.is_some_and(|end| self.verbal(end, true) || self.starts(end, "内") && self.verbal(end + 1, true))
        });
        if let Some(length) = hastens.filter(|_| !self.starts(at, "统筹")) {
            return Some(length);
        }
        if let Some(length) = self.cue("adverb", at).filter(|length| {
            let inside = token
                .is_some_and(|token| token.span.len() > *length && token.tag.starts_with(['v', 'n']) && !self.verbal(at + length, true));
            let longer = inside || self.cue("directive_verb", at).is_some_and(|verb| verb > *length) && !self.verbal(at + length, false);
            at + length < limit
                && !longer
                && !(self.starts(at, "将") && *length == 1 && (self.disposed(at + 1, limit) || !self.verbal(at + 1, false)))
        }) {
            let either = self.cue("adverb_or_verb", at) == Some(length);
            // 深化|开展活动
            let carried = self.starts(at, "深化") && self.cue("governing_verb", at + length).is_some() && self.verbal(at + length, false);
            let always = !carried && ["坚持", "公开", "深化", "加大", "稳定"].iter().any(|word| self.starts(at, word));
            return (!either || !always && self.verbal(at + length, false)).then_some(length);
        }
        let token = token?;
        let plain = matches!(token.tag, "d" | "ad" | "c" | "vd") && token.span.end() < limit && self.cue("preposition", at).is_none();
        let word = self.cue("directive_verb", at).is_some_and(|length| length >= token.span.len());
        (plain && !word).then_some(token.span.len())
    }

    /// 如实|记录: what stands behind an adverb is the verb, whatever the dictionary has; 加快|换电站布局, 充实|网站:
    /// what seemed an adverb is the verb before a noun.
    pub(super) fn behind_adverb(&self, from: usize, at: usize) -> Option<Span> {
        let before =
            (at.saturating_sub(5).max(from)..at).find(|start| self.adverb(*start, self.end).is_some_and(|length| start + length == at));
        let before = Span::new(before?, at);
        let noun = self.token_at(at).is_some_and(|token| !token.tag.starts_with(['u', 'w', 'y', 'c']));
        let verb = self.cue("directive_verb", before.start()) == Some(before.len())
            && self.token_at(before.start()).is_none_or(|token| token.tag != "d");
        let by_tag =
            self.cue("adverb", before.start()).is_none() && self.cue("hastening_verb", before.start()).is_none() && before.len() >= 2;
        let first = self.token_at(before.start()).is_none_or(|token| token.tag != "d" && token.tag != "c");
        if noun && first && (verb || by_tag) {
            return Some(before);
        }
        let token = self.token_at(at)?;
        (token.span.len() >= 2
            && !token.tag.starts_with(['r', 'm', 'q', 'p', 'u', 't'])
            && !token.tag.starts_with("ns")
            && !token.tag.starts_with("nt"))
        .then_some(token.span)
    }

    /// The verb at a place, with those that share its object.
    pub(super) fn aim(&self, at: usize, bound: bool) -> Option<Span> {
        let mut at = at;
        if let Some(length) = self.cue("leading_verb", at).filter(|length| at + length < self.end) {
            return Some(Span::new(at, at + length));
        }
        // 稳就业、稳企业: one character, again with each object.
        if let Some(again) = self.again(at) {
            return Some(again);
        }
        // 给予|适当奖励: with words of its own, what is given is the object.
        if let Some(length) = self.cue("light_verb", at).filter(|_| self.starts(at, "给")) {
            let given = self.tokens(at + length);
            let several = given.len() > 1 && !given[1..].iter().any(|token| self.joint(token.span.start()) > 0);
            if several || given.len() > 1 && given[0].tag.starts_with('a') {
                return Some(Span::new(at, at + length));
            }
        }
        // 予以|适当|倾斜, 进行一次|全面|整顿
        if let Some(length) = self.cue("light_verb", at) {
            let mut behind = at + length;
            while let Some(adverb) = self.adverb(behind, self.end) {
                behind += adverb;
            }
            if behind > at + length && self.verbal(behind, true) {
                at = behind;
            }
        }
        if let Some(length) = self.cue("light_verb", at).filter(|length| self.verbal(at + length, true)) {
            at += length;
        }
        if let Some(length) = self.cue("light_verb", at)
            && let Some(next) = self.token_at(at + length).filter(|next| next.span.len() >= 3 && next.tag.starts_with(['i', 'l']))
        {
            return Some(next.span);
        }
        // 给予适当的|支持, 进行产品|检验: what the light verb carries stands at the end.
        if let Some(length) = self.cue("light_verb", at)
            && let Some(last) = self.tokens(at + length).last()
            && (last.tag.starts_with('v') || self.known(last.span.start()) == Some(last.span.len()))
            && last.span.len() >= 2
            && last.span.end() == self.end
        {
            return Some(last.span);
        }
        // 进行产品检验: the dictionary has both as one word.
        if let Some(length) = self.cue("light_verb", at)
            && let Some(next) = self.token_at(at + length).filter(|next| next.span.len() == 4 && next.span.end() == self.end)
            && self.known(next.span.start()).is_none()
            && !self.starts(at, "给")
            && self.known(next.span.end() - 2) == Some(2)
        {
            return Some(Span::new(next.span.end() - 2, next.span.end()));
        }
        let mut given = None;
        // 予以警告
        if let Some(next) = self.token_at(at + 2).filter(|next| next.span.len() >= 2)
            && ["予以", "加以"].iter().any(|word| self.starts(at, word))
        {
            given = Some(next.span);
            at += 2;
        }
        // 研究制定|和实施: what is joined to two verbs goes with them.
        // 制定|实施细则: a name of rules holds the second verb.
        let rules = |end: usize| self.starts(end.saturating_sub(2), "实施") && self.cue("rule_name", end).is_some();
        let compound = self.cue("verb_compound", at).filter(|length| at + length <= self.end && !rules(at + length));
        let compound = compound.map(|length| Span::new(at, at + length));
        let first = compound.or(given).or_else(|| self.verb(at, bound))?;
        let governs = ["governing_verb", "carrier_verb"]
            .iter()
            .any(|group| self.cue(group, first.start()).is_some_and(|length| length >= first.len()));
        let mut end = first.end();
        for _ in 0..5 {
            let joint = self.joint(end);
            if compound.is_some() && (joint == 0 || self.starts(end, "、")) {
                break;
            }
            let mut from = end + joint;
            if joint > 0 {
                // 收集、贮存和及时|清运
                from += self.adverb(from, self.end).filter(|length| self.verb(from + length, false).is_some()).unwrap_or(0);
            }
            // 建立健全|组织机构: two joined bare are enough.
            let bare = joint == 0 && self.verb(from, false).is_none_or(|next| next.end() < self.end);
            if joint == 0 && rules(from + 2) || bare || joint == 0 && (governs || end - first.start() >= 4) || from >= self.end {
                break;
            }
            if self.starts(from, "应当") {
                break;
            }
            let known = self.known(from).is_some_and(|length| length >= 2);
            let either = self.starts(end, "或");
            let strict = self.token_at(from).is_some_and(|token| token.tag == "v" || either && token.tag == "vn");
            // 维护、保养、检测: what is joined to a verb is one, whatever the dictionary has.
            let any = || {
                let listed = self.starts(end, "、") || either;
                let token = self.token_at(from).filter(|token| {
                    listed
                        && token.span.len() == 2
                        && (matches!(token.tag, "vn" | "v" | "x" | "a") || bound && token.tag == "n" && self.starts(token.span.end(), "、"))
                })?;
                (!self.starts(token.span.end(), "地") && !self.starts(from, "应当")).then_some(token.span)
            };
            let Some(next) = self.verb(from, false).filter(|next| next.len() >= 2 && (known || strict && joint > 0)).or_else(any) else {
                break;
            };
            // 建立|和|完善|机制: an object behind both; 表扬|激励: or behind none.
            let more = self.joint(next.end());
            let behind = self.page.text.key_at(next.end()).filter(|_| next.end() < self.end);
            let object = match behind {
                None => joint > 0 || strict,
                Some(_) if more > 0 => joint > 0,
                Some('的' | '之' | '，' | '者') => false,
                Some(_) => joint > 0 || strict && self.cue("governing_verb", from).is_none(),
            };
            if !object {
                break;
            }
            end = next.end();
        }
        // 指定之机构: a verb before 之 or 的 only says which.
        let of = matches!(self.page.text.key_at(end), Some('之' | '的')) && end + 1 < self.end;
        if of && self.token_at(end).is_some_and(|token| token.span.len() == 1) {
            return None;
        }
        // 另|定
        let lead = usize::from(
            end - first.start() == 2 && self.known(first.start()).is_none() && matches!(self.page.text.key[first.start()], '另' | '先'),
        );
        Some(Span::new(first.start() + lead, end))
    }

    /// 稳就业、稳企业: a character that stands again behind every mark of a list.
    fn again(&self, at: usize) -> Option<Span> {
        let key = &self.page.text.key;
        let mark = (at + 2..self.end.min(at + 6)).find(|at| key[*at] == '、')?;
        let pieces = key[at..self.end].split(|c| *c == '、');
        let same = mark < self.end && pieces.clone().all(|piece| (2..=5).contains(&piece.len()) && piece[0] == key[at]);
        (same && pieces.count() > 1 && self.token_at(at).is_none_or(|token| token.span.len() == 1 || token.span.end() == mark))
            .then(|| Span::new(at, at + 1))
    }

    /// Length of the word that joins two verbs at a place.
    pub(super) fn joint(&self, at: usize) -> usize {
        let joints = ["以及", "或者", "并且", "和", "与", "及", "并", "或", "、"];
        joints.iter().find(|joint| at < self.end && self.starts(at, joint)).map_or(0, |joint| joint.chars().count())
    }

    /// A verb that starts at a place; behind a modal any word that can be one.
    pub(super) fn verb(&self, at: usize, bound: bool) -> Option<Span> {
        // 一倍|之罚: 之 begins no verb, whatever the dictionary has.
        if at >= self.end || self.cue("no_predicate", at).is_some() || self.starts(at, "之") {
            return None;
        }
        // 处五日以下拘留
        if self.page.text.key[at] == '处' && self.page.text.key_at(at + 1).is_some_and(|c| c.is_ascii_digit() || "一二三五十百".contains(c))
        {
            return Some(Span::new(at, at + 1));
        }
        // 报|国务院
        let named = self.page.annotations.starting(at + 1).is_some_and(|mention| mention.entity_type == EntityType::Organization);
        if self.page.text.key[at] == '报' && named {
            return Some(Span::new(at, at + 1));
        }
        let known = self.known(at);
        let bound = bound || at == self.start;
        let Some(token) = self.token_at(at) else {
            // 继续加强, 密切联系: the segmenter has both as one word.
            let rest = self
                .page
                .segments
                .tokens_in(Span::new(at.saturating_sub(4), self.end))
                .iter()
                .find(|token| token.span.start() < at && token.span.end() > at);
            let rest = rest.filter(|token| token.span.end() - at >= 2).map(|token| token.span.end() - at);
            let length = known
                .filter(|length| *length >= 2)
                .or(rest)
                .or(known.filter(|_| bound))
                .or_else(|| self.cue("single_verb", at).filter(|_| bound))?;
            return Some(Span::new(at, at + length));
        };
        let length = token.span.len();
        // 打造|成为
        let known = known.filter(|known| !(known > &length && self.starts(at + known - 1, "成为")));
        // 建筑, 扩大, 抓住: a verb of one character is a word of its own.
        let known = known.filter(|known| *known >= length.min(2) && (*known > 1 || length == 1));
        let named = self.page.annotations.starting(at).filter(|mention| mention.span.len() > length);
        if named.is_some_and(|mention| {
            known.is_none() || matches!(mention.entity_type, EntityType::Organization | EntityType::Place | EntityType::Person)
        }) {
            return None;
        }
        let verb = token.tag.starts_with('v') || known.is_some_and(|known| known >= length && !token.tag.starts_with('d'));
        if !verb {
            if let Some(single) = self.cue("single_verb", at).filter(|_| bound && (length == 1 || token.tag == "x")) {
                return Some(Span::new(at, at + single));
            }
            // 高度重视, 推进改革: the segmenter has two words as one.
            let tail = self.known(at + length.saturating_sub(2)) == Some(2) && at + length <= self.end;
            if length == 4 && !token.tag.starts_with("ns") && !token.tag.starts_with("nr") {
                return match (known, tail) {
                    (Some(2), _) => Some(Span::new(at, at + 2)),
                    // 确保|安全
                    _ if self.cue("must", at) == Some(2) => Some(Span::new(at, at + 2)),
                    (_, true) => Some(Span::new(at + 2, at + 4)),
                    _ => (bound && token.tag.starts_with(['i', 'l'])).then_some(token.span),
                };
            }
            // 采取相应: the segmenter has two words as a name.
            if bound && length == 4 && known == Some(2) && token.tag == "nr" && self.page.annotations.starting(at).is_none() {
                return Some(Span::new(at, at + 2));
            }
            // 审计署: a noun that only begins like a verb.
            if let Some(known) = known.filter(|known| *known >= 2 && !(length > *known && token.tag.starts_with('n'))) {
                return Some(Span::new(at, at + known));
            }
            // 不得|克扣: what the dictionary takes for a name.
            let name = matches!(token.tag, "nr" | "ns" | "nz" | "nrt") && length == 2 && self.page.annotations.starting(at).is_none();
            let wide = bound && at > self.start && (matches!(token.tag, "x" | "a" | "z") || name) && length <= 2;
            return wide.then_some(token.span);
        }
        // 提供帮助: a verb and what it gives, one word of the dictionary.
        let apart = length == 4
            && known == Some(2)
            && self.known(at + 2).is_none()
            && self.cue("adverb", at) != Some(2)
            && self.page.text.key_at(at + 3).is_some_and(|c| !matches!(c, '来' | '了' | '去'));
        let length = if apart { 2 } else { length };
        let mut end = (at + length.max(known.unwrap_or(0))).min(self.end);
        // 定为, 改为, 屈服于; 安排好
        if let Some(next) = self.page.text.key_at(end).filter(|_| end + 1 < self.end)
            && (end - at <= 2
                && self.cue("governing_verb", at).is_none()
                && matches!(next, '为' | '成' | '于' | '入')
                && self.token_at(end).is_some_and(|token| token.span.len() == 1)
                || next == '好' && self.token_at(end).is_some_and(|token| token.span.len() == 1))
        {
            end += 1;
        }
        Some(Span::new(at, end))
    }
}
