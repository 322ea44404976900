"""Hyperlinks: which part of a text is a link, and where it leads to."""

import pytest

from texts.hyperlinks import hyperlinks


@pytest.mark.parametrize(
    ("text", "shown", "target"),
    [
        ("See https://a.jp/.", "https://a.jp/", "https://a.jp/"),
        ("(https://a.jp/b)", "https://a.jp/b", "https://a.jp/b"),
        ("https://a.jp/(b)", "https://a.jp/(b)", "https://a.jp/(b)"),
        ("(https://a.jp/(b))", "https://a.jp/(b)", "https://a.jp/(b)"),
        ("[https://a.jp/[1]]", "https://a.jp/[1]", "https://a.jp/[1]"),
        ("{https://a.jp/{b}}", "https://a.jp/{b}", "https://a.jp/{b}"),
        ("詳細はhttps://a.jp/をご覧ください", "https://a.jp/", "https://a.jp/"),
        ("a@b.jp", "a@b.jp", "mailto:a@b.jp"),
        ("mailto:a@b.jp", "mailto:a@b.jp", "mailto:a@b.jp"),
        ("MAILTO:a@b.jp.", "MAILTO:a@b.jp", "mailto:a@b.jp"),
    ],
)
def test_a_link_is_what_leads_somewhere(text, shown, target):
    [link] = hyperlinks(text)

    assert (text[link.start : link.end], link.target) == (shown, target)


@pytest.mark.parametrize("text", ["https://", "https://...", "only (http://) here", "a@b", "@a.jp"])
def test_a_text_without_an_address_has_no_link(text):
    assert list(hyperlinks(text)) == []
