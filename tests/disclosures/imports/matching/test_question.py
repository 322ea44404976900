"""A row words an item whatever the case of its letters, and with signs that look alike."""

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.reading import read_file

ASKED = Question("1", "", "Backup・復元", "Do you back up サーバー 3ヶ月 (≤ 葛\U000e0100城)?")


@pytest.mark.parametrize(
    "asked",
    [
        "do you back up サーバー 3ヶ月 (≤ 葛\U000e0100城)?",
        "Do you back up サーバ－ 3ケ月 (≦ 葛城)?",
        "DO YOU BACK\u200b UP サーバー 3ヶ月 (≤ 葛城)?",
    ],
)
def test_a_wording_that_looks_alike_is_the_items(asked):
    file = read_file(f"No.,Item,Question,Answer\n1,Backup·復元,{asked},Daily.".encode())

    found = match(file, [ASKED], WorkingCopyState())

    assert [(one.outcome, one.statement.body) for one in found.items] == [("set", "Daily.")]


def test_another_wording_is_not():
    file = read_file("No.,Item,Question,Answer\n1,Backup·復元,Do we back up?,Daily.".encode())

    [found] = match(file, [ASKED], WorkingCopyState()).items

    assert (found.outcome, found.why.code) == ("unsure", "wording_differs")
