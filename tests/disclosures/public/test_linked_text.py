"""Addresses in text become links, and nothing else becomes markup."""

import pytest

from disclosures.templatetags.sheets import linked
from tests.door_texts import NAMED


def link(address, shown=None):
    return f'<a href="{address}">{shown or address}</a>'


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain & <b>", "plain &amp; &lt;b&gt;"),
        ("https://example.com/", link("https://example.com/")),
        ("https://example.com/をご覧ください。", link("https://example.com/") + "をご覧ください。"),
        ("（https://example.com/）", f"（{link('https://example.com/')}）"),
        ("<https://example.com/>", f"&lt;{link('https://example.com/')}&gt;"),
        ("See https://example.com/a.", f"See {link('https://example.com/a')}."),
        ("(https://example.com/a)", f"({link('https://example.com/a')})"),
        ("https://example.com/a_(b)", link("https://example.com/a_(b)")),
        ("https://example.com/?a=1&b=2", link("https://example.com/?a=1&amp;b=2")),
        ('https://example.com/"onclick', link("https://example.com/") + "&quot;onclick"),
        ("info@example.com まで", link("mailto:info@example.com", "info@example.com") + " まで"),
        ("mailto:info@example.com", link("mailto:info@example.com")),
        ("ftp://example.com/", "ftp://example.com/"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://", "https://"),
    ],
)
def test_only_whole_addresses_become_links(text, printed):
    assert linked(text) == printed


@pytest.mark.parametrize("text", NAMED)
def test_a_scheme_that_is_only_named_is_no_link(text):
    assert "<a " not in linked(text)
