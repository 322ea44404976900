"""Items that are known already: which change, and which stay."""

import pytest

from tests.factory import make_guideline, make_item
from tests.pages import page_of

from .import_steps import bring, confirm, items_of, outcomes, whys

pytestmark = pytest.mark.django_db


def test_known_items_change_and_the_others_stay(desk):
    guideline = make_guideline(items=["1", "2", "3"])
    content = "No,項目,質問\n1,Name 1,Another question?\n2,Name 2,Question 2?\n4,Name 4,New?\n"

    intake, page = bring(desk, page_of(guideline, "import"), content)
    confirm(desk, intake, page)

    assert outcomes(page) == {"1": "changed", "2": "unchanged", "4": "new"}
    assert [(number, question) for _s, number, _c, _n, question in items_of(guideline)] == [
        ("1", "Another question?"),
        ("2", "Question 2?"),
        ("3", "Question 3?"),
        ("4", "New?"),
    ]


def test_a_number_alone_turns_no_item_into_another(desk):
    guideline = make_guideline(items=["1", "2"])
    content = "No,項目,質問\n1,Else,Something else?\n2,,Question 2?\n"

    _, page = bring(desk, page_of(guideline, "import"), content)

    assert outcomes(page) == {"1": "refused", "2": "unchanged"}
    assert whys(page)["1"] == "この番号の設問はガイドラインと異なります：「Question 1?」"


def test_a_wording_is_known_whatever_its_case(desk):
    guideline = make_guideline(items=["1", "2"])
    content = "No,項目,質問\n1,NAME 1,question 1?\n3,NAME 2,QUESTION 2?\n"

    _, page = bring(desk, page_of(guideline, "import"), content)

    assert outcomes(page) == {"1": "changed", "3": "refused"}
    assert whys(page)["3"].startswith("この設問は、ガイドラインでは項目2のものです。")


@pytest.fixture
def alike():
    """A guideline in which items 2, 3 and 4 have one name."""
    guideline = make_guideline(items=["1"])
    for number in "234":
        make_item(guideline, number, name="Fees", position=int(number))
    make_item(guideline, "5", position=5)
    return guideline


def listed(*rows):
    return "No,項目,質問\n" + "\n".join(",".join(row) for row in rows)


def test_questions_that_moved_to_the_next_number_are_refused_where_names_repeat(desk, alike):
    moved = [("2", "Name 1", "Question 1?"), ("6", "Name 5", "Question 5?")]
    moved += [(str(n + 1), "Fees", f"Question {n}?") for n in (2, 3, 4)]

    _, page = bring(desk, page_of(alike, "import"), listed(*moved))

    assert outcomes(page) == dict.fromkeys("23456", "refused")
    assert whys(page)["3"] == (
        "この設問は、ガイドラインでは項目2のものです。番号がずれている可能性があります。"
    )
    assert whys(page)["6"].startswith("この設問は、ガイドラインでは項目5のものです。")


def test_a_name_that_repeats_makes_no_other_question_the_items(desk, alike):
    _, page = bring(desk, page_of(alike, "import"), listed(("3", "Fees", "In yen?")))

    assert outcomes(page) == {"3": "refused"}
    assert whys(page)["3"] == (
        "項目2、3、4は項目名が同じですが、このファイルでその項目名の行の番号はこれらと"
        "一致しません。どの項目の設問かを判断できません。"
    )


def test_items_of_one_name_change_where_the_file_has_them_all(desk, alike):
    rows = [("2", "Fees", "In yen?"), ("3", "Fees", "Question 3?"), ("4", "Fees", "When?")]

    _, page = bring(desk, page_of(alike, "import"), listed(*rows))

    assert outcomes(page) == {"2": "changed", "3": "unchanged", "4": "changed"}


def test_a_row_without_wording_is_said_to_have_none(desk):
    guideline = make_guideline(items=["1", "2"])
    content = "No,大項目,項目,質問\n1,Basics,,\n3,Basics,,\n"

    _, page = bring(desk, page_of(guideline, "import"), content)

    assert (outcomes(page), whys(page)) == (
        {"1": "refused", "3": "refused"},
        dict.fromkeys("13", "この行には文言（項目名・設問）がありません。"),
    )
