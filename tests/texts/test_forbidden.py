"""A refused link is told by what is wrong with it, and how to name it without linking it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from texts.validation import clean_text


def refusal(text):
    with pytest.raises(ValidationError) as refused:
        clean_text(text)
    with override("en"):
        return refused.value.messages[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("javascript:alert(1) のような入力", "is a link that runs a program"),
        ("data:text/html,x", "or holds data"),
        ("//host.example/x", "does not begin with https://"),
        ("file:///etc/passwd へのアクセス", "of another kind"),
        ("myapp://open で起動", "of another kind"),
        ("http://user:pass@host/ の形式", "holds a user name"),
        ("https://例え@host.example/", "holds a user name"),
        ("https://例え.jp/", "other letters than ASCII"),
        ("https://テナント名.example.com/", "other letters than ASCII"),
        ("https:///path", "leads nowhere"),
        ("https://host.example:99999/", "leads nowhere"),
    ],
)
def test_a_refusal_says_what_is_true_of_the_link(text, said):
    assert said in refusal(text)
    assert text.split()[0] in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "javascript: alert(1)",
        "data: text/html,x",
        "// host.example/x",
        "file:// /etc/passwd",
        "http:// user:pass@host/",
        "https://<name>.example.com/",
        "https://xn--r8jz45g.jp/",
    ],
)
def test_what_a_refusal_proposes_is_kept(text):
    assert clean_text(text) == text
