"""The files of a version in every format, and the list of versions for programs."""

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from disclosures.exports.registry import SHEET_SCHEMAS, file_formats
from disclosures.public.cached_views import cached, public
from disclosures.public.versions import current_version, history, version_and_current

ONE_DAY = 24 * 60 * 60


@cached
def sheet_file(request, slug, format, version=None):
    """The file of that version, or of the one that is public now, byte for byte as stored."""
    revision = version_and_current(slug, version)[0] if version else current_version(slug)
    content = revision.file_content(format)
    if content is None:
        raise Http404
    kind = file_formats()[format]
    headers = kind.headers(f"{slug}-{revision.version}.{format}")
    if format == "json":
        schema = reverse("sheet_schema", kwargs={"schema": revision.content.schema})
        headers["Link"] = f'<{schema}>; rel="describedby"'
    return HttpResponse(content, content_type=kind.content_type, headers=headers)


@cached
def product_file(request, slug, product, format):
    """The file of one product's view of the version that is public now."""
    revision = current_version(slug)
    shown = revision.content.product(product)
    if shown is None:
        raise Http404
    kind = file_formats()[format]
    content = kind.render_product(revision.content, shown)
    headers = kind.headers(f"{slug}-{revision.version}-{product}.{format}")
    return HttpResponse(content, content_type=kind.content_type, headers=headers)


@cached
def versions_json(request, slug):
    """Every version with its times and its files, for programs."""
    current = current_version(slug)
    listed = [_listed(slug, entry, current) for entry in history(slug)]
    return JsonResponse(
        {"checklist": slug, "versions": listed}, json_dumps_params={"ensure_ascii": False}
    )


@cache_control(public=True, max_age=ONE_DAY)
@public
def sheet_schema(request, schema):
    """What the fields of a `sheet.json` of that schema mean, as JSON Schema."""
    return HttpResponse(SHEET_SCHEMAS[schema].read_bytes(), content_type="application/schema+json")


def _listed(slug, entry, current):
    """One version for programs; of a withdrawn one only that it was, and the notice."""
    revision = entry["revision"]
    listed = {
        "version": revision.version,
        "sha256": revision.sha256,
        "is_current": revision == current,
        "is_withdrawn": revision.is_gone,
        "periods": [
            {"from": _iso(period.start), "until": _iso(period.until)} for period in entry["periods"]
        ],
    }
    if revision.is_gone:
        return {**listed, "notice": revision.shown_notice}
    return {
        **listed,
        "updated_on": revision.updated_on.isoformat(),
        "summary": revision.summary,
        "files": {
            file.format: {
                "address": reverse(f"version_sheet_{file.format}", args=[slug, revision.version]),
                "bytes": file.size,
                "sha256": file.sha256,
            }
            for file in entry["files"]
        },
    }


def _iso(moment):
    return moment and timezone.localtime(moment).isoformat()
