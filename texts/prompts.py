"""Texts of forms and templates that nobody replaced by an answer; no Django.

A prompt asks for an answer (選択してください, ＜ここに記入＞, TODO), a template leaves its figures
open (XX時間以内, 2026年　月　日, {{…}}). Real answers hold such signs too: ○ as a mark or a bullet,
names that are not told (○○社). So a sign counts only where a figure with its unit belongs.
"""

import re
import unicodedata
from collections.abc import Iterator

from .normalize import normalize
from .quantities import UNIT

# Whole lines, folded, in lower case and without what stands around them: 選択してください,
# プルダウンから選択, ここに記入, クリックして入力, Choose an item, Click here to enter text.
_ASKING = r"(?:を?(?:して)?(?:下さい|ください|願います|お願い(?:いた)?します))"
_PLEASE = rf"(?:{_ASKING}|する(?:こと)?|のこと|予定)?"
_HERE = r"(?:(?:こちら|ここ|この欄|本欄|回答欄|右欄|左欄)[にへ])"
_WHAT = (
    r"(?:(?:ご?回答|内容|詳細|具体的|理由|日付|年月日|数値|数字|時間|名称|会社名|御?社名|氏名"
    r"|担当者名?|テキスト|文字)[をに])"
)
_WRITE = r"[ごお]?(?:記入|回答|記載|入力|追記|記述)"
_LIST = (
    r"(?:(?:プルダウン|ドロップダウン|コンボボックス|リスト|選択肢|一覧|メニュー|以下|下記|次|右|アイテム|項目|有無|日付)"
    r"(?:リスト|メニュー)?の?(?:中)?(?:から|より|で|を)?)"
)
_CHOOSE = r"(?:(?:1つ|一つ|ひとつ|いずれか)(?:を|だけ)?)?(?:お?選び|[ごお]?選択)"
_CLICK = r"(?:(?:ここを?)?(?:クリック|タップ)(?:または|して|か|、)*)+"
_ENGLISH = (
    r"tobe(?:completed|determined|confirmed|decided|advised|filledin)"
    r"|please(?:specify|describe|explain|provide|complete|fillin).{0,40}"
    r"|(?:please)?(?:choose|select|pick)(?:an?|one|your|the)?(?:item|option|value|answer|date|one)?"
    r"(?:from(?:the)?(?:drop-?down)?(?:list|menu)?)?"
    r"|(?:click|tap)(?:ortap)?(?:here)?to(?:enter|add|insert|choose).*"
    r"|(?:please)?(?:enter|type|insert|write|add|fillin)(?:an?|your)?(?:text|answer|response|comment|date)?(?:here)?"
    r"|your(?:text|answer|response|companyname?)(?:here)?"
)
# What is asked for first may be anything short; a screen or a customer makes it an instruction.
_ASKED_FOR = (
    r"(?!.*(?:画面|お客様|利用者|管理者))(?:[^、。はがに]{0,15}|[^、。はが]{0,10}"
    rf"(?:{_HERE}|以下に|ものに|[欄枠]に))(?:[ごお]?選択|お?選び|選んで|[○〇丸]を(?:つけ|付け)て|{_WRITE}){_ASKING}"
)
_PROMPT = re.compile(
    rf"{_LIST}?{_CHOOSE}{_PLEASE}|未選択|{_CLICK}{_WHAT}?{_WRITE}{_PLEASE}"
    rf"|{_HERE}{_WHAT}?{_WRITE}{_PLEASE}|{_WHAT}{_WRITE}{_ASKING}|{_ASKED_FOR}|要(?:記入|入力|追記|記載)"
    rf"|(?:後日|後ほど|後で|あとで){_WRITE}(?:{_PLEASE}|します)|記入欄|回答欄|入力欄|自由記[述入]欄?"
    rf"|ダミー(?:テキスト|データ)?|サンプル(?:テキスト)?|dummy(?:text)?|sampletext|loremipsum.*|{_ENGLISH}"
)
# Lines that ask where they are all of the text, and may be steps of a manual elsewhere.
_WRITING = re.compile(rf"{_WHAT}{_WRITE}{_PLEASE}")
_ALONE = re.compile(
    rf"{_WRITING.pattern}|(?:値|項目|セル|文章|文字列|回答)を(?:選択|入力|記入|記載){_PLEASE}"
    r"|(?:追記|記載|記入|回答)予定|(?:あとで|後で)書く|確認待ち|.{0,6}確認中|回答|記入|answer|t\.?b\.?[acd]|wip"
)
_AROUND = " 　\t-‐–—―=▼▽▶→⇒↓*※・:。.…!_()[]{}<>「」『』【】〔〕〈〉《》"
_DECORATED_ONLY = {"選択", "記入欄", "回答欄", "入力欄", "select", "choose", "enter", "type", "add"}
_TO_DO = re.compile(r"(?:TODO|FIXME)(?:$|[ :、。)])|(?i:todo|fixme) *(?:$|:)")
# The whole text: nobody has an answer yet.
_NOTES = {
    *("tbd", "tba", "tbc", "確認中", "要確認", "調査中", "作成中", "記入中", "回答待ち"),
    *("未回答", "未記入", "未入力", "後日回答", "別途回答"),
}

