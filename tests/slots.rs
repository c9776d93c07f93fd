//! Who acts, who speaks and what is to be done, in sentences made for the purpose: one row a mechanism.

use crate::support::pipeline;
use yaodian::graph::PolicyGraph;

struct Case {
    text: &'static str,
    /// Words of the point that is looked at.
    quote: &'static str,
    actors: &'static [&'static str],
    speaker: Option<&'static str>,
    aim: Option<&'static str>,
}

const LAW: &str = "港口檢驗管理條例\n第一條　檢驗機構應當加入檢驗行業協會。\n第二條　港口管理部門和有關部門建立船舶監督協作機制，加強船員培訓工作。\n第三條　檢驗行業協會按照國家規定組織實施檢驗師考試。\n";
const NEWS: &str = "海灣局召開會議\n海灣局5月6日召開會議，分析航運形勢。會議強調，要加大航道整治力度。各碼頭要檢修設備。\n\n港商沈若川說，航線已經恢復。他呼籲業界把握時機開拓市場。\n";
const RELEASE: &str = "海灣署就碼頭火警發表聲明\n海灣署今日（五月六日）就東碼頭火警發表聲明如下：\n昨日的火警已經撲滅，無人受傷。\n署方會在本月內檢查全部消防設備。承辦商必須暫停吊運作業。\n";
const STORY: &str = "海灣署：「舊船不能再拖」　業界促設資助\n海灣署昨日公布東碼頭的檢查結果，全部三百艘船\n隻之中，有四十艘的救生設備已經失效，船齡大多超\n過三十年。海灣署署長沈若川說，署方會在下月重新\n檢查這批船隻，船東必須在年底前更換救生設備。他\n又表示，逾期者不得出海。\n";

const REPORT: &str = "海灣市政府工作報告\n各位代表！現在我代表市政府，向大會作工作報告。\n各縣政府要清理航道，不得占用岸線，切實保護漁港。\n今年主要預期目標是：全社會研發經費投入增長8%左右。\n各部門要貫徹落實國務院決策部署，加強港口建設。\n港口管理改革，要在統一規劃的前提下，逐步放開裝卸市場。\n要充分利用兩個市場，防止國有資產流失。\n";

const STAFF: &str = "灣岸港務管理局組織規程\n第一條　灣岸港務管理局（以下簡稱本局）掌理港埠規劃事項。\n第二條　本局設三科，分別掌理前條所列事項。\n第三條　本局置局長一人，綜理局務。\n第四條　本規程自發布日施行。\n";
const UNIT: &str = "灣岸航務研究所組織規程\n第一條　灣岸航務研究所（以下簡稱本所）掌理船模試驗事項。\n第二條　本所得依業務需要，設試驗站。\n第三條　船模明細表由本所訂定，報航務署備查。\n第四條　試驗報告各語文版本不一致的，以中文版本為準。\n";
const GUIDED: &str = "海湾市政府工作报告\n今年工作的总体要求是：深入贯彻全市航运会议精神，以及习近平总书记关于海湾工作的系列重要讲话精神，着力整治航道，加快建设“321”码头。\n";
const GRANT: &str = "灣岸碼頭轉讓辦法\n第一條　航政局依本條核備之案件，其核備函應載明該案之主管機關，並以副本抄送該主管機關與財務局。\n第二條　經航政局同意轉讓碼頭供其興建或經營者，准由受讓機構繼續分期繳納規費。\n第三條　航務法院送達文書，需要提供譯文的，應當委託中華人民共和國領域內的翻譯機構進行翻譯。\n";
const NOTE: &str = "海灣市人民政府關於整治航道的實施方案\n一、重點任務\n（一）清理航道。拆除廢棄碼頭，疏浚內河航道。（6月底完成，牽頭單位：市交通運輸局）\n（二）建設泊位。建設公用泊位。（市交通運輸局負責）\n";

