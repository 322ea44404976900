"""The whole file beside the guideline and the working copy: which rows belong to which item."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from disclosures.imports.files.cells import number_of
from disclosures.imports.tables.rows import Row, SheetFile
from disclosures.sheet.content import EMPTY, AnswerContent
from disclosures.sheet.table import COMMON
from texts.normalize import normalize

from .current_state import WorkingCopyState
from .match import Key, Match
from .question import Question
from .wording_match import Labels


class Context:
    """The whole file beside the guideline and the working copy.

    rows: of each answer the rows that have its number, or of these the ones with its wording.
    by_row: the matches so far, by the number of their row.
    """

    def __init__(
        self, file: SheetFile, questions: Sequence[Question], state: WorkingCopyState
    ) -> None:
        self.file, self.state = file, state
        self.questions = {question.number: question for question in questions}
        self.labels = Labels(file, self.questions)
        self._order = list(self.questions)
        alike = Counter(normalize(name) for name in state.products)
        self._names = {
            normalize(name): name for name in state.products if alike[normalize(name)] == 1
        }
        self.rows = self._rows_by_key()
        self.by_row: dict[int, Match] = {}

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
        return [row for row in rows if self.labels.agree(row, question)] or rows

    def _question(self, row: Row) -> Question | None:
        """The item of the row's number; of one whose rows are divided, the part that it words."""
        same = self.questions.get(row.number) or self.questions.get(number_of(row.number) or "")
        parts = [
            question
            for number, question in self.questions.items()
            if number.startswith((f"{row.number}-", f"{row.number}."))
            and self.labels.agree(row, question)
        ]
        if same and (not parts or self.labels.agree(row, same)):
            return same
        return parts[0] if len(parts) == 1 else None

    def product(self, row: Row) -> str | None:
        """The name as the sheet has it, "" for all; None for a product that it does not have.

        What repeats another item does so for all products, though each has its row.
        """
        if row.product in ("", COMMON):
            return ""
        exact = row.product if row.product in self.state.products else None
        name = exact or self._names.get(normalize(row.product))
        return "" if name and row.same_as else name

    def is_ours(self, row: Row) -> bool:
        """Whether the text was written by us, as far as the file can say."""
        return self.file.is_ours and not row.is_typed

    def is_next(self, row: Row, question: Question, before: Row) -> bool:
        """Whether the row stands directly below the one before, and so does its item."""
        between = range(before.row_number + 1, row.row_number)
        above = self.by_row.get(before.row_number)
        if above is None or any(line.row_number in between for line in self.file.others):
            return False
        return self._order.index(question.number) - self._order.index(above.number) in (0, 1)

    def repeated_answer(self, match: Match) -> AnswerContent:
        """What is said by what repeats this match, which may itself repeat another one."""
        key, stated = match.key, match.statement
        if stated and stated.same_as:
            key = stated.same_as, ""
            stated = {one.key: one.statement for one in self.by_row.values()}.get(key)
        return self.state.whole(key, stated or EMPTY)
