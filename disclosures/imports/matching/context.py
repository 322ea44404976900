"""The whole file beside the guideline and the working copy: which rows belong to which item."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.item_numbers import wholes
from disclosures.imports.tables.lexicon import ALL_PRODUCTS, BOTH
from disclosures.imports.tables.rows import Row, SheetFile
from disclosures.sheet.content import EMPTY, AnswerContent
from disclosures.sheet.table import COMMON
from texts.normalize import normalize

from .cell_codes import CODE_OF, code_of_cell, meanings
from .current_state import WorkingCopyState
from .match import Key, Match
from .products_around import ProductsAround
from .question import Question
from .row_numbers import with_item_numbers
from .sign_legend import SignLegend
from .statement import word_key
from .wording_match import Labels

_BETWEEN = re.compile(r"[、,，・/／&＆\n]")  # the names of several products in one cell


class Context:
    """The whole file beside the guideline and the working copy.

    rows: of each answer the rows that have its number, or of these the ones with its wording, and
    those that a person chose for it.
    by_row: the matches so far, by the number of their row.
    """

    def __init__(
        self, file: SheetFile, questions: Sequence[Question], state: WorkingCopyState
    ) -> None:
        self.questions = {question.number: question for question in questions}
        self.file, self.state = with_item_numbers(file, self.questions), state
        self.labels = Labels(self.file, self.questions)
        self._meanings = {role: meanings(self.file, role) for role in CODE_OF}
        self._order = {number: at for at, number in enumerate(self.questions)}
        self._parts = _parts(self.questions)
        pages = (before for before, _page in self.file.page_rows.starts)
        self._other_rows = sorted((*pages, *(line.row_number for line in self.file.others)))
        alike = Counter(normalize(name) for name in state.products)
        self._names = {
            normalize(name): name for name in state.products if alike[normalize(name)] == 1
        }
        self.rows = self._rows_by_key()
        self.by_row: dict[int, Match] = {}
        self._statements: dict[Key, AnswerContent | None] = {}
        self.around = ProductsAround(self.file, state.products)
        self.legend = SignLegend(self.file)
        self._products_above = _products_above(self.file)

    def add(self, row_number: int, match: Match) -> None:
        """Keep the match of this row, of several with that number the first."""
        if row_number not in self.by_row:
            self.by_row[row_number] = match
            self._statements[match.key] = match.statement

    def _rows_by_key(self) -> dict[Key, list[Row]]:
        """Those that agree with the item in wording; all of its number, where none does."""
        rows: dict[Key, list[Row]] = defaultdict(list)
        for row in self.file.rows:
            question, product = self._question(row), self.product(row)
            if question is not None and product is not None:
                rows[question.number, product].append(row)
        return {key: self._agreeing(key[0], belonging) for key, belonging in rows.items()}

    def _agreeing(self, number: str, rows: list[Row]) -> list[Row]:
        question = self.questions[number]
        chosen = [row for row in rows if row.is_chosen]
        others = [row for row in rows if not row.is_chosen]
        return ([row for row in others if self.labels.agree(row, question)] or others) + chosen

    def _question(self, row: Row) -> Question | None:
        """The item of the row's number; of one whose rows are divided, the part that it words."""
        same = self.questions.get(row.number)
        if row.is_chosen:
            return same
        possible = self._parts.get(row.number, ())
        parts = [question for question in possible if self.labels.agree(row, question)]
        if same and (not parts or self.labels.agree(row, same)):
            return same
        return parts[0] if len(parts) == 1 else None

    def why_of_none(self, row: Row) -> Doubt:
        """Why a row is not among the `rows` of any item."""
        question = self._question(row)
        if not row.number:
            return Doubt("wording_unknown")
        if question is None:
            return Doubt("item_unknown", {"number": row.as_written})
        if self.product(row) is None:
            return Doubt("product_unknown", {"product": row.product})
        return Doubt("other_row_agrees", {"number": question.number})

    def product(self, row: Row) -> str | None:
        """The name as the sheet has it, "" for all; None for a product that it does not have.

        What repeats another item does so for all products, though each has its row.
        """
        if row.product in ("", COMMON) or self._names_all(row.product):
            return ""
        exact = row.product if row.product in self.state.products else None
        name = exact or self._names.get(normalize(row.product))
        return "" if name and row.same_as else name

    def _names_all(self, text: str) -> bool:
        """Whether the cell for the product says all of them, in a word or one after another."""
        word, are_two = normalize(text), len(self.state.products) == 2
        if word not in self._names and (word in ALL_PRODUCTS or (word in BOTH and are_two)):
            return True
        named = {self._names.get(normalize(name), "") for name in _BETWEEN.split(text)}
        return len(named) > 1 and named == set(self.state.products)

    def product_above(self, row: Row) -> str:
        """The product of a cell above, which may be merged with the row's empty one, or ""."""
        return self._products_above.get(row.row_number, "")

    def is_named(self, role: str, text: str) -> bool:
        """Whether a person said what the word means in the column of that role."""
        return word_key(text) in self._meanings[role]

    def code(self, row: Row, role: str) -> str | None:
        """What the row's cell for 有無 or 責任主体 states; see `code_of_cell`."""
        return code_of_cell(role, getattr(row, role), self._meanings[role])

    def is_ours(self, row: Row) -> bool:
        """Whether the text was written by us, as far as the file can say."""
        return self.file.is_ours and not row.is_typed

    def is_next(self, row: Row, question: Question, before: Row) -> bool:
        """Whether the row stands directly below the one before, and so does its item."""
        above = self.by_row.get(before.row_number)
        following = bisect_right(self._other_rows, before.row_number)
        next_other = next(iter(self._other_rows[following : following + 1]), row.row_number)
        if above is None or next_other < row.row_number:
            return False
        return self._order[question.number] - self._order[above.number] in (0, 1)

    def repeated_answer(self, match: Match) -> AnswerContent:
        """What is said by what repeats this match, which may itself repeat another one."""
        key, stated = match.key, match.statement
        if stated and stated.same_as:
            key = stated.same_as, ""
            stated = self._statements.get(key)
        return self.state.whole(key, stated or EMPTY)


def _parts(questions: Mapping[str, Question]) -> dict[str, list[Question]]:
    """The items that are parts of a number, as 1-2 is one of 1, by that number."""
    parts: dict[str, list[Question]] = defaultdict(list)
    for number, question in questions.items():
        for whole in wholes(number):
            parts[whole].append(question)
    return parts


def _products_above(file: SheetFile) -> dict[int, str]:
    """Of each row without a product the one that stands last above it, by the row's number.

    Only where the product stands before the number, as what is merged over several items does: a
    CSV keeps such a cell in its first row alone. Behind the question an empty cell names none.
    """
    layout = file.layout
    if layout is None or not (layout.has("product") and layout.has("number")) or file.is_ours:
        return {}
    if layout.columns["product"][0] > layout.number:
        return {}
    above, last = {}, ""
    for row in file.rows:
        last = row.product or last
        if not row.product and last and last != COMMON:
            above[row.row_number] = last
    return above
