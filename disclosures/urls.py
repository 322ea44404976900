"""Public addresses: `pages` have a Japanese and an English frame, `files` have neither."""

from django.urls import path, register_converter

from . import views
from .exports import FORMATS
from .models.revisions import VERSION


class VersionLabel:
    """As `RevisionQuerySet.submit` accepts it."""

    regex = VERSION.pattern

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(VersionLabel, "version")

pages = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.checklist, name="checklist"),
    path("<slug:slug>/products/<slug:product>/", views.product, name="product"),
    path("<slug:slug>/versions/", views.versions, name="versions"),
    path("<slug:slug>/versions/<version:version>/", views.version, name="version"),
]

files = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("schemas/sheet-1.json", views.sheet_schema, name="sheet_schema"),
    path("<slug:slug>/sheet.json", views.sheet_json, name="sheet_json"),
    *(
        path(f"{place}/sheet.{kind}", views.sheet_file, {"format": kind}, name=f"{name}_{kind}")
        for place, name in (
            ("<slug:slug>", "sheet"),
            ("<slug:slug>/versions/<version:version>", "version_sheet"),
        )
        for kind in FORMATS
    ),
    path("<slug:slug>/versions.json", views.versions_json, name="versions_json"),
    path(
        "<slug:slug>/versions/<version:version>/sheet.json",
        views.version_sheet_json,
        name="version_sheet_json",
    ),
]
