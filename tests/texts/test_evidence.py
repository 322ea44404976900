"""Evidence: which link a line is, how it is kept, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from texts.evidence import EvidenceLink, clean_evidence, evidence_key, evidence_links
from texts.validation import MAX_LENGTH

PARTS = [
    "A",
    "27001",
    "証",
    ",",
    "、",
    "，",
    " ",
    "\u3000",
    "\n",
    "(",
    ")",
    "https://a.jp/",
    "http://b",
]
TEXTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("line", "label", "address"),
    [
        ("https://a.jp/", "", "https://a.jp/"),
        ("Paper, https://a.jp/", "Paper", "https://a.jp/"),
        ("Paper,https://a.jp/", "Paper", "https://a.jp/"),
        ("登録証、https://a.jp/", "登録証", "https://a.jp/"),
        ("登録証，\u3000https://a.jp/", "登録証", "https://a.jp/"),
        ("One, two, https://a.jp/", "One, two", "https://a.jp/"),
        ("https://a.jp/?u=1,https://b.jp/", "", "https://a.jp/?u=1,https://b.jp/"),
        ("Paper, https://a.jp/?u=1,https://b.jp/", "Paper", "https://a.jp/?u=1,https://b.jp/"),
        ("規程（https://a.jp/）", "規程", "https://a.jp/"),
        ("Rules (https://a.jp/)", "Rules", "https://a.jp/"),
        ("Rules, https://a.jp/b_(c)", "Rules", "https://a.jp/b_(c)"),
        ("Paper, HTTPS://a.jp/", "Paper", "HTTPS://a.jp/"),
        ("「http://」の扱い, https://a.jp/", "「http://」の扱い", "https://a.jp/"),
    ],
)
def test_a_line_is_an_address_or_a_label_and_an_address(line, label, address):
    assert evidence_links(clean_evidence(line)) == [EvidenceLink(label, address)]


@pytest.mark.parametrize(
    "line",
    [
        "Paper",
        "Paper https://a.jp/",
        ", https://a.jp/",
        "Paper, https://a.jp/ and",
        "https://a.jp/, https://b.jp/",
        "See http://a.jp/ b, https://b.jp/",
        "(https://a.jp/)",
    ],
)
def test_a_line_that_is_no_link_is_named(line):
    with pytest.raises(ValidationError) as refused:
        clean_evidence(f"https://a.jp/\n\n{line}")

    assert [one.params for one in refused.value.error_list] == [{"line": 3}]


@given(TEXTS)
def test_what_is_kept_stays_as_it_is(text):
    try:
        kept = clean_evidence(text)
    except ValidationError:
        return
    assert clean_evidence(kept) == kept
    assert evidence_key(kept) == evidence_key(text)
    assert "\n".join(map(str, evidence_links(kept))) == kept


def test_the_blank_behind_each_comma_counts():
    line = "a,https://a.jp/0000"
    fitting = MAX_LENGTH // (len(line) + 1)

    with pytest.raises(ValidationError):
        clean_evidence("\n".join([line] * fitting))
    kept = clean_evidence("\n".join([line] * (fitting - 10)))
    assert len(kept) <= MAX_LENGTH
