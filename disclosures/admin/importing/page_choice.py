"""The pages of a workbook that could be the sheet, as the preview offers them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.page_options import PageOption
from texts.listing import quoted_list

ASIDE = {
    "example": gettext_lazy("its name is that of an example or of notes"),
    "older": gettext_lazy("its name is that of an earlier sheet"),
    "unanswered": gettext_lazy("no row of it is answered"),
    "unnumbered": gettext_lazy("it has no column of numbers"),
}

NO_HEADINGS = gettext_lazy("no headings are known on it")
NOT_CHOSEN = gettext_lazy("not chosen")


@dataclass(frozen=True)
class OfferedPage:
    """A page that could be the sheet, whether it is read now, and why it was not proposed."""

    option: PageOption
    is_read: bool

    @property
    def why(self):
        """Why the program did not propose it, in words; "" where nothing speaks against it."""
        return ASIDE.get(self.option.aside, "")


@dataclass(frozen=True)
class WorkbookPages:
    """All pages that could be the sheet. together: those that can be read as one, if not now.

    is_proposed: the program chose the ones that are read, and nobody has confirmed that.
    """

    offered: tuple[OfferedPage, ...]
    together: tuple[str, ...]
    is_proposed: bool

    @property
    def read(self):
        """The names of the pages that are read now."""
        return [page.option.name for page in self.offered if page.is_read]

    @property
    def read_names(self):
        """These names as a sentence quotes them."""
        return quoted_list(self.read)

    @property
    def together_names(self):
        """The names of those that can be read as one, as a sentence quotes them."""
        return quoted_list(self.together)


def workbook_pages(options, stored):
    """What the preview offers, or None where no other page could be the sheet.

    options: the `PageOptions`. stored: what a person said so far, as `Intake.choice` has it.
    """
    if not options.pages:
        return None
    chosen = Choice.from_json(stored).pages
    names = chosen or options.proposed
    together = options.parts if set(options.parts) != set(names) else ()
    return WorkbookPages(
        tuple(OfferedPage(option, option.name in names) for option in options.pages),
        together,
        is_proposed=not chosen and bool(options.proposed),
    )


def skipped_pages(names, pages, *, is_chosen):
    """The names of the pages that are not read, each with why; "" where that is not known.

    pages: the `WorkbookPages`, or None. is_chosen: a person said which are read.
    """
    offered = {page.option.name: page.why or NOT_CHOSEN for page in pages.offered} if pages else {}
    other = "" if is_chosen and not pages else NO_HEADINGS
    return [(name, offered.get(name, other)) for name in names]
