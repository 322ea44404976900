"""Lists of items whose numbers are written in many ways: read, or left out with the reason."""

import pytest

from tests.factory import make_guideline
from tests.pages import page_of

from .import_steps import bring, bring_and_confirm, confirm, items_of, outcomes, whys

pytestmark = pytest.mark.django_db

HEADINGS = "No.,設問,回答\n"


def listed(*numbers):
    """A list of an item for each number, with a question of its own and an answer."""
    return HEADINGS + "".join(
        f"{number},{at}はありますか,あり\n" for at, number in enumerate(numbers)
    )


def left_out(page):
    """What the preview says of the rows that become no item."""
    return {lost.line.text: lost.why for lost in page.context["lost"]}


def test_numbers_in_brackets_circles_and_with_any_dash_become_items(desk, empty):
    written = ["1－1", "1−2", "1ー3", "(4)", "5)", "⑥", "問7", "8番", "A-9（必須）", "１０．"]

    bring_and_confirm(desk, empty, listed(*written))

    numbers = ["1-1", "1-2", "1-3", "4", "5", "6", "7", "8", "A-9", "10"]
    assert [number for _s, number, *_ in items_of(empty)] == numbers


def test_a_word_behind_the_number_says_that_it_is_required(desk, empty):
    bring_and_confirm(desk, empty, listed("1（必須）", "2（任意）", "3"))

    assert [item.is_required for item in empty.items.in_order()] == [True, False, None]


@pytest.mark.parametrize(
    ("written", "number"), [("1-1/A", "1-1-A"), ("1−3", "1-3"), ("1-(8)", "1-8")]
)
def test_a_number_that_becomes_another_text_says_so(desk, empty, written, number):
    _, page = bring(desk, page_of(empty, "import"), listed(written))

    assert whys(page) == {number: f"ファイルの番号「{written}」は、{number}として取り込みます。"}
    assert outcomes(page) == {number: "new"}


def test_each_thing_to_know_about_an_item_is_said(desk, empty):
    content = "No.,設問,必須・選択,回答\n1−3,規程?,要相談,\n1−3,監査?,要相談,\n"

    intake, page = bring(desk, page_of(empty, "import"), content)

    first, _second = whys(page).values()
    assert [words in first for words in ("1-3-1", "要相談", "1−3")] == [True] * 3
    confirm(desk, intake, page, take=["0"])
    intake.refresh_from_db()
    assert [len(row["notes"]) for row in intake.report["items"]] == [2, 2]


@pytest.mark.parametrize(
    ("written", "number"), [(("1", "①"), "1"), (("(2)", "2"), "2"), (("1-1/A", "1-1-A"), "1-1-A")]
)
def test_numbers_that_are_read_as_the_same_are_said_and_none_is_taken(desk, empty, written, number):
    _, page = bring(desk, page_of(empty, "import"), listed(*written))

    assert outcomes(page) == {number: "refused"}
    [why] = whys(page).values()
    both = "、".join(written)
    assert why.startswith(f"番号「{both}」はいずれも{number}と読み取れますが、設問が異なります。")


UNREAD = (
    "「{}」は項目の番号として読み取れません。"
    "番号の欄には、12、1-2、A-01 のように番号だけを記入してください。"
)
DATE = (
    "「{}」は日付の可能性があるため、番号として読み取りません。Excel では 1-2 などの番号が日付に"
    "変わることがあります。列の表示形式を「文字列」にして、番号を入力し直してください。"
)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("ア", UNREAD.format("ア")),
        ("12（旧）", UNREAD.format("12（旧）")),
        ("2026-01-02", DATE.format("2026-01-02")),
        ("1/2", DATE.format("1/2")),
        ("", "この行には番号がありません。"),
    ],
)
def test_a_row_without_a_number_that_can_be_read_is_left_out_with_the_reason(
    desk, empty, written, why
):
    intake, page = bring(desk, page_of(empty, "import"), listed("1", written))

    assert list(left_out(page).values()) == [why]
    assert why in page.content.decode()
    confirm(desk, intake, page)
    intake.refresh_from_db()
    assert why in desk.get(page_of(intake)).content.decode()


@pytest.mark.parametrize("written", ["イ", "b", "ⅱ", "追加", "注", "別紙"])
def test_a_question_without_a_number_that_can_be_read_titles_no_section(desk, empty, written):
    content = f"No.,設問\n1,規程はありますか\n{written},体制はありますか\n2,教育していますか\n"

    _, page = bring(desk, page_of(empty, "import"), content)

    assert f"{written} 体制はありますか" in left_out(page)
    assert outcomes(page) == {"1": "new", "2": "new"}


def test_a_line_of_a_list_in_an_answer_is_no_item(desk, empty):
    content = (
        HEADINGS + "1,規程はありますか,次のとおりです\n1),,毎年\n②,,毎月\n2,教育はありますか,\n"
    )

    _, page = bring(desk, page_of(empty, "import"), content)

    assert outcomes(page) == {"1": "new", "2": "new"}
    assert left_out(page) == {"1) 毎年": "", "② 毎月": ""}


@pytest.mark.parametrize(
    ("number", "written"),
    [("1", "(1)"), ("A-2", "A－２"), ("①", "①"), ("①", "1"), ("問5", "問5"), ("1−3", "1-3")],
)
def test_an_item_that_is_there_keeps_its_number(desk, number, written):
    guideline = make_guideline(items=[number])
    content = HEADINGS + f"{written},Question {number}?,\n"

    _, page = bring(desk, page_of(guideline, "import"), content)

    assert outcomes(page) == {number: "unchanged"}
