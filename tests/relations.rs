//! Relations in sentences made for the purpose: one row a mechanism, and what must not be said.

use crate::support::pipeline;

/// Text, triples that are there, and such that are not.
struct Case {
    text: &'static str,
    there: &'static [(&'static str, &'static str, &'static str)],
    absent: &'static [(&'static str, &'static str, &'static str)],
}

const CASES: &[Case] = &[
    // A list and its class.
    Case {
        text: "全市加快布局海藻燃料、潮汐發電等新興產業，培育專業人才。",
        there: &[("海藻燃料", "instance_of", "新興產業"), ("潮汐發電", "instance_of", "新興產業")],
        absent: &[],
    },
    // A class that says nothing of its items.
    Case { text: "在漁業、航運等領域推出一批項目。", there: &[], absent: &[("航運", "instance_of", "領域")] },
    Case { text: "做好氣象、測繪等各項工作。", there: &[], absent: &[("測繪", "instance_of", "工作")] },
    // The noun phrase goes on: nobody can tell whose class it is.
    Case {
        text: "推動船廠、碼頭等重點行業龍頭企業帶動配套商。",
        there: &[],
        absent: &[("碼頭", "instance_of", "重點行業"), ("碼頭", "instance_of", "重點行業龍頭企業")],
    },
    // What is done to the listed things ends the class.
    Case {
        text: "推進青崖水庫、白石灌區等項目建設。",
        there: &[("青崖水庫", "instance_of", "項目"), ("白石灌區", "instance_of", "項目")],
        absent: &[],
    },
    // How many there are is no part of the class.
    Case { text: "建成燈塔、船塢等6個港口設施。", there: &[("船塢", "instance_of", "港口設施")], absent: &[] },
    // An item with a preposition and a pronoun is none.
    Case {
        text: "檢測機構、認證機構向其披露源代碼等技術信息。",
        there: &[],
        absent: &[("認證機構向其披露源代碼", "instance_of", "技術信息")],
    },
    // A relative clause in front of the first item.
    Case {
        text: "審查各地所使用的雷達、聲納等先進設備。",
        there: &[("雷達", "instance_of", "先進設備"), ("聲納", "instance_of", "先進設備")],
        absent: &[],
    },
    // A word that ends in 等.
    Case { text: "委任官等公務人員按年考績。", there: &[], absent: &[("委任官", "instance_of", "公務人員")] },
    // A law on a matter is named by it, the matter is no law.
    Case { text: "抓緊制定集會、結社等法律。", there: &[], absent: &[("結社", "instance_of", "法律")] },
    // C包括A、B.
    Case {
        text: "公有制經濟包括國有經濟和集體經濟。",
        there: &[("國有經濟", "instance_of", "公有制經濟"), ("集體經濟", "instance_of", "公有制經濟")],
        absent: &[],
    },
    // Fields in which there are undertakings, and undertakings.
    Case { text: "實施交通、能源、水利等重大項目。", there: &[], absent: &[("能源", "instance_of", "重大項目")] },
    Case {
        text: "實施青崖水庫擴建、白石大橋等重大項目。", there: &[("白石大橋", "instance_of", "重大項目")], absent: &[]
    },
    // An occasion is no work; a bare verb under a word of manner names nothing; soil is no pollution.
    Case { text: "加強地震、颱風等防災救災工作。", there: &[], absent: &[("颱風", "instance_of", "防災救災工作")] },
    Case { text: "通過兼併、重組等形式擴大規模。", there: &[], absent: &[("兼併", "instance_of", "形式")] },
    Case { text: "治理大氣、土壤等污染。", there: &[], absent: &[("土壤", "instance_of", "污染")] },
    // Names in quotation marks need no mark between them.
    Case {
        text: "開展“海上燈會”“漁歌節”等惠民活動。",
        there: &[("海上燈會", "instance_of", "惠民活動"), ("漁歌節", "instance_of", "惠民活動")],
        absent: &[],
    },
    // The class is cut from a longer noun.
    Case { text: "推動高新園、船舶園等產業承載區提質。", there: &[], absent: &[("船舶園", "instance_of", "產業")] },
    Case {
        text: "提升潛水員、領航員等群體信息採集能力。", there: &[], absent: &[("領航員", "instance_of", "群體信息")]
    },
    // Verbs side by side share what follows; so do modifiers in front of the first 的.
    Case {
        text: "逐步強化、優化航海和測繪等教學內容。", there: &[], absent: &[("優化航海", "instance_of", "教學內容")]
    },
    Case {
        text: "推動跨河、臨河的橋樑、碼頭、棧道等設施建設。",
        there: &[("碼頭", "instance_of", "設施")],
        absent: &[("跨河", "instance_of", "設施"), ("臨河的橋樑", "instance_of", "設施")],
    },
    // What a policy does belongs to its name.
    Case { text: "出台鼓勵遠洋捕撈等政策。", there: &[], absent: &[("遠洋捕撈", "instance_of", "政策")] },
    // 綜合 and 個性 are parts of words.
    Case {
        text: "提升綜合保稅區、航空港等平台能級。", there: &[("綜合保稅區", "instance_of", "平台")], absent: &[]
    },
    Case {
        text: "培育定製攝影、智能導覽等個性化消費。", there: &[("智能導覽", "instance_of", "個性化消費")], absent: &[]
    },
    // The document's own article is no other document.
    Case {
        text: "海港條例\n第五條 補助依第二十三條第六項規定辦理。", there: &[], absent: &[("海港條例", "cites", "第二十三條第六項")]
    },
    // The deed behind the last noun may hold for the nouns before it.
    Case {
        text: "積極發展燈塔旅遊、海鮮和遠洋貿易等新業態。",
        there: &[("燈塔旅遊", "instance_of", "新業態"), ("遠洋貿易", "instance_of", "新業態")],
        absent: &[("海鮮", "instance_of", "新業態")],
    },
    // The objects of a verb are no way of doing something.
    Case { text: "鼓勵漁民以提供資金、漁船等方式入股。", there: &[], absent: &[("漁船", "instance_of", "方式")] },
    // The list starts behind a verb inside it.
    Case {
        text: "漁會、造船企業應當利用看台、燈架等設施開展宣傳。",
        there: &[("燈架", "instance_of", "設施")],
        absent: &[("造船企業應當利用看台", "instance_of", "設施")],
    },
    // Fields are none of the things in them.
    Case { text: "完善教育、醫療、休閒等配套設施。", there: &[], absent: &[("醫療", "instance_of", "配套設施")] },
    // What a paper is about is no paper.
    Case {
        text: "檢附潛水執照、漁業發展等文件。",
        there: &[("潛水執照", "instance_of", "文件")],
        absent: &[("漁業發展", "instance_of", "文件")],
    },
    // Of a list under 包括 whose last item ends like the class, the others that do not may share its end.
    Case {
        text: "港口規劃包括港口佈局規劃、市、縣港口規劃。",
        there: &[("港口佈局規劃", "instance_of", "港口規劃")],
        absent: &[("市", "instance_of", "港口規劃")],
    },
    // What it has been made for stands behind 的: the class is no class.
    Case { text: "加強對燈塔、浮標等助航設施的維護。", there: &[("浮標", "instance_of", "助航設施")], absent: &[] },
];

