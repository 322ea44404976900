"""Why the text of a cell cannot be taken as it stands."""

import re
import unicodedata

from disclosures.imports.tables.lexicon import CUT_ENDINGS
from disclosures.sheet.content import AnswerContent
from texts.entities import dates
from texts.evidence import evidence_texts
from texts.language import may_be_japanese
from texts.left_open import Kind, left_open
from texts.normalize import wording_key

from .candidate import Candidate
from .match import Details
from .option_words import is_blank_form, is_spread_out
from .plain_sides import plain_side
from .statement import (
    is_ditto,
    is_sign_or_name,
    is_unknown_word,
    statement_of,
)

# A figure and nothing else, after NFKC: one that stands in a sentence brings its unit along.
_FIGURE = re.compile(
    r"約? ?[0-9][0-9.,]*(?: ?[~〜-] ?[0-9][0-9.,]*)? ?(?:以[上下内]|未満|程度|超)?"
)
# What spreadsheets calculate: =D2, =SUM(A1:A9), ="あり", =24/7; =毎日です。 is a text.
_FORMULA = re.compile(
    r"=\s*[-+]?(?:\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?!\w)|[^!\"\n、。]{1,60}!\$?[A-Za-z]{1,3}\$?[0-9]|[\"{(]"
    r"|[0-9][0-9.]*\s*(?:[-+*/^&%]|$))|[=+@][A-Z][A-Z0-9.]{0,40}\("
)
CUT_LENGTHS = (255, 32_767)  # where programs cut what a cell holds
NO_DETAILS: Details = {}
# What contradicts each word of 有無; 一部 and 非公開 go with both.
_OPPOSITE = {"yes": "no", "no": "yes", "not_applicable": "yes"}
# Of what is left open: what stands in the place of an answer, and what asks for one.
IN_ITS_PLACE, ASKING = (Kind.NOTE, Kind.FILLER), (Kind.PROMPT, Kind.NOTE)


def _texts(candidate: Candidate) -> tuple[str, AnswerContent] | None:
    """The text of the row's own words and what it says; None where it has none."""
    return None if candidate.statement is None else (candidate.answer, candidate.statement)


def _foreign_texts(candidate: Candidate) -> tuple[str, AnswerContent] | None:
    """As `_texts`, but not of our own table: whatever stands there was written on purpose."""
    return None if candidate.context.is_ours(candidate.row) else _texts(candidate)


def _language(candidate: Candidate) -> str:
    return candidate.context.state.language


def text_in_unknown_column(candidate: Candidate) -> Details | None:
    """The cell for the answer is empty, and text stands in a column without a known heading."""
    is_open = candidate.kind in ("empty", "own words") and not candidate.has_answer
    return NO_DETAILS if is_open and candidate.row.beside else None


def unknown_word_in_cell(candidate: Candidate) -> Details | None:
    """A cell of its own for 有無 or 責任主体 holds a word that is neither."""
    word = candidate.unread_word if candidate.has_own_words else ""
    return {"word": word} if word else None


def text_refused(candidate: Candidate) -> Details | None:
    """The text holds what no answer may hold, such as an invisible character or HTML.

    The message is that of the text door, in the language of who imports.
    """
    refusal = candidate.refusal if candidate.has_own_words else ""
    return {"message": refusal} if refusal else None


def evidence_refused(candidate: Candidate) -> Details | None:
    """The cell for 根拠・参考 holds what is no link, or what no answer may hold.

    The message is that of the door for evidence, in the language of who imports.
    """
    refusal = candidate.evidence_refusal if candidate.has_own_words else ""
    place = candidate.context.file.told(candidate.row.row_number)
    return {"row": place, "message": refusal} if refusal else None


def holds_other_row(candidate: Candidate) -> Details | None:
    """A line of the text is another item's row, as one quotation mark too many makes it."""
    if candidate.statement is None:
        return None
    text = f"{candidate.answer}\n{candidate.row.evidence or ''}"
    other = candidate.context.labels.other_row_in(text, candidate.question)
    return {"number": other.number} if other else None


def leading_apostrophe(candidate: Candidate) -> Details | None:
    """The text begins with an ' that spreadsheets put before what they would calculate."""
    return NO_DETAILS if _foreign_texts(candidate) and candidate.is_escaped else None


def formula_as_text(candidate: Candidate) -> Details | None:
    """The text is a formula (=D2), as a text file has one that was never calculated."""
    if candidate.context.file.page:  # a workbook says itself which cells are formulas
        return None
    texts = _foreign_texts(candidate)
    return NO_DETAILS if texts and _FORMULA.match(texts[0]) else None


def choice_left_open(candidate: Candidate) -> Details | None:
    """A form that nobody filled in (有 ・ 無), or boxes of which a person has to see the ticked."""
    texts = _foreign_texts(candidate)
    return NO_DETAILS if texts and is_blank_form(texts[0]) else None


