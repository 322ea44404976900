"""The findings of plain rules over a sheet, to look at before it goes on; no Django.

The rules for one item stand here; those for several, and for any text, in modules of their own.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date

from texts.entities import dates
from texts.evidence import addresses_by_label
from texts.language import may_be_japanese
from texts.polarity import contradicts

from .content import answers_something
from .diff import changes
from .document import Sheet, SheetItem
from .field_change import Risk
from .finding import ADVISORY, BLOCKING, Finding, beginning
from .item_pairs import related_items, same_sentences
from .text_rules import prompts, unwanted_texts


def findings(
    sheet: Sheet,
    before: Sheet | None = None,
    *,
    related: Iterable[tuple[str, str]] = (),
    other_products: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What the rules find in the sheet, in the order of the codes, then in reading order.

    before: the sheet that readers saw last. related: pairs of item numbers whose answers must
    agree. other_products: names of products that exist, whether on this sheet or not.
    """
    pairs = tuple(related)
    current = _findings(sheet, before, pairs, other_products)
    earlier = _findings(before, None, pairs, other_products) if before else []
    return tuple(
        replace(finding, is_known=True) if finding in earlier else finding for finding in current
    )


def _findings(
    sheet: Sheet,
    before: Sheet | None,
    related: Iterable[tuple[str, str]],
    other_products: Collection[str],
) -> list[Finding]:
    items = {item.number: item for item in sheet.items()}
    # What an item repeats from another one (同上) is found there.
    earlier = {item.number: item for item in before.items()} if before else {}
    answered_itself = [item for item in items.values() if not item.same_as]
    found = [
        *(finding for item in items.values() for finding in _unanswered(item, sheet)),
        *_disclosure_dates(items.values(), sheet.updated_on),
        *(finding for item in answered_itself for finding in _availability(item, sheet)),
        *_flipped(before, sheet),
        *(found for item in answered_itself for found in _evidence(item, earlier.get(item.number))),
        *related_items(items, related),
        *same_sentences(answered_itself),
        *unwanted_texts(sheet, answered_itself, other_products),
        *prompts(sheet, answered_itself),
    ]
    position = {"": -1, **{number: index for index, number in enumerate(items)}}
    codes = (*BLOCKING, *ADVISORY)
    return sorted(found, key=lambda finding: (codes.index(finding.code), position[finding.number]))


def _unanswered(item: SheetItem, sheet: Sheet) -> Iterator[Finding]:
    if item.is_answered:
        silent = _silent_products(item, sheet)
        if silent:
            yield Finding("product_unanswered", item.number, {"products": "、".join(silent)})
    elif item.same_as:
        yield Finding("same_as_unanswered", item.number, {"other": item.same_as})
    else:
        yield Finding("required_unanswered" if item.is_required else "unanswered", item.number)


def _silent_products(item: SheetItem, sheet: Sheet) -> list[str]:
    """The names of the products for which nothing is answered."""
    answering = [answer for answer in item.answers if answers_something(answer)]
    if any(not answer.products for answer in answering):
        return []
    speaking = {slug for answer in answering for slug in answer.products}
    return [product.name for product in sheet.products if product.slug not in speaking]


def _disclosure_dates(items: Iterable[SheetItem], updated_on: date) -> Iterator[Finding]:
    for item in items:
        if item.states_disclosure_date and item.is_answered:
            stated = [day for answer in item.answers for day in dates(answer.body)]
            if not stated:
                yield Finding("disclosure_date_missing", item.number)
            elif updated_on not in stated:
                about = {"stated": stated[0].isoformat(), "updated": updated_on.isoformat()}
                yield Finding("disclosure_date", item.number, about)


def _availability(item: SheetItem, sheet: Sheet) -> Iterator[Finding]:
    """有無 that is asked and not stated, or contradicted by the text that follows it."""
    if item.asks_availability and item.is_answered:
        views = {product.name: item.for_product(product.slug) for product in sheet.products}
        missing = [name for name, view in (views or {"": item}).items() if not _states_it(view)]
        if missing:
            products = "" if len(missing) >= len(views) else "、".join(missing)
            yield Finding("availability_missing", item.number, {"products": products})
    common = next((answer.availability for answer in item.answers if not answer.products), None)
    is_japanese = may_be_japanese(sheet.language)
    for answer in item.answers:
        stated = answer.availability or common
        if stated in ("yes", "no") and is_japanese and contradicts(stated, answer.body):
            about = {"availability": stated, "text": beginning(answer.body)}
            yield Finding("availability_contradicted", item.number, about)


def _states_it(item: SheetItem) -> bool:
    return not item.is_answered or any(answer.availability for answer in item.answers)


def _flipped(before: Sheet | None, sheet: Sheet) -> Iterator[Finding]:
    for item in changes(before, sheet).items if before else ():
        for change in item.fields:
            if change.risk == Risk.FLIP and item.kind == "changed":
                names = "、".join(product.name for product in change.products)
                about = {"old": change.old, "new": change.new, "products": names}
                yield Finding("availability_flipped", item.number, about)


def _evidence(item: SheetItem, before: SheetItem | None) -> Iterator[Finding]:
    """Evidence with no answer beside it, and links whose address is another one than before."""
    if item.answers and not item.is_answered:
        yield Finding("evidence_alone", item.number)
    earlier = addresses_by_label(answer.evidence for answer in before.answers) if before else {}
    now = addresses_by_label(answer.evidence for answer in item.answers)
    for label in now:
        gone = [address for address in earlier.get(label, ()) if address not in now[label]]
        new = [address for address in now[label] if address not in earlier.get(label, ())]
        if gone and new:
            about = {"label": label, "before": ", ".join(gone), "now": ", ".join(new)}
            yield Finding("evidence_moved", item.number, about)
