//! A file as it was given: its decoded text and what identifies it.

/// Language that most of the text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Chinese, either script.
    Chinese,
    /// English, or another text in Latin letters.
    English,
}

impl Language {
    /// The tag of BCP 47.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }
}

/// Script of the text, as ISO 15924 names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Traditional Chinese.
    Hant,
    /// Simplified Chinese.
    Hans,
    /// Latin.
    Latn,
}

impl Script {
    /// The four-letter code.
    pub fn code(self) -> &'static str {
        match self {
            Script::Hant => "Hant",
            Script::Hans => "Hans",
            Script::Latn => "Latn",
        }
    }
}

/// One input: the decoded text, untouched but for the byte-order mark and line ends.
///
/// Every offset that leaves the program counts Unicode characters of [`Source::text`].
///
/// ```
/// use yaodian::model::{Language, Script, Source};
/// let source = Source::new("page.txt", "國務院\n印發通知。");
/// assert_eq!((source.language, source.script), (Language::Chinese, Script::Hant));
/// assert_eq!(source.line_column(4), (2, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as a reader may see it: the file name, never an absolute path.
    pub path: String,
    /// `doc:` and the first eight hexadecimal digits of the digest of the text.
    pub id: String,
    /// SHA-256 of the text in UTF-8, hexadecimal.
    pub sha256: String,
    /// The decoded text.
    pub text: String,
    /// The characters of the text.
    pub chars: Vec<char>,
    /// Language of most of it.
    pub language: Language,
    /// Script of most of it.
    pub script: Script,
    line_starts: Vec<u32>,
}

impl Source {
    /// Takes a decoded text; line ends become `\n`, a byte-order mark is dropped.
    pub fn new(path: &str, text: &str) -> Self {
        use sha2::{Digest, Sha256};
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        let digest = Sha256::digest(text.as_bytes());
        let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let short: String = sha256.chars().take(8).collect();
        let chars: Vec<char> = text.chars().collect();
        let line_starts =
            std::iter::once(0).chain(chars.iter().enumerate().filter(|(_, c)| **c == '\n').map(|(i, _)| i as u32 + 1)).collect();
        let (language, script) = classify(&chars);
        Source { path: path.to_owned(), id: format!("doc:{short}"), sha256, text, chars, language, script, line_starts }
    }

    /// Line and column of a character, both counted from one.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| (*start as usize) <= offset);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0) as usize;
        (line.max(1), offset - start + 1)
    }

    /// The text of a half-open range of source characters; what lies outside the text is left out.
    pub fn slice(&self, start: usize, end: usize) -> String {
        self.chars.iter().take(end).skip(start).collect()
    }
}

fn classify(chars: &[char]) -> (Language, Script) {
    let (mut han, mut latin, mut traditional, mut simplified) = (0_usize, 0_usize, 0_usize, 0_usize);
    for &character in chars {
        if ('\u{4e00}'..='\u{9fff}').contains(&character) {
            han += 1;
            if crate::normalize::fold_char(character) != character {
                traditional += 1;
            } else if SIMPLIFIED_ONLY.contains(character) {
                simplified += 1;
            }
        } else if character.is_ascii_alphabetic() {
            latin += 1;
        }
    }
    // An English word is about as long as three Han characters say.
    if han * 3 < latin {
        (Language::English, Script::Latn)
    } else if traditional > simplified {
        (Language::Chinese, Script::Hant)
    } else {
        (Language::Chinese, Script::Hans)
    }
}

/// Frequent characters that only Simplified texts write.
const SIMPLIFIED_ONLY: &str = "国发为设务业经济产会个动学实这来对时进说们开关长门问间应现样体点无种总题东车书万与专严两丰临举义乡习买乱争亚亲亿仅从仓仪价众优传伤伟侧侨债倾储儿党兰兴养内冲决况冻净减几击则创别剧务劳势区医华协单卖卫厂厅历厉压县参双变号叶员响哗团围园图圆圣场坏块坚处备复头夺奋奖妇孙宁宝审宽宾导寻尔尘尝层属岁岗岛岭币帅师帐带帮广庆库应庙废张强归当录彻态怀忆总恶悬惊惯战户扑执扩扫扬扰抚抢护报担拟拥择挂挡挥损换据掷携摄摆摇支数斗断旧时显晓暂术机杀杂权条来杨极构枪标栋树样桥检楼榄欢欧残毁毕气汇汉汤沟没泽洁测济浓涨涛润温游湾湿满滨滚滞灭灯灵灾炉点炼烂烛热爱爷牵犹状独狭狱猎猪献环现玛琼电画畅疗疯痒盐监盖盘着睁矿码砖础确祸离种积称税稳穷窃竞笔筑签简粮紧纠红约级纪纯纲纳纵纷纸纹线练组细终绍经结绕给络绝统继绩绪续维综绿编缘缩网罗罚罢职联肃肠肤肿胀胁胜脑脚脱脸艰艺节芦苏荐药获萝营著蓝虑虚虽蚀补装见观规视览觉触警计订认讨让训议讯记讲许论设访证评识诉词译试诗诚话询该详语误说请诸读课谁调谈谊谋谢谱质购贸费贺贵资赛赞赢赵跃践车轨转轮软轻载较辆辉输边达迁过迈运还进远违连迟适选递通逻遗邓邮邻郑酿释里针钟钢钱铁铜银链销锁错锦键长门闭问闲间闻阅队阳阴阵阶际陆陈险随隐难雾静韩页顶项顺须顾顿领频题额风飞饭饮饰饱馆驱驶验鱼鲁鲜鸟鸡鸣麦黄齐龙龄";
