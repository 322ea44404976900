"""What readers see. Everything here comes from a revision that is in effect, or once was.

A page reads the revisions of one slug and nothing else of the database: the working copy
cannot reach a reader.
"""

from functools import wraps

from django.db import DatabaseError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .exports import FORMATS, SHEET_SCHEMA
from .models import Revision
from .timeline import periods

JSON = "application/json"
ONE_DAY = 24 * 60 * 60


class NoLongerPublic(Exception):
    """The version that was asked for was withdrawn; `current` is what is public instead."""

    def __init__(self, withdrawn, current=None):
        super().__init__(withdrawn.version)
        self.withdrawn = withdrawn
        self.current = current


def public(view):
    """A read-only address; where its version was withdrawn, 410 with the notice."""

    @require_safe
    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NoLongerPublic as gone:
            context = {"slug": kwargs["slug"], "withdrawn": gone.withdrawn, "current": gone.current}
            return render(request, "disclosures/gone.html", context, status=410)

    return answered


@public
def index(request):
    revisions = Revision.objects.current_of_each().order_by("checklist__slug")
    return render(
        request, "disclosures/index.html", {"sheets": [revision.content for revision in revisions]}
    )


@public
def checklist(request, slug):
    revision = _current(slug)
    return _sheet_page(request, revision, revision.content, revision)


@public
def product(request, slug, product):
    revision = _current(slug)
    sheet = revision.content
    shown = sheet.product(product)
    if shown is None:
        raise Http404
    return _sheet_page(request, revision, sheet.for_product(product), revision, product=shown)


@public
def version(request, slug, version):
    revision, current = _once_public(slug, version)
    return _sheet_page(request, revision, revision.content, current)


@public
def versions(request, slug):
    current = _current(slug)
    return render(
        request,
        "disclosures/versions.html",
        {"sheet": current.content, "current": current, "history": _history(slug)},
    )


@public
def sheet_json(request, slug):
    return _frozen_text(_current(slug))


@public
def version_sheet_json(request, slug, version):
    revision, _ = _once_public(slug, version)
    return _frozen_text(revision)


@public
def sheet_file(request, slug, format, version=None):
    """That version's file, or the one of the version that is public now."""
    revision = _once_public(slug, version)[0] if version else _current(slug)
    file = get_object_or_404(revision.renditions, format=format)
    name = f"{slug}-{revision.version}.{format}"
    return HttpResponse(
        bytes(file.content),
        content_type=FORMATS[format].content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@public
def versions_json(request, slug):
    current = _current(slug)
    listed = [_listed(slug, entry, current) for entry in _history(slug)]
    return JsonResponse(
        {"checklist": slug, "versions": listed}, json_dumps_params={"ensure_ascii": False}
    )


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def sheet_schema(request):
    """What the fields of `sheet.json` mean, as JSON Schema."""
    return HttpResponse(SHEET_SCHEMA.read_bytes(), content_type="application/schema+json")


@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    try:
        Revision.objects.exists()
    except DatabaseError:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


def _current(slug):
    """The version that is public now; 410 where there was one, 404 where there never was."""
    revisions = Revision.objects.filter(checklist__slug=slug)
    current = revisions.with_files().current()
    if current is None:
        withdrawn = revisions.once_public().defer("sheet").order_by("-withdrawn_at").first()
        if withdrawn is None:
            raise Http404
        raise NoLongerPublic(withdrawn)
    return current


def _once_public(slug, version):
    """That version, and the one that is public now."""
    revisions = Revision.objects.filter(checklist__slug=slug)
    revision = revisions.once_public().filter(version=version).with_files().first()
    if revision is None:
        raise Http404
    current = revisions.current()
    if revision.withdrawn_at is not None and revision.withdrawn_at <= timezone.now():
        raise NoLongerPublic(revision, current)
    return revision, current


def _sheet_page(request, revision, sheet, current, product=None):
    context = {"revision": revision, "sheet": sheet, "current": current, "product": product}
    return render(request, "disclosures/sheet.html", context)


def _frozen_text(revision):
    described = f'<{reverse("sheet_schema")}>; rel="describedby"'
    return HttpResponse(revision.sheet.encode(), content_type=JSON, headers={"Link": described})


def _history(slug):
    """Every version that was ever public, the newest first, each with its periods."""
    now = timezone.now()
    once_public = Revision.objects.filter(checklist__slug=slug).once_public(now).defer("sheet")
    revisions = list(once_public.with_files().order_by("-number"))
    when = periods(revisions, now=now)
    return [{"revision": r, "periods": when[r.number]} for r in revisions]


def _listed(slug, entry, current):
    """One version for programs; of a withdrawn one only that it was, and the notice."""
    revision = entry["revision"]
    listed = {
        "version": revision.version,
        "sha256": revision.sha256,
        "is_current": revision == current,
        "is_withdrawn": revision.withdrawn_at is not None,
        "periods": [
            {"from": _iso(period.start), "until": _iso(period.until)} for period in entry["periods"]
        ],
    }
    if revision.withdrawn_at is not None:
        return {**listed, "notice": revision.public_notice}
    return {
        **listed,
        "updated_on": revision.updated_on.isoformat(),
        "summary": revision.summary,
        "sheet": reverse("version_sheet_json", args=[slug, revision.version]),
        "files": {
            kind: reverse(f"version_sheet_{kind}", args=[slug, revision.version])
            for kind in FORMATS
            if kind != "pdf" or revision.has_pdf
        },
    }


def _iso(moment):
    return moment and timezone.localtime(moment).isoformat()
