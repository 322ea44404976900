"""Good check sheets in the layouts of the field: every answer is found."""

from dataclasses import replace

import pytest

from .sheets_of_the_field import ANSWERS, GOOD, QUESTIONS, STATED, stated, workbook

PARTS = [  # the same under two numbers, the last two with one name
    replace(QUESTIONS[0], number="1-1"),
    replace(QUESTIONS[1], number="1-2"),
    replace(QUESTIONS[2], number="2-1"),
    replace(QUESTIONS[3], number="2-2", name=QUESTIONS[2].name),
]


def caiqs():
    """A CAIQ: an id, the question, Yes, No or NA in a column of its own, ownership, a text."""
    words = ["Yes", "NA", "Yes", "No"]
    return workbook(
        ("Question ID", "Question", "CSP CAIQ Answer", "SSRM Control Ownership", "Comments"),
        *(
            (q.number, q.question, word, "CSP-owned", answer)
            for q, word, answer in zip(QUESTIONS, words, ANSWERS, strict=True)
        ),
    )


@pytest.mark.parametrize("kind", GOOD)
def test_every_answer_of_a_good_file_is_found(kind):
    questions = PARTS if kind == "ASPIC with sub-rows" else QUESTIONS

    expected = zip((one.number for one in questions), STATED.values(), strict=True)
    assert stated(GOOD[kind], questions=questions) == dict(expected)


def test_words_of_their_own_columns_are_codes():
    found = stated(caiqs())

    assert [(one.availability, one.responsibility) for one in found.values()] == [
        *(("yes", "vendor"), ("not_applicable", "vendor"), ("yes", "vendor"), ("no", "vendor"))
    ]
    assert [one.body for one in found.values()] == ANSWERS
