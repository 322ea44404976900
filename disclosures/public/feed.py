"""What changed from version to version, as an Atom feed (RFC 4287)."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from ..address import base
from ..compared import compared
from .delivery import kept
from .record import current_version, newest

ENTRIES = 20  # of the newest versions


@kept
def feed(request, slug):
    """One entry a version with what changed in it; of a withdrawn one its notice."""
    current, site = current_version(slug), base(request)
    page = site + reverse("checklist", args=[slug])
    made = Atom1Feed(
        current.content.title,
        page,
        gettext("Every published version, with what changed in it."),
        language=get_language(),
        author_name=current.content.company,
        feed_url=site + request.path,
        feed_guid=page,
    )
    versions = newest(slug, ENTRIES + 1)
    for at, revision in enumerate(versions[:ENTRIES], start=1):
        before = next((one for one in versions[at:] if not one.is_gone), None)
        _add(made, site, slug, revision, before, current)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _add(made, site, slug, revision, before, current):
    """The version's entry; `before` is the one before it that can still be read, or None."""
    about = {"slug": slug, "revision": revision, "site": site, "current": current}
    title = gettext("Version %(version)s") % {"version": revision.version}
    if revision.is_gone:
        title = gettext("Version %(version)s was withdrawn") % {"version": revision.version}
    elif before:
        about["compared"] = compared(before.content, revision.content)
    page = site + reverse("version", args=[slug, revision.version])
    made.add_item(
        title,
        page,
        render_to_string("disclosures/_feed_entry.html", about),
        pubdate=revision.effective_at,
        updateddate=revision.withdrawn_at if revision.is_gone else revision.effective_at,
        unique_id=page,
    )
