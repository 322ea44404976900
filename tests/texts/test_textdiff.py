"""Where two texts differ, as people read it."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts.textdiff import DiffRun, diff_runs


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("same", "same", [("same", "same")]),
        ("", "new", [("inserted", "new")]),
        ("old", "", [("deleted", "old")]),
        ("7世代", "14世代", [("deleted", "7"), ("inserted", "14"), ("same", "世代")]),
        (
            "1行目\n2行目",
            "1行目\n三行目",
            [("same", "1行目\n"), ("deleted", "2"), ("inserted", "三"), ("same", "行目")],
        ),
    ],
)
def test_texts_are_marked_where_they_differ(old, new, pieces):
    assert diff_runs(old, new) == tuple(DiffRun(*piece) for piece in pieces)


texts = st.text(st.sampled_from("あいう有無。、\n 1２.aＢ") | st.characters(), max_size=80)


def spelled(pieces):
    """The old and the new text."""
    return tuple(
        "".join(piece.text for piece in pieces if piece.kind != other)
        for other in ("inserted", "deleted")
    )


@given(texts, texts)
def test_the_pieces_lead_from_any_text_to_any_other(old, new):
    pieces = diff_runs(old, new)

    assert spelled(pieces) == (old, new)
    assert all(piece.text for piece in pieces)
    assert all(piece.kind != follower.kind for piece, follower in pairwise(pieces))


def alternating(other, kinds=1, end=""):
    """Some 4,000 characters: runs of few kinds that the texts share, and between them `other`."""
    times = 2000 // kinds // (1 + len(end))
    return "".join(f"{chr(0x4E00 + kind)}{end}{other}{end}" * times for kind in range(kinds))


HARD = {
    "one frequent character": (("ab " * 499).strip(), ("い " * 499).strip()),
    "many frequent characters": (alternating("あ", kinds=100), alternating("い", kinds=100)),
    "many short sentences": (
        alternating("あ", kinds=100, end="。"),
        alternating("い", kinds=100, end="。"),
    ),
    "many stretches": tuple(
        "".join(f"{chr(0x4E00 + at)}" + f"の{other}" * 66 + "\n同じ\n" for at in range(29))
        for other in "あい"
    ),
    "much beside little": ("あ" * 4000, "あ" * 199),
}
MOST_LINES = 2_000_000  # of Python: difflib by itself runs 200 million for one frequent character


def run_within(most_lines, function, *arguments):
    """What it returns; counts lines of Python, because seconds depend on the machine."""
    lines = 0

    def count(_frame, event, _argument):
        nonlocal lines
        lines += event == "line"
        assert lines <= most_lines
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        return function(*arguments)
    finally:
        sys.settrace(before)


@pytest.mark.parametrize(("old", "new"), HARD.values(), ids=HARD)
def test_no_two_texts_take_long_to_compare(old, new):
    pieces = run_within(MOST_LINES, diff_runs, old, new)

    assert spelled(pieces) == (old, new)


@pytest.mark.parametrize("numbers", [40, 240, 800])
def test_a_change_in_a_long_text_is_marked_alone(numbers):
    old = " ".join(f"項目{number}" for number in range(numbers))
    new = old.replace("項目7 ", "項目x ")

    changed = [piece for piece in diff_runs(old, new) if piece.kind != "same"]

    assert changed == [DiffRun("deleted", "7"), DiffRun("inserted", "x")]
