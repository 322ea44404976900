"""What the values of an answer say together."""

import pytest

from disclosures.sheet.content import EMPTY, AnswerContent


@pytest.mark.parametrize(
    ("content", "says_something", "is_evidence_alone"),
    [
        (EMPTY, False, False),
        (AnswerContent(body="Words."), True, False),
        (AnswerContent(availability="yes"), True, False),
        (AnswerContent(same_as="5"), True, False),
        (AnswerContent(evidence="https://a.example/"), True, True),
        (AnswerContent(body="Words.", evidence="https://a.example/"), True, False),
        (AnswerContent(same_as="5", evidence="https://a.example/"), True, False),
    ],
)
def test_what_is_stated(content, says_something, is_evidence_alone):
    assert content.says_something == says_something
    assert content.is_evidence_alone == is_evidence_alone
