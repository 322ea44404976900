"""Whether a row's answer is that of its item, and of all products."""

from collections.abc import Callable

from disclosures.imports.tables.doubt import MAX_QUOTE_LENGTH
from disclosures.imports.tables.rows import Row
from texts.normalize import normalize

from .candidate import Candidate
from .match import Details
from .wording_match import Wording


def of_wording(finds: Callable[[Wording], Details | None]) -> Callable[[Candidate], Details | None]:
    """The check of a wording as one of a candidate."""

    def finds_in(candidate: Candidate) -> Details | None:
        return finds(candidate.wording)

    finds_in.__doc__ = finds.__doc__
    return finds_in


def several_rows(candidate: Candidate) -> Details | None:
    """Several rows answer the item, or one product's part of it.

    A row for each product may say that the item repeats another one, if all name the same.
    """
    rows = rows_of(candidate)
    is_one_repeat = bool(rows[0].same_as) and len({row.same_as for row in rows}) == 1
    if len(rows) == 1 or is_one_repeat:
        return None
    told = candidate.context.file.told
    return {"rows": ", ".join(told(row.row_number) for row in rows)}


def rows_of(candidate: Candidate) -> list[Row]:
    """All rows that answer what the candidate answers."""
    product = candidate.context.product(candidate.row) or ""
    return candidate.context.rows[candidate.question.number, product]


def answers_of_rows(candidate: Candidate) -> str:
    """What these rows say, each text once."""
    return " / ".join(dict.fromkeys(filter(None, (row.answer for row in rows_of(candidate)))))


def sign_means_otherwise(candidate: Candidate) -> Details | None:
    """有無 is a sign to which a legend of the file gives another meaning."""
    if candidate.statement is None or candidate.statement.availability is None:
        return None
    text = candidate.row.availability or candidate.answer
    if candidate.row.availability and candidate.context.is_named("availability", text):
        return None
    meaning = candidate.context.legend.other_meaning(text[:1])
    return {"sign": text[:1], "text": meaning} if meaning else None


def alike_items_renumbered(candidate: Candidate) -> Details | None:
    """Several items have the row's wording, and the rows so worded have other numbers.

    A list whose numbers all moved by one looks right in every one of them.
    """
    if candidate.match.outcome != "set":
        return None
    return candidate.context.labels.alike_items_renumbered(candidate.row)


def row_names_product(candidate: Candidate) -> Details | None:
    """A cell in a column without a known role is the name of a product."""
    return _product_beside(candidate).get("text")


def column_names_product(candidate: Candidate) -> Details | None:
    """Text stands below a heading that names a product, beside the column of the answers."""
    return _product_beside(candidate).get("heading")


def product_named_around(candidate: Candidate) -> Details | None:
    """The page, a title above or the section names products, but not all of the sheet's."""
    if not _is_of_all_products(candidate):
        return None
    text = candidate.context.around.of_some_products(candidate.row)
    return {"text": text[:MAX_QUOTE_LENGTH]} if text else None


def product_above(candidate: Candidate) -> Details | None:
    """The row's cell for the product is empty, and may be merged with one above that is not."""
    if not _is_of_all_products(candidate):
        return None
    product = candidate.context.product_above(candidate.row)
    return {"product": product} if product else None


def _is_of_all_products(candidate: Candidate) -> bool:
    return candidate.match.outcome == "set" and not candidate.row.product


def _product_beside(candidate: Candidate) -> dict[str, Details]:
    """The first column, from the left, of which the text or else the heading names a product.

    It counts beside an answer that would be that of all products.
    """
    if not _is_of_all_products(candidate):
        return {}
    names = [normalize(name).casefold() for name in candidate.context.state.products]
    for heading, text in candidate.row.aside:
        if normalize(text).casefold() in names:
            return {"text": {"text": text}}
        if any(len(name) > 1 and name in normalize(heading).casefold() for name in names):
            return {"heading": {"heading": heading}}
    return {}
