"""What nobody filled in: texts of forms and templates in the place of an answer; no Django.

A prompt asks for an answer or leaves a place open (選択してください, XX時間以内), a note says that
there is none yet (確認中), a filler stands in its place (―, 例：…), and so do errors of
spreadsheets and pointers to what readers do not have (前回と同じ).
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from enum import Enum
from functools import lru_cache

from . import answer_notes, open_places, sheet_pointers
from . import left_open_patterns as patterns
from .choices import is_choice
from .normalize import normalize

AROUND = " 　\t-‐–—―=▼▽▶→⇒↓*※・:。.…!?_()[]{}<>「」『』【】〔〕〈〉《》#@★"
MAX_LINE = 80  # signs of a line that only asks
MAX_BEFORE = 80  # signs before a place that may say that it stands for itself
PLACES = (
    open_places.OPEN_NAME,
    open_places.OPEN_ADDRESS,
    open_places.OPEN_DATE,
    open_places.OPEN_FIGURE,
)
_WIDE_BLANK = str.maketrans({"\u3000": "  "})  # which may hold a figure, unlike others
# Punctuation and signs of calculation, money and accents; the others are marks, and some of these.
_SILENT = {"Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sc", "Sk", "Sm"}
_ANSWERING = "×√〃"


class Kind(Enum):
    """What stands there instead of an answer."""

    PROMPT = "prompt"
    NOTE = "note"
    FILLER = "filler"
    ERROR = "error"
    POINTER = "pointer"


def left_open(*texts: str, kinds: Collection[Kind] = tuple(Kind)) -> str:
    """The first passage of the texts that nobody filled in, as NFKC; "" where there is none."""
    passages = (_first_passage(text, tuple(kinds)) for text in texts)
    return next(filter(None, passages), "")


@lru_cache(maxsize=4_096)  # pages and imports ask of the same answers again and again
def _first_passage(text: str, kinds: tuple[Kind, ...]) -> str:
    return next((found for kind in kinds for found in FINDERS[kind](text)), "")


def _prompts(text: str) -> Iterator[str]:
    if is_choice(text):
        yield " ".join(text.split())
    plain = unicodedata.normalize("NFKC", text.translate(_WIDE_BLANK))
    lines = plain.split("\n")
    for line in lines:
        if _is_prompt(line, is_alone=len(lines) == 1):
            yield " ".join(line.split())
        yield from (found[0] for found in patterns.BRACKETED.finditer(line) if _is_asking(found[0]))
        yield from (" ".join(found.split()) for found in _places(line))


def _is_prompt(line: str, *, is_alone: bool) -> bool:
    """Whether the whole line is one; is_alone: it is all of the text."""
    bare = line.strip(AROUND)
    if not bare or len(bare) > MAX_LINE:
        return False
    whole, lower = normalize(line).casefold(), bare.casefold()
    # Of all of the text, `_prompts` has asked already whether it is a choice.
    if patterns.TO_DO.match(bare) or _asks(lower) or (not is_alone and is_choice(line)):
        return True
    if any(map(patterns.MASKED.fullmatch, (whole, whole.strip("()")))):
        return True
    classes = _classes(lower)
    if bare != line.strip(" ・") and patterns.DECORATED.fullmatch(classes):
        return True
    if not is_alone:
        return False
    is_decorated = bare != line.strip(" ・") and patterns.DECORATED_ALONE.fullmatch(classes)
    return bool(
        is_decorated
        or patterns.ASKS_ALONE.fullmatch(classes)
        or patterns.UNFILLED.fullmatch(whole)
        or patterns.OF_FORMS.fullmatch(normalize(lower))
    )


def _asks(line: str) -> bool:
    """Whether the line, in lower case, asks wherever it stands."""
    word = normalize(line)
    return bool(
        patterns.ASKS.fullmatch(_classes(line))
        or patterns.ASKS_FOR.fullmatch(word)
        or patterns.ASKS_ENGLISH.fullmatch(line)
        or patterns.DUMMY.fullmatch(word)
    )


def _classes(line: str) -> str:
    """The classes of the words of forms that the line is made of; "" where it has others."""
    classes, at = "", 0
    while at < len(line):
        found = patterns.FORM_WORD.match(line, at)
        if not found:
            return ""
        classes += "" if found.lastgroup == "skip" else str(found.lastgroup)
        at = found.end()
    return classes


def _is_asking(bracketed: str) -> bool:
    """Whether the text in brackets asks; in round ones a remark may say how a thing is done."""
    inner = bracketed[1:-1].strip().casefold()
    classes = _classes(inner)
    if bracketed[0] == "(":
        is_polite = "P" in classes or "p" in classes or "ここ" in inner or "こちら" in inner
        return _asks(inner) and (is_polite or bool(patterns.ASKS_FOR.fullmatch(normalize(inner))))
    return bool(patterns.ASKS_ALONE.fullmatch(classes)) or _asks(inner)


def _places(line: str) -> Iterator[str]:
    """The places of the line, which is NFKC, that a template leaves open."""
    for found in open_places.FIELD.finditer(line):
        if not open_places.OF_PROGRAMS.search(_before(line, found)) and not _is_format(line, found):
            yield found[0]
    for pattern in PLACES:
        yield from (found[0] for found in pattern.finditer(line) if not _is_format(line, found))


def _is_format(line: str, found: re.Match[str]) -> bool:
    """Whether the sign stands for itself: around it, the line says so."""
    return bool(
        open_places.STANDS_FOR_ITSELF.match(line, found.end())
        or open_places.FORMAT_IS.search(_before(line, found))
    )


def _before(line: str, found: re.Match[str]) -> str:
    """What stands directly before it; all of the line, sign by sign, would take too long."""
    return line[max(0, found.start() - MAX_BEFORE) : found.start()]


def _notes(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKC", text)
    if _is_note(plain):
        yield text.strip()
    yield from (found[0] for found in answer_notes.INTERNAL.finditer(plain))
    for line in plain.split("\n"):
        if found := answer_notes.NOTE_BEFORE.match(line) or answer_notes.NOTE_BEHIND.search(line):
            yield found[0].strip()
        remarks = (answer_notes.REMARK_BEFORE.match(line), answer_notes.REMARK_BEHIND.search(line))
        yield from (found[0] for found in remarks if found and _is_note(found["text"]))


def _is_note(text: str) -> bool:
    """Whether the text, which is NFKC, says nothing but that there is no answer yet."""
    whole = normalize(text).casefold()
    bare = normalize(text.strip(f"{AROUND}\n")).casefold().removesuffix("です")
    return bool(
        answer_notes.NOTE.fullmatch(whole)
        or answer_notes.NOTE.fullmatch(bare)
        or answer_notes.NOTE_ENGLISH.fullmatch(_english(text))
    )


def _english(text: str) -> str:
    """The text in lower case with single blanks, without marks around it."""
    return " ".join(text.casefold().replace("’", "'").strip(f"{AROUND}\n").split())


def _fillers(text: str) -> Iterator[str]:
    word = normalize(text)
    lower = word.casefold()
    is_random = patterns.TYPED_AT_RANDOM.fullmatch(word) or is_silent(word)
    is_empty = lower.strip(AROUND).removesuffix("です") in patterns.EMPTY
    if word and (is_random or is_empty or patterns.EXAMPLE.match(lower)):
        yield text.strip()


def is_silent(word: str) -> bool:
    """Whether a text without blanks has neither letter nor figure nor a mark such as ○, × or ✓."""
    return all(sign == "ー" or _is_silent(sign) for sign in word)


def _is_silent(sign: str) -> bool:
    return unicodedata.category(sign) in _SILENT and sign not in _ANSWERING


def _errors(text: str) -> Iterator[str]:
    yield from (found[0].strip() for found in patterns.ERROR.finditer(text))


def _pointers(text: str) -> Iterator[str]:
    word = normalize(text).casefold()
    bare = "".join(sign for sign in word if unicodedata.category(sign) not in ("Ps", "Pe"))
    if (
        sheet_pointers.POINTER.fullmatch(bare.strip("<>。."))
        or sheet_pointers.DITTO_FIRST.match(bare)
        or sheet_pointers.POINTER_ENGLISH.fullmatch(_english(text))
    ):
        yield text.strip()


FINDERS = {
    Kind.NOTE: _notes,
    Kind.PROMPT: _prompts,
    Kind.FILLER: _fillers,
    Kind.ERROR: _errors,
    Kind.POINTER: _pointers,
}
