"""Whether a row carries the wording of an item, and where in the row its answer stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils.translation import gettext as _

from disclosures.imports.files.cells import number_of
from disclosures.imports.tables.layouts import Layout
from disclosures.imports.tables.questions import is_requirement
from disclosures.imports.tables.rows import Row, SheetFile
from texts.html import first_html, text_from_html
from texts.normalize import normalize

from .statement import statement_of

LONGEST_UNIT = 12  # signs
MIN_CUT_SHORT = 15  # signs that a question cut short must still have


@dataclass(frozen=True)
class Question:
    """An item of the guideline, in its own words."""

    number: str
    category: str
    name: str
    question: str
    asks_availability: bool = False
    states_disclosure_date: bool = False

    @cached_property
    def names(self) -> tuple[str, str, str]:
        """Category, name and both together, `normalize`."""
        return normalize(self.category), normalize(self.name), normalize(self.category + self.name)

    @cached_property
    def asked(self) -> frozenset[str]:
        """The question, alone and behind each of the `names`, `normalize`."""
        names = ("", self.category, self.name, self.category + self.name)
        return frozenset(normalize(name + self.question) for name in names)

    @cached_property
    def normalized(self) -> str:
        """The question for comparing."""
        return normalize(self.question)

    def is_worded_by(self, text: str) -> bool:
        """Whether the text, which is `normalize`, holds name and question."""
        return bool(self.normalized) and self.normalized in text and self.names[1] in text


class Labels:
    """The wording of the rows of a file, against that of the items.

    Each row is compared with many items, and may be long; so it is folded once.
    """

    def __init__(self, file: SheetFile, questions: Mapping[str, Question]) -> None:
        self.file, self.questions = file, questions
        self._folded: dict[int, _Folded] = {}
        self._alike: dict[int, tuple[str, ...]] = {}

    def agree(self, row: Row, question: Question) -> bool:
        """Whether there is no `problem`; most rows are told apart without putting it in words."""
        layout, texts = self.file.layout, self._texts(row)
        if layout and not differing(row, texts, question, layout):
            return True
        if behind_the_question(texts.cells, question) is None:
            return False
        return not self.problem(row, question)[0]

    def problem(self, row: Row, question: Question) -> tuple[str, str, str]:
        """Why the row is not the item's, if so; else its answer, and what to know about it."""
        layout, texts = self.file.layout, self._texts(row)
        different = differing(row, texts, question, layout) if layout else list(row.cells[:1])
        if layout and not different:
            return "", row.answer, ""
        at = behind_the_question(texts.cells, question)
        if at is None:
            return _differs(row, different), row.answer, ""
        behind = row.cells[at:]
        quoted = " / ".join(f"“{text}”" for text in behind)
        if len(behind) > 1:
            return _("Several cells follow the question: %(texts)s") % {"texts": quoted}, "", ""
        answer = "".join(behind)
        if layout and answer != row.answer:
            why = _(
                "The row's cells are shifted; this stands in another column than the answers:"
                " %(texts)s"
            )
            return why % {"texts": quoted}, answer, ""
        if layout:
            return "", answer, _("The row's cells are shifted; its wording is the item's.")
        return self._loose_problem(answer), answer, ""

    def other_numbers(self, row: Row) -> str:
        """Why the row's number alone does not say which item of its wording it is, if so.

        It does where all of these items, and none besides, have rows so worded in the file.
        """
        alike = self._worded_as(row)
        rows = [one for one in self.file.rows if len(alike) > 1 and self._worded_as(one) == alike]
        if {_numbered(one, alike) for one in rows} == set(alike) or len(alike) < 2:
            return ""
        why: str = _(
            "Items %(numbers)s are worded alike in this file, and the rows so worded have other"
            " numbers."
        )
        return why % {"numbers": ", ".join(alike)}

    def _worded_as(self, row: Row) -> tuple[str, ...]:
        """The numbers of the items that have the row's wording."""
        if row.row_number not in self._alike:
            agreeing = (asked for asked in self.questions.values() if self.agree(row, asked))
            self._alike[row.row_number] = tuple(asked.number for asked in agreeing)
        return self._alike[row.row_number]

    def other_row_in(self, answer: str, question: Question) -> Question | None:
        """Another item whose row the answer holds as a line, as a quote too many makes it."""
        for line in answer.split("\n")[1:]:
            numbers = (number_of(cell.strip('"')) for cell in re.split("[,\t]", line))
            others = (self.questions.get(number) for number in numbers if number)
            for other in others:
                if other and other is not question and other.is_worded_by(normalize(line)):
                    return other
        return None

    def _texts(self, row: Row) -> "_Folded":
        if row.row_number not in self._folded:
            self._folded[row.row_number] = _Folded.of(row)
        return self._folded[row.row_number]

    def _loose_problem(self, answer: str) -> str:
        """Why the only cell behind a question, below no headings, may not be its answer, if so."""
        if is_requirement(answer):
            why: str = _("“%(text)s” says whether it is required, and answers nothing.")
            return why % {"text": answer}
        if answer and any(len(cells) > 1 for cells in self._behind):
            return str(_("Other rows have several cells behind the question; this may be any."))
        if answer and len({place for cells in self._behind for place, _text in cells}) > 1:
            return str(_("What follows the questions stands in several columns; this may be any."))
        if answer and self._has_units_at_most:
            return str(
                _("Without headings nobody can say whether these words are answers or units.")
            )
        return ""

    @cached_property
    def _has_units_at_most(self) -> bool:
        """Whether all that stands behind the questions may be a column of units."""
        return all(_may_be_unit(text) for cells in self._behind for _place, text in cells)

    @cached_property
    def _behind(self) -> list[list[tuple[int, str]]]:
        """Of each row the cells behind its question, each with how many columns behind."""
        found = []
        for row in self.file.rows:
            asked = self.questions.get(row.number)
            at = behind_the_question(self._texts(row).cells, asked) if asked else None
            if at is not None:
                places = (column - row.columns[at - 1] for column in row.columns[at:])
                found.append(list(zip(places, row.cells[at:], strict=True)))
        return found


