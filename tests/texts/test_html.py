"""Pasted HTML: what counts as a remainder, and the text that it shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.door_texts import ACCEPTED, MARKUP
from texts.html import first_html
from texts.html_text import text_from_html

SHOWN = [
    ("<table><tr><td>有り</td><td>毎日</td></tr><tr><td>無し</td></tr></table>", "有り 毎日\n無し"),
    ("<td>1行目<br style='mso-data-placement:same-cell;'>2行目</td>", "1行目\n2行目"),
    ("<p>a\n  b</p><p>c</p>", "a b\nc"),
    ("<ul><li>一</li><li>二</li></ul>終", "・一\n・二\n終"),
    ("a&nbsp;&nbsp;b &amp; c", "a b & c"),
    ("<style>td{}</style><script>x()</script><title>t</title>a", "a"),
    ("<!--[if gte mso 9]><xml>x</xml><![endif]-->a<![if !supportLists]>b<![endif]>", "ab"),
    ("a<!-- never ends", "a"),
    ('<a href="https://example.com/a">こちら</a>。', "こちら（https://example.com/a）。"),
    ('<a href="https://example.com/">https://example.com</a>', "https://example.com"),
    ("<a href=https://example.com/a></a>", "https://example.com/a"),
    ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
    ('<a href="https://example.com/?a=1&amp;b=2">例</a>', "例（https://example.com/?a=1&b=2）"),
    ('<a href="javascript:alert(1)">b</a><a href="/c">d</a>', "bd"),
    ("1 < 2", "1 < 2"),
    (f"a&#{'9' * 5000};b", "a\ufffdb"),
]


@pytest.mark.parametrize(("html", "text"), SHOWN)
def test_the_text_is_what_a_browser_shows(html, text):
    assert text_from_html(html) == text


@pytest.mark.parametrize("html", MARKUP.values(), ids=MARKUP)
def test_remains_are_found_and_gone_afterwards(html):
    text = text_from_html(html)

    assert (bool(first_html(html)), first_html(text)) == (True, None)


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_people_mean_is_no_remainder(text):
    assert first_html(text) is None


@given(st.text(alphabet="<>/!-[]&;#=\"' \nabptdrhefx有", max_size=200))
def test_nothing_makes_it_fail(html):
    assert isinstance(text_from_html(html), str)


HOSTILE = ["<td>", "<a ", "<!--", "<![if", "</", "<a href='", "<", "<a href=x>", "&#", "<!doctype "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_hostile_input_comes_to_an_end(piece):
    """What looks back at each sign would need hours for this."""
    assert isinstance(text_from_html(piece * 100_000), str)
    first_html(piece * 100_000)
