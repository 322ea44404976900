"""Item numbers as people write them, read as the label that an item can have."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .lexicon import REQUIREMENT_WORDS

MAX_NUMBERED = 500  # characters of a text within which a number may stand
MAX_WRITTEN = 60  # characters; the label of an item has 20 at most

_JOINT = re.compile("[.-]")  # between a number and its part
_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")  # before figures; of 1.05 and 1.5 nobody knows
_DASHES = "‐‒–—―−─━⁃➖ー"  # as NFKC leaves them; the last are for lines and for long vowels
_LABEL = "[0-9a-z](?:[0-9a-z._/&-]*[0-9a-z])?"
_OPENING, _CLOSING = r"[(\[{<〔【〈《「『〘〖]", r"[)\]}>〕】〉》」』〙〗]"
# Between two parts of a label; blanks around it are none of it where a figure follows: "1 - 2".
_DASH = re.compile(
    rf"(?<=[0-9a-z])(?: ?[{_DASHES}-] ?(?=[0-9(])|[{_DASHES}](?=[a-z]))", re.IGNORECASE
)
_PART_IN_BRACKETS = re.compile(
    r"(?<=[0-9a-z])(?P<joint>[.-]?) ?\((?P<part>[0-9a-z]+)\)", re.IGNORECASE
)
_FIRST_IN_BRACKETS = re.compile(r"^\((?P<part>[0-9a-z]+)\)(?=[.-])", re.IGNORECASE)  # (1)-1
_LETTER_APART = re.compile(r"^(?!no )([a-z]{1,2}) (?=[0-9])", re.IGNORECASE)  # Q 22 is Q22
_IN_BRACKETS = re.compile(rf"{_OPENING} ?(?P<inner>[^()]*?) ?{_CLOSING}|(?P<before>[^()]*)\)")
_WORD_BEHIND = re.compile(rf"{_OPENING}(?P<word>[^\W\d]{{1,10}}){_CLOSING}$")
_MARKS = ".,:、。※*★☆"  # behind a number, and no part of it
_NUMBER = re.compile(
    rf"(?:(?:no\.?|#|番号|項番|項目|設問|質問|問い?)[ :]*(?P<named>{_LABEL})"
    rf"|第 ?(?P<counted>{_LABEL}) ?(?:問|項|号|番)?"
    rf"|(?P<plain>{_LABEL}) ?(?:問目|番目|[番項])?)[{_MARKS}]?",
    re.IGNORECASE,
)
# A number within a text: in brackets, in a circle, with a sign behind it, or apart from what
# follows. A word with figures, such as ISO27001, is none; letters stand before a dash or a dot.
_FIGURES = r"(?:[^\W\d_]{1,3}[-.．－])?\d[\d.．\-－–−]{0,8}"
_WITHIN = re.compile(
    rf"(?P<before>(?:\S.*?\s+)??)\s*(?P<number>[(（\[［【]\s?{_FIGURES}\s?[)）\]］】]|[①-⑳]"
    rf"|(?:no\.?\s?|問|第)?{_FIGURES}[)）、:：]?)"
    r"(?:(?<=[)）\]］】、:：①-⑳])\s*|\s+|(?<=[.．])(?=[^\W\d]))(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}([-./])[0-9]{1,2}\1[0-9]{1,2}(?: .*)?|[0-9]+(?:/[0-9]+)+"
    rf"|[0-9]{{1,2}}[-/ ]{_MONTH}|{_MONTH}[-/ ][0-9]{{1,4}}|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?",
    re.IGNORECASE,
)


def number_of(text: str) -> str | None:
    """The item number that a cell of the number column holds, or None.

    "25", "２５", "No. 25", "(25)", "㉕", "第25問" and "25番" are all 25; labels such as "A&A-01.1"
    stay as they are. Dashes of any kind are "-", and so is "/", which no item's number may hold.
    """
    if len(text) > MAX_WRITTEN:
        return None
    text = _without_requirement(folded(text))
    text = _FIRST_IN_BRACKETS.sub(r"\g<part>", _LETTER_APART.sub(r"\1", text))
    match = _NUMBER.fullmatch(_without_brackets(_with_parts_joined(text)))
    if not match or is_date(text):
        return None
    label = match["named"] or match["counted"] or match["plain"]
    return label.replace("/", "-") if any(sign.isdigit() for sign in label) else None


def divided_by_number(text: str) -> tuple[str, str, str]:
    """What stands before the first number of a text, the number, and what it numbers.

    "" for each where no number stands before anything, as in “24時間” and “2026/1/2 の状況”.
    """
    match = _WITHIN.fullmatch(text[:MAX_NUMBERED])
    number = number_of(match["number"]) if match else None
    if match is None or number is None:
        return "", "", ""
    return match["before"].strip(), number, match["rest"] + text[MAX_NUMBERED:]


class KnownNumbers:
    """The numbers of a guideline's items, each found however it is written."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._by_reading: dict[str, list[str]] = defaultdict(list)
        self._without_zeros: dict[str, list[str]] = defaultdict(list)
        self._numbers = set(numbers)
        for number in self._numbers:
            read = number_of(number) or number
            self._by_reading[read].append(number)
            self._without_zeros[_ZEROS.sub("", read)].append(number)

    def find(self, *written: str) -> str | None:
        """The number that is written like one of these, or else the only one that reads alike.

        A spreadsheet makes 1 of 001: where none reads alike, zeros before figures are cut off.
        """
        for number in written:
            if number in self._numbers:
                return number
        read = [number_of(number) or "" for number in written]
        alike = {one for number in read for one in self._by_reading.get(number, ())} or {
            one
            for number in read
            for one in self._without_zeros.get(_ZEROS.sub("", number), ())
            if all(map(str.isascii, written))  # no spreadsheet makes full-width zeros, or cuts them
        }
        return alike.pop() if len(alike) == 1 else None


