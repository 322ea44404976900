"""Our own form: its cells taken apart again, and whether it or the table beside it was edited."""

from collections.abc import Iterator
from dataclasses import replace

from disclosures.imports.tables.doubt import MAX_QUOTE_LENGTH, Doubt
from disclosures.imports.tables.rows import Row, SheetFile
from disclosures.sheet.cell_grammar import AmbiguousCell, cell_text, parse_cell
from disclosures.sheet.table import COMMON, NOT_STATED, TableAnswer, TableAnswers
from texts.evidence import evidence_key
from texts.normalize import normalize

from .current_state import WorkingCopyState
from .statement import is_ditto, statement_of

SHORTEST_CUT = 100  # characters; the form cuts no line shorter than this into several rows
# The columns of our table that the cell of the answer has as well
TAKEN_APART = ("product", "availability", "responsibility", "same_as", "evidence")


def as_table(file: SheetFile, state: WorkingCopyState) -> SheetFile:
    """The file as if all of its rows stood in our table, where it is or has our own form.

    An item that says what the version said that the file names, or what is answered now, says so
    part by part. What somebody edited is taken apart by the grammar that wrote the form.
    """
    form = _Form(file, state)
    if file.shown is not None:
        return replace(file, rows=tuple(form.rows_of_both()))
    if file.layout is None or file.is_ours or not file.version:
        return file
    rows = tuple(part for row in file.rows for part in form.taken_apart(row))
    columns = dict.fromkeys(TAKEN_APART, file.layout.columns["answer"])
    layout = replace(file.layout, columns={**file.layout.columns, **columns})
    return replace(file, rows=rows, layout=layout, is_ours=True)


class _Form:
    """The page for people of our own workbook, beside what it was made of."""

    def __init__(self, file: SheetFile, state: WorkingCopyState) -> None:
        self.file, self.state = file, state
        named = {answer.product for answers in state.named.values() for answer in answers}
        self.products = [*state.products, *sorted(named - {COMMON, *state.products})]
        self.rows_above_others = {line.row_number - 1 for line in file.others if not line.is_bar}

    def rows_of_both(self) -> Iterator[Row]:
        """The rows of the table, or of the form for an item that was edited there alone."""
        rows: dict[str, list[Row]] = {}
        for row in self.file.rows:
            rows.setdefault(row.number, []).append(row)
        for number, of_number in rows.items():
            yield from self._rows_of_both(number, of_number)

    def _rows_of_both(self, number: str, rows: list[Row]) -> list[Row]:
        named = self.state.named.get(number)
        answers = [_answer_of(row, named or ()) for row in rows]
        shown = (self.file.shown or {}).get(number)
        if shown is None or shown.shares_answer_with:
            return _doubted(rows, _differing("", is_known=bool(named)))
        if _reads(shown, answers):
            return rows
        if named and _reads(shown, named):
            return _doubted(rows, _emptied()) if _is_emptied(answers, named) else rows
        if named and sorted(answers) == sorted(named):
            return self.taken_apart(replace(shown, row_number=rows[0].row_number))
        if normalize(shown.answer) == normalize(cell_text(answers)):
            return rows
        return _doubted(rows, _differing(shown.answer, is_known=bool(named)))

    def taken_apart(self, row: Row) -> list[Row]:
        """The row of the form as our table has it: one for each product that it speaks of."""
        if row.doubt or row.shares_answer_with:
            return [row]
        named, now = self.state.named.get(row.number), self.state.table_answers(row.number)
        # A version that is not known here may be older than the evidence, and leaves that alone.
        for known in filter(None, (named, now, [] if named else _without_evidence(now))):
            if _reads(row, known):
                return [row.answering(answer) for answer in known]
        try:
            answers = parse_cell(row.answer, self.products)
        except AmbiguousCell as error:
            return [replace(row, problem=_open(str(error)))]
        edited = replace(row, is_typed=True, problem=self._problem(row, answers, named or now))
        return [edited.answering(answer) for answer in answers]

    def _problem(self, row: Row, answers: TableAnswers, before: TableAnswers) -> Doubt | None:
        """Why it is open what the edited cell says, if so; before: the answers it was made of.

        同上 by itself repeats the row above, which is not known of a page that is only compared.
        """
        if not row.answer:
            return _emptied() if row.number in self.state.named else None
        language = self.state.language
        if is_ditto(row.answer, language) and self.file.shown is not None:
            return _open(row.answer)
        if self._may_be_cut(row, before):
            return Doubt("line_ends_lost")
        if not self._is_read_back(before):
            return _open(row.answer)
        if answers[0].same_as:
            return None
        for answer in answers:
            if not answer.availability and statement_of(answer.body, language).availability:
                return Doubt("availability_within_text", {"text": _short(answer.body)})
        doubt = self._problem_of_products(row.number, {answer.product for answer in answers})
        return doubt or (_emptied() if _is_emptied(answers, before) else None)

    def _may_be_cut(self, row: Row, before: TableAnswers) -> bool:
        """Whether a line may go on in the next row, or below it where a CSV has lost that."""
        lines = f"{cell_text(before)}\n{row.answer}".split("\n")
        is_long = row.is_continued and any(len(line) >= SHORTEST_CUT for line in lines)
        return is_long or (not self.file.page and row.row_number in self.rows_above_others)

    def _is_read_back(self, before: TableAnswers) -> bool:
        """Whether the grammar tells the parts of what stood in the cell."""
        try:
            return not before or sorted(parse_cell(cell_text(before), self.products)) == sorted(
                before
            )
        except AmbiguousCell:
            return False

    def _problem_of_products(self, number: str, named: set[str]) -> Doubt | None:
        """Whose part it is that nobody knows here, or that is gone; an import empties nothing."""
        strangers = sorted(named - {COMMON, *self.state.products})
        if strangers:
            quoted = ", ".join(f"“{name}”" for name in strangers)
            return Doubt("part_of_unknown_product", {"names": quoted})
        for name in ("", *self.state.products):
            if self.state.answers((number, name)) and (name or COMMON) not in named:
                return Doubt("part_missing", {"product": name or COMMON})
        return None


