"""Which version an address means: the one that is public now, or one that ever was."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from disclosures.exports.registry import FORMATS, file_formats
from disclosures.models import Rendition, Revision
from disclosures.sheet.redaction import compared, compared_with_withdrawn

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
    revisions = _of(slug)
    current = revisions.current()
    if current is None:
        withdrawn = revisions.once_public().defer("sheet").order_by("-withdrawn_at").first()
        if withdrawn is None:
            raise Http404
        raise NoLongerPublic(withdrawn)
    return current


def once_public(slug, version):
    """That version, and the one that is public now; 410 where it was withdrawn."""
    revision, current = _labelled(slug, version), _of(slug).current()
    if revision.is_gone:
        raise NoLongerPublic(revision, current)
    return revision, current


def compared_versions(slug, older, version=None):
    """The version, or the one that is public now, and `Compared` with an older or withdrawn one.

    404 where the other one is neither; 410 where the newer one was withdrawn.
    """
    new = once_public(slug, version)[0] if version else current_version(slug)
    old = _labelled(slug, older)
    if not old.is_gone and (old.number > new.number or (version and old == new)):
        raise Http404
    return new, compared_as_told(old, new)


def compared_as_told(old, new):
    """`Compared`, as far as it may be told of these two versions."""
    compare = compared_with_withdrawn if old.is_gone else compared
    return compare(old.content, new.content)


def published():
    """The slug and the sheet of every checklist that is public now, by slug."""
    revisions = Revision.objects.current_of_each().order_by("checklist__slug")
    return [(one.slug, one.content) for one in revisions.annotate(slug=F("checklist__slug"))]


def older_first(slug, labels):
    """Two versions that are or were public by their labels: a withdrawn one, or else the older."""
    found = [_labelled(slug, label) for label in labels]
    return [one.version for one in sorted(found, key=lambda one: (not one.is_gone, one.number))]


def withdrawn_since(slug, current):
    """The newest version that readers saw after this one and that was withdrawn, or None."""
    gone = _of(slug).once_public().filter(number__gt=current.number, withdrawn_at__isnull=False)
    return gone.defer("sheet").order_by("-number").first()


def newest(slug, count):
    """So many of the versions that were ever public, the newest first.

    Each with the newest one before it that still can be read, or None.
    """
    found = list(_of(slug).once_public().order_by("-number")[:count])
    last = [_earlier(slug, one).first() for one in found[-1:]]
    readable = [one for one in (*found, *last) if one and one.withdrawn_at is None]
    return [
        (one, next((older for older in readable if older.number < one.number), None))
        for one in found
    ]


def readable_labels():
    """The labels of all versions that can be read, the newest first, by the slug."""
    found = defaultdict(list)
    rows = Revision.objects.in_effect().order_by("-number")
    for slug, label in rows.values_list("checklist__slug", "version"):
        found[slug].append(label)
    return found


def earlier_versions(slug, revision):
    """The labels of the versions before this one that still can be read, the newest first."""
    return list(_earlier(slug, revision).values_list("version", flat=True))


def history(slug):
    """Every version that was ever public, the newest first, each with its periods and files."""
    now = timezone.now()
    revisions = list(_of(slug).once_public(now).with_size().defer("sheet").order_by("-number"))
    when, files = periods(revisions, now=now), files_of(slug, revisions)
    return [
        {
            "revision": one,
            "periods": when.get(one.number, []),
            "files": files[one.pk],
        }
        for one in revisions
    ]


def periods_of(slug, revision):
    """From when until when readers saw this version."""
    now = timezone.now()
    moments = _of(slug).once_public(now).only("number", "effective_at", "withdrawn_at")
    return periods(moments, now=now).get(revision.number, [])


def files_of(slug, revisions):
    """The `File`s of each of these versions, by its key: the frozen text last.

    Many come `with_size` and without their sheets.
    """
    rows = Rendition.objects.filter(revision__in=[one.pk for one in revisions]).sizes()
    kept = {(revision, format): rest for revision, format, *rest in rows}
    found = {}
    for one in revisions:
        name = f"{slug}-{one.version}"
        found[one.pk] = [
            File(format, f"{name}.{format}", *kept[one.pk, format])
            for format in FORMATS
            if (one.pk, format) in kept
        ]
        size = one.size if hasattr(one, "size") else len(one.sheet.encode())
        found[one.pk].append(File("json", f"{name}.json", size, one.sha256))
    return found


def _earlier(slug, revision):
    earlier = _of(slug).once_public().filter(number__lt=revision.number, withdrawn_at=None)
    return earlier.order_by("-number")


def _of(slug):
    return Revision.objects.filter(checklist__slug=slug)


def _labelled(slug, version):
    revision = _of(slug).once_public().filter(version=version).first()
    if revision is None:
        raise Http404
    return revision
