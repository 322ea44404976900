"""The search in a frozen sheet: by words, and by what answers state. Plain data."""

import re
from dataclasses import dataclass, fields, replace

from texts.normalize import caseless, search_key

from .document import Sheet, SheetItem, SheetSection

# Among the codes of availability: items without any answer, and answers that state none though
# the item asks for it.
UNANSWERED, UNSTATED = "unanswered", "unstated"

_ITEM = r"(?:項目|項番|番号|no\.?|#|item)"
# 「項目 25」 is one word, not two: without the blank it can be the number of an item.
_BLANK_BEFORE_NUMBER = re.compile(rf"(?<!\S)({_ITEM})\s+(?=\d)")
_ITEM_NUMBER = re.compile(rf"{_ITEM}?(\d.*?)番?")  # 項目25, No.25, 25番, 25


def search_words(text: str) -> tuple[str, ...]:
    """The words, `search_key`, of what a reader typed; an item and its number are one."""
    words = _BLANK_BEFORE_NUMBER.sub(r"\1", caseless(text)).split()
    return tuple(filter(None, map(search_key, words)))


@dataclass(frozen=True)
class SearchQuery:
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

    def without_each(self) -> dict[str, "SearchQuery"]:
        """By the name of each condition that it has, the same query without it."""
        empty = SearchQuery()
        names = (field.name for field in fields(self))
        return {
            name: replace(self, **{name: getattr(empty, name)})
            for name in names
            if getattr(self, name) != getattr(empty, name)
        }


def search(sheet: Sheet, query: SearchQuery) -> Sheet:
    """The sheet with the matching ones of its items; a section without any of them stays, empty."""
    return replace(
        sheet,
        sections=tuple(
            replace(section, items=tuple(_matches(sheet, section, place, query)))
            for place, section in enumerate(sheet.sections, 1)
        ),
    )


def _matches(
    sheet: Sheet, section: SheetSection, place: int, query: SearchQuery
) -> list[SheetItem]:
    if query.section not in (None, place):
        return []
    return [item for item in section.items if _is_match(sheet, item, query)]


def _is_match(sheet: Sheet, item: SheetItem, query: SearchQuery) -> bool:
    return (
        (query.numbers is None or item.number in query.numbers)
        and _states(item, "availability", query.availability)
        and _states(item, "responsibility", query.responsibility)
        and _has_words(sheet, item, query.words)
    )


def _states(item: SheetItem, name: str, code: str) -> bool:
    if code == UNANSWERED:
        return not item.is_answered
    if code == UNSTATED:
        is_stated = any(answer.availability for answer in item.answers)
        return item.asks_availability and item.is_answered and not is_stated
    return not code or any(getattr(answer, name) == code for answer in item.answers)


def _has_words(sheet: Sheet, item: SheetItem, words: tuple[str, ...]) -> bool:
    """Whether all words are in the question and the answers; one may be the item's number."""
    texts = [item.category, item.name, item.question]
    texts += [item.second_category, item.second_name, item.second_question]
    for answer in item.answers:
        texts += [answer.body, answer.evidence, *sheet.product_names(answer.products)]
    keys = [search_key(text) for text in texts]
    return all(_is_number(word, item) or any(word in key for key in keys) for word in words)


def _is_number(word: str, item: SheetItem) -> bool:
    """Whether the word is the item's number, with or without a word for an item before it."""
    number = _ITEM_NUMBER.fullmatch(word)
    return search_key(item.number) in (word, number and number[1])
