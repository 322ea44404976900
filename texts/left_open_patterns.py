"""What a form or template leaves open, as patterns: words of forms, notes, places without a value.

The words of forms stand in classes, each with a letter, and each word in one class; which lines of
them ask is said by the order of the letters. All patterns read NFKC.
"""

import re

from .quantities import UNIT

LATER = "後日|後ほど|後で|あとで|追って|別途"
TOLD = "確認|回答|記載|記述|連絡|説明|提出"
DRAFTS = "仮|下書き|ドラフト|draft"
UNKNOWN = r"t\.?b\.?[acd]\.?|wip"
# Words of forms by their class; English words stand apart from others.
_FORM_WORDS = {
    "P": (
        "(?:を?(?:して|て|で)?(?:下さい|ください|願います)|を?お願い(?:いた)?します|のこと"
        "|すること)"
    ),
    "V": r"(?:記入(?!例)|入力(?!例)|追記|書[いくき]|差し替え)",
    "L": r"(?:選択(?!肢)|選[びんぶ])",
    "T": rf"(?:(?:{TOLD})(?![者例]))",
    "K": r"(?:チェック|つけ|付け|入れ[るて]?)",
    "M": r"(?:[○◯〇]印?|丸(?:印)?|レ点|✓)",
    # Places of a form, and whom it addresses
    "H": (
        r"(?:ここ|こちら|(?:この|本|当該|空|[右左上下]の?)?欄内?|枠内?|プルダウン|ドロップダウン|コンボボックス|アイテム|クリック|タップ"
        r"|[貴御]社)"
    ),
    "C": (  # what it offers
        r"(?:リスト|メニュー|どれか|選択肢|一覧|以下|下記|次|いずれか|どちらか|1つ|一つ|ひとつ|すべて|全て"
        r"|(?:該当|当てはまる|あてはまる|適切)(?:する|な)?(?:もの|方|項目|箇所|番号|欄)?)"
    ),
    "W": (  # what it asks for
        r"(?:もの|方(?![式法針])|箇所|番号|有無|可否|値|数値|数字|半角|全角|英数字?|カタカナ|ひらがな|文字列?|テキスト|文章|日付"
        r"|年月日|日時|時間|内容|詳細|理由|備考|コメント|具体例|概要|名称|会社名|社名|名|氏名|担当者?|具体的|簡潔|自由|記入例|例|参考|参照"
        r"|項目|セル|右|左)"
    ),
    "A": r"(?:ベンダー|事業者|サプライヤー?|提供者|委託先|回答者)",
    "N": "(?:はい|いいえ|有り?|無し?|あり|なし|可(?!否)|否)",  # the options themselves
    "R": f"(?:{LATER})",
    "Y": "予定",
    "Q": "(?:要|未(?=選択))",
    "J": "[にへ](?!て)",
    "X": (
        "(?:または|又は|もしくは|から|より|まで|にて|だけ|のみ|として|ついて|して|した|します|いたします|する|し|従って|沿って"
        "|[をでのはがなかごお御])"
    ),
    **{
        name: rf"(?<![a-z])(?:{words})(?![a-z-])"
        for name, words in {
            "p": "please|kindly",
            "e": (
                "enter|type|insert|write|describe|explain|specify|provide|complete"
                "|fill(?: in| out)?|list(?! of)|select|choose|pick|indicate|tick|attach|respond"
                "|upload|add|advise|give"
            ),
            "s": "answers?|state|confirm|click|tap|comments?|response",
            "h": "here|below",
            "w": (
                "details?|text|name|date|descriptions?|explanations?|information|reference|value|number|item|option"
                "|one|all|apply|following|days|hours|evidence|reasons?|process|drop-?down|menu|field|box|cell|column|space|row|company"
            ),
            "f": "(?:vendor|supplier|provider|respondent|bidder|contractor|tenderer)(?:'?s)?",
            "b": "to be",
            "d": (
                "completed|determined|confirmed|decided|advised|filled(?: in)?|provided|announced"
                "|supplied|answered|agreed|defined|added|updated"
            ),
            "i": "if",
            "n": "n/?a|yes|no|not|applicable",
            "o": "to",
            "x": (
                "an?|the|your|our|in|on|from|for|of|or|and|any|by|this|that|with|relevant|brief|further|additional"
                "|more|full|required|necessary|later"
            ),
        }.items()
    },
    "_": "[ ・、,/:;*※.]+",
}
FORM_WORD = re.compile(
    "|".join(
        f"(?P<{'skip' if name == '_' else name}>{words})" for name, words in _FORM_WORDS.items()
    )
)
# Lines that ask wherever they stand: politely, by the places of a form, later, or whom they name.
ASKS = re.compile(
    r"[^P]*[VLTK][XJ]*P|[^RA]*H[^RA]*[VLT][XJ]*|[VT][XJ]*HJ?|HJW+|[CWXJTN]*[CN][WXJTMN]*[VL][XJ]*|Q[VLT]"
    r"|R[A-Z]*[VT][XJ]*Y?|A[XJ]*V[XJ]*|[WA]+[VT]H"
    r"|p+[es]|[fx]*p[^p]*[es][a-z]*|i[a-z]*[es][a-z]*|n+x*[es][a-z]*|n+X*[VT]|x*ex*[whs][a-z]*|ex+e"
    r"|s(?:xs)?h?oe[a-z]*|[xws]+h|fo[es][a-z]*|bd[a-z]*|f[sw]"
)
# And lines that may be steps of a manual elsewhere, where they are all of the text
ASKS_ALONE = re.compile(r"[WCKMXJT]*[WKMT][XJ]+[VL][XJ]*|[CW]+J[KM][XKM]*|WX[KM]|[VT]X?Y|RV")
DECORATED = re.compile("L|[VLT]H|e")  # -- 選択 --, ▼記入欄: strokes and brackets around it
DECORATED_ALONE = re.compile("[VLTes]")  # 【記入】, <回答>, [answer]
# What is asked for may be anything short; a place in a program makes it an instruction.
_PROGRAM = (
    "画面|お客様|利用者|ユーザー|管理者|設定|ボタン|窓口|合わせ|ログイン|パスワード|コンソール"
)
ASKS_FOR = re.compile(
    rf"(?!.*(?:{_PROGRAM}))[^、。はがに「」『』\[\]【】<>→]{{1,15}}"
    rf"(?:{_FORM_WORDS['V']}|{_FORM_WORDS['L']}|記載|○を(?:つけ|付け)){_FORM_WORDS['P']}"
)
_SCREEN = (
    r"\b(?:console|portal|support|screen|settings?|page|app|dashboard|tickets?|phone|e-?mail"
    r"|when you|within [0-9]|before you|via)\b"
)
_ADDRESSED = r"(?:your?|yours|details|how|whether|any|which|what|why|if|a (?:brief )?description)\b"
ASKS_ENGLISH = re.compile(
    rf"(?!.*{_SCREEN})(?:please )?(?:describe|explain|specify|provide|complete|list|indicate|state"
    rf"|attach)(?: {_ADDRESSED}.{{0,80}}| .{{1,40}} here)[.:]?"
    r"|(?:click|tap)(?: or tap)?(?: here)? to (?:enter|add|insert|choose).*"
    r"|(?:replace|change)[ _]?me|placeholder(?: text)?|insert (?:text|name|date)"
)
_TEXT = "(?:文章|テキスト|文字|説明|内容|回答)"
DUMMY = re.compile(
    rf"(?:この)?{_TEXT}?は?(?:ダミー|サンプル)(?:{_TEXT}|データ|文)?(?:です)?"
    rf"|dummy(?: ?text)?|sample ?(?:text|answer)|(?:ここに)?{_TEXT}が入ります"
    r"|プレースホルダー?|lorem ?ipsum.*"
)
TO_DO = re.compile(
    r"(?:TODO|FIXME)(?:$|[:、。)】\]]| +[:(]|\([^()]*\) *:"
    r"| (?![はがをのもとに]|リスト|管理|コメント|タスク|アプリ|機能|一覧)[ぁ-んァ-ヶ一-龠]"
    r"(?!.*(?:す|せん|ない)。?$))"
    r"|(?i:todo|fixme) *(?:$|:)|(?:TB[ACD]|XXX) *[:(–-]"
    r"|TB[ACD] (?:by|until|after|pending|with|[–-])"
)
# That there is no answer yet, as the whole text or around one: はい（要確認）
_NOTE = (
    rf"(?:{UNKNOWN}|[^、。()\[\]]{{0,6}}確認(?:中|待ち)|(?:調査|作成|記入|調整|回答(?:準備|作成))中|回答待ち"
    rf"|要(?:{TOLD}|修正|検討|調査|記入|入力|追記|差し?替え?)|確認要|未(?:回答|記入|入力|確認)|確認後(?:{TOLD}|記入)|ペンディング|tofollow|pending(?:review|approval)?"
    rf"|(?:{LATER})(?:{TOLD}|記入)(?:予定|します|いたします|する)?|(?:{DRAFTS})の?(?:回答|テキスト|文章|版)?)"
)
NOTE = re.compile(_NOTE)
NOTE_BEFORE = re.compile(rf"[(\[【〔<]{_NOTE}[)\]】〕>]|(?:{DRAFTS}|{UNKNOWN})[):]", re.IGNORECASE)
NOTE_BEHIND = re.compile(rf"[(\[【〔<※]{_NOTE}[)\]】〕>]?[。.]?$", re.IGNORECASE)
# Only at the beginning: an answer may give an example of its own.
EXAMPLE = re.compile(
    r"[※*・]?(?:[(\[【〔<〈《]?(?:記入|記載|回答|入力)?例[)\]】〕>〉》:](?![のはと])"
    r"|[(\[【](?:サンプル|見本)[)\]】]|[(\[<]?(?:(?:e\.?g|example|sample(?:answer)?)\.?[)\]>:]|ex\.?[)\]]|e\.g\.))"
)
EMPTY = {
    *("空欄", "空白", "記載なし", "null", "undefined", "nan", "blank", "empty"),
    *("テスト", "テストテスト", "test", "サンプル", "sample", "ほげ", "hoge", "foo", "asdf"),
}
TYPED_AT_RANDOM = re.compile(r"([ぁ-ヶa-z])\1{2,20}")  # AAA is a rating

