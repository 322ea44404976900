"""The public pages of a sheet: all they show comes from a version that is or was in effect.

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
    """The list of the published sheets."""
    sheets = [sheet for _slug, sheet in published()]
    return render(request, "disclosures/index.html", {"sheets": sheets})


@cached
def checklist(request, slug):
    """The page of the version that is public now."""
    revision = current_version(slug)
    return _sheet_page(request, slug, revision, revision)


@cached
def product(request, slug, product):
    """The same as one product's customers read it."""
    revision = current_version(slug)
    return _sheet_page(request, slug, revision, revision, product)


@cached
def version(request, slug, version):
    """The page of one version, under an address that stays."""
    return _sheet_page(request, slug, *version_and_current(slug, version))


@cached
def versions(request, slug):
    """The list of versions: each with its periods, and which were withdrawn."""
    current = current_version(slug)
    entries = history(slug)
    others = (entry["revision"] for entry in entries if entry["revision"] != current)
    context = {
        "sheet": current.content,
        "current": current,
        "history": entries,
        "preset": next((revision for revision in others if not revision.is_gone), None),
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
