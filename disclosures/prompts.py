"""Texts of forms and templates that nobody replaced by an answer; no Django.

A prompt asks for an answer (選択してください, ＜ここに記入＞, TODO), a template leaves its figures
open (XX時間以内, 2026年　月　日, {{…}}). Real answers hold such signs too: ○ as a mark or a bullet,
names that are not told (○○社). So a sign counts only where a figure with its unit belongs.
"""

import re
import unicodedata
from collections.abc import Iterator

from products.figures import UNIT
from products.folding import folded

# Whole lines, folded, in lower case and without what stands around them.
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
    r"(?:please)?(?:choose|select|pick)(?:an?|one|your|the)?(?:item|option|value|answer|date|one)?"
    r"(?:from(?:the)?(?:drop-?down)?(?:list|menu)?)?"
    r"|(?:click|tap)(?:ortap)?(?:here)?to(?:enter|add|insert|choose).*"
    r"|(?:please)?(?:enter|type|insert|write|add|fillin)(?:your)?(?:text|answer|response|comment|date)?(?:here)?"
    r"|your(?:text|answer|response|companyname?)(?:here)?"
)
_PROMPT = re.compile(
    rf"{_LIST}?{_CHOOSE}{_PLEASE}|未選択|{_CLICK}{_WHAT}?{_WRITE}{_PLEASE}"
    rf"|{_HERE}{_WHAT}?{_WRITE}{_PLEASE}|{_WHAT}{_WRITE}{_PLEASE}|(?:以下に)?{_WRITE}{_ASKING}|要(?:記入|入力|追記)"
    rf"|(?:後日|後ほど|後で|あとで){_WRITE}(?:{_PLEASE}|します)|記入欄|回答欄|入力欄|自由記[述入]欄?"
    rf"|ダミー(?:テキスト|データ)?|サンプル(?:テキスト)?|dummy(?:text)?|sampletext|loremipsum.*|{_ENGLISH}"
)
_AROUND = " 　\t-‐–—―=▼▽▶→⇒↓*※・:。.…!_()[]{}<>「」『』【】〔〕〈〉《》"
_DECORATED_ONLY = {"選択", "記入欄", "回答欄", "入力欄", "select", "choose", "enter", "type", "add"}
_TO_DO = re.compile(r"(?:TODO|FIXME)(?![A-Za-z0-9])|(?i:todo|fixme) *(?:$|:)")
# The whole text: nobody has an answer yet.
_NOTES = {
    *("tbd", "tba", "tbc", "確認中", "要確認", "調査中", "作成中", "記入中", "回答待ち"),
    *("未回答", "未記入", "未入力", "後日回答", "別途回答"),
}

# Within a line, in NFKC.
_FIELD = re.compile(
    r"\{\{[^{}]{0,60}\}\}|\$\{[^{}]{0,60}\}|<%[^<>]{0,60}%>|\[\[[^\[\]]{1,60}\]\]|lorem ipsum"
    r"|\[(?:insert|enter|your|company name|product name)[^\[\]]{0,60}\]",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[<(\[【〈《{](?P<inner>[^<>()\[\]【】〈〉《》{}\n]{2,40})[>)\]】〉》}]")
_OPEN_DATE = re.compile(
    r"年[ _]+月(?:[ _]+日|[ _]*(?=$|[。、)末頃]))"
    r"|月[ _]+日(?![本次常中数曜程時々0-9])"
)
_UNIT = rf"(?:{UNIT})"
_SIGN = "[○◯〇●△▲×✕□■]"
_NUMERAL = "0-9〇一二三四五六七八九十百千"
_END = rf"(?:以[内上下降]|未満|程度|まで|前|後| *+{_SIGN}| *+[xX]{{1,3}} *+{_UNIT}|[。、)]? *+$)"
_BEGIN = rf"(?<![{_NUMERAL}A-Za-z_○◯●△▲×✕□■])"
_OPEN_FIGURE = re.compile(
    rf"{_BEGIN}(?:{_SIGN}{{2,}}+|[xX]{{2,}}+|_{{2,}}+) ?{_UNIT}"
    rf"|(?<![0-9])20[xX○◯〇●]{{2}} ?年"
    rf"|{_BEGIN}(?:{_SIGN}|[xX]) *+{_UNIT}{_END}"
    rf"|(?<=[ぁ-んァ-ヶ一-龠])(?<![{_NUMERAL}])[○◯●△] ?{_UNIT}(?![次常中外本的数額])"
    rf"|^ *+{_SIGN} ++(?:社|棟|か国|カ国|ヶ国)[。]?$"
    rf"|\( *+\) ?{_UNIT}"
)


def is_note(text: str) -> bool:
    """Whether the whole text says that there is no answer yet."""
    bare = unicodedata.normalize("NFKC", text).strip(f"{_AROUND}\n")
    return folded(bare).casefold().removesuffix("です") in _NOTES


def first_prompt(text: str) -> str:
    """The first passage that only asks for an answer or leaves one open, as NFKC; "" without."""
    if is_note(text):
        return text.strip()
    return next(_prompts(unicodedata.normalize("NFKC", text)), "")


def _prompts(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if _is_prompt(line):
            yield line.strip()
        yield from (found[0].strip() for found in _FIELD.finditer(line))
        yield from (found[0] for found in _BRACKETED.finditer(line) if _is_asking(found["inner"]))
        for pattern in (_OPEN_DATE, _OPEN_FIGURE):
            yield from (found[0].strip() for found in pattern.finditer(line))


def _is_prompt(line: str) -> bool:
    """Whether the whole line is one."""
    bare = line.strip(_AROUND)
    if bare.casefold() in _DECORATED_ONLY and bare == line.strip():
        return False
    return bool(_TO_DO.match(bare)) or bool(_PROMPT.fullmatch(folded(bare).casefold()))


def _is_asking(inner: str) -> bool:
    return inner not in _DECORATED_ONLY and bool(_PROMPT.fullmatch(folded(inner).casefold()))
