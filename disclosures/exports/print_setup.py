"""How the pages of a workbook are printed: on A4, with the version and the page below."""

import re

from xlsxwriter.worksheet import Worksheet

from disclosures.sheet.document import Sheet

# In a footer: xlsxwriter sees a picture or a page name there even after a second &.
FOOTER_CODE = re.compile(r"&(?=[G\[])")


def set_up_print(page: Worksheet, sheet: Sheet, headings: int) -> None:
    """A4, as wide as the paper, the headings on each page, with version and page below."""
    page.set_paper(9)
    page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    page.repeat_rows(headings)
    title = FOOTER_CODE.sub("＆", sheet.title[:100]).replace("&", "&&")
    page.set_footer(f"&L{title} {sheet.version}&R&P / &N")
