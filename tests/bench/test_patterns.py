"""The tool that tells how long patterns take for longer texts."""

import pytest

from bench.compiled import Pattern
from bench.patterns import growth_of


def pattern(expression, use):
    return Pattern(expression, 0, "here", frozenset({use}))


@pytest.mark.parametrize(
    ("expression", "use"),
    [
        ("[一二三千]+年", "finditer"),
        ("[a-z]*[a-z0-9]*!", "match"),
        (r"\[[^]]*\]", "finditer"),
        ("(?:a|aa)+!", "fullmatch"),
        ("(?:(?:20|19)[0-9]{2}|[0-9]{2})*!", "match"),
    ],
)
def test_a_pattern_that_grows_faster_than_its_text_is_found(expression, use):
    assert not growth_of(pattern(expression, use)).is_linear


@pytest.mark.parametrize(
    ("expression", "use"),
    [
        ("(?<![一二三千])[一二三千]++年", "finditer"),
        ("[一二三千]+年", "match"),
        (r"\[[^]]{0,255}\]", "finditer"),
    ],
)
def test_a_pattern_that_reads_its_text_once_is_not(expression, use):
    assert growth_of(pattern(expression, use)).is_linear
