"""Nothing is fetched for the PDF, whatever the texts say."""

import sys

import pytest

from tests.sheets import answer, item, sheet

from .pdf_programs import plain

_asked = None


def _keep(event, arguments):
    if _asked is not None and event in ("open", "socket.connect", "socket.getaddrinfo"):
        _asked.append(str(arguments[0]))


sys.addaudithook(_keep)


@pytest.fixture
def asked(monkeypatch):
    """The files that Python opens and the hosts that it asks for."""
    monkeypatch.setattr(sys.modules[__name__], "_asked", [])
    return _asked


BAITS = [
    "<img src=file:///etc/passwd>",
    '<link rel="stylesheet" href="file:///etc/passwd">',
    "<style>@import url(file:///etc/passwd)</style>",
    '"><img src="file:///etc/passwd">',
    "{% include 'file:///etc/passwd' %}",
    "https://example.com/etc/passwd",
]


def test_html_in_a_text_is_text_and_nothing_is_fetched(read, asked):
    text = "\n".join(BAITS)
    made = sheet(
        item(text, answer(text), category=text, name=text, question=text),
        title=text,
        company=text,
        notes=text,
        contact=text,
        slug=text,
    )

    shown = plain(read(made, "pdftotext", "-raw"))

    assert shown.count(plain(text)) >= 6
    assert [name for name in asked if "passwd" in name or "example" in name] == []


@pytest.mark.usefixtures("_weasyprint")
def test_it_would_be_seen_if_something_were_fetched(asked):
    import weasyprint

    weasyprint.HTML(string=BAITS[0]).write_pdf()

    assert "/etc/passwd" in asked
