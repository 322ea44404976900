"""Texts that a spreadsheet means, and no reader: formulas, and what a check box writes."""

import pytest

from disclosures.imports.matching.question import Question

from .case import Given
from .one_answer import ASKED, QUESTIONS, first, table

ASKING = (
    Question("1", "", "項目1", "1について教えてください", asks_availability=True),
    *QUESTIONS[1:],
)


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize(
    "text",
    [
        '=IF(A1="","",A1)',
        "=D2",
        "=$D$2",
        "=VLOOKUP(A1,B:C,2,0)",
        '="あり"',
        '="1"',
        "=Sheet1!A1",
        "='一覧'!B2",
        "=A1&B1",
        "=-A1",
        "=24/7",
        "=1+1",
        "=TODAY()",
        "+SUM(A1)",
        "@SUM(A1)",
    ],
)
def test_a_formula_as_text_is_unsure(text):
    found = first(table(f"{ASKED},回答", ("1", quoted(text))))

    assert (found.outcome, found.why.code) == ("unsure", "formula_as_text")


@pytest.mark.parametrize(
    "text",
    [
        "=毎日です。",
        "==毎日==",
        "=AES256で暗号化します。",
        "=> 毎日",
        "-TLS(1.3)です。",
        "24/7",
        "+81-3-1234-5678",
    ],
)
def test_a_text_with_such_signs_is_set(text):
    found = first(table(f"{ASKED},回答", ("1", quoted(text))))

    assert (found.outcome, found.statement.body) == ("set", text)


@pytest.mark.parametrize("text", ["TRUE", "FALSE", "true", "ＴＲＵＥ"])
def test_what_a_check_box_writes_is_unsure_where_有無_is_asked(text):
    found = Given(f"{ASKED},回答\n1,項目1,1について教えてください,{text}").matched(
        ("1", ""), ASKING
    )

    assert (found.outcome, found.why.code) == ("unsure", "unknown_word")
