"""The table of checks: all that can make an answer of a file unsure, in the order that counts.

Each step of the matching has its list; of a list the first check that finds something tells.
`docs/imports.md` is made from these lists by `make docs`.

To add a check: a function that finds the details, its line in the list where it counts, its message
in `doubt_messages`, and its smallest case beside `test_checks`. Records keep codes for ever, so a
code is never renamed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

from disclosures.imports.tables.doubt import Doubt

from . import (
    adjacent_rows,
    cell_checks,
    dependents,
    ditto,
    row_checks,
    state_comparison,
    wording_match,
)
from .adjacent_rows import AdjacentRows
from .candidate import Candidate
from .dependents import Dependent
from .match import Details
from .row_checks import of_wording
from .state_comparison import StateComparison
from .wording_match import Wording


class Scope(Enum):
    """What has to be known before a check can find anything."""

    CELL = "cell"  # a cell, as the file has it or by its text
    ROW = "row"  # the row, its item and the row that it repeats
    FILE = "file"  # other rows of the file
    WORKING_COPY = "working copy"  # what is answered now, and was before


CELL, ROW, FILE, WORKING_COPY = Scope
AS_READ, ANSWER = attrgetter("as_read"), attrgetter("answer")  # of a candidate
ANSWER_OR_CELLS = attrgetter("answer_or_cells")


class Subject(Protocol):
    """What a check looks at."""

    @property
    def is_current(self) -> bool:
        """Whether it says what is answered now already."""


S = TypeVar("S", bound=Subject)


@dataclass(frozen=True)
class Check(Generic[S]):
    """One reason for an answer to be unsure.

    finds: the details of what it finds, or None. unless_current: what is answered already nobody
    doubts. quotes: the text that the preview shows beside the reason. about: what it finds, in
    English, where the docstring of `finds` does not say it.
    """

    code: str
    scope: Scope
    finds: Callable[[S], Details | None]
    unless_current: bool = True
    quotes: Callable[[Any], str] = AS_READ
    about: str = ""

    @property
    def description(self) -> str:
        """What it finds, in one sentence."""
        return self.about or (self.finds.__doc__ or "").split("\n\n")[0]


def first_hit(checks: Iterable[Check[S]], subject: S) -> tuple[Check[S], Doubt] | None:
    """The first check that finds something, and what that is."""
    for check in checks:
        if check.unless_current and subject.is_current:
            continue
        details = check.finds(subject)
        if details is not None:
            return check, Doubt(check.code, details)
    return None


def first_doubt(checks: Iterable[Check[S]], subject: S) -> Doubt | None:
    """What the first check finds that finds something."""
    hit = first_hit(checks, subject)
    return hit[1] if hit else None


def _flag(code: str, about: str) -> Check[Candidate]:
    """A check of a cell that finds what the reader of the file noted there."""

    def finds(candidate: Candidate) -> Details | None:
        flag = candidate.row.doubt
        return flag.details if flag and flag.code == code else None

    return Check(code, CELL, finds, unless_current=False, quotes=ANSWER, about=about)


def _own_form(code: str, scope: Scope, about: str) -> Check[Candidate]:
    """A check that finds what taking apart a cell of our own form came upon (`own_form`)."""

    def finds(candidate: Candidate) -> Details | None:
        problem = candidate.row.problem if candidate.kind != "shared cell" else None
        return problem.details if problem and problem.code == code else None

    return Check(code, scope, finds, unless_current=False, quotes=ANSWER, about=about)


def _wording(code: str, finds: Callable[[Wording], Details | None]) -> Check[Candidate]:
    """A check that needs the wording of the row alone."""
    return Check(code, ROW, of_wording(finds), unless_current=False, quotes=ANSWER_OR_CELLS)


def _always(
    code: str,
    scope: Scope,
    finds: Callable[[Candidate], Details | None],
    quotes: Callable[[Any], str] = AS_READ,
) -> Check[Candidate]:
    """A check that doubts what is answered already, too: it may answer another item by chance."""
    return Check(code, scope, finds, unless_current=False, quotes=quotes)


# Of each row with the number of an item. Whether it is the item's row comes first, then how the
# file shows its cells: a text that nobody sees is not judged by its words.
ROW_CHECKS: tuple[Check[Candidate], ...] = (
    _always("several_rows", FILE, row_checks.several_rows, row_checks.answers_of_rows),
    _wording("no_wording", wording_match.no_wording),
    _wording("wording_differs", wording_match.wording_differs),
    _wording("several_cells_after_question", wording_match.several_cells_after_question),
    _wording("answer_in_other_column", wording_match.answer_in_other_column),
    _wording("requirement_word", wording_match.requirement_word),
    _wording("other_rows_have_more_cells", wording_match.other_rows_have_more_cells),
    _wording("answers_in_several_columns", wording_match.answers_in_several_columns),
    _wording("only_units", wording_match.only_units),
    _flag("hidden", "The row or column is hidden, or has no height or width."),
    _flag("number_formatted", "A number, date or time is shown otherwise than as its text."),
    _flag("text_reworded", "The cell's number format shows other words than its text, or none."),
    _flag("covered_by_merge", "The text stands below a merged range, where nobody sees it."),
    _flag("formula_without_value", "A formula whose result the file does not hold."),
    _flag("formula_error", "A formula that could not be calculated."),
    _flag("struck_out", "Text of the cell, or a part of it, is struck out."),
    _flag("open_quote", "A quotation mark at the beginning that none closes."),
    _flag("text_beside_answer", "Text below no heading, beside the column of the answers."),
    _flag("text_below_answer", "Text in a row that asks nothing, directly below the answer."),
    _flag("below_other_headings", "A further row of headings above the row names other columns."),
    _own_form("pages_differ", FILE, "Form and table of our workbook were both edited."),
    _own_form(
        "pages_differ_unknown_version",
        FILE,
        "Form and table of our workbook differ, and nobody knows which of them was edited.",
    ),
    _own_form("emptied", WORKING_COPY, "The edited cell only says less than the version did."),
    _own_form(
        "line_ends_lost", CELL, "A long line that may go on in the next row, or was cut there."
    ),
    _own_form("unknown_part", CELL, "The cell cannot be taken apart, or in several ways."),
    _own_form("availability_within_text", CELL, "The text of a part begins with a word of 有無."),
    _own_form(
        "part_of_unknown_product", WORKING_COPY, "A part is led by what is no product of the sheet."
    ),
    _own_form("part_missing", WORKING_COPY, "The part of a product that is answered now is gone."),
    _always("same_as_unknown_item", ROW, ditto.same_as_unknown_item, attrgetter("row.same_as")),
    _always("same_as_but_differs", FILE, ditto.same_as_but_differs),
    _always("text_in_unknown_column", ROW, cell_checks.text_in_unknown_column),
    _always("ditto_row_not_adjacent", ROW, ditto.ditto_row_not_adjacent),
    _always("nothing_to_repeat", ROW, ditto.nothing_to_repeat),
    _always("repeats_one_product", ROW, ditto.repeats_one_product),
    _always("repeats_doubtful_row", ROW, ditto.repeats_doubtful_row),
    _always("repeats_but_differs", ROW, ditto.repeats_but_differs, attrgetter("own_cells")),
    _always("unknown_word_in_cell", CELL, cell_checks.unknown_word_in_cell),
    _always("text_refused", CELL, cell_checks.text_refused),
    _always("evidence_refused", CELL, cell_checks.evidence_refused, attrgetter("own_cells")),
    Check("holds_other_row", CELL, cell_checks.holds_other_row),
    Check("leading_apostrophe", CELL, cell_checks.leading_apostrophe),
    Check("formula_as_text", CELL, cell_checks.formula_as_text),
    # A form's choice before the words that it may be made of, and these before a longer word.
    Check("choice_left_open", CELL, cell_checks.choice_left_open),
    Check("longer_word", CELL, cell_checks.longer_word),
    Check("placeholder", CELL, cell_checks.placeholder),
    Check("error_text", CELL, cell_checks.error_text),
    Check("pointer", CELL, cell_checks.pointer),
    Check("cells_contradict", CELL, cell_checks.cells_contradict),
    Check("cut_off", CELL, cell_checks.cut_off),
    Check("prompt_left_open", CELL, cell_checks.prompt_left_open),
    Check("unit_in_other_column", CELL, cell_checks.unit_in_other_column),
    Check("question_itself", CELL, cell_checks.question_itself),
    Check("unknown_word", CELL, cell_checks.unknown_word),
    Check("sign_or_name", CELL, cell_checks.sign_or_name),
    Check("no_single_date", CELL, cell_checks.no_single_date),
    Check("sign_means_otherwise", FILE, row_checks.sign_means_otherwise),
    # Whatever its text says, the answer may be that of another item, or of one product.
    Check("alike_items_renumbered", FILE, row_checks.alike_items_renumbered),
    _always("row_names_product", ROW, row_checks.row_names_product),
    _always("column_names_product", ROW, row_checks.column_names_product),
    Check("product_named_around", FILE, row_checks.product_named_around),
    Check("product_above", FILE, row_checks.product_above),
)
# Of each pair of rows of which one is empty, once all rows have their matches.
ADJACENT_CHECKS: tuple[Check[AdjacentRows], ...] = (
    Check("answers_of_two_items", FILE, adjacent_rows.answers_of_two_items),
    Check("answer_of_adjacent_item", FILE, adjacent_rows.answer_of_adjacent_item),
    Check("adjacent_answer_mentions_item", FILE, adjacent_rows.adjacent_answer_mentions_item),
)
# Of each match that states something.
WORKING_COPY_CHECKS: tuple[Check[StateComparison], ...] = (
    Check("same_as_without_text", WORKING_COPY, state_comparison.same_as_without_text),
    # A text of other signs than were meant is judged no further.
    Check("signs_lost", WORKING_COPY, state_comparison.signs_lost),
    Check("signs_may_be_lost", CELL, state_comparison.signs_may_be_lost),
    Check("figure_rewritten", WORKING_COPY, state_comparison.figure_rewritten),
    Check("older_than_change", WORKING_COPY, state_comparison.older_than_change),
    Check("contradicts_availability", WORKING_COPY, state_comparison.contradicts_availability),
    Check("availability_beside_text", WORKING_COPY, state_comparison.availability_beside_text),
    Check("names_unknown_product", WORKING_COPY, state_comparison.names_unknown_product),
    Check("unclear_product", WORKING_COPY, state_comparison.unclear_product),
    Check("part_older_than_change", WORKING_COPY, state_comparison.part_older_than_change),
    Check(
        "part_contradicts_availability",
        WORKING_COPY,
        state_comparison.part_contradicts_availability,
    ),
    Check(
        "products_left_out", WORKING_COPY, state_comparison.products_left_out, unless_current=False
    ),
)
# Of each match that would be set after all: it needs another one that is sure.
PART_CHECKS: tuple[Check[Dependent], ...] = (
    Check("other_part_unsure", FILE, dependents.other_part_unsure),
)
REPEAT_CHECKS: tuple[Check[Dependent], ...] = (
    Check("repeats_unsure_item", FILE, dependents.repeats_unsure_item),
)
CHECKS: tuple[Check[Any], ...] = (
    *ROW_CHECKS,
    *ADJACENT_CHECKS,
    *WORKING_COPY_CHECKS,
    *PART_CHECKS,
    *REPEAT_CHECKS,
)
# What a match may say besides, which refuses nothing.
NOTES = {
    "no_row": "The file has no row for the item.",
    "row_shifted": "The wording stands in other columns than those of its headings.",
    "cell_merged": "The row shares its cell with the row of another item, and so its answer.",
    "names_unknown_product": "As the check; no product answers by itself, so the text is whole.",
    "unclear_product": "As the check; no product answers by itself, so the text is whole.",
}
# Reasons that are no matter of matching answers: they are found elsewhere.
OUTSIDE = {
    "number_read_as": "The number is read as another text than the file has.",
    "numbers_read_alike": "Rows that ask different things have numbers that are read as the same.",
    "number_begins_anew": "Rows apart from each other have one number and ask different things.",
    "two_numbers_in_cell": "The cell of an item holds two numbers, and either may be its own.",
    "may_be_chapter": "A row that asks nothing, above rows that belong to it by their numbers.",
    "repeated_item_left_out": "What an answer repeats is not ticked, or cannot be set.",
    "asked_elsewhere": "Another item of the guideline is worded as the row.",
    "namesakes_renumbered": "Several items have the row's name, and it is open whose row it is.",
    "part_of_number": "Several rows have one number, and this one becomes a part of it.",
    "requirement_unknown": "A word that does not say whether an answer is required.",
    "several_rows_of_key": "Several rows are of one item or product.",
    "unfit_slug": "The slug of a product cannot be part of an address.",
    "refused": "A model or form refuses the row, in the words of its own and of who imports.",
}
# Why a line of the file belongs to no item, where it looks like the row of one.
LINES = {
    "number_unread": "What stands in the place of its number is none that an item can have.",
    "number_missing": "The row asks something and has no number.",
    "date_for_number": "A day, or figures such as 1/2, stand in the place of its number.",
    "item_unknown": "The guideline has no item of its number.",
    "wording_unknown": "Without a column of numbers: no item is worded as the row, or several are.",
    "product_unknown": "The row is of what is no product of the sheet.",
    "other_row_agrees": "Another row of its number has the item's wording, and this one has not.",
}
