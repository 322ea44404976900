"""A row beside the item that it may answer, and all that a check may look at."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from django.core.exceptions import ValidationError

from disclosures.imports.tables.column_words import KEPT_AS_TEXT
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.rows import Row
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import COMMON, unescape_cell
from texts.evidence import clean_evidence
from texts.validation import clean_text

from .cell_codes import CODE_OF
from .context import Context
from .match import Match, repeated
from .product_split import ProductSplit, split_by_product
from .question import Question
from .statement import is_ditto, statement_of
from .wording_match import Wording

# By what a row answers: a cell that several rows share, our column for 同上, no cell, a cell that
# says 同上, or its own words.
Kind = Literal["shared cell", "same as", "empty", "ditto", "own words"]


@dataclass(frozen=True)
class Candidate:
    """A row and the item that it may answer; `before`: the row that stands above it in the file.

    is_unescaped: read without the ' in front of the text.
    """

    context: Context = field(repr=False)
    row: Row
    question: Question
    before: Row | None = None
    is_unescaped: bool = False

    @cached_property
    def wording(self) -> Wording:
        """How the row words the item."""
        return self.context.labels.wording(self.row, self.question)

    @cached_property
    def answer(self) -> str:
        """The text that answers the item, as it stands in the file.

        Words of other columns that a person keeps as text stand in front of it.
        """
        kept = (
            getattr(self.row, role)
            for role in CODE_OF
            if self.context.code(self.row, role) == KEPT_AS_TEXT
        )
        return "\n".join(filter(None, (*kept, self.wording.answer)))

    def code(self, role: str) -> str | None:
        """What the row's cell for 有無 or 責任主体 states: a code, `CLEARED`, or None."""
        code = self.context.code(self.row, role)
        return None if code == KEPT_AS_TEXT else code

    @cached_property
    def unread_word(self) -> str:
        """The first word in a cell of its own for 有無 or 責任主体 that is neither; "" without."""
        cells = {role: getattr(self.row, role) for role in CODE_OF}
        unknown = (
            text
            for role, text in cells.items()
            if text and self.context.code(self.row, role) is None
        )
        return next(unknown, "")

    @cached_property
    def kind(self) -> Kind:
        """By what the row answers."""
        row = self.row
        if row.shares_answer_with:
            return "shared cell"
        if row.same_as:
            return "same as"
        if not self.has_answer and not row.evidence:
            return "empty"
        if is_ditto(self.answer, self.context.state.language) and not self.context.is_ours(row):
            return "ditto"
        return "own words"

    @property
    def has_answer(self) -> bool:
        """Whether the row answers anything; evidence alone does not."""
        return bool(self.answer or self.row.availability or self.row.responsibility)

    @property
    def has_own_words(self) -> bool:
        """Whether the row's cells say the answer themselves."""
        return self.kind == "own words"

    @cached_property
    def above(self) -> Match | None:
        """The match that the row repeats."""
        if self.row.shares_answer_with:
            return self.context.by_row.get(self.row.shares_answer_with)
        is_below = self.kind == "ditto" and self.before
        return self.context.by_row.get(self.before.row_number) if self.before and is_below else None

    @property
    def continues_its_item(self) -> bool:
        """Whether the row shares the cell with another row of the same item."""
        is_shared = self.kind == "shared cell"
        return is_shared and self.above is not None and self.above.number == self.question.number

    @cached_property
    def refusal(self) -> str:
        """Why the text door refuses the answer, in its words; "" where it does not."""
        return _refusal(clean_text, self.answer)

    @cached_property
    def evidence_refusal(self) -> str:
        """Why the door refuses the evidence; "" where it does not."""
        return _refusal(clean_evidence, self._evidence)

    @property
    def _evidence(self) -> str:
        """The text of the column for it, as it stands in the file."""
        text = self.row.evidence or ""
        return unescape_cell(text) if self.is_unescaped else text

    @cached_property
    def statement(self) -> AnswerContent | None:
        """What the row's own words say; None where it has none that can be kept."""
        if not self.has_own_words or self.refusal or self.evidence_refusal:
            return None
        return self.stated_by(clean_text(self.answer))

    def stated_by(self, text: str) -> AnswerContent:
        """What the row states where this text is its answer; evidence may be as it was refused."""
        row = self.row
        if row.availability is None:
            statement = statement_of(text, self.context.state.language)
        else:
            statement = AnswerContent(availability=self.code("availability"), body=text)
        body = unescape_cell(statement.body) if self.is_unescaped else statement.body
        owner = self.code("responsibility")
        evidence = self._evidence if self.evidence_refusal else clean_evidence(self._evidence)
        return replace(statement, responsibility=owner, body=body, evidence=evidence)

    @cached_property
    def match(self) -> Match:
        """What becomes of the item where nothing speaks against the row."""
        number = self.question.number
        if self.kind == "empty":
            return Match(number, "empty in file")
        if self.kind == "same as":
            return Match(
                number, "set", self.row.answer, statement=AnswerContent(same_as=self.row.same_as)
            )
        if self.above is not None:
            return self._repeating(self.above)
        return Match(
            *(number, "set", self.as_read, self._note, self.statement),
            product=self.context.product(self.row) or "",
            division=self._division(),
            is_typed=self.row.is_typed,
        )

    def _repeating(self, above: Match) -> Match:
        if self.continues_its_item:
            return above
        read = above.read if self.kind == "shared cell" else self.row.answer
        match = repeated(self.question.number, read, above)
        is_merged = self.kind == "shared cell" and match.outcome == "set"
        note = Doubt("cell_merged", {"number": above.number}) if is_merged else None
        return replace(match, why=note)

    @property
    def _note(self) -> Doubt | None:
        return Doubt("row_shifted") if self.wording.is_shifted else None

    def _division(self) -> ProductSplit | None:
        is_common = self.row.product in ("", COMMON) and not self.is_unescaped
        body = self.statement.body if self.statement else ""
        return split_by_product(body, self.context.state.products) if is_common else None

    @cached_property
    def is_current(self) -> bool:
        """Whether what the row says is answered now already."""
        return self.context.state.is_current(self.match)

    @property
    def as_read(self) -> str:
        """The text that the preview quotes, by what the row answers."""
        if self.kind == "shared cell":
            return self.above.read if self.above else ""
        if self.kind == "empty":
            return self.row.beside
        if self.kind in ("same as", "ditto"):
            return self.row.answer
        return self._joined(self.wording.answer)

    @property
    def own_cells(self) -> str:
        """What the row's own columns hold."""
        return self._joined(self.row.answer)

    def _joined(self, answer: str) -> str:
        words = " ".join(filter(None, (self.row.availability, self.row.responsibility, answer)))
        return "\n".join(filter(None, (words, self._evidence)))

    @property
    def answer_or_cells(self) -> str:
        """The answer, or the whole row where nobody knows which cell that is."""
        return self.answer or " ".join(self.row.cells)

    @property
    def is_escaped(self) -> bool:
        """Whether a ' may stand before a text to keep it from being run."""
        texts = (self.answer, self.row.evidence or "")
        return self.has_own_words and any(unescape_cell(text) != text for text in texts)


def _refusal(clean: Callable[[str], str], text: str) -> str:
    try:
        clean(text)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""
