"""The kinds of imports: into what each goes, who may do it, and what its upload page says."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from disclosures.models import Checklist, Guideline
from disclosures.permissions import IMPORT_CHECKLIST, IMPORT_ITEMS, IMPORT_PRODUCTS
from disclosures.sheet.table import NOT_STATED
from products.models import Product


@dataclass(frozen=True)
class Kind:
    """What a file can hold: who may bring it in, the words of its page, and its preview's table."""

    model: type
    permissions: tuple[str, ...]
    title: str
    about: str
    columns: tuple[str, ...]
    known: str = ""
    stays: str = ""
    row: str = "admin/disclosures/intake/_table_row.html"
    base: str = "admin/disclosures/intake/page.html"


FROM_THE_FILE = gettext_lazy("From the file")
KNOWN_LAYOUTS = gettext_lazy(
    "The official form, those of ASPIC and METI, CAIQ and the files of this site are known:"
    " headings such as number, item, question and answer, wherever they stand. Of any other table"
    " you name the columns in the preview."
)
WHAT_STAYS = gettext_lazy(
    "What the file does not state stays as it is: an empty cell clears nothing, and neither does a"
    " missing column. To clear the availability or the responsibility write “{word}” in its cell"
    " of the file; in the form of this site, in its place on the first line of the answer. Texts"
    " and evidence are emptied by hand."
)
IN_THE_FILE = format_html('<span lang="ja">{}</span>', NOT_STATED)
IMPORT_KINDS = {
    "answers": Kind(
        Checklist,
        (IMPORT_CHECKLIST,),
        gettext_lazy("Import answers"),
        gettext_lazy("Bring in a sheet that was filled in elsewhere."),
        columns=(gettext_lazy("Item"), gettext_lazy("Now"), FROM_THE_FILE),
        known=KNOWN_LAYOUTS,
        stays=WHAT_STAYS,
        row="admin/disclosures/intake/_row.html",
        base="admin/disclosures/checklist/page.html",
    ),
    "items": Kind(
        Guideline,
        IMPORT_ITEMS,
        gettext_lazy("Import items"),
        gettext_lazy("Bring in a check sheet: its sections and items become this guideline's."),
        columns=(gettext_lazy("Item"), FROM_THE_FILE),
        known=KNOWN_LAYOUTS,
    ),
    "products": Kind(
        Product,
        IMPORT_PRODUCTS,
        gettext_lazy("Import products"),
        gettext_lazy(
            "Bring in a table whose first row names the columns: slug, name, website, position, in"
            " service since, retired on. Dates are read as 2024-04-01, 2024/4/1 or in their"
            " Japanese forms, with eras. An empty cell changes nothing."
        ),
        columns=(gettext_lazy("Product"), FROM_THE_FILE),
    ),
}


def kinds_of(user):
    """The condition for imports of the kinds that this user may bring in."""
    has_target = {"answers": Q(checklist__isnull=False), "items": Q(guideline__isnull=False)}
    has_target["products"] = Q(checklist=None, guideline=None)
    may = [name for name, kind in IMPORT_KINDS.items() if user.has_perms(kind.permissions)]
    return reduce(or_, (has_target[name] for name in may), Q(pk__in=[]))
