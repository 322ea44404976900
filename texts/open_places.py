"""Places that a template leaves open within a line, as patterns: XX時間以内, 2026年 月 日.

All read NFKC.
"""

import re

from .quantities import UNIT

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
    r"|__[A-Z_]{3,30}__|(?<![\w$])\$[A-Z_]{3,30}\$(?!\w)|@@[A-Z_]{3,30}@@"
    # Where the name belongs into the sentence; others are headings (【サービス名】LeySer).
    r"|[【\[](?:製品|サービス|商品|システム|部署|担当者)名[】\]](?=[はがをにでと])"
)
OF_PROGRAMS = re.compile(
    r"(?:変数|テンプレート|構文|記法|タグ|プレースホルダー?|パス|URL|エンドポイント|variables?"
    r"|placeholders?|secrets?|template)"
    r"[^。]{0,30}$|(?<![A-Za-z])(?:Jinja2?|Helm|Ansible|Vue|Angular|Liquid|Actions"
    r"|Django)[^。]{0,12}$|[./A-Za-z0-9_]$",
    re.IGNORECASE,
)
# A name in the place of which a mark stands, with what kind of name it is: 株式会社○○, 第○条
_MASK = r"(?:(?<![○◯〇●△□■×*])[○◯〇●△□■×*]{2,}+|(?<![A-Za-z])[xX]{2,}+(?![A-Za-z]))"
_COMPANY = r"(?:(?:株式|有限|合同)会社|\((?:株|有)\))"
OPEN_NAME = re.compile(
    rf"{_MASK} ?{_COMPANY}|{_COMPANY} ?{_MASK}|(?<![A-Za-z])[<\[【〈《{{]{_MASK}[>\]】〉》}}]"
    r"|第(?:[○◯〇●△]{1,2}|[xX]{1,2})(?:版|条|項|章|号)|(?<![A-Za-z])X{2,}社"
    r"|(?:\b[Vv](?:er(?:sion)?)?\.? ?|バージョン ?)[xX○◯〇]\.[xX○◯〇]"
    r"|[0-9]\.[xX](?=以[上降前])|[○◯〇●□]\.[○◯〇●□](?![0-9])"
    r"|(?<![A-Za-z0-9])X{3,}+(?![A-Za-z0-9系番台])"
    rf"|(?:^|(?<=[、。 (「])){_MASK}(?:[をにがで]|について)"
    rf"|(?<=[はがをにで]){_MASK}(?=です|。|$)"
)
# Telephone numbers, and addresses of mail and pages, that nobody has
OPEN_ADDRESS = re.compile(
    r"(?<![0-9-])0[0-9]{1,3}-[Xx○◯〇*]{3,4}|(?<![0-9-])0[0-9]{0,3}-0{3,4}-0{4}(?![0-9])"
    r"|(?<![0-9-])(?:0{2,4}|0[5789]0|0120)-0{2,4}-0{3,4}(?![0-9])|〒 ?0{3}-0{4}"
    r"|(?<![A-Za-z0-9-])[Xx○◯〇●]{2,4}-[Xx○◯〇●]{3,4}(?![A-Za-z0-9])"
    r"|(?<![\w.-])(?:x{2,}|a{3,}|foo|hoge|example|sample|dummy|your[._-]?(?:name|mail|email"
    r"|address))@"
    r"|(?:@|https?://|www\.)(?:www\.)?(?:x{3,}|hoge|your-?(?:company|domain))[./]|@[○◯〇]{2,}"
    r"|^(?:[^:。]{1,10}: ?)?https?://$",
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
    # What spreadsheets and forms show for a day or time that nobody entered; 2026.0.1 is a version.
    r"|(?<![0-9])(?:(?:00|19|20)[0-9]{2}[-/年](?:0{1,2}[-/月]|[0-9]{1,2}[-/月]0{1,2}(?![0-9]))"
    r"|9999[-/年]99)"
    r"|(?<![0-9:])0?0:00 ?[~〜-] ?0?0:00(?![0-9:])|^(?:[○◯〇●]/[○◯〇●]|00/00|##:##|MM/DD|mm/dd)$"
    r"|(?:^|時[刻間]: ?)(?:HH|hh):(?:MM|mm)(?::[Ss]{2})?$|(?<![A-Za-z:])(?:HH:MM|hh:mm) ?[~〜-]"
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
    rf"|(?<=[ぁ-んァ-ヶ一-龠])(?<![{_NUMERAL}土])(?<!平日)[○◯〇●△]"
    rf"(?: *(?={_UNIT}以[内上下]))?{_ENDS}"
    rf"|(?<=[ぁ-んァ-ヶ一-龠])_++{_ENDS}"
    rf"|(?<=[はがを約])[□■◇◆] ?{_UNIT}(?:以|です|間|に|ごと|毎|。|$)"
    rf"|(?<=[ぁ-んァ-ヶー一-龠]) {{4,}}+{_UNIT}(?:以[内上下]|です|。|$)"
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
# What says that the mark stands for itself: it names a format, or what is not told or promised.
_FORMAT = r"(?:形式|書式|フォーマット|表記|記法|構文|パターン|format|pattern)"
STANDS_FOR_ITSELF = re.compile(
    rf"[^、。]{{0,20}}(?:{_FORMAT}|(?:と|のように|で)(?:表示|表記|表し|伏せ|出力|記録)"
    r"|のよう[なに]|など)"
    r"| ?を(?:含む|検知|検出|遮断|差し込|埋め込|置き?換|展開|解釈|エスケープ)"
    r"| (?:is|are|gets?|will be) (?:replaced|substituted|rendered|expanded|escaped|filled)"
    r"|[^。]{0,30}(?:非公開|非開示|伏せて|公表し(?:てい)?ま|(?:約束|保証|規定|設定|公開)(?:は"
    r"|を)?(?:して|致して|いたして)?い?ませ?ん"
    r"|定めて(?:い|おり)ません)",
    re.IGNORECASE,
)
FORMAT_IS = re.compile(rf"{_FORMAT}(?:は|に|で|を|:| is| of)[^、。]{{0,12}}$", re.IGNORECASE)
