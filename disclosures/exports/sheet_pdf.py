"""A sheet as a PDF to read and print: A4 across, tagged (PDF/UA-1, ISO 14289-1), with bookmarks.

It needs WeasyPrint, and the libraries Pango and HarfBuzz-Subset; without one of them `MISSING` says
what is not there, and `render` cannot be called. The words of the form are those of `form_words`;
the language that the document names is the one that the sheet states, or that its letters tell.
"""

import warnings
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import groupby
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import format_html

from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.cell_grammar import WordedStatement, statements
from disclosures.sheet.document import Sheet, SheetItem, SheetSection
from disclosures.sheet.form_words import FormWords, form_words
from disclosures.sheet.links import permanent_address
from disclosures.sheet.table import item_answers
from texts.language import language_of

# Every command of the program comes by here, and `check` says what is missing. WeasyPrint itself
# prints some lines about it where Pango is not installed. Where HarfBuzz-Subset is not, it warns
# and takes another way, in which the same sheet makes other bytes each second.
try:
    with (
        redirect_stdout(StringIO()),
        redirect_stderr(StringIO()),
        warnings.catch_warnings(record=True) as warned,
    ):
        warnings.simplefilter("always")
        import weasyprint
except (ImportError, OSError) as error:  # the package is not there; Pango is not
    MISSING = str(error) or repr(error)
else:
    is_partial = any("HarfBuzz-Subset" in str(warning.message) for warning in warned)
    MISSING = "HarfBuzz-Subset is not installed" if is_partial else ""

TEMPLATE = "disclosures/sheet_pdf.html"
STYLE = Path(__file__).with_suffix(".css")
VARIANT = "pdf/ua-1"
UNDETERMINED = "und"  # ISO 639-2; PDF/UA wants a language, and no empty one
MAX_UNBROKEN = 400  # characters of a text that is moved to the next page rather than broken


@dataclass(frozen=True)
class Row:
    """One item as a row of the PDF; `goes_on` where the 大項目 is the one of the row above."""

    item: SheetItem
    statements: list[WordedStatement]
    goes_on: bool

    @property
    def is_short(self) -> bool:
        """Whether the row stays in one piece."""
        answer = sum(len(str(statement)) for statement in self.statements)
        return max(len(self.item.question), answer) <= MAX_UNBROKEN

    @property
    def bookmark(self) -> str:
        """The item's number and name, the 大項目 where it has no name."""
        return f"{self.item.number} {self.item.name or self.item.category}".strip()


def render(sheet: Sheet) -> bytes:
    """The file; the same sheet and KAIJI_URL make the same bytes on the same machine.

    Its metadata names the sheet, the company and the 更新日, no person and no clock. Nothing is
    read or fetched but the program's own template and style, and the fonts of the machine.
    """
    html = weasyprint.HTML(string=_page(sheet), url_fetcher=_refuse)
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=_refuse)
    return bytes(html.write_pdf(stylesheets=[style], pdf_variant=VARIANT))


def _refuse(url: str, *_arguments: object, **_options: object) -> object:
    """What WeasyPrint asks for an address that a document names; ours name none."""
    raise ValueError(f"nothing is fetched: {url}")


def _page(sheet: Sheet) -> str:
    text, words = canonical_text(sheet), form_words(sheet.language)
    language = sheet.language or language_of(text) or UNDETERMINED
    is_apart = words.language != language
    context = {
        "sheet": sheet,
        "language": language,
        "words": words,
        "worded": format_html(' lang="{}"', words.language) if is_apart else "",
        "established": sheet.established_on and words.day(sheet.established_on),
        "updated": words.day(sheet.updated_on),
        "address": permanent_address(sheet),
        "sha256": sha256_of(text),
        "sections": [(section, list(_rows(sheet, section, words))) for section in sheet.sections],
    }
    return str(render_to_string(TEMPLATE, context))


def _rows(sheet: Sheet, section: SheetSection, words: FormWords) -> Iterator[Row]:
    for category, items in groupby(section.items, key=lambda item: item.category):
        for place, item in enumerate(items):
            worded = statements(item_answers(sheet, item, words), words)
            yield Row(item, worded, goes_on=bool(category and place))
