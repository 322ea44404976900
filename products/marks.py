"""Where two texts differ, run by run of characters, for people to follow; knows no Django."""

import re
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

    What is same and deleted spells `old`, what is same and inserted spells `new`. Numbers and
    Latin words change as a whole. Text that happens to stand in both, between longer changes,
    is no landmark and counts as changed.
    """
    pieces = []
    for same, deleted, inserted in _changes(old, new):
        pieces += [Piece("same", same), Piece("deleted", deleted), Piece("inserted", inserted)]
    return tuple(piece for piece in pieces if piece.text)


_SENTENCE = re.compile(r"[^。\n]*(?:[。\n]|$)")
# Japanese has no spaces: each of its characters stands for itself.
_RUN = re.compile(r"[0-9０-９]+(?:[.,:．，：][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|.", re.DOTALL)
_TOO_LONG = 1_000_000  # pairs of runs; beyond, difflib's "autojunk" keeps this from taking seconds

_Change = tuple[str, str, str]  # what is the same before it, what is deleted, what is inserted


def _changes(old: str, new: str) -> list[_Change]:
    """Sentences are compared first, and runs only where sentences differ."""
    found: list[_Change] = [("", "", "")]
    for same, was, is_now in _opcodes(_SENTENCE.findall(old), _SENTENCE.findall(new)):
        for run in [(same, "", "")] if same else _opcodes(_RUN.findall(was), _RUN.findall(is_now)):
            _append(found, run)
    return found


def _opcodes(old: list[str], new: list[str]) -> Iterator[_Change]:
    """Either what is the same, or what is deleted and inserted."""
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) * len(new) > _TOO_LONG)
    for tag, i, j, k, m in matcher.get_opcodes():
        was, is_now = "".join(old[i:j]), "".join(new[k:m])
        yield (was, "", "") if tag == "equal" else ("", was, is_now)


def _append(found: list[_Change], change: _Change) -> None:
    """Add to the last change, or begin another one where the same text is a landmark."""
    same, deleted, inserted = change
    if same:
        if any(found[-1][1:]):
            found.append(("", "", ""))
        found[-1] = found[-1][0] + same, "", ""
        return
    found[-1] = found[-1][0], found[-1][1] + deleted, found[-1][2] + inserted
    while len(found) > 1 and not _is_landmark(found[-1][0], found[-2], found[-1]):
        same, deleted, inserted = found.pop()
        found[-1] = (
            found[-1][0],
            found[-1][1] + same + deleted,
            found[-1][2] + same + inserted,
        )


def _is_landmark(same: str, before: _Change, after: _Change) -> bool:
    if same.endswith(("。", "\n")) or not any(before[1:]):
        return True
    return len(same) > 1 and len(same) > min(_length(before), _length(after))


def _length(change: _Change) -> int:
    return max(len(change[1]), len(change[2]))