def _answer_of(row: Row, named: TableAnswers) -> TableAnswer:
    """What the row answers; without a column for evidence that is what the version said."""
    if row.evidence is not None:
        return row.table_answer
    evidence = {answer.product: answer.evidence for answer in named}
    return row.table_answer._replace(evidence=evidence.get(row.product, ""))


def _without_evidence(answers: TableAnswers) -> TableAnswers:
    without = (answer._replace(evidence="") for answer in answers)
    return [answer for answer in without if answer.is_stated or answer.product == COMMON]


def _reads(row: Row, answers: TableAnswers) -> bool:
    """Whether the row of the form says just this; where several rows do, line ends are open."""
    text = cell_text(answers)
    return row.answer == text or (row.is_continued and _unbroken(row.answer) == _unbroken(text))


def _unbroken(text: str) -> str:
    return "".join(text.split())


def _is_emptied(answers: TableAnswers, named: TableAnswers) -> bool:
    """Whether something that the version said is gone, and nothing new stands beside it.

    Beside what is new, whatever the file leaves out stays as it is, as in any file.
    """
    by_product = {answer.product: answer for answer in answers}
    return any(
        not before.same_as and _says_less(by_product.get(before.product), before)
        for before in named
    )


def _says_less(now: TableAnswer | None, before: TableAnswer) -> bool:
    """Whether the answer is gone, or says a part of what it said, and nothing else."""
    if now is None:
        return True
    now, before = _comparable(now), _comparable(before)
    return now != before and all(new in (old, "") for new, old in zip(now, before, strict=True))


def _comparable(answer: TableAnswer) -> TableAnswer:
    return answer._replace(evidence=evidence_key(answer.evidence))


def _doubted(rows: list[Row], problem: Doubt) -> list[Row]:
    return [replace(row, problem=problem) for row in rows]


def _differing(shown: str, *, is_known: bool) -> Doubt:
    """Why nobody can say whether the form goes before the table."""
    return Doubt("pages_differ" if is_known else "pages_differ_unknown_version", {"text": shown})


def _emptied() -> Doubt:
    return Doubt("emptied", {"word": NOT_STATED})


def _open(text: str) -> Doubt:
    return Doubt("unknown_part", {"text": _short(text)})


def _short(text: str) -> str:
    first, *more = text.split("\n")
    return f"{first[:MAX_QUOTE_LENGTH]}…" if more or len(first) > MAX_QUOTE_LENGTH else first