#[test]
fn lists_name_their_class_or_say_nothing() {
    for case in CASES {
        let graph = pipeline().graph_of_text("page.txt", case.text);
        let label = |id: &str| graph.node(id).map(|node| node.label.clone()).unwrap_or_default();
        let found: Vec<(String, &str, String)> =
            graph.edges().into_iter().map(|edge| (label(edge.source), edge.edge.kind, label(edge.target))).collect();
        let has = |triple: &(&str, &str, &str)| found.iter().any(|(from, kind, to)| (from.as_str(), *kind, to.as_str()) == *triple);
        for triple in case.there {
            assert!(has(triple), "{}: {triple:?} is missing in {found:?}", case.text);
        }
        for triple in case.absent {
            assert!(!has(triple), "{}: {triple:?} is there", case.text);
        }
    }
}

/// Edges of a kind between labels.
fn edges(text: &str, kind: &str) -> Vec<(String, String)> {
    let graph = pipeline().graph_of_text("a.txt", text);
    let label = |id: &str| graph.node(id).map(|node| node.label.clone()).unwrap_or_default();
    let of_kind = graph.edges().into_iter().filter(|view| view.edge.kind == kind).collect::<Vec<_>>();
    of_kind.into_iter().map(|view| (label(view.source), label(view.target))).collect()
}

#[test]
fn the_line_that_enacts_a_document_tells_who_issued_it_and_is_no_title() {
    let text = "海上燈塔管理條例\n\n2019年2月16日 國務院第12次常務會議通過\n\n2019年3月7日 國務院令第998號公布\n\n\
                第一條 為了管理燈塔，根據《中華人民共和國海上交通安全法》、《中華人民共和國港口法》以及《中華人民共和國海島保護法》，制定本條例。\n\n\
                第二條 國務院交通運輸主管部門主管全國燈塔工作。";
    let title = "海上燈塔管理條例".to_owned();
    assert_eq!(edges(text, "issued"), [("國務院".to_owned(), title.clone())]);
    assert_eq!(edges(text, "dated"), [(title.clone(), "2019年3月7日".to_owned())]);
    let cited = edges(text, "cites");
    assert_eq!(cited.len(), 3, "{cited:?}");
    assert!(cited.iter().all(|(from, _)| *from == title), "{cited:?}");
}

#[test]
fn an_article_is_cited_under_the_name_of_its_act() {
    let text =
        "燈塔管理辦法\n第 1 條\n本辦法依海岸燈塔設置條例（以下簡稱本條例）第三條規定訂定之。\n第 2 條\n依本條例第四條及第五條規定辦理。";
    let cited: Vec<String> = edges(text, "cites").into_iter().map(|(_, to)| to).collect();
    assert_eq!(cited, ["海岸燈塔設置條例", "海岸燈塔設置條例第四條及第五條"]);
}
