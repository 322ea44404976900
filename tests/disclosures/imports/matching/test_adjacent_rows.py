"""Adjacent rows: which rows are next to each other."""

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.tables.reading import read_file

from .cases_beside_others import ENCRYPTED, MONITORED, TOPICS


def reasons(*rows):
    """Why the items are unsure, by number; rows: number, question and answer."""
    lines = (f"{number},項目{number},{question},{answer}" for number, question, answer in rows)
    file = read_file("\n".join(("No.,項目,内容,回答", *lines)).encode())
    found = match(file, TOPICS, WorkingCopyState()).items
    return {one.number: one.why.code for one in found if one.why}


def test_an_item_of_several_rows_is_next_to_none():
    answers = ("死活監視の間隔は五分です。", "死活監視の間隔は毎分です。")
    once, twice = ([("2", ENCRYPTED, answer) for answer in answers[:n]] for n in (1, 2))

    assert reasons(("1", MONITORED, ""), *once) == dict.fromkeys("12", "answer_of_adjacent_item")
    assert reasons(("1", MONITORED, ""), *twice) == {"2": "several_rows"}