const PORT: &str = "碼頭檢查辦法\n第一條　海關於登船檢查時，發現貨物短少，應通知船東。\n第二條　扣繳義務人發現帳冊不符的，可以要求船東更正。\n第三條　開放大學、航海學院、船訓中心等應當普及救生知識。\n第四條　國家和地方碼頭擔保基金應當降低費率，省級資本金比例不低於三成。\n第五條　初級法院、海事法院和有權受理跨境碼頭案件的專門法院，應當指定專人登記。\n第六條　拆船單位在廢船拆解前，必須清除燃油。\n第七條　船東有異議的，可在會前提出。\n第八條　海事警察依法當場收繳罰款的，應當開具罰款收據。\n";
const CALLS: &str = "海灣局召開記者會\n海灣局5月6日召開記者會。港商沈若川說，他希望碼頭工會放寬班次，又促當局修訂條例，把罰款上限調高。署方下月起派員檢查碼頭。\n";
const PLAN: &str = "海灣市航運發展行動計劃\n一、發展目標\n到2028年，碼頭吞吐能力顯著提高，形成三條骨幹航線。\n——岸電設施更加完善。建成二十座充電泊位。\n二、主要任務\n（一）更新設備。利用專項資金支持漁民更換漁船。各縣政府必須清查危險碼頭，市港航局會派員複核。\n（二）改進調度。鼓勵航運企業依托數據平台，改進調度辦法。各部門要公開檢查結果，不搞重複檢查。\n";
const LETTER: &str = "海灣省人民政府：\n對於你省提出的問題和建議，有關部門認真進行了研究，現將有關情況函復如下。\n一、關於整治航道問題。你省請求，中央加大對航道整治的投資比例。\n交通運輸部意見：航道尚未普查。建議你省先行開展航道普查，再編制整治方案。\n";

const DEEDS: &str = "海灣市航道管理辦法\n第一條　市港航局應當依法對航道申請材料進行審查，並將審查結果納入信用檔案。\n第二條　船東應當自收到通知之日起三個月內，向主管部門申請檢驗。\n第三條　檢驗規程，由市港航局定之。\n第四條　市港航局應當如實記錄檢驗情況。\n第五條　市港航局應當建立和完善檔案制度。\n第六條　市港航局應當推動船東更新設備。\n第七條　不得以清淤為名破壞堤岸。\n第八條　救生設備應當定期維護、保養、檢測。\n第九條　拖船公司之型態，應為股份有限公司。\n第十條　船東應當向主管機關指定之銀行存入保證金。\n";

const STATUTES: &str = "灣岸碼頭補助辦法\n第一條　碼頭補助之折算標準，由航政局會商主計處定之。\n第二條　餘額應依核定期數按月撥付。\n第三條　船塢申請兼營拖船業務者，應檢具營運計畫。\n第四條　船東應敘明理由送交航政局。\n第五條　航政局應核算應賠償金額。\n第六條　船舶資料應當真實、全面、準確。\n第七條　對整治航道成效明顯的縣，在安排碼頭資金時，給予適當獎勵或傾斜支持。\n第八條　航政局應副知港務公司。\n";
const MEASURES: &str = "海灣市航運發展意見\n一、主要任務\n（一）更新設備。分行業、分批次發布航運場景。探索建立船員互認機制。收集梳理全市航道需求。\n（二）擴大運力。擴大港口運力、優化航線布局。堅持以安全航行為底線。深化開展碼頭幫扶活動。\n";

const CARRIED: &str = "碼頭補助辦法\n第一條　航政局應就符合申請資格者辦理筆試。\n第二條　航政局應當書面通知有關單位。\n第三條　船員可在常住地服務機構辦理登記手續。\n第四條　航政局要採取措施加強管理。\n";

const BANS: &str = "碼頭管理辦法\n第一條　不得將未經處理的污水排入港池。\n第二條　嚴禁未經檢驗的設備上線作業。\n第三條　航政局應當根據本辦法制定實施細則。\n第四條　本條例所獎勵之船東購置船舶，供其自行使用者，得依本辦法申請補助。\n";

const RESOLUTION: &str = "海灣市議會關於航運報告的決議\n海灣市議會聽取了航運報告。會議號召，全市各族人民緊密團結在市議會周圍，高舉航運改革旗幟，主動適應港口發展新要求！\n";
const BODIES: &str = "海灣碼頭管理規則\n第一條　直轄市、縣（市）政府及中央主管機關應公布航道圖。\n第二條　市政府組成人員必須廉潔從政，愛護碼頭。\n第三條　縣級以上人民政府依法確定的碼頭主管部門負責監督管理工作。\n第四條　縣級以上人民政府城市管理、自然資源、公安等管理部門和海事管理機構按照職責分工，做好碼頭管理工作。\n第五條　市長出國期間，由負責常務工作的副市長代行市長職務。\n第六條　受市長委託，負責專項工作。\n第七條　船員監護由港務署指定之人為之者，法院得先行指定監護人。\n第八條　所需泊位，由未登記土地及公有土地提供。\n";

