"""The feed of a sheet: what changed from version to version, as Atom (RFC 4287)."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from disclosures.public.cached_views import cached
from disclosures.public.versions import current_version, newest_with_predecessors
from disclosures.sheet.links import base
from disclosures.sheet.redaction import compare
from texts.language import language_of

ENTRIES = 20  # of the newest versions


class Feed(Atom1Feed):
    """Its entries speak the language of the frame; title and company are the sheet's own words."""

    def item_attributes(self, item):
        return {"xml:lang": get_language()}


@cached
def feed(request, slug):
    """One entry a version with what changed in it; of a withdrawn one its notice."""
    current, site = current_version(slug), base(request)
    page = site + reverse("checklist", args=[slug])
    sheet = current.content
    atom = Feed(
        sheet.title,
        page,
        gettext("Every published version, with what changed in it."),
        language=language_of(sheet.title, sheet.company, stated=sheet.language),
        author_name=sheet.company,
        feed_url=site + request.path,
        feed_guid=page,
    )
    for revision, before in newest_with_predecessors(slug, ENTRIES):
        _add(atom, site, slug, revision, before, current)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _add(atom, site, slug, revision, before, current):
    context = {"slug": slug, "revision": revision, "site": site, "current": current}
    title = gettext("Version %(version)s") % {"version": revision.version}
    if revision.is_gone:
        title = gettext("Version %(version)s was withdrawn") % {"version": revision.version}
    elif before:
        context["comparison"] = compare(before.content, revision.content)
    page = site + reverse("version", args=[slug, revision.version])
    atom.add_item(
        title,
        page,
        render_to_string("disclosures/_feed_entry.html", context),
        pubdate=revision.effective_at,
        updateddate=revision.withdrawn_at if revision.is_gone else revision.effective_at,
        unique_id=page,
    )
