"""The working copy of a checklist as it stands: read once, then frozen, filled or compared."""


class WorkingCopy:
    """The items that are asked, the products, and the answers, in three queries.

    products (a list) and answers (by the keys of item and product) stand in for what is stored,
    where they are given.
    """

    def __init__(self, checklist, *, products=None, answers=None):
        self.checklist = checklist
        items = checklist.guideline.items.asked().select_related("section")
        self.items = list(items.in_order())
        self.products = list(checklist.products()) if products is None else products
        self._items = {item.pk: item for item in self.items}
        if answers is None:
            answers = {(row.item_id, row.product_id): row for row in checklist.answers.all()}
        self._answers = answers
        for answer in self._answers.values():
            self._relate(answer)

    def _relate(self, answer):
        """What was read already is not asked again for each row."""
        products = {product.pk: product for product in self.products}
        for name, known in (("item", self._items), ("same_as", self._items), ("product", products)):
            key = getattr(answer, f"{name}_id")
            if key in known:
                setattr(answer, name, known[key])

    def common(self, item):
        """The answer that speaks for all products, or None."""
        return self._answers.get((item.pk, None))

    def added(self, item):
        """What the checklist's products add, in its order."""
        rows = (self._answers.get((item.pk, product.pk)) for product in self.products)
        return [row for row in rows if row]

    def item(self, key):
        """The item of that primary key, or None if it is not asked."""
        return self._items.get(key)