const BOUND: &str = "航港人員管理辦法\n第一條　降級船員，改敘所降之職級，並由依法得領取津貼之人具領之。\n第二條　經核准分期繳費者，應填具契約，並於離港日前繳付首期金額。\n第三條　承租人於承租時，得申請測量。引水師非經核准，不得登船。\n第四條　所屬港務機關應先調取資料，核算應繳金額，並副知申請人填具表單。\n第五條　收購舊船的企業發現失竊船舶的，應當立即報告海事警察。\n第六條　船東違反本辦法規定，有下列情形之一，責令限期改正；逾期不改的，可以處一萬元罰款，並責令停航。\n第七條　駕駛員有酒後登船情形的，應當對其檢驗。\n第八條　碼頭發生事故的，其負責人應當報告。\n第九條　新任船長應於就職時宣誓。\n第十條　監測站及其工作人員對監測數據的真實性負責。\n";
const GOALS: &str = "海灣市碼頭改造實施方案\n一、總體要求\n（一）工作目標。\n2028年12月底前，試點地區完成碼頭改造工作，實現泊位共享。\n二、主要任務\n（一）更新設備。今後五年，各縣要疏浚內河航道，更換老舊浮標。發展改革委擬制定費率政策，加大檢查力度。\n";

const WATCH: &str = "海灣市碼頭監察條例\n第一條　監事會應當檢查航運公司帳目。\n第二條　各縣政府應當建立由副縣長牽頭、有關部門參加的碼頭值班制度。\n第三條　港航局責令拖船停航，構成犯罪的，依法追究刑事責任。\n第四條　港航局應當與海事部門一起檢查航道。\n第五條　港航局應當公布名單，抽調得力的技術人員，組織演練。\n";
const FLEET: &str = "海灣市關於航運發展的意見\n一、主要任務\n（一）更新設備。船東可以設立互助小組，依法查閱航道資料。支持漁港更新設備，提升檢修水平。鼓勵漁民制定作業標準，開展標準化捕撈。請財政部落實《漁港促進法》，簡化評估程序。\n（二）擴大投資。足額計提航道養護基金，做到專款專用。市政府港口投資規模不低於三億元。\n";

