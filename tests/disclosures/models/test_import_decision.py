"""Decisions about an import as plain data."""

from datetime import UTC, datetime

import pytest

from disclosures.models.import_decision import Decision, Decisions
from disclosures.sheet.content import AnswerContent

AT = datetime(2026, 11, 30, 1, 2, tzinfo=UTC)
KEPT = Decisions(
    {
        ("1", ""): Decision(act="edit", seen="a", at=AT, answer=AnswerContent(body="Words")),
        ("1", "Alpha"): Decision(act="pass", seen="b", at=AT, reason="Old"),
        ("2", ""): Decision(act="accept", seen="c", at=AT, is_divided=False),
    },
    {17: "3-2"},
)


def test_what_is_kept_is_read_as_it_was():
    assert Decisions.from_json(KEPT.to_json()) == KEPT


def test_where_nothing_is_decided_nothing_is_kept():
    assert Decisions({}, {}).to_json() == {}


def test_a_decision_and_a_choice_are_taken_back():
    back = KEPT.with_rows({("1", ""): None, ("1", "Alpha"): None, ("2", ""): None})

    assert back.with_item(17, "").to_json() == {}


@pytest.mark.parametrize(
    "stored",
    [
        {"rows": [["1", "", {"act": "set", "seen": "a", "at": AT.isoformat()}]]},
        {"rows": [["1", "", {"act": "edit", "seen": "a", "at": AT.isoformat()}]]},
        {"rows": [["1", "", {"act": "pass", "seen": "a", "at": AT.isoformat()}]]},
        {"rows": [["1", "", {"act": "keep", "seen": "a", "at": AT.isoformat(), "reason": "Why"}]]},
        {"rows": [["1", "", {"act": "keep", "seen": "a", "at": "today"}]]},
        {"rows": [["1", {"act": "keep"}]]},
        {"rows": [["1", "", {"act": "keep", "seen": "a", "at": AT.isoformat(), "more": 1}]]},
        {"items": {"x": "1"}},
        {"items": []},
    ],
)
def test_what_is_no_decision_is_left_out_and_all_others_hold(stored):
    name, [one, *more] = "rows", KEPT.to_json()["rows"]
    broken = {**stored, name: [*stored.get(name, []), one, *more]}

    assert Decisions.from_json(broken) == Decisions(KEPT.rows, {})


def test_what_is_kept_in_no_known_form_is_no_decision():
    assert Decisions.from_json(["rows"]) == Decisions({}, {})