def longer_word(candidate: Candidate) -> Details | None:
    """A word of 有無 at the beginning that may go on (あり ではありません, 無 停電電源装置)."""
    texts = _foreign_texts(candidate) if may_be_japanese(_language(candidate)) else None
    return NO_DETAILS if texts and is_spread_out(texts[0]) else None


def placeholder(candidate: Candidate) -> Details | None:
    """A dash, 確認中 or an example in the place of an answer."""
    texts = _foreign_texts(candidate)
    if not texts or (_states_availability(candidate) and texts[0] in ("?", "？")):
        return None  # a ? may be a word for 有無 that nobody knows
    return NO_DETAILS if left_open(texts[0], kinds=IN_ITS_PLACE) else None


def error_text(candidate: Candidate) -> Details | None:
    """What a spreadsheet shows in the place of a result, as text (#REF!)."""
    texts = _foreign_texts(candidate)
    return NO_DETAILS if texts and left_open(texts[0], kinds=[Kind.ERROR]) else None


def pointer(candidate: Candidate) -> Details | None:
    """The text only names another answer or place (項番3参照, 前回と同じ).

    So does 同上, where the sheet's language is one in which it repeats no answer.
    """
    texts = _foreign_texts(candidate)
    if texts is None:
        return None
    answer, statement = texts
    is_pointing = left_open(answer, statement.body, kinds=[Kind.POINTER]) or is_ditto(answer)
    return NO_DETAILS if is_pointing else None


def cells_contradict(candidate: Candidate) -> Details | None:
    """有無 says yes and the text plainly says or begins with no, or the other way round."""
    texts = _foreign_texts(candidate)
    if texts is None:
        return None
    answer, statement = texts
    language = _language(candidate)
    stated, in_text = statement.availability, statement_of(answer, language).availability
    if {stated, in_text} == {"yes", "no"}:
        return NO_DETAILS
    opposite = _OPPOSITE.get(stated or "") if may_be_japanese(language) else None
    is_said = opposite and plain_side(statement.body, candidate.question) == opposite
    return NO_DETAILS if is_said else None


def cut_off(candidate: Candidate) -> Details | None:
    """The text ends as programs leave one that is too long for them."""
    texts = _foreign_texts(candidate)
    if texts is None:
        return None
    is_cut = len(texts[0]) in CUT_LENGTHS or texts[0].endswith(CUT_ENDINGS)
    return NO_DETAILS if is_cut else None


def prompt_left_open(candidate: Candidate) -> Details | None:
    """What a form or template leaves open is not filled in (選択してください, XX時間以内)."""
    if not (texts := _texts(candidate)):
        return None
    written = (texts[0], texts[1].body, *evidence_texts(texts[1].evidence))
    prompt = left_open(*written, kinds=ASKING)
    return {"text": prompt} if prompt else None


def unit_in_other_column(candidate: Candidate) -> Details | None:
    """A figure whose unit stands in a column of its own, and would be lost."""
    texts, unit = _texts(candidate), candidate.row.unit
    if not texts or not unit.strip("-－ー—― 　"):
        return None
    is_figure = _FIGURE.fullmatch(unicodedata.normalize("NFKC", texts[0]))
    return {"unit": unit} if is_figure and not dates(texts[0]) else None


def question_itself(candidate: Candidate) -> Details | None:
    """The item's question stands in the place of its answer."""
    texts = _texts(candidate)
    if not texts or not texts[0] or wording_key(texts[0]) != candidate.question.normalized:
        return None
    return NO_DETAILS


def _states_availability(candidate: Candidate) -> bool:
    """Whether the text has to say 有無, since no cell of its own does."""
    has_own_cell = candidate.row.availability is not None and not candidate.row.is_typed
    return candidate.question.asks_availability and not has_own_cell


def unknown_word(candidate: Candidate) -> Details | None:
    """有無 is asked, and the whole text is a mark or short word that says neither."""
    texts = _texts(candidate) if _states_availability(candidate) else None
    return {"word": texts[0]} if texts and texts[0] and is_unknown_word(*texts) else None


def sign_or_name(candidate: Candidate) -> Details | None:
    """有無 is asked, and the text begins with a sign that may stand for a name (○○社)."""
    texts = _texts(candidate) if _states_availability(candidate) else None
    return {"sign": texts[0][0]} if texts and is_sign_or_name(*texts) else None


def no_single_date(candidate: Candidate) -> Details | None:
    """The item asks for the day of disclosure, and the text holds none, or several."""
    if candidate.statement is None or not candidate.question.states_disclosure_date:
        return None
    return NO_DETAILS if len(set(dates(candidate.answer))) != 1 else None
