"""Items whose names repeat: when a name is enough, and when it is not."""

import pytest

from disclosures.imports.matching.question import Question
from tests.disclosures.imports.reasons import reason

from .sheets_of_the_field import matched, workbook

ALIKE = [  # 2 and 3 have one name, so have 5 and 6
    Question(str(number), "通信", name, f"{name}について、{number}番目に記述")
    for number, name in enumerate(("回線", "暗号化", "暗号化", "証明書", "端末", "端末", "窓口"), 1)
]


def named(numbers, *, names=None, heading=("No.", "大項目", "項目", "回答")):
    """Rows that say what they ask by a name alone: each of these items, under such a number."""
    names = names or [asked.name for asked in ALIKE]
    lines = [(n, "通信", name, f"At {n}") for n, name in zip(numbers, names, strict=True)]
    return matched(workbook(heading, *lines), questions=ALIKE).items


def test_names_that_several_items_have_are_enough_where_the_numbers_fit_them():
    assert {one.outcome for one in named("1234567")} == {"set"}
    shuffled = "7563412"
    names = [ALIKE[int(number) - 1].name for number in shuffled]
    assert {one.outcome for one in named(shuffled, names=names)} == {"set"}


@pytest.mark.parametrize("numbers", ["2345678", ["2", "3", "4", "5", "6", "7", "72"]])
def test_numbers_that_were_moved_are_no_agreement_where_names_repeat(numbers):
    found = named(numbers)

    assert {one.outcome for one in found} == {"empty in file", "unsure"}
    assert reason(found[2]) == (
        "Items 2, 3 are worded alike in this file, and the rows so worded have other numbers."
    )


def test_one_row_of_several_items_with_its_name_is_unsure():
    assert [one.outcome for one in named("13", names=["回線", "暗号化"])][:3] == [
        *("set", "empty in file", "unsure")
    ]


def test_questions_that_were_cut_short_to_the_same_words_are_no_agreement():
    asked = [
        Question(n, "", "回線", f"通信回線の種類と帯域を記述してください（{n}）")
        for n in ("1", "2")
    ]
    heading = ("No.", "項目", "質問", "回答")
    content = workbook(heading, ("2", "回線", asked[0].question[:-3], "Answer"))

    assert matched(content, questions=asked).items[1].outcome == "unsure"
