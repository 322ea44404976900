"""What the working copy asks, says and said, as matching the rows of a file needs it."""

from collections import defaultdict

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.question import Question
from disclosures.models import Answer, Revision
from disclosures.sheet.content import EMPTY, FIELDS, AnswerContent
from disclosures.sheet.table import item_answers

from .row_decisions import Change


def questions_of(checklist):
    """The items that its guideline asks, in order, as `Question`."""
    return [
        Question(
            item.number,
            item.category,
            item.name,
            item.question,
            item.asks_availability,
            item.states_disclosure_date,
            item.section.title,
        )
        for item in checklist.guideline.items.asked().in_order().select_related("section")
    ]


def state_of(checklist):
    """What the answers say now and ever said, and the last `Change` of each.

    Returns a `WorkingCopyState`, and the changes by item number and product name.
    """
    products = {product.pk: product.name for product in checklist.products()}
    answers = checklist.answers.filter(item__retired_on=None).order_by()
    now = {key: stated for key, stated in _contents(answers, products) if stated != EMPTY}
    history = Answer.history.filter(checklist=checklist.pk).order_by("history_id")
    earlier, changes, before = defaultdict(set), {}, {}
    signature = ("history_user__username", "history_date")
    for key, stated, by, at in _contents(history, products, *signature):
        if stated != EMPTY:
            earlier[key].add(stated)
        if stated != before.get(key, EMPTY):
            changes[key] = Change(by or "", at)
        before[key] = stated
    names = list(products.values())
    return WorkingCopyState(now, earlier, names, language=checklist.language), changes


def named_by(file):
    """Of each item what our table answered in the version that the file names."""
    found = Revision.objects.filter(sha256=file.version).first() if file.version else None
    if found is None:
        return {}
    sheet = found.content
    return {
        item.number: list(item_answers(sheet, item))
        for section in sheet.sections
        for item in section.items
    }


def _contents(rows, products, *more):
    """Of each row item number and product name, what it states, and `more` of its columns."""
    columns = rows.values_list(
        *("item__number", "product"),
        *("same_as__number" if name == "same_as" else name for name in FIELDS),
        *more,
    )
    for number, product, *values in columns:
        stated = AnswerContent(**dict(zip(FIELDS, values, strict=False)))
        if product is None or product in products:
            yield (number, products.get(product, "")), stated, *values[len(FIELDS) :]
