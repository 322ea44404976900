"""What changed from version to version, as an Atom feed (RFC 4287)."""

from itertools import islice, pairwise

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from ..compared import compared, compared_with_withdrawn
from .delivery import base, kept
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
    with_before = pairwise([*newest(slug, ENTRIES + 1), None])
    for revision, before in islice(with_before, ENTRIES):
        _add(made, site, slug, revision, before)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def _add(made, site, slug, revision, before):
    """The version's entry; `before` is the one before it, None for the first."""
    about = {"slug": slug, "revision": revision, "site": site, "compared": None}
    title = gettext("Version %(version)s") % {"version": revision.version}
    if revision.is_gone:
        title = gettext("Version %(version)s was withdrawn") % {"version": revision.version}
    elif before:
        compare = compared_with_withdrawn if before.is_gone else compared
        about["compared"] = compare(before.content, revision.content)
    page = site + reverse("version", args=[slug, revision.version])
    made.add_item(
        title,
        page,
        render_to_string("disclosures/_feed_entry.html", about),
        pubdate=revision.effective_at,
        updateddate=revision.withdrawn_at if revision.is_gone else revision.effective_at,
        unique_id=page,
    )
