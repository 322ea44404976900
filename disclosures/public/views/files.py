"""What readers take along: the frozen text, the files made with it, and the list of versions."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from disclosures.exports.registry import FORMATS, SHEET_SCHEMA
from disclosures.public.cached_views import cached, public
from disclosures.public.versions import current_version, history, once_public

JSON = "application/json"
ONE_DAY = 24 * 60 * 60


@cached
def sheet_json(request, slug):
    """The frozen text of the version that is public now, byte for byte."""
    return _frozen_text(current_version(slug))


@cached
def version_sheet_json(request, slug, version):
    """The frozen text of that version."""
    return _frozen_text(once_public(slug, version)[0])


@cached
def sheet_file(request, slug, format, version=None):
    """That version's file, or the one of the version that is public now."""
    revision = once_public(slug, version)[0] if version else current_version(slug)
    file = get_object_or_404(revision.renditions, format=format)
    name = f"{slug}-{revision.version}.{format}"
    return HttpResponse(
        bytes(file.content),
        content_type=FORMATS[format].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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
def sheet_schema(request):
    """What the fields of `sheet.json` mean, as JSON Schema."""
    return HttpResponse(SHEET_SCHEMA.read_bytes(), content_type="application/schema+json")


def _frozen_text(revision):
    described = f'<{reverse("sheet_schema")}>; rel="describedby"'
    return HttpResponse(revision.sheet.encode(), content_type=JSON, headers={"Link": described})


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
        return {**listed, "notice": revision.public_notice}
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
