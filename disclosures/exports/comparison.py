"""新旧対照表: what changed between two versions, old beside new, for people to read."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from products.marks import Piece, marked

from ..diffs import Changes, FieldChange
from ..templatetags.differences import KINDS, LABELS, in_words


@dataclass(frozen=True)
class Line:
    """One field: what it is called, and its old and new text with what differs marked."""

    label: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True)
class Place:
    """An item, or the title ("" as its number), with the fields that differ there.

    `kind` says in words whether an item is new or gone; "" where it only changed.
    """

    number: str
    name: str
    kind: str
    lines: tuple[Line, ...]


def comparison(changes: Changes) -> list[Place]:
    """The title first, then the items, riskiest first, in the words of the active language."""
    title = [_line(change) for change in (*changes.fields, *changes.products_changed)]
    title += [Line(_("product"), (), _one("inserted", one.name)) for one in changes.products_added]
    title += [Line(_("product"), _one("deleted", one.name), ()) for one in changes.products_removed]
    places = [Place("", _("Title"), "", tuple(title))] if title else []
    for item in changes.items:
        kind = "" if item.kind == "changed" else str(KINDS[item.kind])
        lines = tuple(_line(change) for change in item.fields)
        places.append(Place(item.number, item.name, kind, lines))
    return places


def _line(change: FieldChange) -> Line:
    names = "、".join(product.name for product in change.products)
    label = f"{LABELS[change.field]}（{names}）" if names else str(LABELS[change.field])
    old, new, is_code = in_words(change)
    if is_code:
        return Line(label, _one("deleted", old), _one("inserted", new))
    pieces = marked(old, new)
    return Line(
        label,
        tuple(piece for piece in pieces if piece.kind != "inserted"),
        tuple(piece for piece in pieces if piece.kind != "deleted"),
    )


def _one(kind: str, text: str) -> tuple[Piece, ...]:
    return (Piece(kind, str(text)),) if text else ()