const CASES: &[Case] = &[
    // The agent inside what is built acts in nothing; nor is it said who prosecutes; who stands beside a body acts with it.
    Case { text: WATCH, quote: "監事會應當檢查", actors: &["監事會"], speaker: None, aim: Some("檢查") },
    Case { text: WATCH, quote: "碼頭值班制度", actors: &["各縣政府"], speaker: None, aim: Some("建立") },
    Case { text: WATCH, quote: "依法追究刑事責任", actors: &[], speaker: None, aim: None },
    Case { text: WATCH, quote: "檢查航道", actors: &["港航局", "海事部門"], speaker: None, aim: None },
    // Whom the clause chooses, what is set aside, and what somebody owns do nothing; whom it asks does.
    Case { text: WATCH, quote: "抽調得力的技術人員", actors: &["港航局"], speaker: None, aim: None },
    Case { text: FLEET, quote: "足額計提", actors: &[], speaker: None, aim: None },
    Case { text: FLEET, quote: "港口投資規模", actors: &[], speaker: None, aim: None },
    Case { text: FLEET, quote: "簡化評估程序", actors: &["財政部"], speaker: None, aim: None },
    // Who undergoes it does not act; who receives is told by the noun behind his clause; whoever is bound stays.
    Case { text: BOUND, quote: "改敘所降之職級", actors: &[], speaker: None, aim: None },
    Case { text: BOUND, quote: "具領之", actors: &["依法得領取津貼之人"], speaker: None, aim: Some("具領") },
    Case { text: BOUND, quote: "繳付首期金額", actors: &["經核准分期繳費者"], speaker: None, aim: None },
    // The dictionary cuts the noun for who acts; it opens with a verb; it is told by whose he is.
    Case { text: BOUND, quote: "得申請測量", actors: &["承租人"], speaker: None, aim: None },
    Case { text: BOUND, quote: "發現失竊船舶", actors: &["收購舊船的企業"], speaker: None, aim: None },
    Case { text: BOUND, quote: "其負責人應當報告", actors: &["其負責人"], speaker: None, aim: None },
    // Down the chain, and not to who is only told.
    Case { text: BOUND, quote: "副知申請人", actors: &["所屬港務機關"], speaker: None, aim: None },
    // Whom a penalty meets, and who is only spoken of.
    Case { text: BOUND, quote: "責令限期改正", actors: &[], speaker: None, aim: None },
    Case { text: BOUND, quote: "責令停航", actors: &[], speaker: None, aim: None },
    Case { text: BOUND, quote: "應當對其檢驗", actors: &[], speaker: None, aim: None },
    // Behind a date, and a noun that is a verb elsewhere.
    Case { text: GOALS, quote: "實現泊位共享", actors: &["試點地區"], speaker: None, aim: None },
    Case { text: GOALS, quote: "加大檢查力度", actors: &["發展改革委"], speaker: None, aim: None },
    // Whom a call names behind its comma acts down the sentence.
    Case { text: RESOLUTION, quote: "緊密團結", actors: &["全市各族人民"], speaker: None, aim: None },
    Case { text: RESOLUTION, quote: "主動適應", actors: &["全市各族人民"], speaker: None, aim: None },
    // Territories that share a head are one; a name goes on over what makes one noun with it, and stops before its verb.
    Case {
        text: BODIES, quote: "公布航道圖", actors: &["直轄市、縣（市）政府", "中央主管機關"], speaker: None, aim: None
    },
    Case { text: BODIES, quote: "廉潔從政", actors: &["市政府組成人員"], speaker: None, aim: None },
    Case {
        text: BODIES, quote: "負責監督管理", actors: &["縣級以上人民政府依法確定的碼頭主管部門"], speaker: None, aim: None
    },
    Case {
        text: BODIES,
        quote: "做好碼頭管理工作",
        actors: &["縣級以上人民政府城市管理、自然資源、公安等管理部門", "海事管理機構"],
        speaker: None,
        aim: None,
    },
    Case { text: BODIES, quote: "副市長代行", actors: &["負責常務工作的副市長"], speaker: None, aim: None },
    // Who entrusts, who acts in a condition, and a thing behind 由 do nothing.
    Case { text: BODIES, quote: "負責專項工作", actors: &[], speaker: None, aim: None },
    Case { text: BODIES, quote: "法院得先行指定", actors: &["法院"], speaker: None, aim: None },
    Case { text: BODIES, quote: "未登記土地", actors: &[], speaker: None, aim: None },
    // The verb behind adverbs, phrases and a light verb; what 將 names is the object.
    Case { text: DEEDS, quote: "進行審查", actors: &["市港航局"], speaker: None, aim: Some("審查") },
    Case { text: DEEDS, quote: "納入信用檔案", actors: &["市港航局"], speaker: None, aim: Some("納入") },
    // Behind the time that the law grants; behind a noun and 由.
    Case { text: DEEDS, quote: "申請檢驗", actors: &["船東"], speaker: None, aim: Some("申請") },
    Case { text: DEEDS, quote: "由市港航局定之", actors: &["市港航局"], speaker: None, aim: Some("定") },
    // What the dictionary takes for a noun; verbs that share an object; one that governs another.
    Case { text: DEEDS, quote: "如實記錄", actors: &["市港航局"], speaker: None, aim: Some("記錄") },
    Case { text: DEEDS, quote: "建立和完善", actors: &["市港航局"], speaker: None, aim: Some("建立和完善") },
    Case { text: DEEDS, quote: "推動船東", actors: &["市港航局"], speaker: None, aim: Some("推動") },
    // What is joined to a verb is one; what something is to be; a verb before 之 is none.
    Case { text: DEEDS, quote: "定期維護", actors: &[], speaker: None, aim: Some("維護、保養、檢測") },
    Case { text: DEEDS, quote: "股份有限公司", actors: &[], speaker: None, aim: Some("為") },
    Case { text: DEEDS, quote: "存入保證金", actors: &["船東"], speaker: None, aim: Some("存入") },
    Case { text: DEEDS, quote: "以清淤為名", actors: &[], speaker: None, aim: Some("破壞") },
    // Who is meant, how, and where stand before the verb; what it carries behind.
    Case { text: CARRIED, quote: "辦理筆試", actors: &["航政局"], speaker: None, aim: Some("辦理") },
    Case { text: CARRIED, quote: "書面通知", actors: &["航政局"], speaker: None, aim: Some("通知") },
    Case { text: CARRIED, quote: "辦理登記手續", actors: &["船員"], speaker: None, aim: Some("辦理") },
    // What a ban is about may open with an attribute: its verb is not what is banned.
    Case { text: BANS, quote: "排入港池", actors: &[], speaker: None, aim: Some("排入") },
    Case { text: BANS, quote: "設備上線作業", actors: &[], speaker: None, aim: Some("上線") },
    Case { text: BANS, quote: "制定實施細則", actors: &["航政局"], speaker: None, aim: Some("制定") },
    Case { text: BANS, quote: "申請補助", actors: &["本條例所獎勵之船東"], speaker: None, aim: Some("申請") },
    Case { text: CARRIED, quote: "加強管理", actors: &["航政局"], speaker: None, aim: Some("加強") },
    // An opinion that a letter gives is his who holds it, over its sentences.
    // What the statement opens with is acted on; what goes with a deed, a condition or an attribute holds no aim.
    Case { text: STATUTES, quote: "折算標準", actors: &["航政局", "主計處"], speaker: None, aim: Some("定") },
    Case { text: STATUTES, quote: "餘額", actors: &[], speaker: None, aim: Some("撥付") },
    Case { text: STATUTES, quote: "應檢具營運計畫", actors: &[], speaker: None, aim: Some("檢具") },
    Case { text: STATUTES, quote: "敘明理由", actors: &["船東"], speaker: None, aim: Some("送交") },
    Case { text: STATUTES, quote: "核算應賠償金額", actors: &["航政局"], speaker: None, aim: Some("核算") },
    Case { text: STATUTES, quote: "真實", actors: &[], speaker: None, aim: Some("真實、全面、準確") },
    Case { text: STATUTES, quote: "適當獎勵", actors: &[], speaker: None, aim: Some("給予") },
    Case { text: STATUTES, quote: "副知", actors: &["航政局"], speaker: None, aim: Some("副知") },
    Case { text: MEASURES, quote: "分批次", actors: &[], speaker: None, aim: Some("發布") },
    Case { text: MEASURES, quote: "探索建立", actors: &[], speaker: None, aim: Some("探索") },
    Case { text: MEASURES, quote: "收集梳理", actors: &[], speaker: None, aim: Some("收集梳理") },
    Case { text: MEASURES, quote: "堅持以", actors: &[], speaker: None, aim: Some("堅持") },
    Case { text: MEASURES, quote: "深化開展", actors: &[], speaker: None, aim: Some("開展") },
    Case { text: LETTER, quote: "再編制整治方案", actors: &["你省"], speaker: Some("交通運輸部"), aim: Some("編制") },
    // The verb inside a noun for who acts is no aim.
    Case { text: LAW, quote: "檢驗機構應當加入", actors: &["檢驗機構"], speaker: None, aim: Some("加入") },
    Case {
        text: LAW, quote: "港口管理部門和有關部門建立", actors: &["港口管理部門", "有關部門"], speaker: None, aim: Some("建立")
    },
    // In force down the sentence.
    Case {
        text: LAW, quote: "加強船員培訓工作", actors: &["港口管理部門", "有關部門"], speaker: None, aim: Some("加強")
    },
    // A phrase behind the subject is no part of it.
    Case {
        text: LAW, quote: "檢驗行業協會按照國家規定組織實施", actors: &["檢驗行業協會"], speaker: None, aim: Some("組織實施")
    },
    // The meeting that emphasizes is the body that held it.
    Case { text: NEWS, quote: "要加大航道整治力度", actors: &[], speaker: Some("海灣局"), aim: Some("加大") },
    // A noun that goes on is no subject.
    Case { text: REPORT, quote: "全社會研發經費投入", actors: &[], speaker: None, aim: None },
    // What is carried out was decided by somebody, who does not speak here.
    Case { text: REPORT, quote: "加強港口建設", actors: &["各部門"], speaker: None, aim: Some("加強") },
    // Who is called upon is to do it, not who calls; what he calls for keeps its word.
    Case { text: NEWS, quote: "呼籲業界把握時機", actors: &["業界"], speaker: Some("沈若川"), aim: None },
    // A body sets up another, which has its own duties.
    Case { text: STAFF, quote: "分別掌理前條所列事項", actors: &["三科"], speaker: None, aim: Some("掌理") },
    Case { text: STAFF, quote: "綜理局務", actors: &["局長"], speaker: None, aim: None },
    // What a body calls itself is its name where the text says so, though the dictionary cuts it.
    Case { text: UNIT, quote: "設試驗站", actors: &["灣岸航務研究所"], speaker: None, aim: Some("設") },
    Case { text: UNIT, quote: "船模明細表", actors: &["灣岸航務研究所"], speaker: None, aim: Some("訂定") },
    // Whose words are named tells nobody to do anything.
    Case { text: GUIDED, quote: "整治航道", actors: &[], speaker: None, aim: Some("整治") },
    // 准由 is no part of a name; nor does who is commissioned act.
    Case { text: GRANT, quote: "准由受讓機構", actors: &["受讓機構"], speaker: None, aim: None },
    Case { text: GRANT, quote: "應當委託中華人民共和國", actors: &["航務法院"], speaker: None, aim: None },
    // The dictionary cuts the noun, or reads a verb in it; whoever finds is who acts.
    Case { text: PORT, quote: "海關於登船檢查時", actors: &["海關"], speaker: None, aim: None },
    Case { text: PORT, quote: "扣繳義務人發現", actors: &["扣繳義務人"], speaker: None, aim: None },
    Case { text: PORT, quote: "開具罰款收據", actors: &["海事警察"], speaker: None, aim: None },
    // All of a list before the modal, whatever stands in it; two that share a noun are one.
    Case {
        text: PORT, quote: "普及救生知識", actors: &["開放大學", "航海學院", "船訓中心"], speaker: None, aim: Some("普及")
    },
    Case { text: PORT, quote: "應當降低費率", actors: &["國家和地方碼頭擔保基金"], speaker: None, aim: None },
    Case {
        text: PORT,
        quote: "應當指定專人登記",
        actors: &["初級法院", "海事法院", "有權受理跨境碼頭案件的專門法院"],
        speaker: None,
        aim: None,
    },
    // A clause about something else is not done by who stands before it.
    Case { text: PORT, quote: "資本金比例不低於三成", actors: &[], speaker: None, aim: None },
    // Whom a call names, in whatever words; who acts ends where it is said when.
    Case { text: CALLS, quote: "希望碼頭工會", actors: &["碼頭工會"], speaker: Some("沈若川"), aim: None },
    Case { text: CALLS, quote: "把罰款上限調高", actors: &["當局"], speaker: Some("沈若川"), aim: None },
    Case { text: CALLS, quote: "派員檢查碼頭", actors: &["署方"], speaker: Some("沈若川"), aim: None },
    // What a body declares is its own over all paragraphs.
    Case { text: RELEASE, quote: "暫停吊運作業", actors: &["承辦商"], speaker: Some("海灣署"), aim: Some("暫停") },
    // The part of a headline behind a blank is a statement of its own, and nobody with a name calls.
    Case { text: STORY, quote: "促設資助", actors: &[], speaker: None, aim: None },
];