# Within a line, in NFKC: {{name}}, ${name}, <<name>>, %NAME%, [Company name], 【会社名】.
_NAME = r"(?:[貴御]?社名|会社名|貴社|御社|company ?name|product ?name|your company)"
_FIELD = re.compile(
    r"\{\{[^{}]{0,60}\}\}|[$#]\{[^{}]{0,60}\}|<%[^<>]{0,60}%>|<<[^<>]{1,60}>>|«[^«»]{1,60}»"
    rf"|lorem ipsum|\[(?:insert|enter|your) [^\[\]]{{1,60}}\]|[<\[【〈《{{]{_NAME}[>\]】〉》}}]"
    r"|(?-i:%[A-Z_]{3,30}%)",
    re.IGNORECASE,
)
_IN_ROUND_BRACKETS = re.compile(
    rf"{_LIST}?{_CHOOSE}{_ASKING}|{_HERE}{_WHAT}?{_WRITE}{_PLEASE}|{_ASKED_FOR}"
)
_BRACKETED = re.compile(r"[<(\[【〈《{](?:[^<>()\[\]【】〈〉《》{}\n]{2,40})[>)\]】〉》}]")
# 2026年 月 日, YYYY/MM/DD, 2026/XX/XX, 20XX年, 令和 年, R○.○, XX:XX
_OPEN_DATE = re.compile(
    r"年[ _]+月(?:[ _]+日|[ _]*(?=$|[。、)]))"
    r"|月[ _]+日(?![本次常中数曜程時々0-9祝休単額])"
    r"|[Yy]{4} ?[-/.年] ?[Mm]{1,2}|20[0-9]{2}[-/.][Xx○◯〇]{1,2}|年[*?Xx×○◯〇●]{1,2}月"
    r"|(?<![0-9])20[Xx○◯〇●×*?]{2} ?年|(?:令和|平成) +年|(?<![A-Za-z])R[○◯〇]\."
    r"|(?<![A-Za-z0-9])(?:[Xx]{2}|[○◯〇]{1,2}):(?:[Xx]{2}|[○◯〇]{2})(?![A-Za-z0-9])"
    r"|(?<![0-9])0[0-9]{1,3}-[Xx○◯〇*]{4}"
)
# XX時間以内, ○ 時間以内, 約○時間, (○)時間, 稼働率: %; a mark stands behind what it marks: 平日○ 土×
_UNIT = rf"(?:{UNIT}|万円|bit)"
_SIGN = "[○◯〇●△▲×✕]"
_NUMERAL = "0-9〇一二三四五六七八九十百千"
_END = (
    rf"(?:以[内上下降]|未満|程度|まで|前(?!半)|後(?!半)| *+(?:{_SIGN}|[xX]{{1,3}}) *+{_UNIT}"
    r"|[。、)]? *+$)"
)
_BEGIN = rf"(?<![{_NUMERAL}A-Za-z_*?○◯●△▲×✕□■])"
# What goes on with a unit is another word: 回線, 時間外, 台湾.
_ENDS = rf"(?!時間[外帯]){_UNIT}(?![次常中外本の数額線的称帳散単台湾])"
_OPEN_FIGURE = re.compile(
    rf"{_BEGIN}(?:[○◯〇●△▲×✕□■]{{2,}}+|[xX]{{2,}}+|_{{2,}}+|\*{{2,}}+|\?{{2,}}+) ?{_UNIT}"
    rf"|{_BEGIN}(?<![ぁ-んァ-ヶー一-龠])(?<![A-Za-z] )(?:{_SIGN}|[xXN]) *+{_UNIT}間?{_END}"
    rf"|(?<=[ぁ-んァ-ヶ一-龠])(?<![{_NUMERAL}])[○◯●△](?: (?={_UNIT}以[内上下]))?{_ENDS}"
    rf"|^ *+{_SIGN} ++(?:社|棟|か国|カ国|ヶ国)。?$"
    rf"|^[○◯●△]{_UNIT}間?(?:保管|保存|保持|ごと|毎|おき)"
    rf"|[(\[【] *+(?:[xX○◯〇●△_*]{{1,3}})? *+[)\]】] ?{_ENDS}"
    rf"|(?:[はが約:] {{2,}}|: *+|^年 +){_UNIT}(?:以[内上下]|です|間?に|[。]? *+$)"
)


def is_note(text: str) -> bool:
    """Whether the whole text says that there is no answer yet."""
    bare = unicodedata.normalize("NFKC", text).strip(f"{_AROUND}\n")
    return normalize(bare).casefold().removesuffix("です") in _NOTES


def first_prompt(text: str) -> str:
    """The first passage that only asks for an answer or leaves one open, as NFKC; "" without."""
    if is_note(text):
        return text.strip()
    return next(_prompts(unicodedata.normalize("NFKC", text)), "")


def _prompts(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for line in lines:
        if _is_prompt(line, is_alone=len(lines) == 1):
            yield line.strip()
        yield from (found[0].strip() for found in _FIELD.finditer(line))
        yield from (found[0] for found in _BRACKETED.finditer(line) if _is_asking(found[0]))
        for pattern in (_OPEN_DATE, _OPEN_FIGURE):
            yield from (found[0].strip() for found in pattern.finditer(line))


def _is_prompt(line: str, *, is_alone: bool) -> bool:
    """Whether the whole line is one; is_alone: it is all of the text."""
    bare = line.strip(_AROUND)
    if bare.casefold() in _DECORATED_ONLY and bare == line.strip():
        return False
    word = normalize(bare).casefold()
    is_prompt = _TO_DO.match(bare) or _PROMPT.fullmatch(word)
    return bool(is_prompt or (is_alone and _ALONE.fullmatch(word)))


def _is_asking(bracketed: str) -> bool:
    """Whether the text in brackets asks; in round ones a remark may say how a thing is done."""
    inner = normalize(bracketed[1:-1]).casefold()
    if bracketed[0] == "(":
        return bool(_IN_ROUND_BRACKETS.fullmatch(inner))
    is_prompt = _PROMPT.fullmatch(inner) or _WRITING.fullmatch(inner)
    return bool(is_prompt) and inner not in _DECORATED_ONLY
