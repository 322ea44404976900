"""Where two texts differ, character by character, for people to follow; knows no Django."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal


@dataclass(frozen=True)
class Piece:
    """A run of characters that both texts have, only the old one, or only the new one."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """How `old` becomes `new`, for a reader to follow.

    What is same and deleted spells `old`, what is same and inserted spells `new`. A lone
    character that happens to stand in both is no landmark and counts as changed.
    """
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    middle = _pieces(old[start : len(old) - end], new[start : len(new) - end])
    framed = [Piece("same", old[:start]), *middle, Piece("same", old[len(old) - end :])]
    return tuple(piece for piece in framed if piece.text)


def _common_start(old: str, new: str) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Runs of equal text, and between them all that is deleted, then all that is inserted.

    difflib's "autojunk" stays on: without it two texts of 4,000 characters can take seconds.
    """
    deleted = inserted = ""
    for tag, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal" and _is_landmark(old[i:j]):
            yield from _changed(deleted, inserted)
            yield Piece("same", old[i:j])
            deleted = inserted = ""
        else:
            deleted, inserted = deleted + old[i:j], inserted + new[k:m]
    yield from _changed(deleted, inserted)


def _is_landmark(text: str) -> bool:
    return len(text) > 1 or text == "\n"


def _changed(deleted: str, inserted: str) -> Iterator[Piece]:
    yield Piece("deleted", deleted)
    yield Piece("inserted", inserted)