/// Labels of what goes to a point by edges of some kinds, sorted.
fn sources(graph: &PolicyGraph, point: &str, kinds: &[&str]) -> Vec<String> {
    let edges = graph.edges_to(point).into_iter().filter(|edge| kinds.contains(&edge.edge.kind));
    let mut labels: Vec<String> = edges.filter_map(|edge| graph.node(edge.source)).map(|node| node.label.clone()).collect();
    labels.sort();
    labels
}

#[test]
fn who_acts_who_speaks_and_what_is_done() {
    let mut other_aims = Vec::new();
    for Case { text, quote, actors, speaker, aim } in CASES {
        let graph = pipeline().graph_of_text("page.txt", text);
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.contains(quote));
        let point = point.unwrap_or_else(|| panic!("no point says {quote}"));
        let mut expected: Vec<String> = actors.iter().map(|actor| (*actor).to_owned()).collect();
        expected.sort();
        assert_eq!(sources(&graph, &point.id, &["acts", "leads", "supports", "responsible_for"]), expected, "actors of {quote}");
        let said = sources(&graph, &point.id, &["states"]);
        assert_eq!(said, speaker.map(str::to_owned).into_iter().collect::<Vec<_>>(), "speaker of {quote}");
        if let Some(aim) = aim.filter(|aim| point.properties["aim"] != *aim) {
            other_aims.push(format!("{quote}: {aim} and not {}", point.properties["aim"]));
        }
    }
    assert!(other_aims.is_empty(), "{other_aims:#?}");
}

