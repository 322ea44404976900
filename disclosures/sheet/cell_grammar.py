"""The grammar of an answer cell in the form: write answers as text, and parse that text."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from texts.normalize import normalize

from .form_words import JAPANESE, FormWords
from .table import (
    AVAILABILITY,
    COMMON,
    EVIDENCE,
    NOT_STATED,
    PAGE,
    RESPONSIBILITY,
    TableAnswer,
)

MAX_CELL_LENGTH = 32_767  # characters; Excel refuses more
TOO_LONG = f"回答が長いため、「{PAGE}」のシートをご覧ください。"


@dataclass(frozen=True)
class WordedStatement:
    """One statement of a cell: what is answered for some products, or for all where none is named.

    `state` is 有無 and 責任主体 in words, or 同上. Each part may be empty.
    """

    products: str
    state: str
    body: str
    evidence: str = ""
    words: FormWords = JAPANESE

    @property
    def lead(self) -> str:
        """The products before what is said of them: on its line, or above its lines."""
        if not self.products:
            return ""
        lead = self.products + self.words["colon"]
        return f"{lead.rstrip()}\n" if "\n" in self._content else lead

    @property
    def _content(self) -> str:
        links = [self.words.label("evidence") + link for link in self.evidence.splitlines()]
        return "\n".join(filter(None, [self.state, self.body, *links]))

    def __str__(self) -> str:
        return self.lead + self._content


def statements(
    answers: Iterable[tuple[str, ...]], words: FormWords = JAPANESE
) -> list[WordedStatement]:
    """The statements of one item's cell; products with equal answers share one.

    answers: of each of the item's rows the columns of a `TableAnswer`, in these words.
    """
    rows = [TableAnswer(*answer) for answer in answers]
    parts: dict[tuple[bool, TableAnswer], list[str]] = {}
    for row in rows:
        # A product worded like the common answer stays apart, or it would be lost.
        key = row.product == COMMON, row._replace(product="")
        parts.setdefault(key, []).append(row.product)
    same_as = next((row.same_as for row in rows if row.same_as), "")
    repeats = WordedStatement("", words["same_as"].format(same_as), "", words=words)
    worded = [repeats] if same_as else []
    worded += [
        _statement([] if is_common else names, answer, words)
        for (is_common, answer), names in parts.items()
        if answer.is_stated
    ]
    return worded


def cell_text(answers: Iterable[tuple[str, ...]]) -> str:
    """What is answered to one item, as one text to read in a cell; see `statements`."""
    text = "\n".join(str(statement) for statement in statements(answers))
    return text if len(text) <= MAX_CELL_LENGTH else TOO_LONG


def _statement(names: list[str], answer: TableAnswer, words: FormWords) -> WordedStatement:
    state = _state(answer.availability, answer.responsibility, words)
    products = words["comma"].join(names)
    return WordedStatement(products, state, answer.body, answer.evidence, words)


def _state(availability: str, responsibility: str, words: FormWords = JAPANESE) -> str:
    owner = words.label("responsible") + responsibility if responsibility else ""
    return words["gap"].join(filter(None, [availability, owner]))


OWNER = JAPANESE.label("responsible")
STATES = {
    _state(availability, responsibility): (availability, responsibility)
    for availability in ("", NOT_STATED, *AVAILABILITY.values())
    for responsibility in ("", NOT_STATED, *RESPONSIBILITY.values())
}
# What 同上 is written as, alone or above further lines; a number may hold any sign but a line end.
_REPEATS = re.compile(
    JAPANESE["same_as"].format(r"(?P<number>[^\n]+)") + r"(?:\n(?P<rest>.+))?", re.DOTALL
)


class AmbiguousCell(Exception):
    """A cell that can be parsed in several ways, or in none; holds the text in question."""


def parse_cell(cell: str, products: Collection[str]) -> list[TableAnswer]:
    """Parse a cell into the table answers from which `cell_text` writes it.

    products: the names that can lead a part. A line that reads as `cell_text` writes 同上, a lead
    or a state is one. Raises `AmbiguousCell` where a line only resembles one, and where the answers
    would not make this very cell again.
    """
    found = _REPEATS.fullmatch(cell)
    same_as, rest = (found["number"], found["rest"] or "") if found else ("", cell)
    parts = _parts(rest, products)
    named = [name for names, _lines in parts for name in names]
    answers = []
    for names, lines in parts:
        if lines or names != (COMMON,):  # else nothing stands before the first lead
            state, body, evidence = _split_state(lines)
            answers += [TableAnswer(name, *state, same_as, body, evidence) for name in names]
    answers = answers or [TableAnswer(COMMON, "", "", same_as, "")]
    if cell == TOO_LONG or len(set(named)) < len(named) or cell_text(answers) != cell:
        raise AmbiguousCell(cell)
    return answers


def _parts(text: str, products: Collection[str]) -> list[tuple[tuple[str, ...], list[str]]]:
    """The lines of each part under the names that lead it; `COMMON` before the first lead."""
    normalized_names = {normalize(name) for name in products}
    parts: list[tuple[tuple[str, ...], list[str]]] = [((COMMON,), [])]
    is_complete = False  # a lead with words on its own line has no further lines
    for line in text.split("\n") if text else []:
        readings = list(_leads(line, products))
        is_unclear = is_complete or _resembles_a_lead(line, normalized_names)
        if len(readings) > 1 or (is_unclear and not readings):
            raise AmbiguousCell(line)
        for names, rest in readings:
            is_complete = bool(rest)
            parts.append((names, [rest] if rest else []))
        if not readings:
            parts[-1][1].append(line)
    return parts


def _leads(line: str, products: Collection[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each reading of the line as products and a colon: their names, and the rest.

    All of them, since a name may itself hold 、 or ：; with two readings the cell is ambiguous.
    """
    for name in products:
        if line.startswith(f"{name}："):
            yield (name,), line[len(name) + 1 :]
        if line.startswith(f"{name}、"):
            others = [other for other in products if other != name]
            for names, rest in _leads(line[len(name) + 1 :], others):
                yield (name, *names), rest


def _resembles_a_lead(line: str, normalized_names: set[str]) -> bool:
    """Whether a product stands before a colon."""
    names, *rest = re.split("[：:]", line, maxsplit=1)
    return bool(rest) and any(
        normalize(name) in normalized_names for name in re.split("[、,，/／]", names)
    )


def _split_state(lines: list[str]) -> tuple[tuple[str, str], str, str]:
    """The words of 有無 and 責任主体 from the first line, the text, and the evidence below it."""
    state = STATES.get(lines[0]) if lines and lines[0] else None
    text = lines[1:] if state else lines
    links = [*takewhile(lambda line: line.startswith(EVIDENCE), reversed(text))][::-1]
    body = text[: len(text) - len(links)]
    for line in body:
        is_evidence = normalize(line).startswith(normalize(EVIDENCE))
        if OWNER in line or line.startswith("同上（") or is_evidence:
            raise AmbiguousCell(line)
    evidence = "\n".join(link.removeprefix(EVIDENCE) for link in links)
    return state or ("", ""), "\n".join(body), evidence
