"""The version lookup: which version an address means, and what pages list of the others."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.http import Http404

from audit import clock
from disclosures.exports.registry import FORMATS, file_formats
from disclosures.models import Rendition, Revision
from disclosures.sheet.redaction import compare, compare_with_withdrawn

from .cached_views import NoLongerPublic
from .periods import periods


@dataclass(frozen=True)
class File:
    """A version in one format: the file's name, its size in bytes and its SHA-256."""

    format: str
    name: str
    size: int
    sha256: str

    @property
    def label(self):
        """What people call a file of this format."""
        return file_formats()[self.format].label


def current_version(slug):
    """The version that is public now; 410 where there was one, 404 where there never was."""
    revisions = _revisions(slug)
    current = revisions.current()
    if current is None:
        withdrawn = revisions.once_public().defer("sheet").order_by("-withdrawn_at").first()
        if withdrawn is None:
            raise Http404
        raise NoLongerPublic(withdrawn)
    return current


def version_and_current(slug, label):
    """The version of that label, and the one that is public now; 410 where it was withdrawn."""
    revision, current = _once_public_or_404(slug, label), _revisions(slug).current()
    if revision.is_gone:
        raise NoLongerPublic(revision, current)
    return revision, current


def version_and_comparison(slug, older, label=None):
    """The version, or the one that is public now, and its `Comparison` with an older one.

    404 where the other one is neither older nor withdrawn; 410 where the newer one was withdrawn.
    """
    new = version_and_current(slug, label)[0] if label else current_version(slug)
    old = _once_public_or_404(slug, older)
    if not old.is_gone and (old.number > new.number or (label and old == new)):
        raise Http404
    comparison = compare_with_withdrawn if old.is_gone else compare
    return new, comparison(old.content, new.content)


def published():
    """The slug and the sheet of every checklist that is public now, by slug."""
    revisions = Revision.objects.current_of_each().order_by("checklist__slug")
    annotated = revisions.annotate(slug=F("checklist__slug"))
    return [(revision.slug, revision.content) for revision in annotated]


def current_files():
    """The slug and the format of every file of the versions that are public now, in order."""
    current = Revision.objects.current_of_each()
    stored = Rendition.objects.filter(revision__in=current, format__in=FORMATS)
    files = {*stored.values_list("revision__checklist__slug", "format")}
    files |= {(slug, "json") for slug in current.values_list("checklist__slug", flat=True)}
    return sorted(files)


def older_first(slug, labels):
    """Two versions that are or were public by their labels: a withdrawn one, or else the older."""
    revisions = [_once_public_or_404(slug, label) for label in labels]
    revisions.sort(key=lambda revision: (not revision.is_gone, revision.number))
    return [revision.version for revision in revisions]


def withdrawn_since(slug, current):
    """The newest version that readers saw after this one and that was withdrawn, or None."""
    newer = _revisions(slug).once_public().filter(number__gt=current.number)
    withdrawn = newer.filter(withdrawn_at__isnull=False)
    return withdrawn.defer("sheet").order_by("-number").first()


def newest_with_predecessors(slug, count):
    """So many of the versions that were ever public, the newest first.

    Each with the newest one before it that still can be read, or None.
    """
    newest = list(_revisions(slug).once_public().order_by("-number")[:count])
    before_them = [_readable_before(slug, revision).first() for revision in newest[-1:]]
    readable = [one for one in (*newest, *before_them) if one and one.withdrawn_at is None]
    return [
        (revision, next((older for older in readable if older.number < revision.number), None))
        for revision in newest
    ]


def readable_labels():
    """The labels of all versions that can be read, the newest first, by the slug."""
    labels = defaultdict(list)
    rows = Revision.objects.in_effect().order_by("-number")
    for slug, label in rows.values_list("checklist__slug", "version"):
        labels[slug].append(label)
    return labels


def earlier_labels(slug, revision):
    """The labels of the versions before this one that still can be read, the newest first."""
    return list(_readable_before(slug, revision).values_list("version", flat=True))


def history(slug):
    """Every version that was ever public, the newest first, each with its periods and files."""
    once_public = _once_public(slug).with_size().defer("sheet")
    revisions = list(once_public.order_by("-number"))
    periods_by_number = _periods(revisions)
    files = files_of(slug, revisions)
    return [
        {
            "revision": revision,
            "periods": periods_by_number.get(revision.number, []),
            "files": files[revision.pk],
        }
        for revision in revisions
    ]


def periods_of(slug, revision):
    """From when until when readers saw this version."""
    moments = _once_public(slug).only("number", "effective_at", "withdrawn_at")
    return _periods(list(moments)).get(revision.number, [])


def _once_public(slug):
    """Those that readers could see at some time, each with the moment at which it was read."""
    return _revisions(slug).once_public().annotate(now=clock.sql_now())


def _periods(revisions):
    return periods(revisions, now=revisions[0].now) if revisions else {}


def files_of(slug, revisions):
    """The `File`s of each of these versions, by its key: the frozen text last.

    Many come `with_size` and without their sheets.
    """
    rows = Rendition.objects.filter(revision__in=[one.pk for one in revisions]).sizes()
    stored = {(key, format): size_and_hash for key, format, *size_and_hash in rows}
    return {revision.pk: _files(slug, revision, stored) for revision in revisions}


def _files(slug, revision, stored):
    name = f"{slug}-{revision.version}"
    # In the order of the registry; a version from before a format may lack its file.
    files = [
        File(format, f"{name}.{format}", *stored[revision.pk, format])
        for format in FORMATS
        if (revision.pk, format) in stored
    ]
    size = revision.size if hasattr(revision, "size") else len(revision.sheet.encode())
    return [*files, File("json", f"{name}.json", size, revision.sha256)]


def _revisions(slug):
    return Revision.objects.filter(checklist__slug=slug)


def _readable_before(slug, revision):
    earlier = _revisions(slug).once_public().filter(number__lt=revision.number)
    return earlier.filter(withdrawn_at=None).order_by("-number")


def _once_public_or_404(slug, label):
    revision = _revisions(slug).once_public().filter(version=label).first()
    if revision is None:
        raise Http404
    return revision
