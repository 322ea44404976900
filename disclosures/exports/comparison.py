"""新旧対照表: what changed between two versions, old beside new, for people to read."""

from dataclasses import dataclass, replace
from typing import Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from disclosures.sheet.diff import FieldChange, ItemChange, Risk
from disclosures.sheet.labels import KINDS, LABELS, RISKS, in_words
from disclosures.sheet.redaction import Compared
from texts.textdiff import DiffRun, diff_runs


@dataclass(frozen=True)
class Line:
    """One field: what it is called, and its old and new text with what differs marked.

    `products` names those that it is true for; "": for the whole sheet or item. `is_word`: the
    texts are words for codes, in the active language; all else is the sheet's own.
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
class Place:
    """An item, or the title ("" as its number), with the fields that differ there.

    `kind` says in words whether an item is new or gone; "" where it only changed. `risk` is then
    what is riskiest about it, in words; `is_flipped`: 有り became 無し, or 無し 有り. `question` is
    what the newer version asks there; "" where the item is gone.
    """

    number: str
    name: str
    kind: str
    lines: tuple[Line, ...]
    risk: str = ""
    is_flipped: bool = False
    question: str = ""


def comparison(compared: Compared) -> list[Place]:
    """The title first, then the items in their order, in the words of the active language."""
    changes, line = compared.changes, _new_alone if compared.is_old_withdrawn else _line
    title = [line(change) for change in (*changes.fields, *changes.products_changed)]
    title += [Line(_("product"), (), _one("inserted", one.name)) for one in changes.products_added]
    title += [Line(_("product"), _one("deleted", one.name), ()) for one in changes.products_removed]
    places = [Place("", _("Title"), "", tuple(title))] if title else []
    asked = {item.number: item.question for item in compared.new.items()}
    for item in changes.items:
        place = _place(item, compared.is_old_withdrawn)
        places.append(replace(place, question=asked.get(item.number, "")))
    return places


def _place(item: ItemChange, is_old_withdrawn: bool) -> Place:
    lines = tuple(map(_new_alone if is_old_withdrawn else _line, item.fields))
    if item.kind != "changed":
        return Place(item.number, item.name, str(KINDS[item.kind]), lines)
    if is_old_withdrawn:  # how risky a change is would tell what was said before
        return Place(item.number, item.name, "", lines)
    risk = str(RISKS[item.risk])
    return Place(item.number, item.name, "", lines, risk, item.risk == Risk.FLIP)


def _line(change: FieldChange) -> Line:
    old, new, is_code = in_words(change)
    if is_code:
        return _of(change, _word("deleted", old), _word("inserted", new), is_word=True)
    pieces = diff_runs(old, new)
    return _of(
        change,
        tuple(piece for piece in pieces if piece.kind != "inserted"),
        tuple(piece for piece in pieces if piece.kind != "deleted"),
        is_word=False,
    )


def _new_alone(change: FieldChange) -> Line:
    """What it says now, without a mark: of what it said nothing is told."""
    _old, new, is_code = in_words(change)
    says = _word if is_code else _one
    return _of(change, (), says("same", new), is_word=is_code)


def _of(
    change: FieldChange, old: tuple[DiffRun, ...], new: tuple[DiffRun, ...], *, is_word: bool
) -> Line:
    names = "、".join(product.name for product in change.products)
    return Line(str(LABELS[change.field]), old, new, is_word, names)


def _one(kind: Literal["same", "deleted", "inserted"], text: str) -> tuple[DiffRun, ...]:
    return (DiffRun(kind, str(text)),) if text else ()


def _word(kind: Literal["same", "deleted", "inserted"], text: str) -> tuple[DiffRun, ...]:
    return _one(kind, capfirst(text))
