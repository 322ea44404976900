"""`match`: which row answers which item, what it states, and what stays unsure."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.match import Match
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.reading import read_file
from disclosures.imports.tables.rows import Line, Row, SheetFile
from disclosures.sheet.content import AnswerContent
from tests.disclosures.imports.reasons import reason
from tests.workbooks import official_workbook

from .rows_of_a_table import LAYOUT, PATIENCE, QUESTIONS, matched, outcomes, row, same_as, stated


def test_every_question_has_one_match_in_the_order_of_the_questions():
    matching = matched(row(3), row(1, ""))

    missing = Doubt("no_row")
    assert matching.items == (
        Match("1", "empty in file", row_number=11),
        Match("2", "empty in file", "", missing),
        Match("3", "set", "Done.", None, AnswerContent(body="Done."), row_number=13),
        Match("4", "empty in file", "", missing),
    )


def test_what_is_stated_already_is_unchanged():
    current = {"1": AnswerContent(body="Done."), "2": AnswerContent(body="Old.")}

    assert outcomes(row(1), row(2), current=current) == ["unchanged", "set"]


def test_a_word_of_availability_alone_takes_no_text_away():
    current = {
        "1": AnswerContent(availability="no", body="Every day."),
        "2": AnswerContent(availability="no"),
    }

    found = matched(row(1, "有り"), row(2, "有り"), current=current).items

    assert (found[0].outcome, reason(found[0])) == (
        "unsure",
        "The file says 有無 alone; what is answered now has a text as well: “Every day.”",
    )
    assert (found[1].outcome, found[1].statement) == ("set", AnswerContent(availability="yes"))


def test_a_row_that_repeats_an_unchanged_one_is_compared_too():
    current = {"1": AnswerContent(body="Done."), "2": same_as("1")}

    assert outcomes(row(1), row(2, "同上"), row(3, "同上"), current=current) == [
        *("unchanged", "unchanged", "set")
    ]


def test_an_empty_cell_is_empty_even_if_something_is_stated():
    assert outcomes(row(1, ""), current={"1": AnswerContent(body="Done.")}) == ["empty in file"]


def test_a_number_that_the_guideline_lacks_is_listed():
    lost = Row(17, "99", ("Who asked?",), question="Who asked?")

    why = Doubt("item_unknown", {"number": "99"})
    assert matched(row(1), lost).unmatched == (Line(17, "99 Who asked?", why=why),)


def differs(row, texts):
    return Doubt("wording_differs", {"row": row, "texts": texts})


def test_another_wording_is_unsure_and_says_which():
    found = matched(row(1, question="Why?"), row(2, name="Other"), row(3, "", category=""))

    assert found.items[:3] == (
        Match("1", "unsure", "Done.", differs("11", "“Why?”"), row_number=11),
        Match("2", "unsure", "Done.", differs("12", "“Basics Other”"), row_number=12),
        Match("3", "empty in file", row_number=13),
    )


def test_width_and_white_space_make_no_other_wording():
    wide = "Ｗｈａｔ　is asked\nas number １？"

    assert outcomes(row(1, category=" Ba sics", question=wide)) == ["set"]


@pytest.mark.parametrize(
    ("asked", "in_file"),
    [
        ("保守の時間帯（9時〜17時）はいつですか", "保守の時間帯（9時～17時）はいつですか"),
        ("電話番号（03−1234）は何ですか", "電話番号（03ー1234）は何ですか"),
        ("“重要”な情報とは何ですか", '"重要"な情報とは何ですか'),
        ("Who is the vendor’s contact?", "Who is the vendor's contact?"),
        ("教育していますか", "教育していますか。"),
        ("教育していますか？", "教育していますか"),
        ("Data is encrypted.", "Data is encrypted"),
    ],
)
def test_signs_that_look_alike_make_no_other_wording(asked, in_file):
    asked_so = Row(11, "1", (in_file, "Done."), question=in_file, answer="Done.")
    file = SheetFile((), (asked_so,), (), LAYOUT)

    [found] = match(file, [Question("1", "", "", asked)], WorkingCopyState()).items

    assert (found.outcome, found.why) == ("set", None)


def test_category_and_name_may_stand_in_one_cell():
    assert outcomes(row(1, category="Basics Name 1", name="")) == ["set"]


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("What is asked as nu", "set"),
        ("What is asked as number 1? Only of servers.", "unsure"),
        ("What is asked as", "unsure"),
        ("is asked as number 1?", "unsure"),
        ("", "unsure"),
    ],
)
def test_a_question_may_be_cut_short_but_not_below_15_signs_nor_go_on(question, outcome):
    assert outcomes(row(1, question=question)) == [outcome]


def test_a_shifted_number_column_is_unsure_throughout():
    rows = [
        replace(row(int(above.number)), number=asked.number) for above, asked in pairwise(QUESTIONS)
    ]

    assert [one.outcome for one in matched(*rows).items] == ["empty in file"] + ["unsure"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "a<br>b",
        "<P>a</P>",
        'a <a href="https://example.com/">b</a>',
        "R&amp;D",
        "a&#12288;b",
        "<BR/>",
    ],
)
def test_left_over_html_is_unsure(text):
    found = matched(row(1, text)).items[0]

    assert (found.outcome, found.read, "HTML" in reason(found)) == ("unsure", text, True)


@pytest.mark.parametrize(
    "text",
    ["<https://example.com/>", "<info@example.com>", "a < b > c", "R&D; Q&A", "<ID>", "AT&T;x"],
)
def test_what_only_looks_like_html_is_set(text):
    assert stated(text) == [AnswerContent(body=text)]


@pytest.mark.parametrize(
    ("text", "availability", "body"),
    [
        ("有り", "yes", ""),
        ("有", "yes", ""),
        ("あり　毎日", "yes", "毎日"),
        ("無し\n理由：費用", "no", "理由：費用"),
        ("無し （理由）", "no", "（理由）"),
        ("なし(理由)", "no", "(理由)"),
        ("無。", "no", ""),
        ("有り、毎日", "yes", "毎日"),
        ("有り：毎日", "yes", "毎日"),
        ("あり,毎日", "yes", "毎日"),
        ("あり, 毎日", "yes", "毎日"),
        ("あり，毎日", "yes", "毎日"),
        ("無し;費用のため", "no", "費用のため"),
        ("○※夜間を除く", "yes", "※夜間を除く"),
        ("【有】ISMS取得", "yes", "ISMS取得"),
        ("[無] 実施していません。", "no", "実施していません。"),
        ("「有」毎日", "yes", "毎日"),
        ("＜一部＞夜間のみ", "partial", "夜間のみ"),
        ("有\n年1回", "yes", "年1回"),
        ("有\n入社時に取得", "yes", "入社時に取得"),
        ("一部 夜間のみ", "partial", "夜間のみ"),
        ("一部有り（夜間）", "partial", "（夜間）"),
        ("該当なし", "not_applicable", ""),
        ("該当無し。", "not_applicable", ""),
        ("非公開", "undisclosed", ""),
    ],
)
def test_an_availability_word_is_divided_from_the_body(text, availability, body):
    assert stated(text) == [AnswerContent(availability=availability, body=body)]


@pytest.mark.parametrize(
    "text",
    [
        "(有)カイジへ委託",
        "（有）カイジ",
        "【有料】保守",
        "有料",
        "有りません",
        "無償",
        "一部の夜間",
        "一部対応",
        "あり得る",
        "非公開情報",
        "毎日 有り",
    ],
)
def test_a_word_that_goes_on_is_no_availability(text):
    assert stated(text) == [AnswerContent(body=text)]


@pytest.mark.parametrize(
    "text", ["有・TLS", "あり→TLS", "あり/TLS1.3", "有-TLS", "○→対応", "無＋TLS"]
)
def test_a_word_that_a_sign_joins_to_another_is_unsure(text):
    found = matched(row(1, text)).items[0]

    assert (found.outcome, found.why.code) == ("unsure", "longer_word")


def test_lines_that_hold_more_than_a_heading_are_unmatched():
    lost = Line(8, "Question? Lost.")

    matching = matched(row(1), others=(Line(7, "Section", is_bar=True), lost))

    assert matching.unmatched == (lost,)


def test_an_answer_without_a_number_is_unmatched():
    content = official_workbook(["Section", (None, None, None, None, "Lost."), "Below"])

    unmatched = match(read_file(content), [], WorkingCopyState()).unmatched

    assert unmatched == (Line(5, "Section"), Line(6, "Lost."), Line(7, "Below"))


def test_long_rows_of_one_number_are_compared_with_many_parts_in_time():
    parts = [Question(f"1-{n}", "", f"Name {n}", f"What is asked as {n}?") for n in range(73)]
    rows = tuple(Row(n, "1", cells=("質" * 19_600,), question="質" * 19_600) for n in range(499))
    begin = time.monotonic()

    found = match(SheetFile((), rows, (), LAYOUT), parts, WorkingCopyState())

    assert len(found.unmatched) == 499
    assert time.monotonic() - begin < PATIENCE