# Other answers and places of the sheet, or of what came with it: readers have none of them.
_NUMBER = r"(?:no\.?|項番|項目|番号|設問|問|q|#)?[0-9][0-9.-]*[番項]?"
_PLACE = (
    rf"(?:{_NUMBER}|[上下左右](?:記|段|側|の?[欄行列項]|のセル)?|[前次][項問述欄]|(?:備考|特記事項|コメント|補足)欄?"
    r"|(?:別|他の?)(?:シート|紙|添|表|欄|タブ|項目|ファイル|資料)[0-9]*|添付(?:資料|ファイル|書類)?[0-9]*"
    r"|(?:前|昨|一昨|去|前々)(?:回|年度?|期|版))(?:の?(?:提出|回答|内容|記載|項|欄)分?)?"
)
_UNCHANGED = r"変更(?:点|箇所)?は?(?:なし|無し|ありません|ございません)"
_TO = (
    r"(?:[とに](?:同[じ様]|準[じず]る)|同[じ様]|の?(?:通り|とおり)"
    rf"|[をは]?ご?(?:参照|確認|覧)(?:{_FORM_WORDS['P']})?|に(?:記載|記入|回答)(?:済み?|しています|しました)?"
    rf"|(?:から|より|と)の?{_UNCHANGED})"
)
# Nothing but pointers, up to three of them: a text that says more is an answer.
POINTER = re.compile(
    rf"(?:※?(?:詳細は|詳しくは)?{_PLACE}{_TO}|{_UNCHANGED}|(?:詳細は|詳しくは){_PLACE}|同{_NUMBER}"
    rf"|同[左右前じ様]|(?:以下)?同[文じ様]|[=ー-]*同上[*ー-]+|[仝々]|(?:same)?asabove|seeabove|ditto){{1,3}}"
    r"(?:です|とする|になります)?"
)
# The errors of Excel, and Err:502 of LibreOffice, which may stand within a text.
ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!)|(?:^|\s)Err:[0-9]{3}\b"
)