#[test]
fn a_duty_goes_on_behind_a_ban_and_a_lead_waits_for_its_verb() {
    let graph = pipeline().graph_of_text("report.txt", REPORT);
    let modality = |quote: &str| {
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.as_str() == quote);
        point.unwrap_or_else(|| panic!("no point says {quote}")).properties["modality"].to_string()
    };
    for (quote, expected) in [
        ("不得占用岸線", "prohibit"),
        ("切實保護漁港", "shall"),
        ("防止國有資產流失", "shall"),
        ("港口管理改革，要在統一規劃的前提下，逐步放開裝卸市場", "shall"),
    ] {
        assert!(modality(quote).contains(expected), "{quote}: {}", modality(quote));
    }
}

#[test]
fn what_may_be_done_and_what_is_furthered_go_on_behind_the_comma() {
    let graph = pipeline().graph_of_text("fleet.txt", FLEET);
    for (quote, modality) in [
        ("依法查閱航道資料", "permit"),
        // What raises a thing is the government's own act, whatever it supports before.
        ("提升檢修水平", "do"),
    ] {
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.as_str() == quote);
        let point = point.unwrap_or_else(|| panic!("no point says {quote}"));
        assert_eq!(point.properties["modality"], modality, "{quote}");
    }
}

#[test]
fn how_strong_a_statement_is_stands_in_its_grammar() {
    let graph = pipeline().graph_of_text("plan.txt", PLAN);
    for (quote, modality) in [
        // 到…年 opens an aim, and a state among goals is one, with what the item tells behind it.
        ("形成三條骨幹航線", "aim"),
        ("岸電設施更加完善", "aim"),
        ("建成二十座充電泊位", "aim"),
        // The verb itself says that something is furthered.
        ("利用專項資金支持漁民更換漁船", "promote"),
        // What somebody else will do is under no duty of the one before.
        ("市港航局會派員複核", "do"),
        // A phrase behind whom 鼓勵 names waits for its verb.
        ("鼓勵航運企業依托數據平台，改進調度辦法", "promote"),
        ("不搞重複檢查", "prohibit"),
    ] {
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.as_str() == quote);
        let point = point.unwrap_or_else(|| panic!("no point says {quote}"));
        assert_eq!(point.properties["modality"], modality, "{quote}");
    }
}

