"""What the text of an answer cell states."""

import re
from collections.abc import Callable, Iterable

from disclosures.imports.files.cells import without_brackets
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import AVAILABILITY as TABLE_AVAILABILITY
from disclosures.sheet.table import NOT_STATED as TABLE_NOT_STATED
from disclosures.sheet.table import RESPONSIBILITY as TABLE_RESPONSIBILITY
from texts.normalize import normalize

# The words of check sheets, and the codes of `Answer.availability`.
AVAILABILITIES = {
    "有り": "yes",
    "あり": "yes",
    "有": "yes",
    "無し": "no",
    "なし": "no",
    "無": "no",
    "一部有り": "partial",
    "一部あり": "partial",
    "一部有": "partial",
    "一部・条件付き": "partial",
    "一部": "partial",
    "該当無し": "not_applicable",
    "該当なし": "not_applicable",
    "対象外": "not_applicable",
    "非公開": "undisclosed",
    **dict.fromkeys("○〇◯", "yes"),
    **dict.fromkeys("×✕✖", "no"),
    "△": "partial",
}
# Only as the whole cell: "No longer …" and "はい、…" go on.
WHOLE = {
    **{normalize(word): code for code, word in TABLE_AVAILABILITY.items()},
    **dict.fromkeys(("yes", "はい"), "yes"),
    **dict.fromkeys(("no", "いいえ"), "no"),
    **dict.fromkeys(("partial", "partially"), "partial"),
    **dict.fromkeys(("na", "n/a", "notapplicable"), "not_applicable"),
}
RESPONSIBILITIES = {
    **{normalize(word): code for code, word in TABLE_RESPONSIBILITY.items()},
    **dict.fromkeys(("弊社", "当社", "事業者", "csp-owned"), "vendor"),
    **dict.fromkeys(("クラウドベンダー", "3rd-partyoutsourced"), "cloud_provider"),
    **dict.fromkeys(("共有", "sharedcspandcsc", "sharedcspand3rd-party"), "shared"),
    **dict.fromkeys(("利用者", "csc-owned"), "customer"),
}
NOT_STATED = ""  # in the place of a code: the file says so, and clears what is stated now
WORDS_FOR_NONE = {normalize(word) for word in (TABLE_NOT_STATED, "not stated")}
DITTO = {"同上", "〃"}
LONGEST_WORD = 3  # signs that still look like a word of 有無, and not like an answer

SIGNS = "○〇◯×✕✖△"


def any_of(words: Iterable[str]) -> str:
    """A pattern of these words; of two that begin alike the longer one counts."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORD = re.compile(
    rf"(?P<word>{any_of(AVAILABILITIES)})(?:\s*[、。:：]\s*|\s+|(?=[(（\[［「『【〔〈《])|$)"
)
_BOXES = re.compile(r"[□■☐☑☒](?:有|無|はい|いいえ|該当).*")


def is_ditto(text: str) -> bool:
    """Whether the answer is 同上 and nothing else."""
    return without_brackets(normalize(text)).strip("。.") in DITTO


def statement_of(text: str) -> AnswerContent:
    """The cell's text, divided into availability and body where it begins with such a word.

    Only white space or one 、 。 : after the word is lost, so that word and body still read as
    the cell did. Where the word goes on (有料, 一部の…, ○○社, ○年) it is none.
    """
    whole = availability_of(text)
    if whole:
        return AnswerContent(availability=whole)
    found = _WORD.match(text)
    if not found:
        return AnswerContent(body=text)
    return AnswerContent(availability=AVAILABILITIES[found["word"]], body=text[found.end() :])


def availability_of(text: str) -> str | None:
    """The code of a cell that holds a word of 有無 and nothing else, or None."""
    word = normalize(text).casefold().rstrip("。.")
    return AVAILABILITIES.get(word) or WHOLE.get(word)


def responsibility_of(text: str) -> str | None:
    """The code of a cell that names who is responsible, or None."""
    return RESPONSIBILITIES.get(normalize(text).casefold())


def is_word_for_none(text: str) -> bool:
    """Whether a cell of its own says that nothing is stated."""
    return normalize(text).casefold().strip("。.") in WORDS_FOR_NONE


def code_in(text: str | None, code_of: Callable[[str], str | None]) -> str | None:
    """What a cell of its own states: a code, `NOT_STATED`, or None where it is empty or missing."""
    return NOT_STATED if is_word_for_none(text or "") else code_of(text or "")


def is_unknown_word(text: str, statement: AnswerContent) -> bool:
    """Whether the cell holds a mark or word that should say 有無, but none that is known."""
    word = normalize(text).strip("。.")
    is_open = statement.availability is None
    return bool(_BOXES.fullmatch(word)) or (is_open and len(word) <= LONGEST_WORD)


def is_sign_or_name(text: str, statement: AnswerContent) -> bool:
    """Whether the text begins with a sign that may say 有無 or stand for a name, as in ○○社."""
    return statement.availability is None and text.startswith(tuple(SIGNS))
