"""The table of checks: each alone makes an answer unsure, and all of them can be listed."""

from collections import Counter

import pytest

from disclosures.imports.doubt_messages import DOUBT_MESSAGES
from disclosures.imports.matching.checks import CHECKS, LINES, NOTES, OUTSIDE
from docs import imports as page_of_checks

from .cases_beside_others import CASES_BESIDE_OTHERS
from .cases_of_rows import CASES_OF_ROWS

CASES = [*CASES_OF_ROWS, *CASES_BESIDE_OTHERS]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_alone_makes_the_answer_unsure(case):
    found = case.doubtful.matched(case.key, case.questions)

    assert (found.outcome, found.why.code) == ("unsure", case.code)
    assert found.statement is None


@pytest.mark.parametrize("case", CASES, ids=str)
def test_without_what_the_check_finds_nothing_is_doubted(case):
    found = case.sound.matched(case.key, case.questions)

    assert (found.outcome == "unsure", found.why) == (False, None)


def test_every_check_has_a_code_of_its_own_and_such_a_case():
    codes = Counter(check.code for check in CHECKS)

    assert codes == Counter(case.code for case in CASES)
    assert set(codes.values()) == {1}


def test_every_reason_has_a_message():
    assert {
        *(check.code for check in CHECKS),
        *NOTES,
        *LINES,
        *OUTSIDE,
    } == DOUBT_MESSAGES.keys()


def test_the_documentation_lists_them_as_they_are():
    assert page_of_checks.PAGE.read_text(encoding="utf-8") == page_of_checks.page(), "make docs"
