"""The kept file of an import, opened and read once."""

from functools import cached_property
from hashlib import sha256

from django.utils.translation import gettext as _

from disclosures.imports.files.errors import NoHeading, UnreadableSheet
from disclosures.imports.tables.file_pages import pages

from . import answer_import, item_import, product_import

# Each reads a kept file, says what would become of its rows, and takes the ticked ones.
KINDS = {"answers": answer_import, "items": item_import, "products": product_import}


class Upload:
    """The kept file of an import run, opened and read once, however often it is asked for."""

    def __init__(self, intake):
        self.intake = intake
        self.made = None, None  # the digest and the `Preview` that was made last

    @cached_property
    def pages(self):
        """Its pages. Raises `UnreadableSheet`, also for any file but the one received."""
        content = bytes(self.intake.content)
        if sha256(content).hexdigest() != self.intake.sha256:
            raise UnreadableSheet(
                _("The kept file is not the one that was received. Please bring it in again.")
            )
        return pages(content)

    def read(self):
        """What its rows say; what that is depends on the kind.

        Raises `UnreadableSheet`, and `NoHeading` where a person has to name columns.
        """
        if isinstance(self._content, NoHeading):
            raise self._content
        return self._content

    @cached_property
    def _content(self):
        try:
            return KINDS[self.intake.kind].read(self.intake, self.pages)
        except NoHeading as error:
            return error
