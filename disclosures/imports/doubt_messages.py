"""The message for each code of a doubt or note, translated where it is shown.

Doubts are codes everywhere else (`tables.doubt.Doubt`): a record is read by people of either
language, long after the import.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from disclosures.imports.tables.doubt import Doubt
from disclosures.sheet.table import PAGE
from texts.listing import listed, quoted_list

# One text for each code of `matching.checks` and of the imports of items and products. Two codes
# may say the same where two checks find it by different means.
_UNKNOWN_WORD = _("“%(word)s” is no word that is known here.")
_NO_PRODUCT = _("The text names what is no product of this sheet: %(names)s")
_IS_OLDER = _("The file says what was answered before; it was changed since.")
_CONTRADICTS = _("The file does not state 有無, and “%(word)s”, which stays, contradicts the text.")
_REPEATS_UNSURE = _("It repeats item %(number)s, which is unsure.")
_NOT_CALCULATED = _("The cell holds a formula that could not be calculated.")
DOUBT_MESSAGES = {
    # What the file says of a cell or row
    "hidden": _("The row or the column is hidden in the file."),
    "number_formatted": _("The cell holds a number that is shown in another form there."),
    "text_reworded": _("The cell's format shows other words than its text, or none."),
    "covered_by_merge": _("The text stands below a merged cell, where nobody sees it."),
    "formula_without_value": _(
        "The cell holds a formula whose result the file does not have. Open the file in Excel and"
        " save it once, so that it is calculated."
    ),
    "formula_error": _NOT_CALCULATED,
    "struck_out": _("Text of the cell is struck out in the file."),
    "open_quote": _("The text begins with a quotation mark; it is open where it ends."),
    "text_beside_answer": _(
        "Beside the answer stands text below no heading, which may be a part of it."
    ),
    "text_below_answer": _(
        "Below the answer stands text in a row that asks nothing; it may be a part of it."
    ),
    "below_other_headings": _("The row stands below further headings, which name other columns."),
    # The row's wording, and where its answer stands
    "several_rows": _("Several rows answer this item: %(rows)s."),
    "no_wording": _("The row has no wording, neither an item nor a question."),
    "wording_differs": _("Row %(row)s: the guideline words this item differently: %(texts)s"),
    "several_cells_after_question": _("Several cells follow the question: %(texts)s"),
    "answer_in_other_column": _(
        "The row's cells are shifted; this stands in another column than the answers: %(texts)s"
    ),
    "requirement_word": _("“%(text)s” says whether it is required, and answers nothing."),
    "other_rows_have_more_cells": _(
        "Other rows have several cells behind the question; this may be any."
    ),
    "answers_in_several_columns": _(
        "What follows the questions stands in several columns; this may be any."
    ),
    "only_units": _("Without headings nobody can say whether these words are answers or units."),
    # An edited cell of our own form
    "pages_differ": _("Both pages of the workbook were edited; the form says “%(text)s”. %(do)s"),
    "pages_differ_unknown_version": _(
        "The pages of the workbook differ, and the version that they are of is not known here;"
        " the form says “%(text)s”. %(do)s"
    ),
    "emptied": _(
        "Something of this item was emptied in the file, here or in the row of another product, and"
        " an empty cell clears nothing. To clear 有無 or 責任主体 write “%(word)s” in its place;"
        " empty texts and evidence by hand."
    ),
    "line_ends_lost": _("The answer goes on in further rows; where its lines end is open. %(do)s"),
    "unknown_part": _("It is open which part of the answer this is: “%(text)s”. %(do)s"),
    "availability_within_text": _(
        "“%(text)s” begins like 有無, which has a line of its own on this form."
    ),
    "part_of_unknown_product": _NO_PRODUCT,
    "part_missing": _("The part for %(product)s is gone, which is answered now. %(do)s"),
    "other_part_unsure": _("Another part of the same cell is unsure."),
    # 同上, and cells that several rows share
    "same_as_unknown_item": _("It names item %(number)s, which the guideline lacks."),
    "same_as_but_differs": _("It is to be the same as item %(number)s, but says something else."),
    "ditto_row_not_adjacent": _(
        "It is open what is repeated: the row above does not answer the item before."
    ),
    "nothing_to_repeat": _("There is no answer above to repeat."),
    "repeats_one_product": _("It repeats an answer for one product alone: %(product)s"),
    "repeats_doubtful_row": _REPEATS_UNSURE,
    "repeats_unsure_item": _REPEATS_UNSURE,
    "repeats_but_differs": _(
        "It repeats an answer, but a cell of its own says something else: “%(text)s”"
    ),
    "repeated_item_left_out": _(
        "It repeats item %(number)s, whose answer in the file is left out."
    ),
    # What the cells say
    "text_in_unknown_column": _(
        "The cell is empty, but text stands in a column without a known heading."
    ),
    "unknown_word_in_cell": _UNKNOWN_WORD,
    "text_refused": "%(message)s",
    "evidence_refused": _("Row %(row)s, evidence: %(message)s"),
    "holds_other_row": _("The text holds the row of item %(number)s as well."),
    "leading_apostrophe": _(
        "The text begins with an ' that may only be there to keep it from being run."
    ),
    "formula_as_text": _("The text is a formula, and not what it comes to."),
    "choice_left_open": _("The cell names several answers to choose from."),
    "longer_word": _("It is open whether the text begins with a word of 有無 or a longer one."),
    "placeholder": _("The text only stands in the place of an answer."),
    "error_text": _NOT_CALCULATED,
    "pointer": _("The text points at another answer; it is open at which."),
    "cells_contradict": _("有無 and the text contradict each other."),
    "cut_off": _("The text seems to be cut off."),
    "prompt_left_open": _("Nobody filled in what a form or template leaves open: “%(text)s”"),
    "unit_in_other_column": _("The unit of the figure stands in another column: “%(unit)s”"),
    "question_itself": _("The text is the question itself."),
    "unknown_word": _UNKNOWN_WORD,
    "sign_or_name": _("“%(sign)s” may be a mark or stand for a name."),
    "no_single_date": _("No single date can be read from it for sure, such as 2025-10-01."),
    "sign_means_otherwise": _("In this file “%(sign)s” stands for “%(text)s”."),
    # Whose answer it is
    "alike_items_renumbered": _(
        "Items %(numbers)s are worded alike in this file, and the rows so worded have other"
        " numbers."
    ),
    "row_names_product": _("The row names a product in a column of its own: “%(text)s”"),
    "column_names_product": _("A column beside the answers is headed by a product: “%(heading)s”"),
    "product_named_around": _(
        "The sheet's name or a title names products, but not all: “%(text)s”. It is open whether"
        " this answers for all of them."
    ),
    "product_above": _(
        "The cell for the product is empty, and one above says “%(product)s”. It is open whether"
        " this answers for all of them."
    ),
    "answers_of_two_items": _(
        "One cell seems to hold the answers to items %(first)s and %(second)s."
    ),
    "answer_of_adjacent_item": _(
        "This seems to be the answer to a neighbour, of items %(first)s and %(second)s."
    ),
    "adjacent_answer_mentions_item": _(
        "The cell is empty, but the answer to item %(number)s speaks of it: %(words)s"
    ),
    # Against what is answered now
    "same_as_without_text": _("It is the same as another item now, and the file states no text."),
    "signs_lost": _(
        "“%(text)s” seems to be “%(stored)s”, without signs that Shift_JIS lacks. Save the"
        " original table as .xlsx or in UTF-8, and bring that in."
    ),
    "signs_may_be_lost": _(
        "“%(text)s”: the mark may stand for a sign that was lost when the file was saved. Save the"
        " original table as .xlsx or in UTF-8, and bring that in."
    ),
    "figure_rewritten": _(
        "It may be “%(stored)s”, as spreadsheets rewrite figures when they save a text file. Use"
        " the .xlsx file, where texts stay texts."
    ),
    "older_than_change": _IS_OLDER,
    "contradicts_availability": _CONTRADICTS,
    "availability_beside_text": _(
        "The file says 有無 alone; what is answered now has a text as well: “%(text)s”"
    ),
    "names_unknown_product": _NO_PRODUCT,
    "unclear_product": _("It is open which products this is about: %(texts)s"),
    "part_older_than_change": _IS_OLDER,
    "part_contradicts_availability": _CONTRADICTS,
    "products_left_out": _("The file does not hold what single products answer now: %(products)s"),
    # Notes, which refuse nothing
    "no_row": _("The file has no row for this item."),
    "row_shifted": _("The row's cells are shifted; its wording is the item's."),
    "cell_merged": _("The cell is merged with that of item %(number)s."),
    "part_of_number": _("Several rows have the number %(number)s; this one becomes item %(part)s."),
    "requirement_unknown": _("“%(text)s” does not say whether an answer is required."),
    # Lines that belong to no item
    "number_unread": _(
        "“%(text)s” cannot be read as the number of an item. Write the number alone, such as 12,"
        " 1-2 or A-01."
    ),
    "number_missing": _("The row has no number."),
    "date_for_number": _(
        "“%(text)s” may be a date. Excel makes one of a number such as 1-2; format the column as"
        " text and enter the number again."
    ),
    "item_unknown": _("The guideline has no item %(number)s."),
    "wording_unknown": _(
        "The table has no column of numbers, and the wording of this row is that of no item, or of"
        " more than one."
    ),
    "product_unknown": _("“%(product)s” is no product of this sheet."),
    "other_row_agrees": _("Another row of item %(number)s has its wording; this one has not."),
    # Items and products
    "number_read_as": _("The number is written “%(written)s” and becomes %(number)s."),
    "numbers_read_alike": _(
        "%(numbers)s are read as one number, %(number)s, but ask different things. Give each row a"
        " number of its own."
    ),
    "number_begins_anew": _(
        "Several rows that do not stand together have the number %(number)s and ask different"
        " things: numbers begin anew, or a spreadsheet made one of two, as 1.1 of 1.10. Give each"
        " row a number of its own."
    ),
    "two_numbers_in_cell": _(
        "“%(text)s” has two numbers. Give the table a column with the number of each item."
    ),
    "may_be_chapter": _(
        "This may be the title of a chapter: it asks nothing, and by its number %(number)s belongs"
        " to it. Tick it only if it is an item."
    ),
    "asked_elsewhere": _("The guideline asks this as item %(number)s; the numbers may have moved."),
    "namesakes_renumbered": _(
        "Items %(numbers)s have one name, and the rows of that name in this file have other"
        " numbers. It is open whose question this is."
    ),
    "several_rows_of_key": _("Several rows are of “%(key)s”: %(rows)s."),
    "unfit_slug": _(
        "“%(slug)s” cannot be part of an address: a slug has letters (a–z), digits, - and _ only."
    ),
    "refused": "%(message)s",
}
LISTS, QUOTED = ("numbers", "products", "rows"), ("names", "texts", "words")  # of the details
_BY_HAND = _("Edit it on the page “%(page)s”, or enter it by hand.")
_ONE_PAGE = _(
    "Make both say the same, or delete one; or choose one as the page below “The rows or"
    " columns are not read as they should be”."
)
# What to do about it, for the texts that end in it
ADVICE = {
    "pages_differ": _ONE_PAGE,
    "pages_differ_unknown_version": _ONE_PAGE,
    "line_ends_lost": _BY_HAND,
    "unknown_part": _BY_HAND,
    "part_missing": _BY_HAND,
}


def doubt_message(reason: Doubt | str | None) -> str:
    """The doubt or note as a sentence; "" for None.

    A sentence stays as it is: records of former imports hold one in the place of the code.
    """
    if reason is None or isinstance(reason, str):
        return reason or ""
    details = {name: _told(name, value) for name, value in reason.details.items()}
    message = message_template(reason.code) % details
    product = details.get("of_product")
    words = gettext("%(name)s: %(problem)s")
    return words % {"name": product, "problem": message} if product else message


def _told(name: str, value: str) -> str:
    """A detail in the signs of the reader's language; records keep lists in those of English."""
    if name in QUOTED and value.startswith("“") and value.endswith("”"):
        alternatives = value[1:-1].split("” / “")
        return " / ".join(quoted_list(one.split("”, “")) for one in alternatives)
    return listed(value.split(", ")) if name in LISTS else value


def message_template(code: str) -> str:
    """The message for the code, with placeholders such as %(text)s; the code itself if unknown."""
    template = str(DOUBT_MESSAGES.get(code, code))  # a record outlives the checks that made it
    if code not in ADVICE:
        return template
    advice = str(ADVICE[code]) % {"page": PAGE}
    # replace, not %: the other details are filled in later, by `doubt_message`
    return template.replace("%(do)s", advice)


def row_message(row_number: int, doubt: Doubt) -> str:
    """The error message for a file that cannot be read because of one row."""
    return gettext("Row %(row)d: %(why)s") % {"row": row_number, "why": doubt_message(doubt)}
