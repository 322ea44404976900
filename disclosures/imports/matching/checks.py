"""Why the text of a cell cannot be taken as it stands."""

import re
import unicodedata
from collections.abc import Collection

from django.utils.translation import gettext as _

from disclosures.imports.files.visible_pages import DOUBTS
from disclosures.imports.tables.rows import Row
from disclosures.sheet.content import AnswerContent
from disclosures.sheet.table import written
from texts.entities import dates
from texts.normalize import normalize
from texts.prompts import first_prompt

from .option_words import is_blank_form, is_spread_out
from .placeholders import is_error, is_placeholder, is_pointer
from .statement import (
    availability_of,
    code_in,
    is_sign_or_name,
    is_unknown_word,
    responsibility_of,
    statement_of,
)
from .wording_match import Question

_FIGURE = re.compile(
    r"約? ?[0-9][0-9.,]*(?: ?[~〜-] ?[0-9][0-9.,]*)? ?(?:以[上下内]|未満|程度|超)?"
)
CUT_LENGTHS = (255, 32_767)  # where programs cut what a cell holds


def unknown_words(row: Row) -> str:
    """What is wrong with the words in cells of their own."""
    for text, known in (
        (row.availability, availability_of),
        (row.responsibility, responsibility_of),
    ):
        if text and code_in(text, known) is None:
            why: str = _("“%(word)s” is no word that is known here.") % {"word": text}
            return why
    return ""


def without_its_unit(row: Row, answer: str) -> str:
    """Why the answer is not whole without the row's unit, if so."""
    plain = unicodedata.normalize("NFKC", answer)
    if not row.unit.strip("-－ー—― 　") or not _FIGURE.fullmatch(plain) or dates(answer):
        return ""
    why: str = _("The unit of the figure stands in another column: “%(unit)s”")
    return why % {"unit": row.unit}


def of_one_product(row: Row, products: Collection[str]) -> str:
    """Why the row's answer may not be that of all products, if so; none has to be named."""
    names = [normalize(name).casefold() for name in products]
    for heading, text in () if row.product else row.aside:
        if normalize(text).casefold() in names:
            why: str = _("The row names a product in a column of its own: “%(text)s”")
            return why % {"text": text}
        if any(len(name) > 1 and name in normalize(heading).casefold() for name in names):
            why = _("A column beside the answers is headed by a product: “%(heading)s”")
            return why % {"heading": heading}
    return ""


def doubtful(
    statement: AnswerContent, answer: str, question: Question, *, has_own_cell: bool
) -> str:
    """Why the cell's text cannot be taken as it stands, if so."""
    if answer and normalize(answer) == question.normalized:
        return str(_("The text is the question itself."))
    if question.asks_availability and not has_own_cell:
        if is_unknown_word(answer, statement):
            why: str = _("“%(word)s” is no word that is known here.") % {"word": answer}
            return why
        if is_sign_or_name(answer, statement):
            why = _("“%(sign)s” may be a mark or stand for a name.")
            return why % {"sign": answer[0]}
    if question.states_disclosure_date and len(set(dates(answer))) != 1:
        return str(_("No single date can be read from it for sure, such as 2025-10-01."))
    return ""


def prompting(*texts: str) -> str:
    """Why nobody answered yet, if one of the texts only asks for an answer or leaves one open."""
    if prompt := next(filter(None, map(first_prompt, texts)), ""):
        why: str = _("Nobody filled in what a form or template leaves open: “%(text)s”")
        return why % {"text": prompt}
    return ""


def unsettled(statement: AnswerContent, answer: str) -> str:
    """Why it is open what the text means to say, or whether that is all of it, if so."""
    if written(answer) != answer:
        return str(_("The text begins with an ' that may only be there to keep it from being run."))
    if is_blank_form(answer):
        return str(_("The cell names several answers to choose from."))
    if is_spread_out(answer):
        return str(_("It is open whether the text begins with a word of 有無 or a longer one."))
    if is_placeholder(answer):
        return str(_("The text only stands in the place of an answer."))
    if is_error(answer):
        return str(DOUBTS["error"])
    if is_pointer(answer) or is_pointer(statement.body):
        return str(_("The text points at another answer; it is open at which."))
    if {statement.availability, statement_of(answer).availability} == {"yes", "no"}:
        return str(_("The cell for 有無 and the text contradict each other."))
    if _is_cut(answer):
        return str(_("The text seems to be cut off."))
    return ""


def _is_cut(answer: str) -> bool:
    """Whether the text ends as programs leave one that is too long for them."""
    return len(answer) in CUT_LENGTHS or answer.endswith(("...", "…", "、", "ただし"))
