"""What a person is offered of a row that is unsure: all that its cells hold, and nothing else."""

import pytest

from texts.normalize import normalize

from .case import Given, lines
from .one_answer import QUESTIONS
from .test_checks import CASES

# Neither has words to offer: the file has no result, or only less than before.
WORDLESS = {"formula_without_value", "formula_error", "emptied"}


def bodies(match):
    return [reading.stated.body for reading in match.readings]


def matched(file, key=("1", ""), **state):
    return Given(file, **state).matched(key, tuple(QUESTIONS))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_whatever_is_doubted_the_text_of_the_file_is_offered(case):
    match = case.doubtful.matched(case.key, case.questions)

    offered = bodies(match)

    assert bool(match.readings) == (case.code not in WORDLESS)
    said = [text for text in offered if text]
    if (
        match.read
        and said
        and "同上" not in match.read
        and not match.why.code.startswith("repeats")
    ):
        assert any(normalize(text) in normalize(match.read) for text in said)


def test_each_of_several_rows_is_offered_with_its_number():
    match = matched(lines(("1", "毎日です。"), ("1", "毎週です。"), ("1", "毎日です。")))

    assert [(one.row_number, one.stated.body) for one in match.readings] == [
        (2, "毎日です。"),
        (3, "毎週です。"),
    ]


def test_html_is_offered_as_it_is_and_as_the_text_that_it_shows():
    match = matched(lines(("1", "<b>毎日</b>です。")))

    assert bodies(match) == ["<b>毎日</b>です。", "毎日です。"]


def test_text_below_the_answer_is_offered_alone_and_with_it():
    file = lines(("1", "毎日です。")) + "\n,,,毎週もです。\n,,,毎月もです。"

    assert bodies(matched(file)) == ["毎日です。", "毎日です。\n毎週もです。\n毎月もです。"]


def test_a_word_of_availability_that_may_go_on_is_not_taken_off_the_text():
    match = matched(lines(("1", "あり ではありません。")))

    [reading] = match.readings
    assert (reading.stated.availability, reading.stated.body) == (None, "あり ではありません。")


def test_an_apostrophe_is_offered_with_and_without():
    assert bodies(matched(lines(("1", "'=毎日です。")))) == ["'=毎日です。", "=毎日です。"]


def test_other_columns_of_a_row_are_offered_only_where_the_answer_may_stand_there():
    file = lines(("1", "毎日ですが、", "来月まで"), columns="回答,備考メモ")

    assert bodies(matched(file)) == ["毎日ですが、"]


def test_what_is_sure_has_the_reading_that_is_taken():
    match = matched(lines(("1", "有り　毎日です。")))

    [reading] = match.readings
    assert (match.outcome, reading.stated) == ("set", match.statement)


def test_codes_and_evidence_of_a_row_come_along():
    file = lines(
        ("1", "有", "毎日ですが、", "https://example.com/"), columns="有無,回答,根拠・参考"
    )

    [reading] = matched(file).readings

    assert (reading.stated.availability, reading.stated.evidence) == ("yes", "https://example.com/")
