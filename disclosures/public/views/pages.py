"""The pages of a sheet: everything here comes from a revision that is in effect, or once was.

A page reads the revisions of one slug and nothing else of the database: the working copy
cannot reach a reader.
"""

from django.http import Http404
from django.shortcuts import render

from disclosures.public.cached_views import cached
from disclosures.public.versions import (
    current_version,
    earlier_labels,
    files_of,
    history,
    periods_of,
    published,
    version_and_current,
    withdrawn_since,
)


@cached
def index(request):
    """What is published, a sheet each."""
    sheets = [sheet for _slug, sheet in published()]
    return render(request, "disclosures/index.html", {"sheets": sheets})


@cached
def checklist(request, slug):
    """The version that is public now."""
    revision = current_version(slug)
    return _sheet_page(request, slug, revision, revision)


@cached
def product(request, slug, product):
    """The same as one product's customers read it."""
    revision = current_version(slug)
    return _sheet_page(request, slug, revision, revision, product)


@cached
def version(request, slug, version):
    """One version for good."""
    return _sheet_page(request, slug, *version_and_current(slug, version))


@cached
def versions(request, slug):
    """The record: every version, from when until when, and which are gone."""
    current = current_version(slug)
    found = history(slug)
    others = (one["revision"] for one in found if one["revision"] != current)
    context = {
        "sheet": current.content,
        "current": current,
        "history": found,
        "preset": next((one for one in others if not one.is_gone), None),
    }
    return render(request, "disclosures/versions.html", context)


def _sheet_page(request, slug, revision, current, product=None):
    sheet = revision.content
    shown = product and sheet.product(product)
    if product and shown is None:
        raise Http404
    context = {
        "revision": revision,
        "sheet": sheet.for_product(product) if product else sheet,
        "current": current,
        "product": shown,
        "files": files_of(slug, [revision])[revision.pk],
        "periods": periods_of(slug, revision),
        "before": next(iter(earlier_labels(slug, revision)), None),
        "withdrawn": withdrawn_since(slug, revision) if revision == current else None,
    }
    return render(request, "disclosures/sheet.html", context)
