"""Finding items in a frozen sheet: by words, and by what their answers state. Plain data."""

import re
import unicodedata
from dataclasses import dataclass, fields, replace

from texts.normalize import search_key

from .document import Sheet, SheetItem, SheetSection

# Among the codes of availability: items without any answer, and answers that state none though
# the item asks for it.
UNANSWERED, UNSTATED = "unanswered", "unstated"


_ITEM = r"(?:項目|項番|番号|no\.?|#|item)"
_BEFORE_NUMBER = re.compile(rf"(?<!\S)({_ITEM})\s+(?=\d)")
_NUMBER = re.compile(rf"{_ITEM}?(\d.*?)番?")


def words_of(asked: str) -> tuple[str, ...]:
    """The words, `search_key`, of what a reader typed; an item and its number are one."""
    typed = unicodedata.normalize("NFKC", asked).casefold()
    words = _BEFORE_NUMBER.sub(r"\1", typed).split()
    return tuple(filter(None, map(search_key, words)))


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; what is None or empty is not asked for.

    `words`: all of them, `search_key`. `section`: its place in the sheet, from 1. `availability`
    and `responsibility`: codes that an answer states, or for the first `UNANSWERED` or `UNSTATED`.
    `numbers`: those of the items that may be found.
    """

    words: tuple[str, ...] = ()
    section: int | None = None
    availability: str = ""
    responsibility: str = ""
    numbers: frozenset[str] | None = None

    def without_each(self) -> dict[str, "Wanted"]:
        """By the name of each thing that is asked for, the same without it."""
        none = Wanted()
        asked = (
            one.name for one in fields(self) if getattr(self, one.name) != getattr(none, one.name)
        )
        return {name: replace(self, **{name: getattr(none, name)}) for name in asked}


def found(sheet: Sheet, wanted: Wanted) -> Sheet:
    """The sheet with the wanted ones of its items; a section without any of them stays, empty."""
    return replace(
        sheet,
        sections=tuple(
            SheetSection(section.title, tuple(_of_section(sheet, section, place, wanted)))
            for place, section in enumerate(sheet.sections, 1)
        ),
    )


def _of_section(sheet: Sheet, section: SheetSection, place: int, wanted: Wanted) -> list[SheetItem]:
    if wanted.section not in (None, place):
        return []
    return [item for item in section.items if _is_wanted(sheet, item, wanted)]


def _is_wanted(sheet: Sheet, item: SheetItem, wanted: Wanted) -> bool:
    return (
        (wanted.numbers is None or item.number in wanted.numbers)
        and _states(item, "availability", wanted.availability)
        and _states(item, "responsibility", wanted.responsibility)
        and _says(sheet, item, wanted.words)
    )


def _states(item: SheetItem, name: str, code: str) -> bool:
    if code == UNANSWERED:
        return not item.answers
    if code == UNSTATED:
        stated = any(answer.availability for answer in item.answers)
        return item.asks_availability and bool(item.answers) and not stated
    return not code or any(getattr(answer, name) == code for answer in item.answers)


def _says(sheet: Sheet, item: SheetItem, words: tuple[str, ...]) -> bool:
    """Whether all words stand in what is asked and answered; one may be the item's number."""
    texts = [item.category, item.name, item.question]
    for answer in item.answers:
        texts += [answer.body, *sheet.product_names(answer.products)]
    read = [search_key(text) for text in texts]
    return all(_names(word, item) or any(word in text for text in read) for word in words)


def _names(word: str, item: SheetItem) -> bool:
    """Whether the word is the item's number, with or without a word for an item before it."""
    number = _NUMBER.fullmatch(word)
    return search_key(item.number) in (word, number and number[1])
