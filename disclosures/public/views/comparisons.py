"""The comparison of two versions, as a page and as files, under addresses that stay."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from disclosures.exports.comparison import comparison_items
from disclosures.exports.registry import COMPARISON_FORMATS
from disclosures.models.revision_queryset import VERSION
from disclosures.public.cached_views import cached, cached_by_query
from disclosures.public.versions import older_first, version_and_comparison


@cached
def since(request, slug, older, version=None):
    """The page of a comparison; without a version, with the one that is public now."""
    revision, comparison = version_and_comparison(slug, older, version)
    context = {
        "revision": revision,
        "sheet": comparison.new,
        "comparison": comparison,
        "items": comparison_items(comparison),
        "is_newest": version is None,
        "is_same": comparison.old.version == comparison.new.version,
    }
    return render(request, "disclosures/since.html", context)


@cached
def since_file(request, slug, version, older, format):
    """The file of a comparison; its name says which versions it compares."""
    _revision, comparison = version_and_comparison(slug, older, version)
    kind = COMPARISON_FORMATS[format]
    headers = kind.headers(f"{slug}-{older}-{version}.{format}")
    return HttpResponse(kind.render(comparison), kind.content_type, headers=headers)


@cached_by_query
def compare(request, slug):
    """Redirects from the form that names two versions to their comparison, the older one second."""
    labels = [request.GET.get(name, "") for name in ("newer", "older")]
    if not all(VERSION.fullmatch(label) for label in labels):
        return HttpResponseRedirect(reverse("versions", args=[slug]))
    older, newer = older_first(slug, labels)
    if older == newer:
        return HttpResponseRedirect(reverse("version", args=[slug, newer]))
    return HttpResponseRedirect(reverse("since", args=[slug, newer, older]))
