"""The rows of a file and the items of a guideline: which answers which, and how surely."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from disclosures.imports.files.cells import number_of
from disclosures.imports.files.visible_pages import DOUBTS
from disclosures.imports.tables.rows import Line, Row, SheetFile
from disclosures.sheet.content import EMPTY, AnswerContent
from disclosures.sheet.table import COMMON, written
from texts.normalize import normalize
from texts.validation import clean_text

from .adjacent_rows import doubt_neighbours
from .checks import doubtful, of_one_product, prompting, unknown_words, unsettled, without_its_unit
from .current_state import WorkingCopyState
from .ditto import ditto, doubt_own_words, doubt_repeats, merged
from .match import Key, Match, Matching, unsure
from .own_form import as_table, doubt_parts
from .product_split import Division, divided
from .statement import availability_of, code_in, is_ditto, responsibility_of, statement_of
from .wording_match import Labels, Question


def match(file: SheetFile, questions: Sequence[Question], state: WorkingCopyState) -> Matching:
    """Find each question's answer in the file.

    A row answers an item by number and wording together, wherever it stands. A file that still
    says what was stated earlier is older than the change, and puts nothing back.
    """
    return _Matcher(as_table(file, state), questions, state).matching()


class _Matcher:
    def __init__(
        self, file: SheetFile, questions: Sequence[Question], state: WorkingCopyState
    ) -> None:
        self.file, self.state = file, state
        self.questions = {question.number: question for question in questions}
        self.labels = Labels(file, self.questions)
        alike = Counter(normalize(name) for name in state.products)
        self.names = {
            normalize(name): name for name in state.products if alike[normalize(name)] == 1
        }
        self.by_row: dict[int, Match] = {}
        self.unmatched = [line for line in file.others if not line.is_bar]

    def matching(self) -> Matching:
        found = self._by_key()
        doubt_neighbours(found, self.questions, self._stands)
        items: list[Match] = []
        for number in self.questions:
            own = [match for key, match in found.items() if key[0] == number and key[1]]
            common = found.get((number, "")) or _missing(number, has_row=bool(own))
            beside = [match.product for match in own]
            by_rows = self.file.layout is not None and self.file.layout.has("product")
            found_now = [
                self.state.compared(one, beside, by_rows=by_rows) for one in (common, *own)
            ]
            items += doubt_parts(found_now)
        unmatched = sorted(self.unmatched, key=lambda line: line.row_number)
        return Matching(doubt_repeats(items), tuple(unmatched))

    def _by_key(self) -> dict[Key, Match]:
        found: dict[Key, Match] = {}
        rows = self._rows_by_key()
        keys = {row: key for key, belonging in rows.items() for row in belonging}
        for row, before in zip(self.file.rows, (None, *self.file.rows), strict=False):
            if row not in keys:
                self.unmatched.append(Line(row.row_number, " ".join((row.number, *row.cells))))
                continue
            number, product = key = keys[row]
            match = self._match(row, self.questions[number], before)
            if match.outcome == "set" and (why := self._why_another(row, match)):
                match = unsure(number, match.read, why)
            match = replace(match, product=product, row_number=row.row_number)
            found[key] = match if _is_one(rows[key]) else _several(rows[key], match)
            self.by_row.setdefault(row.row_number, found[key])
        return found

    def _why_another(self, row: Row, match: Match) -> str:
        """Why the row's answer may be that of another item, or of one product, if so."""
        numbers = "" if self._stands(match) else self.labels.other_numbers(row)
        return numbers or of_one_product(row, self.state.products)

    def _is_next(self, row: Row, question: Question, before: Row) -> bool:
        """Whether the row stands directly below the one before, and so does its item."""
        between = range(before.row_number + 1, row.row_number)
        above = self.by_row.get(before.row_number)
        if above is None or any(line.row_number in between for line in self.file.others):
            return False
        order = list(self.questions)
        return order.index(question.number) - order.index(above.number) in (0, 1)

    def _rows_by_key(self) -> dict[Key, list[Row]]:
        """Those that agree with the item in wording; all of its number, where none does."""
        rows: dict[Key, list[Row]] = defaultdict(list)
        for row in self.file.rows:
            question, product = self._question(row), self._product(row)
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

    def _product(self, row: Row) -> str | None:
        """The name as the sheet has it, "" for all; None for a product that it does not have.

        What repeats another item does so for all products, though each has its row.
        """
        if row.product in ("", COMMON):
            return ""
        exact = row.product if row.product in self.state.products else None
        name = exact or self.names.get(normalize(row.product))
        return "" if name and row.same_as else name

    def _match(self, row: Row, question: Question, before: Row | None) -> Match:
        problem, answer, note = self.labels.problem(row, question)
        if problem:
            return unsure(question.number, answer or " ".join(row.cells), problem)
        if row.doubt:
            return unsure(question.number, answer, str(DOUBTS[row.doubt]))
        if row.shares_answer_with:
            first = self.by_row.get(row.shares_answer_with)
            return self._repeating(row, first, merged(question.number, first))
        if row.problem:
            return unsure(question.number, answer, row.problem)
        if row.same_as:
            return self._same_as(question, row)
        if not answer and not row.availability and not row.responsibility:
            return self._empty(question, row)
        if is_ditto(answer) and not self._is_ours(row):
            return self._ditto(row, question, before)
        return self._stated(row, question, answer, note)

    def _ditto(self, row: Row, question: Question, before: Row | None) -> Match:
        if before and not self._is_next(row, question, before):
            why = _("It is open what is repeated: the row above does not answer the item before.")
            return unsure(question.number, row.answer, why)
        above = self.by_row[before.row_number] if before else None
        found = ditto(question.number, row.answer, above, product=row.product)
        return self._repeating(row, above, found)

    def _repeating(self, row: Row, first: Match | None, found: Match) -> Match:
        """The match of what repeats the first row, if no cell of its own says otherwise."""
        if found.outcome == "unsure" or first is None:
            return found
        key, said = first.key, first.statement
        if said and said.same_as:
            key = said.same_as, ""
            by_key = {match.key: match.statement for match in self.by_row.values()}
            said = by_key.get(key)
        return doubt_own_words(found, row, self.state.whole(key, said or EMPTY))

    def _empty(self, question: Question, row: Row) -> Match:
        if row.beside:
            why = _("The cell is empty, but text stands in a column without a known heading.")
            return unsure(question.number, row.beside, why)
        return Match(question.number, "empty in file")

    def _stated(self, row: Row, question: Question, answer: str, note: str) -> Match:
        read = " ".join(filter(None, (row.availability, row.responsibility, answer)))
        unknown = unknown_words(row)
        if unknown:
            return unsure(question.number, read, unknown)
        try:
            statement, division = self._statement(row, answer)
        except ValidationError as error:
            return unsure(question.number, read, " ".join(error.messages))
        product = self._product(row) or ""
        found = Match(
            *(question.number, "set", read, note, statement, product), is_typed=row.is_typed
        )
        problem = self._doubt(row, question, statement, answer)
        if not problem or self._stands(found):
            return replace(found, division=division)
        if written(answer) != answer:
            bare = replace(statement, body=written(statement.body))
            if self._stands(replace(found, statement=bare)):
                return replace(found, statement=bare)
        return unsure(question.number, read, problem)

    def _doubt(self, row: Row, question: Question, statement: AnswerContent, answer: str) -> str:
        """Why the cells cannot be taken as they stand, if so."""
        other = self.labels.other_row_in(answer, question)
        if other:
            why: str = _("The text holds the row of item %(number)s as well.")
            return why % {"number": other.number}
        problem = "" if self._is_ours(row) else unsettled(statement, answer)
        problem = problem or prompting(answer, statement.body) or without_its_unit(row, answer)
        has_own_cell = row.availability is not None and not row.is_typed
        return problem or doubtful(statement, answer, question, has_own_cell=has_own_cell)

    def _statement(self, row: Row, answer: str) -> tuple[AnswerContent, Division | None]:
        if row.availability is None:
            statement = statement_of(clean_text(answer))
        else:
            stated = code_in(row.availability, availability_of)
            statement = AnswerContent(availability=stated, body=clean_text(answer))
        owner = code_in(row.responsibility, responsibility_of)
        statement = replace(statement, responsibility=owner)
        division = (
            None
            if row.product not in ("", COMMON)
            else divided(statement.body, self.state.products)
        )
        return statement, division

    def _same_as(self, question: Question, row: Row) -> Match:
        if row.same_as not in self.questions or row.same_as == question.number:
            why = _("It names item %(number)s, which the guideline lacks.")
            return unsure(question.number, row.same_as or "", why % {"number": row.same_as})
        found = Match(question.number, "set", row.answer, "", AnswerContent(same_as=row.same_as))
        said, repeated = (self._said(number) for number in (row.number, row.same_as))
        is_as_it_was = sorted(said) == sorted(self.state.named.get(row.number, ()))
        if [_own(words) for words in said] == [_own(words) for words in repeated] or (
            is_as_it_was and self._stands(found)
        ):
            return found
        why = _("It is to be the same as item %(number)s, but says something else.")
        return unsure(question.number, row.answer, why % {"number": row.same_as})

    def _said(self, number: str) -> list[tuple[str, ...]]:
        return [row.said for row in self.file.rows if row.number == number]

    def _stands(self, match: Match) -> bool:
        return self.state.stands(match)

    def _is_ours(self, row: Row) -> bool:
        """Whether the text was written by us, as far as the file can say."""
        return self.file.is_ours and not row.is_typed


def _own(said: tuple[str, ...]) -> tuple[str, ...]:
    """What is said, without 同上."""
    product, availability, responsibility, _same_as, body = said
    return product, availability, responsibility, body


def _is_one(rows: Sequence[Row]) -> bool:
    """Whether they say one thing: a single row, or of all products that they repeat an item."""
    return len(rows) == 1 or (bool(rows[0].same_as) and len({row.same_as for row in rows}) == 1)


def _several(rows: Sequence[Row], match: Match) -> Match:
    numbers = ", ".join(str(row.row_number) for row in rows)
    texts = " / ".join(dict.fromkeys(filter(None, (row.answer for row in rows))))
    why = _("Several rows answer this item: %(rows)s.") % {"rows": numbers}
    return Match(match.number, "unsure", texts, why)


def _missing(number: str, *, has_row: bool) -> Match:
    why = "" if has_row else _("The file has no row for this item.")
    return Match(number, "empty in file", "", why)