const STATUTE: &str = "碼頭重建條例\n第一條　海灣局應邀集專家組成諮詢會。\n第二條　為禁治產人之利益，法院應選定監護人。\n第三條　應補償之費用，以當年公告價格為準。\n第四條　海灣局依本條核備之案件，其核備函應載明碼頭名稱。\n第五條　碼頭整治應納入港區規劃。\n第六條　船東必須將收繳的證書送交海灣局。\n";

#[test]
fn a_modal_inside_a_word_or_an_attribute_is_none() {
    let graph = pipeline().graph_of_text("statute.txt", STATUTE);
    for (quote, modality) in [
        // The verb behind 應 cuts the word that the dictionary knows.
        ("應邀集專家", "shall"),
        ("應載明", "shall"),
        ("應納入", "shall"),
        ("選定監護人", "shall"),
        // 應補償之費用 only says which.
        ("公告價格為準", "do"),
        ("送交海灣局", "must"),
    ] {
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.contains(quote)).expect(quote);
        assert_eq!(point.properties["modality"], modality, "{quote}");
    }
}

#[test]
fn a_hyphen_at_a_line_end_is_quoted_and_parts_no_word() {
    let text = "The Secretary shall establish a programme for all of the agencies that use artificial intelligence in inno-\nvation and shall publish the results of the programme within one year of the date of this order.\n";
    let graph = pipeline().graph_of_text("order.txt", text);
    let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.contains("establish")).unwrap();
    assert!(point.evidence[0].quote.contains("inno-vation"), "{}", point.evidence[0].quote);
}

