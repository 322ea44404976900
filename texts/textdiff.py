"""Where two texts differ, run by run of characters, for people to follow; knows no Django."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Literal


@dataclass(frozen=True)
class DiffRun:
    """A run of characters that both texts have, only the old one, or only the new one."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def diff_runs(old: str, new: str) -> tuple[DiffRun, ...]:
    """How `old` becomes `new`, for a reader to follow.

    What is same and deleted spells `old`, what is same and inserted spells `new`. Numbers and
    Latin words change as a whole. Text that happens to stand in both, between longer changes,
    is no landmark and counts as changed; so does what would take too long to compare.
    """
    pieces = []
    for same, deleted, inserted in _changes(old, new):
        pieces += [
            DiffRun("same", same),
            DiffRun("deleted", deleted),
            DiffRun("inserted", inserted),
        ]
    return tuple(piece for piece in pieces if piece.text)


_SENTENCE = re.compile(r"[^。\n]*(?:[。\n]|$)")
# Japanese has no spaces: each of its characters stands for itself.
_RUN = re.compile(r"[0-9０-９]+(?:[.,:．，：][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|.", re.DOTALL)
# Pairs of equal runs. Beyond many, difflib's "autojunk" leaves frequent runs aside. Most are looked
# at for two texts, in some 20 ms; only 3,500 characters reworded throughout were seen to need more.
_MANY_PAIRS = 20_000
_MOST_PAIRS = 200_000

_Change = tuple[str, str, str]  # what is the same before it, what is deleted, what is inserted


def _changes(old: str, new: str) -> list[_Change]:
    """Sentences are compared first, and runs only where sentences differ."""
    found: list[_Change] = [("", "", "")]
    effort = _Effort()
    for same, was, is_now in _opcodes(_SENTENCE.findall(old), _SENTENCE.findall(new), effort):
        runs = _opcodes(_RUN.findall(was), _RUN.findall(is_now), effort)
        for run in [(same, "", "")] if same else runs:
            _append(found, run)
    return found


@dataclass
class _Effort:
    """What may still be looked at while two texts are compared."""

    pairs: int = _MOST_PAIRS


class _Matcher(SequenceMatcher[str]):
    """Finds nothing more that is the same where that would go beyond the effort."""

    a: list[str]  # difflib's, which its stubs do not name
    b2j: dict[str, list[int]]

    def __init__(self, old: list[str], new: list[str], effort: _Effort) -> None:
        times = Counter(new)
        super().__init__(None, old, new, autojunk=sum(times[run] for run in old) > _MANY_PAIRS)
        self.effort = effort

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """As difflib's, which is called anew on both sides of what it finds.

        Each time it goes through all pairs of its runs, also those beyond `blo` and `bhi`: one
        frequent run can cost as much as the cube of its number.
        """
        pairs = sum(1 + len(self.b2j.get(run, [])) for run in self.a[alo:ahi])
        if pairs > self.effort.pairs:
            return Match(alo, blo, 0)
        self.effort.pairs -= pairs
        return super().find_longest_match(alo, ahi, blo, bhi)


def _opcodes(old: list[str], new: list[str], effort: _Effort) -> Iterator[_Change]:
    """Either what is the same, or what is deleted and inserted."""
    for tag, i, j, k, m in _Matcher(old, new, effort).get_opcodes():
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
