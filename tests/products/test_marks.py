"""Where two texts differ, as people read it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.marks import Piece, marked


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
    assert marked(old, new) == tuple(Piece(*piece) for piece in pieces)


texts = st.text(st.sampled_from("あいう有無。、\n 1２.aＢ") | st.characters(), max_size=80)


@given(texts, texts)
def test_the_pieces_lead_from_any_text_to_any_other(old, new):
    pieces = marked(old, new)

    assert "".join(piece.text for piece in pieces if piece.kind != "inserted") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "deleted") == new
    assert all(piece.text for piece in pieces)
    assert all(piece.kind != follower.kind for piece, follower in pairwise(pieces))
