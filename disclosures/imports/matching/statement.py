"""What the text of an answer cell states."""

import re
from collections.abc import Callable, Iterable

from disclosures.imports.files.cells import without_brackets
from disclosures.imports.tables.lexicon import (
    AVAILABILITY_CELLS,
    AVAILABILITY_SIGNS,
    AVAILABILITY_WORDS,
    DITTO_WORDS,
    NOT_STATED_WORDS,
    RESPONSIBILITY_WORDS,
)
from disclosures.sheet.content import AnswerContent
from texts.language import may_be_japanese
from texts.normalize import normalize

CLEARED = ""  # in the place of a code: the file says so, and clears what is stated now
MAX_WORD_LENGTH = 3  # characters; a longer text is an answer, not an unknown word


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, longest first: 有り is not read as 有."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# The word must be set apart, or 有料 and ○○社 would begin with 有 and ○. An opening bracket or ※
# ends the word, but belongs to the body: 有（一部）.
# In brackets that set apart; round ones may shorten the name of a company: (有)カイジ.
_WORD = re.compile(
    rf"[【\[［「『＜<〔](?P<marked>{any_of(AVAILABILITY_WORDS)})[】\]］」』＞>〕]\s*"
    rf"|(?P<word>{any_of(AVAILABILITY_WORDS)})(?:\s*[、。,，;；:：]\s*|\s+|(?=[(（\[［「『【〔〈《※＊*])|$)"
)
# Boxes before the words: which of them is ticked, a person has to see. What follows is not read.
_BOXES = re.compile(r"[□■☐☑☒](?:有|無|はい|いいえ|該当).*")


def is_ditto(text: str, language: str = "") -> bool:
    """Whether the answer is 同上 and nothing else, on a sheet of that language.

    Elsewhere than on Japanese sheets the words of 同上 repeat nothing.
    """
    word = without_brackets(normalize(text)).strip("。.")
    return may_be_japanese(language) and word in DITTO_WORDS


def statement_of(text: str, language: str = "") -> AnswerContent:
    """The cell's text, divided into availability and body where it begins with such a word.

    In another language than Japanese only the whole text may be such a word, as Yes or N/A; 有
    begins sentences of Chinese.

    Only white space or one 、 。 , ; : after the word is lost, so that word and body still read as
    the cell did. Where the word goes on (有料, 一部の…, ○○社, ○年) it is none.
    """
    is_japanese = may_be_japanese(language)
    whole = availability_of(text) if is_japanese else AVAILABILITY_CELLS.get(word_key(text))
    if whole:
        return AnswerContent(availability=whole)
    match = _WORD.match(text)
    if not (match and is_japanese):
        return AnswerContent(body=text)
    word = match["marked"] or match["word"]
    return AnswerContent(availability=AVAILABILITY_WORDS[word], body=text[match.end() :])


def availability_of(text: str) -> str | None:
    """The code of a cell that holds a word of 有無 and nothing else, or None."""
    word = word_key(text)
    return AVAILABILITY_WORDS.get(word) or AVAILABILITY_CELLS.get(word)


def word_key(text: str) -> str:
    """A cell's word for comparing."""
    return normalize(text).casefold().rstrip("。.")


def responsibility_of(text: str) -> str | None:
    """The code of a cell that names who is responsible, or None."""
    return RESPONSIBILITY_WORDS.get(normalize(text).casefold())


def is_word_for_none(text: str) -> bool:
    """Whether a cell of its own says that nothing is stated."""
    return normalize(text).casefold().strip("。.") in NOT_STATED_WORDS


def code_in(text: str | None, code_of: Callable[[str], str | None]) -> str | None:
    """What a cell of its own states: a code, `CLEARED`, or None where it is empty or missing."""
    return CLEARED if is_word_for_none(text or "") else code_of(text or "")


def is_unknown_word(text: str, statement: AnswerContent) -> bool:
    """Whether the cell holds a mark or word that should say 有無, but none that is known."""
    word = normalize(text).strip("。.")
    is_open = statement.availability is None
    # Spreadsheets write TRUE for a ticked box; whose box that is, the cell does not say.
    is_short = len(word) <= MAX_WORD_LENGTH or word.casefold() in ("true", "false")
    return bool(_BOXES.fullmatch(word)) or (is_open and is_short)


def is_sign_or_name(text: str, statement: AnswerContent) -> bool:
    """Whether the text begins with a sign that may say 有無 or stand for a name, as in ○○社."""
    return statement.availability is None and text.startswith(tuple(AVAILABILITY_SIGNS))
