"""Words of 有無 that a cell begins with but does not state: one of several, or of a longer one."""

import re
import unicodedata

from disclosures.imports.files.cells import without_brackets
from disclosures.imports.tables.lexicon import (
    AVAILABILITY_CELLS,
    AVAILABILITY_SIGNS,
    AVAILABILITY_WORDS,
)
from texts.normalize import normalize

from .statement import any_of, availability_of

# Atomic, so that 一部有り is one word and never 一部 before 有り.
_ONE = re.compile(rf"(?>{any_of({**AVAILABILITY_WORDS, **AVAILABILITY_CELLS})})")
_OWN = rf"(?>{any_of(AVAILABILITY_WORDS)})"
_MARK = rf"[(\[]\s*[{AVAILABILITY_SIGNS}●✓✔レ■□☑]?\s*[)\]]"  # where a mark goes: 有（　）
# A remark in brackets must not hide that a second word follows: 有（1台）・無
_REMARK = r"[(\[][^()\[\]]{0,40}[)\]]"
_OR = r"(?:[・･/|,、。;:&~〜→⇒↓>-]|or|又は|または|もしくは|から)"
# The whole cell is words of 有無 with what stands between choices, and at most a remark behind.
_SEVERAL = re.compile(
    rf"{_ONE.pattern}(?:{_MARK})?(?:{_OR}?{_ONE.pattern}(?:{_MARK})?)+(?:[(\[「『【〔〈《].*)?",
    re.DOTALL,
)
_SEVERAL_FIRST = re.compile(  # what goes on must be apart: 有り 無線LAN is an answer
    rf"{_OWN}\s*(?:{_REMARK})?(?:(?:\s*{_OR}\s*|\s+|(?<=[)\]])){_OWN}\s*(?:{_REMARK})?)+"
    r"(?=[\s、。,:(\[]|(?<=[\s)\]])|$)"
)
# A word and the empty brackets for its mark, as in 有（　）: nobody set the mark.
_UNMARKED = re.compile(rf"{_ONE.pattern}(?:[(\[][)\]])+")
# Of those who choose and who do not: boxes, ticks, dashes; o, x, 0 and 1 where they stand alone.
_MARKS = re.compile(
    rf"[□■☐☑☒✓✔●◎_{AVAILABILITY_SIGNS}]|(?<![ァ-ヶー])[-‐‑‒–—―ー−]+|(?<!\w)[oxv01レ](?!\w)",
    re.IGNORECASE,
)

# The word is kept apart from what follows, to be judged by how that begins.
_BEGINNING = re.compile(rf"(?P<word>{_OWN})(?P<between>\s*[、。,;:]\s*|\s+)(?P<rest>.*)", re.DOTALL)
# A word that goes on without a blank behind a sign that joins words: 有・TLS, あり→TLS
_JOINED = re.compile(rf"{_OWN}[・･/|&+=~〜→⇒>‐‑‒–—―−-]+\w")
# How sentences begin in Hiragana; what begins otherwise goes on with the word, as ではありません.
_OPENING = re.compile(
    r"お|ご|わ|ひ|うち|うるう|かん|かなら|かつ|よく|よって|ゆ|つぎ|ただ|なお|なるべく|また|まず|まだ|こ(?!と)"
    r"|そ(?!う)|すべて|すで|い[ずつまか]|あらか|あわせ|しか|したが|もし|もち|もと|たと|さら|くわし|でき|ど|みな"
    r"|ほ|は[いじ]|とく|とき(?!は)|やむ"
)
# Second halves of words that begin with 有 or 無: 無停電電源装置 denies nothing.
_COMPOUND = re.compile(
    r"料(?!金)|償|効(?!果)|線|人(?![事員数])|害|罪|限|期限|制限|停電|停止|許可|断|視|権限|差別|作為|応答|署名"
    r"|関係|記名|条件|保証|認証|瞬|休|欠|事の|識者|給(?!電)|資格|権者|用の|名の|機(?![器能械])|意|益|志|価|形"
)
# A sentence of its own follows the word: it ends, or closes politely.
_APART = re.compile(
    r"[^、。:(\[\n]*(?:[、。:(\[\n]|(?:ます|です|ません|した|する|ない|ある|できる)$)"
)
# What the word may describe instead of saying it
_NOUN = re.compile(r"情報|部分|資料|文書|項目|設定|端末|機能|範囲|データ")  # 非公開 情報
_NEGATED = re.compile(r"[未非不否除]|無[しい]")  # 一部 未対応
_STEM = re.compile(r"得|余[りる]|難|崩|方[はがをのに]")  # あり 得る
_GOES_ON = {"一部": _NEGATED, "対象外": _NOUN, "非公開": _NOUN}


def is_blank_form(text: str) -> bool:
    """Whether the cell offers words of 有無 to choose from, such as 有 ・ 無 or 有 □ 無 ■.

    Which of them a mark belongs to is for a person to say.
    """
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_choice(" ".join(one.split())) for one in (plain, _MARKS.sub(" ", plain)))


def _is_choice(text: str) -> bool:
    word = normalize(text).casefold().strip("。.:")
    if _UNMARKED.fullmatch(word):
        return True
    whole = _SEVERAL.fullmatch(word) or _SEVERAL.fullmatch(without_brackets(word))
    first = _SEVERAL_FIRST.match(text)
    return (whole is not None and _are_several(whole[0])) or (
        first is not None and _are_several(re.sub(_REMARK, "", first[0]))
    )


def _are_several(text: str) -> bool:
    return len({availability_of(one) for one in _ONE.findall(text)}) > 1


def is_spread_out(text: str) -> bool:
    """Whether the word of 有無 that the text seems to begin with may be the start of another."""
    plain = unicodedata.normalize("NFKC", text)
    if _JOINED.match(plain):
        return True
    match = _BEGINNING.match(plain)
    if not match or not match["rest"]:
        return False
    word, rest = match["word"], match["rest"]
    if "ぁ" <= rest[0] <= "ん":
        return not _OPENING.match(rest)
    if not "一" <= rest[0] <= "鿿":
        return False
    if word in ("有", "無") and not match["between"].strip():
        is_apart = "\n" in match["between"] or bool(_APART.match(rest))
        return bool(_COMPOUND.match(rest)) or not is_apart
    return bool(_GOES_ON.get(word, _STEM).match(rest))
