"""新旧対照表 as rows: what changed between two versions, old beside new, for people to read."""

from dataclasses import dataclass, replace
from typing import Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from disclosures.sheet.diff import ItemChange
from disclosures.sheet.field_change import FieldChange, Risk
from disclosures.sheet.labels import CHANGE_LABELS, FIELD_LABELS, RISK_LABELS, in_words
from disclosures.sheet.redaction import Comparison
from texts.textdiff import DiffRun, diff_runs


@dataclass(frozen=True)
class ComparisonRow:
    """One field: what it is called, and its old and new text with what differs marked.

    `products` names those that it is true for; "": for the whole sheet or item. `is_word`: the
    texts are labels of codes, in the active language; all else is the sheet's own.
    """

    field: str
    old: tuple[DiffRun, ...]
    new: tuple[DiffRun, ...]
    is_word: bool = False
    products: str = ""

    @property
    def label(self) -> str:
        """What the field is called, with the products."""
        return f"{self.field}（{self.products}）" if self.products else self.field


@dataclass(frozen=True)
class ComparisonItem:
    """An item, or the title ("" as its number), with the fields that differ there.

    `kind` says in words whether an item is new or gone; "" where it only changed. `risk` is then
    what is riskiest about it, in words; `is_flipped`: 有り became 無し, or 無し 有り. `question` is
    what the newer version asks there; "" where the item is gone.
    """

    number: str
    name: str
    kind: str
    rows: tuple[ComparisonRow, ...]
    risk: str = ""
    is_flipped: bool = False
    question: str = ""


def comparison_items(comparison: Comparison) -> list[ComparisonItem]:
    """The title first, then the items in their order, in the words of the active language."""
    title = _title_rows(comparison)
    items = [ComparisonItem("", _("Title"), "", title)] if title else []
    questions = {item.number: item.question for item in comparison.new.items()}
    for change in comparison.changes.items:
        item = _item(change, comparison.is_old_withdrawn)
        items.append(replace(item, question=questions.get(change.number, "")))
    return items


def _title_rows(comparison: Comparison) -> tuple[ComparisonRow, ...]:
    changes = comparison.changes
    row_of = _new_row if comparison.is_old_withdrawn else _row
    return (
        *(row_of(change) for change in (*changes.fields, *changes.products_changed)),
        *(
            ComparisonRow(_("product"), (), _run("inserted", product.name))
            for product in changes.products_added
        ),
        *(
            ComparisonRow(_("product"), _run("deleted", product.name), ())
            for product in changes.products_removed
        ),
    )


def _item(change: ItemChange, is_old_withdrawn: bool) -> ComparisonItem:
    rows = tuple(map(_new_row if is_old_withdrawn else _row, change.fields))
    if change.kind != "changed":
        return ComparisonItem(change.number, change.name, str(CHANGE_LABELS[change.kind]), rows)
    if is_old_withdrawn:  # how risky a change is would tell what was said before
        return ComparisonItem(change.number, change.name, "", rows)
    risk = str(RISK_LABELS[change.risk])
    return ComparisonItem(change.number, change.name, "", rows, risk, change.risk == Risk.FLIP)


def _row(change: FieldChange) -> ComparisonRow:
    old, new, is_code = in_words(change)
    if is_code:
        return _row_of(
            change, _label_run("deleted", old), _label_run("inserted", new), is_word=True
        )
    runs = diff_runs(old, new)
    return _row_of(
        change,
        tuple(run for run in runs if run.kind != "inserted"),
        tuple(run for run in runs if run.kind != "deleted"),
        is_word=False,
    )


def _new_row(change: FieldChange) -> ComparisonRow:
    """The new text alone, without a mark: of the old one nothing is told."""
    _old, new, is_code = in_words(change)
    run = _label_run("same", new) if is_code else _run("same", new)
    return _row_of(change, (), run, is_word=is_code)


def _row_of(
    change: FieldChange, old: tuple[DiffRun, ...], new: tuple[DiffRun, ...], *, is_word: bool
) -> ComparisonRow:
    names = "、".join(product.name for product in change.products)
    return ComparisonRow(str(FIELD_LABELS[change.field]), old, new, is_word, names)


def _run(kind: Literal["same", "deleted", "inserted"], text: str) -> tuple[DiffRun, ...]:
    return (DiffRun(kind, str(text)),) if text else ()


def _label_run(kind: Literal["same", "deleted", "inserted"], label: str) -> tuple[DiffRun, ...]:
    return _run(kind, capfirst(label))
