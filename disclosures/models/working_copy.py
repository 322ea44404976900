"""The working copy of a checklist as it stands: read once, then frozen, filled or compared."""

from collections import defaultdict

from django.db.models import F

from products.models import Product

from .answer import Answer
from .guideline import Item


class WorkingCopy:
    """The items that are asked, the products, and the answers, in three queries.

    items, products, answers: used instead of the stored rows where they are given; answers by
    (key of the item, key of the product or None).
    """

    def __init__(self, checklist, *, items=None, products=None, answers=None):
        self.checklist = checklist
        self.items = _items([checklist])[checklist.guideline_id] if items is None else items
        self.products = list(checklist.products()) if products is None else products
        self._items = {item.pk: item for item in self.items}
        self._products = {product.pk: product for product in self.products}
        self._answers = _answers([checklist])[checklist.pk] if answers is None else answers
        for answer in self._answers.values():
            self._relate(answer)

    @classmethod
    def of_each(cls, checklists):
        """The working copies of these checklists, in their order; three queries for any number."""
        items, products, answers = (read(checklists) for read in (_items, _products, _answers))
        return [
            cls(
                checklist,
                items=items[checklist.guideline_id],
                products=products[checklist.pk],
                answers=answers[checklist.pk],
            )
            for checklist in checklists
        ]

    def _relate(self, answer):
        """Attach what is loaded already, so that no answer asks for it again."""
        loaded = {"item": self._items, "same_as": self._items, "product": self._products}
        for name, known in loaded.items():
            key = getattr(answer, f"{name}_id")
            if key in known:
                setattr(answer, name, known[key])

    def common_answer(self, item):
        """The answer that speaks for all products, or None."""
        return self._answers.get((item.pk, None))

    def product_answers(self, item):
        """What the checklist's products add, in its order."""
        rows = (self._answers.get((item.pk, product.pk)) for product in self.products)
        return [row for row in rows if row]

    def item(self, key):
        """The item of that primary key, or None if it is not asked."""
        return self._items.get(key)


def _items(checklists):
    """The items that are asked, by the key of their guideline."""
    guidelines = {checklist.guideline_id for checklist in checklists}
    items = Item.objects.filter(guideline__in=guidelines).asked().select_related("section")
    found = defaultdict(list)
    for item in items.in_order():
        found[item.guideline_id].append(item)
    return found


def _products(checklists):
    """The products of each checklist, in its order, by its key."""
    found = defaultdict(list)
    products = Product.objects.filter(in_checklists__checklist__in=checklists)
    products = products.annotate(of_checklist=F("in_checklists__checklist"))
    for product in products.order_by("in_checklists__position", "in_checklists__id"):
        found[product.of_checklist].append(product)
    return found


def _answers(checklists):
    """The answers of each checklist, by its key, then by the keys of item and product."""
    found = defaultdict(dict)
    for row in Answer.objects.filter(checklist__in=checklists):
        found[row.checklist_id][row.item_id, row.product_id] = row
    return found
