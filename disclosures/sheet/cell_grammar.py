"""The cell of the form that people read: written from an item's answers, and taken apart again."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from texts.normalize import normalize

from .table import AVAILABILITY, COMMON, NOT_STATED, RESPONSIBILITY, TableAnswer

LONGEST = 32_767  # characters of a cell; Excel refuses more
TOO_LONG = "回答が長いため、「データ」のシートをご覧ください。"


@dataclass(frozen=True)
class WordedStatement:
    """What is said of these products, of all of them where none is named; or that it is 同上.

    `state` is 有無 and 責任主体 in words. Each part may be empty.
    """

    products: str
    state: str
    body: str

    @property
    def lead(self) -> str:
        """The products before what is said of them: on its line, or above its lines."""
        if not self.products:
            return ""
        return f"{self.products}：\n" if "\n" in self._words else f"{self.products}："

    @property
    def _words(self) -> str:
        return "\n".join(filter(None, [self.state, self.body]))

    def __str__(self) -> str:
        return self.lead + self._words


def statements(answers: Iterable[tuple[str, ...]]) -> list[WordedStatement]:
    """What is answered to one item, part by part, to read.

    answers: of each of the item's rows the columns of a `TableAnswer`. Products that say the same
    stand together.
    """
    rows = [TableAnswer(*answer) for answer in answers]
    parts: dict[tuple[bool, TableAnswer], list[str]] = {}
    for row in rows:
        key = row.product == COMMON, row._replace(product="")
        parts.setdefault(key, []).append(row.product)
    same_as = next((row.same_as for row in rows if row.same_as), "")
    worded = [WordedStatement("", f"同上（項目{same_as}）", "")] if same_as else []
    worded += [
        _statement([] if is_common else names, answer)
        for (is_common, answer), names in parts.items()
        if answer.is_stated
    ]
    return worded


def cell_text(answers: Iterable[tuple[str, ...]]) -> str:
    """What is answered to one item, as one text to read in a cell; see `statements`."""
    text = "\n".join(str(statement) for statement in statements(answers))
    return text if len(text) <= LONGEST else TOO_LONG


def _statement(names: list[str], answer: TableAnswer) -> WordedStatement:
    state = _state(answer.availability, answer.responsibility)
    return WordedStatement("、".join(names), state, answer.body)


def _state(availability: str, responsibility: str) -> str:
    owner = f"{OWNER}{responsibility}" if responsibility else ""
    return "　".join(filter(None, [availability, owner]))


OWNER = "責任主体："
STATES = {
    _state(availability, responsibility): (availability, responsibility)
    for availability in ("", NOT_STATED, *AVAILABILITY.values())
    for responsibility in ("", NOT_STATED, *RESPONSIBILITY.values())
}
_REPEATS = re.compile(r"同上（項目(?P<number>[^\n]+)）(?:\n(?P<rest>.+))?", re.DOTALL)


class OpenCell(Exception):
    """A cell that can be taken apart in several ways, or in none; holds the text in question."""


def rows_of(cell: str, products: Collection[str]) -> list[TableAnswer]:
    """The answers of rows that `cell_text` makes this cell of.

    products: the names that can lead a part. A line that reads as `cell_text` writes 同上, a lead
    or a state is one. Raises `OpenCell` where a line only resembles one, and where the rows would
    not make this very cell again.
    """
    found = _REPEATS.fullmatch(cell)
    same_as, rest = (found["number"], found["rest"] or "") if found else ("", cell)
    parts = _parts(rest, products)
    named = [name for names, _lines in parts for name in names]
    rows = [
        TableAnswer(name, *state, same_as, body)
        for names, lines in parts
        for state, body in [_words(lines)]
        for name in names
        if lines or name != COMMON
    ] or [TableAnswer(COMMON, "", "", same_as, "")]
    if cell == TOO_LONG or len(set(named)) < len(named) or cell_text(rows) != cell:
        raise OpenCell(cell)
    return rows


def _parts(text: str, products: Collection[str]) -> list[tuple[tuple[str, ...], list[str]]]:
    """The lines of each part under the names that lead it; `COMMON` before the first lead."""
    folds = {normalize(name) for name in products}
    parts: list[tuple[tuple[str, ...], list[str]]] = [((COMMON,), [])]
    is_whole = False  # a lead with words on its own line has no further ones
    for line in text.split("\n") if text else []:
        ways = list(_leads(line, products))
        if len(ways) > 1 or (not ways and (is_whole or _resembles_a_lead(line, folds))):
            raise OpenCell(line)
        for names, words in ways:
            is_whole = bool(words)
            parts.append((names, [words] if words else []))
        if not ways:
            parts[-1][1].append(line)
    return parts


def _leads(line: str, products: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each way in which the line begins with products and a colon: their names, and the rest."""
    for name in products:
        if line.startswith(f"{name}："):
            yield (name,), line[len(name) + 1 :]
        if line.startswith(f"{name}、"):
            others = [other for other in products if other != name]
            for names, words in _leads(line[len(name) + 1 :], others):
                yield (name, *names), words


def _resembles_a_lead(line: str, folds: set[str]) -> bool:
    """Whether a product stands before a colon; folds: the names, `normalize`."""
    names, *words = re.split("[：:]", line, maxsplit=1)
    return bool(words) and any(normalize(name) in folds for name in re.split("[、,，/／]", names))


def _words(lines: list[str]) -> tuple[tuple[str, str], str]:
    """有無 and 責任主体, where the first line says them, and the text."""
    state = STATES.get(lines[0]) if lines and lines[0] else None
    body = lines[1:] if state else lines
    for line in body:
        if OWNER in line or line.startswith("同上（"):
            raise OpenCell(line)
    return state or ("", ""), "\n".join(body)
