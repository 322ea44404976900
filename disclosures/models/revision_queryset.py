"""Many revisions: what is public, what is on its way, and how one more is submitted."""

import re

from django.db import models, transaction
from django.db.models import Exists, ExpressionWrapper, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.clock import sql_now
from audit.locks import lock_tables
from disclosures.exports.registry import FORMATS
from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.document import Previous

from .checklist import TRACKED, Checklist
from .contributor import RevisionContributor
from .event import RevisionEvent, moment_after_events
from .freezing import freeze
from .rendition import Bytes, Rendition, VersionFiles
from .states import State, WorkflowError, refuse_second, required

# 1 to 20 characters that are safe in an address and in the name of a file.
VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}")
RESERVED = "index.html"  # the list of versions has that name in the site as files
# How often the files are made outside of the transaction, while others may save; then inside.
ATTEMPTS = 3

LABEL_IN_USE = Q(state__in=[State.SUBMITTED, State.APPROVED]) | Q(
    withdrawn_at__gte=F("effective_at")
)


class RevisionQuerySet(models.QuerySet):
    def in_effect(self, at=None):
        """What readers may see at that moment: approved, begun by then, not withdrawn by then."""
        return self.filter(_in_effect(at or sql_now()))

    def current(self, at=None):
        """The newest version in effect at that moment, or None."""
        return self.in_effect(at).order_by("-number").first()

    def current_of_each(self, at=None):
        """The newest version in effect of every checklist at that moment."""
        newer = self.in_effect(at).filter(
            checklist=OuterRef("checklist"), number__gt=OuterRef("number")
        )
        return self.in_effect(at).filter(~Exists(newer))

    def once_public(self, at=None):
        """Those that readers could see at some time up to that moment, withdrawn ones included."""
        return self.filter(_once_public(at or sql_now()))

    def seen_last(self, at=None):
        """The newest in effect at that moment, else the newest that was withdrawn by then.

        It is what readers saw last; None where they never saw any.
        """
        at = at or sql_now()
        seen = self.with_visibility(at).filter(was_seen_then=True)
        return seen.order_by("-was_public_then", "-number").first()

    def taken_down(self, at=None):
        """Those that readers could see at some time and were withdrawn by that moment."""
        return self.filter(withdrawn_at__gte=F("effective_at"), withdrawn_at__lte=at or sql_now())

    def waiting(self, at=None):
        """Approved, with publication still in the future."""
        return self.filter(_waits(at))

    def on_its_way(self, at=None):
        """Submitted, or approved and waiting for its time."""
        return self.filter(Q(state=State.SUBMITTED) | _waits(at))

    def submitted_since_approval(self):
        """Those submitted since the newest one of their checklist that was approved."""
        approved = self.filter(checklist=OuterRef("checklist"), approved_at__isnull=False)
        newest = approved.order_by().values("checklist").annotate(last=Max("number")).values("last")
        return self.filter(number__gt=Coalesce(Subquery(newest), 0))

    def beside(self, key):
        """All versions of the checklist that has the one of this key, the newest first.

        They come `with_visibility` as of the moment when that one was submitted, and without their
        sheets.
        """
        this = self.model.objects.filter(pk=key)
        rows = self.filter(checklist__in=this.values("checklist")).defer("sheet")
        return rows.with_visibility(Subquery(this.values("submitted_at")))

    def with_visibility(self, at):
        """`was_public_then` says of each whether it was in effect at that moment, `was_seen_then`
        whether readers could see it at some time until then.
        """
        return self.annotate(
            was_public_then=ExpressionWrapper(_in_effect(at), models.BooleanField()),
            was_seen_then=ExpressionWrapper(_once_public(at), models.BooleanField()),
        )

    def with_files(self):
        """`has_<format>` says of each whether it has a file in that format, for `Revision.formats`.

        There is no PDF of a version that was submitted where none could be made.
        """
        files = Rendition.objects.filter(revision=OuterRef("pk"))
        return self.annotate(
            **{f"has_{name}": Exists(files.filter(format=name)) for name in FORMATS}
        )

    def returned(self):
        """Sent back, and not followed by a newer submission of the checklist."""
        return self.newest_of_each().filter(state=State.SENT_BACK)

    def newest_of_each(self):
        """The last version of every checklist, whatever became of it."""
        newer = self.model.objects.filter(
            checklist=OuterRef("checklist"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(newer))

    def with_size(self):
        """`size` is how many bytes each one's frozen text takes."""
        return self.annotate(size=Bytes("sheet"))

    def submit(self, checklist, *, by, version, updated_on, summary):
        """Freeze the checklist as it stands and hand it to a second person.

        version: 1–20 letters, digits, dots and hyphens. updated_on: the 更新日 (date) that the
        sheet states. summary: what changed, for readers. Returns the new revision, whose files
        are made before it is stored, while others may save; within a transaction of the caller
        these would wait all the while. Raises
        `WorkflowError` where another one is on its way, the label is taken or malformed, or
        the answers contradict each other; `ValidationError` for text that the door refuses.
        """
        summary = required(summary, _("Please say in the summary what changed."))
        if not VERSION.fullmatch(version) or version.lower() == RESERVED:
            raise WorkflowError(
                _("A version is 1 to 20 letters, digits, dots and hyphens, such as 2.0.")
            )
        stated = {"version": version, "updated_on": updated_on, "summary": summary}
        files = None
        for _attempt in range(ATTEMPTS):
            with transaction.atomic():
                lock_tables(TRACKED)
                sheet, revision = self._freeze_locked(checklist, by, stated)
                if files and files.sheet_sha256 == revision.sha256:
                    return self._store(revision, files)
            # Outside of the transaction: the PDF of a large sheet takes long, and nobody could
            # save meanwhile. If somebody did, the hash differs, and the files are made again.
            files = VersionFiles.of(sheet, revision.sha256)
        with transaction.atomic():  # somebody saves all the time
            lock_tables(TRACKED)
            sheet, revision = self._freeze_locked(checklist, by, stated)
            if files.sheet_sha256 != revision.sha256:
                files = VersionFiles.of(sheet, revision.sha256)
            return self._store(revision, files)

    def _freeze_locked(self, checklist, by, stated):
        """The checklist as it stands, under its locks: the `Sheet`, and the revision to store.

        stated: the version, its 更新日 and its summary, by the names of the revision's fields.
        """
        checklist = Checklist.objects.select_for_update().get(pk=checklist.pk)
        now = moment_after_events(checklist)
        earlier = self.filter(checklist=checklist)
        refuse_second(earlier.on_its_way(now).first())
        if earlier.holding_label(stated["version"]).exists():
            raise WorkflowError(_("Version %(version)s exists already.") % stated)
        previous = earlier.once_public(now).order_by("-number").first()
        sheet = freeze(
            checklist,
            **stated,
            previous=previous and Previous(previous.version, previous.sha256),
        )
        _refuse_blocking(checklist.findings(sheet, None))
        text = canonical_text(sheet)
        return sheet, self.model(
            checklist=checklist,
            number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
            sheet=text,
            sha256=sha256_of(text),
            submitted_by=by,
            submitted_at=now,
            watermark=checklist.watermark(),
            **stated,
        )

    def _store(self, revision, files):
        """Store the revision with its `VersionFiles`, its contributors and its event."""
        checklist, by, now = revision.checklist, revision.submitted_by, revision.submitted_at
        public = self.filter(checklist=checklist).current(now)
        revision.save(force_insert=True)
        Rendition.store_all(revision, files)
        contributors = checklist.contributor_ids(after=public and public.watermark)
        RevisionContributor.objects.bulk_create(
            RevisionContributor(revision=revision, user_id=user_id) for user_id in contributors
        )
        RevisionEvent.append(revision, RevisionEvent.Action.SUBMIT, by, now, revision.summary)
        return revision

    def holding_label(self, version):
        """Those whose version label nobody else may have: submitted, approved, once public."""
        return self.filter(LABEL_IN_USE, version=version)


def seen_last_of(revisions):
    """As `seen_last`, of revisions that came `with_visibility`, the newest first."""
    seen = [revision for revision in revisions if revision.was_seen_then]
    public = (revision for revision in seen if revision.was_public_then)
    return next(public, next(iter(seen), None))


def _in_effect(at):
    not_withdrawn_yet = Q(withdrawn_at=None) | Q(withdrawn_at__gt=at)
    return Q(not_withdrawn_yet, approved_at__isnull=False, effective_at__lte=at)


def _once_public(at):
    was_public = Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("effective_at"))
    return Q(was_public, effective_at__lte=at)


def _waits(at):
    return Q(state=State.APPROVED, effective_at__gt=at or sql_now())


def _refuse_blocking(findings):
    """Raise `WorkflowError` where one of these findings keeps a sheet from being submitted."""
    blocking = [finding for finding in findings if finding.severity == "blocking"]
    if blocking:
        to_answer = dict.fromkeys(
            finding.about.get("other", finding.number) for finding in blocking
        )
        raise WorkflowError(
            _("Please answer these items before you submit: %(numbers)s.")
            % {"numbers": "、".join(to_answer)}
        )
