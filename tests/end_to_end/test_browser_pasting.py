"""Pasting from web pages and spreadsheets, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.factory import answer_of, editor, make_checklist
from tests.pages import page_of
from texts.html_text import text_from_html

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """(field, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  field.focus();
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  return field.dispatchEvent(new ClipboardEvent("paste", options));
}"""
FRAGMENTS = [
    '詳しくは<a href="https://example.com/a">こちら</a>。',
    '<p>a\n  b <a href="https://example.com/">https://example.com</a></p><p>c</p>',
    '<a href="mailto:a@b.example">a@b.example</a>',
    '<a href="https://example.com/?a=1&amp;b=2">例 &lt;1&gt;</a><a href="javascript:x">b</a>',
    "<html><head><style>td{}</style></head><body><!--StartFragment--><table><tr>"
    "<td>有り</td><td>毎日<br style='mso-data-placement:same-cell;'>夜</td></tr>"
    "<tr><td>無し</td><td>&nbsp;</td></tr></table><!--EndFragment--></body></html>",
    '<ul><li>一</li><li><a href="http://example.com/b">二</a></li></ul>終',
]


@pytest.fixture
def answer():
    return answer_of(make_checklist(), "1")


@pytest.fixture
def field(log_in, answer):
    """The text of an answer on its own page."""
    page = log_in(editor())
    page.goto(page_of(answer))
    return page.locator("#id_body")


@pytest.mark.parametrize("html", FRAGMENTS)
def test_the_browser_makes_the_same_text_as_the_server(field, html):
    field.evaluate(PASTE, html)

    expect(field).to_have_value(text_from_html(html))


def test_it_is_said_beside_the_field_and_can_be_undone(field):
    field.fill("Before")

    field.evaluate(PASTE, FRAGMENTS[0])

    expect(field.locator("xpath=..").locator(".pasted")).to_have_text(
        "書式を除いて貼り付けました（残したリンク：1件）。保存する前に内容を確認してください。"
    )
    field.page.keyboard.press("Control+z")
    expect(field).to_have_value("Before")


def test_text_without_links_and_tables_is_pasted_as_ever(field):
    assert field.evaluate(PASTE, "<b>Only bold</b>") is True


def test_what_was_pasted_into_the_worksheet_counts_as_unsaved(log_in, answer):
    page = log_in(editor())
    page.goto(page_of(answer.checklist, "worksheet"))

    page.locator(f"[name=a{answer.pk}-body]").evaluate(PASTE, FRAGMENTS[0])

    expect(page.locator(".touched")).to_have_text("未保存：1項目")
