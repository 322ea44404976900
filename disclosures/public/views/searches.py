"""The search in the version that is public now: a form sent by GET, and its results."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from disclosures.models import Availability, Responsibility
from disclosures.public.cached_views import cached_by_query
from disclosures.public.versions import current_version, earlier_labels, version_and_current
from disclosures.sheet.diff import changes
from disclosures.sheet.search import UNANSWERED, UNSTATED, SearchQuery, search_words
from disclosures.sheet.search import search as search_sheet
from texts.language import language_of

ANY = ("", _("any"))
NONE = [(UNSTATED, _("asked for, but not stated")), (UNANSWERED, _("Not answered"))]
NO_CHOICE = {"invalid_choice": _("This cannot be chosen here. Please choose again.")}


class SheetSelect(forms.Select):
    """A list with the language of each word of the sheet.

    What has no value, or is translated, is the frame's.
    """

    stated = ""  # the language that the sheet states

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if value:
            stated = self.stated if isinstance(label, str) else ""
            option["attrs"]["lang"] = language_of(str(label), stated=stated)
        return option


class SearchForm(forms.Form):
    """What readers can ask of a sheet; everything may be left open."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False)
    section = forms.TypedChoiceField(
        label=_("Section"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=SheetSelect,
    )
    availability = forms.ChoiceField(
        label=_("Availability"),
        required=False,
        choices=[ANY, *Availability.choices, *NONE],
    )
    responsibility = forms.ChoiceField(
        label=_("Responsible"), required=False, choices=[ANY, *Responsibility.choices]
    )
    product = forms.ChoiceField(label=_("Product"), required=False, widget=SheetSelect)
    since = forms.ChoiceField(label=_("Changed since version"), required=False)

    def __init__(self, data, sheet, earlier):
        super().__init__(data, label_suffix="")
        sections = [
            (str(place), section.title or _("General"))
            for place, section in enumerate(sheet.sections, 1)
        ]
        self.fields["section"].choices = [ANY, *sections]
        products = [(product.slug, product.name) for product in sheet.products]
        self.fields["product"].choices = [("", _("All products")), *products]
        self.fields["since"].choices = [ANY, *((label, label) for label in earlier)]
        for name in ("section", "product"):
            self.fields[name].widget.stated = sheet.language
        for field in self.fields.values():
            field.error_messages |= NO_CHOICE

    def filters(self):
        """The fields but the words."""
        return [field for field in self if field.name != "q"]

    def is_filtered(self):
        """Whether any field but the words is filled in."""
        return any(field.data for field in self.filters())

    def query(self, numbers):
        """The `SearchQuery`; numbers: of the items that changed, None where that is not asked."""
        asked = self.cleaned_data
        return SearchQuery(
            words=search_words(asked["q"]),
            section=asked["section"],
            availability=asked["availability"],
            responsibility=asked["responsibility"],
            numbers=numbers,
        )


@cached_by_query
def search(request, slug):
    """The search form, and the matches once something was asked for."""
    revision = current_version(slug)
    sheet = revision.content
    form = SearchForm(request.GET, sheet, earlier_labels(slug, revision))
    context = {"revision": revision, "current": revision, "sheet": sheet, "form": form}
    if form.is_valid() and any(form.cleaned_data.values()):
        context |= _results(slug, sheet, form)
    return render(request, "disclosures/search.html", context)


def _results(slug, sheet, form):
    product, since = form.cleaned_data["product"], form.cleaned_data["since"]
    query = form.query(_changed_since(slug, since, sheet) if since else None)
    searched = sheet.for_product(product) if product else sheet
    results = search_sheet(searched, query)
    count = _count_items(results)
    return {
        "results": results,
        "words": query.words,
        "product": sheet.product(product) if product else None,
        "count": count,
        "total": _count_items(sheet),
        "ways_out": [] if count else _ways_out(sheet, searched, query, form),
    }


def _changed_since(slug, version, sheet):
    older, _current = version_and_current(slug, version)
    return frozenset(item.number for item in changes(older.content, sheet).items)


def _count_items(sheet):
    return sum(1 for _item in sheet.items())


FIELDS = {"words": "q", "numbers": "since"}  # of the form, where they are called otherwise


def _ways_out(sheet, searched, query, form):
    """What to leave out so that something is found: the field, how many, and the address.

    searched: the sheet as the chosen product's customers read it.
    """
    tries = [
        (FIELDS.get(name, name), searched, wider) for name, wider in query.without_each().items()
    ]
    if form.cleaned_data["product"]:
        tries.append(("product", sheet, query))
    ways = []
    for name, where, wider in tries:
        count = _count_items(search_sheet(where, wider))
        if count and wider != SearchQuery():
            parameters = form.data.copy()
            parameters.pop(name)
            way = {"label": form[name].label, "count": count, "query": parameters.urlencode()}
            ways.append(way)
    return ways