@dataclass(frozen=True)
class _Folded:
    """What a row says of what it asks, for comparing."""

    category: str
    name: str
    whole: str  # category and name
    question: str
    cells: tuple[str, ...]

    @classmethod
    def of(cls, row: Row) -> "_Folded":
        fold = cache(normalize)  # the cells hold the other texts as well
        cells = (text_from_html(cell) if first_html(cell) else cell for cell in row.cells)
        return cls(
            fold(row.category),
            fold(row.name),
            fold(row.category + row.name),
            fold(row.question),
            tuple(fold(cell) for cell in cells),
        )


def _may_be_unit(text: str) -> bool:
    """Whether it may say in what an answer is measured, as 時間 and 有無 do in METI's list."""
    is_short = len(text) <= LONGEST_UNIT and not text.endswith(("。", "."))
    has_figures = any(sign.isdigit() for sign in text)
    return is_short and not has_figures and statement_of(text).availability is None


def differing(row: Row, texts: _Folded, question: Question, layout: Layout) -> list[str]:
    """The texts in the row's columns that are not the item's wording; "" for an empty cell."""
    found = []
    if layout.has("name") and not _same_name(texts, question):
        found.append(f"{row.category} {row.name}".strip())
    if layout.has("question") and not _same_question(texts.question, question.normalized):
        found.append(row.question)
    return found


def _same_name(texts: _Folded, question: Question) -> bool:
    _category, name, whole = question.names
    return texts.whole == whole or (not texts.category and texts.name == name)


def _same_question(text: str, whole: str) -> bool:
    """Whether the file's text is the question. It may be cut short; one that goes on is another."""
    return text == whole or (len(text) >= MIN_CUT_SHORT and whole.startswith(text))


def behind_the_question(texts: tuple[str, ...], question: Question) -> int | None:
    """From where on cells follow the item's wording, wherever that stands; None without it.

    texts: the row's cells for comparing. The wording is category and name, each of them or both
    in one cell or missing, and then the question, alone or together with them. No other text may
    stand before or between.
    """
    names, asked = question.names, question.asked
    for at, text in enumerate(texts):
        if text in names and not (text in asked and asked.isdisjoint(texts[at + 1 :])):
            continue
        if text in asked or _same_question(text, question.normalized):
            return at + 1
        return None
    return None


def _numbered(row: Row, numbers: tuple[str, ...]) -> str | None:
    """Which of these numbers the row has, as a whole or before its parts, as 1 of 1-1."""
    own = {row.number, number_of(row.number)}
    parts = (f"{row.number}-", f"{row.number}.")
    return next((one for one in numbers if one in own or one.startswith(parts)), None)


def _differs(row: Row, different: list[str]) -> str:
    """In words, what the row has in the place of the item's wording."""
    whole = (row.category, row.name, row.question)
    texts = list(filter(None, different)) or list(filter(None, whole))
    if not texts:
        return str(_("The row has no wording, neither an item nor a question."))
    why: str = _("Row %(row)d: the guideline words this item differently: %(texts)s") % {
        "row": row.row_number,
        "texts": " / ".join(f"“{text}”" for text in texts),
    }
    return why
