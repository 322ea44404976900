"""Restoring: the working copy says again what a frozen version said."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from audit.models import BulkChange
from disclosures.sheet.canonical import knows
from disclosures.sheet.content import UNSTATED, answers_something
from products.models import Product

from .answer import Answer
from .bulk_kinds import BulkKind
from .freezing import draft
from .states import WorkflowError
from .working_copy import WorkingCopy

TITLE_BLOCK = ("title", "language", "company", "department", "established_on", "notes", "contact")
EMPTY_ROW_VALUES = {**UNSTATED, "same_as_id": None}


class Restoration:
    """What a checklist becomes when it says again what `sheet` said; `write` does it.

    The checklist given here gets the values of the sheet, unsaved. `left` are sentences for
    people: what cannot come back, and what the sheet did not know and stays as it is.
    `bulk_change` is what was written, None where nothing was.
    Internal notes, owners, review dates and the guideline's wording are never touched.
    """

    def __init__(self, checklist, sheet):
        self.checklist, self.frozen, self.left = checklist, sheet, []
        self.bulk_change = None
        self._title_moved = self._set_title()
        self.products = self._existing_products()
        self._dropped, self._placed = self._places()
        self.answers = {(row.item_id, row.product_id): row for row in checklist.answers.all()}
        turns = sorted(self._restated(), key=lambda pair: pair[0])
        self._moved = [row for _turn, row in turns]

    @property
    def is_empty(self):
        """Whether nothing is to be written."""
        return not (self._title_moved or self._dropped or self._placed or self._moved)

    def sheet(self):
        """The sheet that the working copy would be; raises `WorkflowError` as `draft` does."""
        copy = WorkingCopy(self.checklist, products=self.products, answers=self.answers)
        return draft(self.checklist, copy=copy)

    def write(self, *, by, reason):
        """Save what moved, a history row each, as one `bulk_change`.

        Raises `WorkflowError` for what is refused now.
        """
        if self.is_empty:
            return
        self.bulk_change = BulkChange.objects.begin(BulkKind.RESTORE, by=by, reason=reason)
        signature = self.bulk_change.signature
        if self._title_moved:
            _save(self.checklist, self.checklist, signature)
        for place in self._dropped:
            place.delete(**signature)
        for place in self._placed:
            _save(place, place.product, signature)
        for row in self._moved:
            _save(row, row.item, signature)

    def _set_title(self):
        moved = [
            name
            for name in TITLE_BLOCK
            if self._knows(name) and getattr(self.checklist, name) != getattr(self.frozen, name)
        ]
        for name in moved:
            setattr(self.checklist, name, getattr(self.frozen, name))
        return moved

    def _knows(self, name):
        """Whether the restored sheet could say anything in that field."""
        return knows(self.frozen.schema, name)

    def _existing_products(self):
        slugs = [product.slug for product in self.frozen.products]
        stored = Product.objects.in_bulk(slugs, field_name="slug")
        self.left += [
            _("%(product)s no longer exists; its answers do not come back.")
            % {"product": product.name}
            for product in self.frozen.products
            if product.slug not in stored
        ]
        return [stored[slug] for slug in slugs if slug in stored]

    def _places(self):
        """The checklist's rows of products to be deleted, and those to be saved."""
        places = {place.product_id: place for place in self.checklist.for_products.all()}
        kept = [product.pk for product in self.products]
        dropped = [place for key, place in places.items() if key not in kept]
        if [key for key in places if key in kept] == kept:
            return dropped, []
        placed = []
        for position, product in enumerate(self.products):
            new = self.checklist.for_products.model(checklist=self.checklist, product=product)
            place = places.get(product.pk, new)
            if place is new or place.position != position:
                place.position = position
                placed.append(place)
        return dropped, placed

    def _restated(self):
        """The answers that say something else then, each with its turn to be written."""
        lost, kept = [], []
        for item, frozen, target in self._items():
            said = self._said(frozen, target)
            products = {product.pk: product for product in self.products}
            stored = [product for key, product in self.answers if key == item.pk]
            for key in dict.fromkeys([*stored, *said]):
                new = Answer(checklist=self.checklist, item=item, product=products.get(key))
                row = self.answers.get((item.pk, key), new)
                values = self._with_unknown_evidence(row, said.get(key, EMPTY_ROW_VALUES))
                if row.evidence and values.get("evidence", row.evidence) != row.evidence:
                    lost.append(item.number)
                if any(getattr(row, name) != value for name, value in values.items()):
                    if row.evidence and "evidence" not in values:
                        kept.append(item.number)
                    turn = _turn(row, values)
                    self.answers[item.pk, key] = _set(row, item, values)
                    yield turn, row
        if not self._knows("evidence"):
            words = _("Item %(number)s: the evidence entered since goes with its answer.")
            self.left += [words % {"number": number} for number in dict.fromkeys(lost)]
            words = _("Item %(number)s: the evidence entered since stays beside the older answer.")
            self.left += [words % {"number": number} for number in dict.fromkeys(kept)]

    def _said(self, frozen, target):
        """What the row of each product's key said, None standing for the common one."""
        if target:
            return {None: {**EMPTY_ROW_VALUES, "same_as_id": target.pk}}
        keys = {product.slug: product.pk for product in self.products}
        said = {}
        for answer in frozen.answers:
            values = {name: getattr(answer, name) for name in UNSTATED if self._knows(name)}
            for slug in answer.products:
                if slug in keys:
                    said[keys[slug]] = {**values, "same_as_id": None}
            if not answer.products:
                said[None] = {**values, "same_as_id": None}
        return {None: EMPTY_ROW_VALUES, **said}

    def _with_unknown_evidence(self, row, values):
        """The values, with evidence that an older sheet does not know and no answer goes with."""
        if self._knows("evidence") or answers_something(row) or values["same_as_id"]:
            return values
        return {**values, "evidence": row.evidence}

    def _items(self):
        """Each item that can be restored, with its frozen form and the item that it repeats."""
        items = {item.number: item for item in self.checklist.guideline.items.in_order()}
        asked = [number for number, item in items.items() if item.retired_on is None]
        frozen = {item.number: item for item in self.frozen.items()}
        repeats = self._without_contradictions(
            {number: item.same_as for number, item in frozen.items() if number in asked}, items
        )
        self._name_the_others(asked, frozen, repeats)
        return [
            (items[number], frozen[number], items.get(target)) for number, target in repeats.items()
        ]

    def _without_contradictions(self, repeats, items):
        """Of these items with what each repeats (a number or None), those that can do so today.

        Rows that are left alone may repeat one that is to repeat another itself.
        """
        numbers = {item.pk: number for number, item in items.items()}
        today = {
            numbers[key]: numbers[row.same_as_id]
            for (key, _product), row in self.answers.items()
            if row.same_as_id
        }
        then = {**today, **repeats}
        while wrong := [number for number in repeats if _is_wrong(number, then, items)]:
            for number in wrong:
                del repeats[number]
            then = {**today, **repeats}
        return repeats

    def _name_the_others(self, asked, frozen, restored):
        for number in frozen:
            if number not in asked:
                words = _("Item %(number)s is no longer asked and does not come back.")
            elif number not in restored:
                words = _("Item %(number)s can no longer be “same as”; it stays as it is.")
            else:
                continue
            self.left.append(words % {"number": number})
        self.left += [
            _("Item %(number)s is newer than that version; it stays as it is.") % {"number": number}
            for number in asked
            if number not in frozen
        ]


def _is_wrong(number, repeats, items):
    """Whether this item repeats one that is not asked or repeats, or is repeated itself."""
    target = repeats[number]
    if target is None:
        return False
    is_asked = target in items and items[target].retired_on is None
    return not is_asked or repeats.get(target) is not None or number in repeats.values()


def _turn(row, values):
    """Statements come before what repeats them; who repeats already moves before who does not."""
    if values["same_as_id"] is None:
        return 1 if row.product_id else 0
    return 2 if row.same_as_id else 3


def _set(row, item, values):
    row.item = item
    for name, value in values.items():
        setattr(row, name, value)
    return row


def _save(row, name, signature):
    try:
        row.save(**signature)
    except ValidationError as error:
        raise WorkflowError(
            _("%(name)s: %(problem)s") % {"name": name, "problem": " ".join(error.messages)}
        ) from error