def folded(text: str) -> str:
    """The number as it is written, in NFKC: figures of any script are 0–9, ① is (1)."""
    return " ".join("".join(map(_sign, text)).split())


def wholes(number: str) -> Iterator[str]:
    """The numbers of which this one is a part, as 1.2-3 is one of 1 and of 1.2."""
    return (number[: joint.start()] for joint in _JOINT.finditer(number))


def is_part_of(number: str, whole: str) -> bool:
    """Whether the number is a part of that one."""
    return whole in wholes(number)


def is_date(text: str) -> bool:
    """Whether the cell holds a day, or two figures of which nobody knows that they are none."""
    return _DATE.fullmatch(folded(text)) is not None


def is_list_mark(text: str) -> bool:
    """Whether the number stands in brackets or a circle, as it may before a line of an answer."""
    return number_of(text) is not None and ")" in folded(text)


def requirement_of(text: str) -> str:
    """The word in brackets behind a number that says whether an answer is required, or ""."""
    match = _WORD_BEHIND.search(folded(text[-MAX_WRITTEN:]))
    return match["word"] if match and match["word"].casefold() in REQUIREMENT_WORDS else ""


def _without_requirement(text: str) -> str:
    return _WORD_BEHIND.sub("", text).rstrip() if requirement_of(text) else text


def _with_parts_joined(text: str) -> str:
    """The text with "-" before each part, as in 1－(2)－①."""
    joined = _PART_IN_BRACKETS.sub(_joined, _DASH.sub("-", text))
    return joined if joined == text else _with_parts_joined(joined)


def _without_brackets(text: str) -> str:
    match = _IN_BRACKETS.fullmatch(text.rstrip(_MARKS))
    return match["inner"] or match["before"] or "" if match else text


def _joined(match: re.Match[str]) -> str:
    return (match["joint"] or "-") + match["part"]


def _sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    # NFKC makes 11 of 1① and 52 of 5², a note to 5; black circles it leaves alone.
    if category == "No":
        kind = unicodedata.decomposition(sign).partition(" ")[0]
        if kind in ("", "<circle>"):
            return f"({unicodedata.numeric(sign):g})"
        if kind in ("<super>", "<sub>", "<fraction>"):
            return sign
    return unicodedata.normalize("NFKC", sign)