#[test]
fn a_deadline_may_be_an_event_or_a_time_from_when_on() {
    for (text, quote, due) in [
        (PORT, "清除燃油", "廢船拆解前"),
        (PORT, "可在會前提出", "會前"),
        (CALLS, "派員檢查碼頭", "下月"),
        (BOUND, "就職時宣誓", "就職時"),
        // Down a chain: behind a date before a comma, and under the modal behind it.
        (GOALS, "實現泊位共享", "2028年12月底"),
        (GOALS, "更換老舊浮標", "今後五年"),
        (PLAN, "建成二十座充電泊位", "到2028年"),
    ] {
        let graph = pipeline().graph_of_text("page.txt", text);
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.contains(quote)).expect(quote);
        let edge = graph.edges_from(&point.id).into_iter().find(|edge| edge.edge.kind == "due");
        assert_eq!(edge.and_then(|edge| graph.node(edge.target)).map(|node| node.label.as_str()), Some(due), "{quote}");
    }
}

#[test]
fn a_number_is_no_body_and_a_preposition_no_object() {
    let graph = pipeline().graph_of_text("report.txt", GUIDED);
    assert!(graph.nodes().all(|node| node.kind != "organization" || node.label != "321"));
    let graph = pipeline().graph_of_text("rules.txt", UNIT);
    let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.contains("中文版本")).unwrap();
    assert_eq!(point.properties["object"], "中文版本");
}

#[test]
fn a_note_says_until_when_for_the_points_before_it() {
    let graph = pipeline().graph_of_text("plan.txt", NOTE);
    for (quote, due) in [("拆除廢棄碼頭", Some("6月底")), ("疏浚內河航道", Some("6月底")), ("建設公用泊位", None)] {
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.contains(quote)).expect(quote);
        let edge = graph.edges_from(&point.id).into_iter().find(|edge| edge.edge.kind == "due");
        let label = edge.and_then(|edge| graph.node(edge.target)).map(|node| node.label.as_str());
        assert_eq!(label, due, "{quote}");
    }
}

const ORDER: &str = "Harbour Safety Order\n\nSec. 1. Duties. (a) The annual plan shall be submitted to the Harbour Board by the operators.\n(b) The operators shall each report, within 30 days, the faults of their cranes to the Board.\n(c) The Board shall, in consultation with the pilots, develop and implement a plan for the piers.\n(d) The inspectors have the right to inspect the logs of every ship.\n(e) The Secretary is hereby directed to publish the map of the channels.\n(f) This order shall not be construed as a licence.\n(g) The carriers may be required to pay fees for the berths, unless the Board waives them.\n(h) The Board shall issue rules that:\n(i) protect the divers; and\n(ii) limit the noise at night.\n";

#[test]
fn the_aim_of_an_english_statement_is_its_main_verb() {
    let graph = pipeline().graph_of_text("order.txt", ORDER);
    for (quote, modality, aim, object) in [
        ("annual plan", "shall", "submitted", "The annual plan"),
        ("each report", "shall", "report", "within 30 days, the faults of their cranes to the Board"),
        ("in consultation", "shall", "develop and implement", "a plan for the piers"),
        ("the right to", "permit", "inspect", "the logs of every ship"),
        ("hereby directed", "shall", "publish", "the map of the channels"),
        ("construed", "prohibit", "construed", "This order"),
        ("be required to", "permit", "pay", "fees for the berths"),
        // An object goes on over the items of its list.
        ("rules that", "shall", "issue", "rules that: (i) protect the divers; and (ii) limit the noise at night"),
    ] {
        let point = graph.nodes().find(|node| node.kind == "point" && node.evidence[0].quote.contains(quote)).expect(quote);
        assert_eq!(point.properties["modality"], modality, "modality of {quote}");
        assert_eq!(point.properties["aim"], aim, "aim of {quote}");
        let written = point.properties["object"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(written, object, "object of {quote}");
    }
}