# Places within a line that a template leaves open. Real answers hold such signs too: ○ as a mark
# or a bullet, names that are not told (○○社), formats and variables that they describe. So a sign
# counts only where a figure with its unit or a name with its kind belongs.
_NAME = r"(?:[貴御]?社名|会社名|貴社|御社)"
_ENGLISH_NAME = (
    r"(?:your |the )?(?:company|vendor|supplier|product|service|customer|organi[sz]ation)"
    r"(?:'?s)?(?: ?name)?"
)
FIELD = re.compile(
    r"(?<![$/A-Za-z0-9_])\{\{(?![ \w$-]*\.)[^{}]{0,60}\}\}|[$#]\{(?![A-Z_]+\})[^{}]{1,60}\}"
    r"|^(?:[$#]|\{)\{[^{}]{1,60}\}\}?[。.]?$|<%[^<>]{0,60}%>|<<[^<>]{1,60}>>|«[^«»]{1,60}»"
    r"|(?i:lorem ipsum|\[(?:insert|enter|your) [^\[\]]{1,60}\])"
    rf"|[<\[【〈《{{]{_NAME}[>\]】〉》}}]|[<{{](?:製品|サービス|商品|部署|担当者)名[>}}]"
    rf"|(?i:[<\[{{]{_ENGLISH_NAME}[>\]}}])"
    r"|^%[A-Z_]{3,30}%$|%(?:COMPANY|VENDOR|PRODUCT|SERVICE|CUSTOMER|NAME|DATE)[A-Z_]{0,20}%"
    r"|__[A-Z_]{3,30}__"
)
OF_PROGRAMS = re.compile(
    r"(?:変数|テンプレート|構文|記法|タグ|プレースホルダー?|パス|URL|エンドポイント|variables?|placeholders?|secrets?|template)"
    r"[^。]{0,30}$|(?<![A-Za-z])(?:Jinja2?|Helm|Ansible|Vue|Angular|Liquid|Actions|Django)[^。]{0,12}$|[./A-Za-z0-9_]$",
    re.IGNORECASE,
)
# A name in the place of which a mark stands, with what kind of name it is: 株式会社○○, 第○条
_MASK = r"(?:(?<![○◯〇●△□■×*])[○◯〇●△□■×*]{2,}+|(?<![A-Za-z])[xX]{2,}+(?![A-Za-z]))"
_COMPANY = r"(?:(?:株式|有限|合同)会社|\((?:株|有)\))"
OPEN_NAME = re.compile(
    rf"{_MASK} ?{_COMPANY}|{_COMPANY} ?{_MASK}|(?<![A-Za-z])[<\[【〈《{{]{_MASK}[>\]】〉》}}]"
    r"|第(?:[○◯〇●△]{1,2}|[xX]{1,2})(?:版|条|項|章|号)|(?<![A-Za-z])X{2,}社"
    r"|(?:\b[Vv](?:er(?:sion)?)?\.? ?|バージョン ?)[xX○◯〇]\.[xX○◯〇]"
    r"|(?<![A-Za-z0-9])X{3,}+(?![A-Za-z0-9系番台])"
    rf"|(?:^|(?<=[、。 (「])){_MASK}(?:[をにがで]|について)"
)
# Telephone numbers, and addresses of mail and pages, that nobody has
OPEN_ADDRESS = re.compile(
    r"(?<![0-9-])0[0-9]{1,3}-[Xx○◯〇*]{3,4}|(?<![0-9-])0[0-9]{0,3}-0{3,4}-0{4}(?![0-9])"
    r"|(?<![0-9-])(?:0{2,4}|0[5789]0|0120)-0{2,4}-0{3,4}(?![0-9])|〒 ?0{3}-0{4}"
    r"|(?<![A-Za-z0-9-])[Xx○◯〇●]{2,4}-[Xx○◯〇●]{3,4}(?![A-Za-z0-9])"
    r"|(?<![\w.-])(?:x{2,}|a{3,}|foo|hoge|example|sample|dummy|your[._-]?(?:name|mail|email|address))@"
    r"|(?:@|https?://|www\.)(?:www\.)?(?:x{3,}|hoge|your-?(?:company|domain))[./]|@[○◯〇]{2,}",
    re.IGNORECASE,
)
# 2026年 月 日, 2026/XX/XX, 20XX年, 令和 年, R○.○, XX:XX; YYYY/MM/DD where a day belongs
_FORMAT_OF_DAY = (
    r"(?:[Yy]{4} ?[-/.年] ?[Mm]{1,2}(?: ?[-/.月] ?[Dd]{1,2}日?)?"
    r"|[Dd]{2}[-/.][Mm]{2,3}[-/.][Yy]{2,4}|[Mm]{2}[-/.](?:[Dd]{2}[-/.])?[Yy]{4})"
)
OPEN_DATE = re.compile(
    r"年[ _]+月(?:[ _]+日|[ _]*(?=$|[。、)]))|西暦[ _]+年"
    r"|月[ _]+日(?![本次常中数曜程時々0-9祝休単額])"
    rf"|^{_FORMAT_OF_DAY}$|(?<![A-Za-z0-9_-]){_FORMAT_OF_DAY}(?=に|から|まで|現在|時点|改|施行)"
    rf"|(?:[一-龠]日(?:は|: ?)|日付: ?|[Dd]ate: ?){_FORMAT_OF_DAY}"
    r"|(?<![0-9])20(?:[0-9]{2}|[Xx○◯〇●×*?]{2})[-/.][Xx○◯〇_]{1,2}|年[*?Xx×○◯〇●]{1,2}月"
    r"|(?<![0-9])20[Xx○◯〇●×*?]{2} ?年|(?:令和|平成)(?: +|[Xx○◯〇●]{1,2})年"
    r"|(?<![0-9])20[0-9][Xx○◯〇●*_] ?[-/.年]|(?<![A-Za-z])[RH][○◯〇_]{1,2}年"
    r"|(?<![月火水木金土日])[○◯〇●△]曜日|第[○◯〇●Xx][月火水木金土日]曜"
    r"|[0-9]:[0-9]{2} ?[~〜-] ?[Xx○◯〇]{1,2}:[0-9]{2}|[年月週日]に?(?:[XN]|[○◯〇]{1,2}|_+)回"
    r"|(?<![A-Za-z])R[○◯〇]\.|(?<![A-Za-z0-9/])[Xx]{2}/[Xx]{2}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])(?:[Xx]{2}|[○◯〇]{1,2}):(?:[Xx]{2}|[○◯〇]{2})(?![A-Za-z0-9])"
)
# XX時間以内, ○ 時間以内, 約○時間, (○)時間, 稼働率: %; a mark stands behind what it marks: 平日○ 土×
_UNIT = rf"(?:{UNIT}|万円|bit)"
_COUNTED = "(?:社|棟|か国|カ国|ヶ国)"
_SIGN = "[○◯〇●△▲×✕]"
_NUMERAL = "0-9〇一二三四五六七八九十百千"
_END = (
    rf"(?:以[内上下降]|未満|程度|まで|前(?!半)|後(?!半)| *+(?:{_SIGN}|[xX]{{1,3}}) *+{_UNIT}"
    r"|[。、)]? *+$|/[年月週日])"
)
_BEGIN = rf"(?<![{_NUMERAL}A-Za-z_*?○◯●△▲×✕□■])"
# What goes on with a unit is another word: 回線, 時間外, 台湾.
_ENDS = rf"(?!時間[外帯]){_UNIT}(?![次常中外本の数額線的称帳散単台湾])"
_ENGLISH_UNIT = (
    r"(?:(?:business|working|calendar) )?(?:sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?"
    r"|days?|weeks?|months?|years?"
    r"|times|copies|generations|percent|characters|users|GB|TB|MB)\b"
)
OPEN_FIGURE = re.compile(
    rf"{_BEGIN}(?:[○◯〇●△▲×✕□■]{{2,}}+|[xX]{{2,}}+|_{{2,}}+|\*{{2,}}+|\?{{2,}}+) *{_UNIT}"
    rf"|{_BEGIN}(?<![ぁ-んァ-ヶー一-龠])(?<![A-Za-z] )(?:{_SIGN}|[xXN]) *+{_UNIT}間?{_END}"
    rf"|{_BEGIN}(?<![ぁ-んァ-ヶー一-龠])(?<![A-Za-z] )(?:n|[□■](?! )) *+{_UNIT}間?(?!前|後){_END}"
    rf"|(?<=[ぁ-んァ-ヶ一-龠])(?<![{_NUMERAL}])[○◯●△](?: *(?={_UNIT}以[内上下]))?{_ENDS}"
    rf"|(?<=[ぁ-んァ-ヶ一-龠])_++{_ENDS}"
    rf"|^ *+(?:{_SIGN} *+|X ?){_COUNTED}(?:/[年月])?。?$"
    rf"|^[○◯●△]{_UNIT}間?(?:保管|保存|保持|ごと|毎|おき)"
    rf"|(?:^|[はが約: ])(?:\.{{3,}}+|\?) *{_UNIT}(?:以[内上下]|です|$|に)"
    rf"|[(\[【<] *+(?:[xX○◯〇●△_*?nN]{{1,3}})? *+[)\]】>] ?{_ENDS}"
    rf"|(?:[はが約:] {{2,}}|: *+|^年 +){_UNIT}(?:以[内上下]|です|間?に|[。]? *+$)"
    r"|(?<![0-9])[0-9]{1,9}\.[0-9]{0,9}+[Xx○◯〇*?#]+ ?(?:%|パーセント)"
    r"|[$€£¥]X{1,4}(?:[,.]X{1,3})*(?![A-Za-z])"
    r"|(?<![A-Za-z0-9#_*?])(?:[Xx#_*?]{2,}+|[<\[({] ?(?:[xXnN#_?]{1,3})? ?[>\])}])"
    rf" {_ENGLISH_UNIT}"
    rf"|(?:^|\b(?:within|every|after|for|about|than|least|most|to|in) |: ?)[XN] {_ENGLISH_UNIT}"
)
# A mark behind a label: 担当：○○, Contact: xxx
LABEL = (
    r"(?:氏名|ご?担当(?:者名?|部署)?|数値|回答(?:内容)?|電話(?:番号)?|部署名?|所属|役職|住所|連絡先|メールアドレス"
    r"|(?:会社|製品|サービス)?名称?|会社名|社名|日付|name|tel|e-?mail|date|title|address|phone|company|product|answer"
    r"|response|contact)"
)
_MASKS = r"(?:[○◯〇●△□×]{2,20}|x{2,20})(?:様|部|課|係|室)"
MASKED = re.compile(
    rf"[^:。、]{{1,12}}:(?:{_MASKS}?){{1,4}}|(?:{_MASKS}){{1,4}}|[○◯〇●△□]{{3,20}}|x{{2,20}}|{LABEL}:[()\[\]【】_]+"
)
# A name without what it names, where it is all of the text
UNFILLED = re.compile(rf"{LABEL}:|[<(\[【〈《{{]{LABEL}[>)\]】〉》}}]|[貴御]社名")
# What says that the mark stands for itself: it names a format, or what is not told or promised.
_FORMAT = r"(?:形式|書式|フォーマット|表記|記法|構文|パターン|format|pattern)"
STANDS_FOR_ITSELF = re.compile(
    rf"[^、。]{{0,20}}(?:{_FORMAT}|(?:と|のように|で)(?:表示|表記|表し|伏せ|出力|記録)|のよう[なに]|など)"
    r"|[^。]{0,30}(?:非公開|非開示|伏せて|公表し(?:てい)?ま|(?:約束|保証|規定|設定|公開)(?:は|を)?(?:して|致して|いたして)?い?ませ?ん"
    r"|定めて(?:い|おり)ません)",
    re.IGNORECASE,
)
FORMAT_IS = re.compile(rf"{_FORMAT}(?:は|に|で|を|:| is| of)[^、。]{{0,12}}$", re.IGNORECASE)
BRACKETED = re.compile(r"[<(\[【〈《{](?:[^<>()\[\]【】〈〉《》{}\n]{2,40})[>)\]】〉》}]")
