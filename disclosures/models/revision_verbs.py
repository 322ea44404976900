"""The verbs of a revision: who decides what, from the submission to the public and back.

Each verb locks the checklist first, reads the revision anew, checks, writes and appends its event.
"""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from texts.validation import clean_text

from .checklist import Checklist
from .event import RevisionEvent, moment_after_events
from .states import State, WorkflowError, cleaned, objection_to_moment, required


class RevisionVerbs:
    """What is decided about one revision; `Revision` has the columns and the questions."""

    def approve(self, *, by, seen, at=None, note=""):
        """Let the sheet with the hash `seen` become public, now or `at` a later moment (aware)."""
        with self._decision(State.SUBMITTED, str(seen)) as now:
            if objection := self.objection_to(by):
                raise WorkflowError(objection)
            if at is not None and (objection := objection_to_moment(at, now)):
                raise WorkflowError(objection)
            told = {} if self.holds_apply() else {"holds": "none before the first public version"}
            self._move(State.APPROVED, approved_by=by, approved_at=now, effective_at=at or now)
            RevisionEvent.append(self, RevisionEvent.Action.APPROVE, by, now, note, **told)

    def comment(self, *, by, texts, seen=None):
        """Remark on a submission. texts: by the number of the item, "" for the whole sheet.

        Returns the new comments. Raises `ValidationError` for a text that the door refuses.
        """
        with self._decision(State.SUBMITTED, seen) as now:
            return self._commented(by, texts, now)

    def send_back(self, *, by, reason, texts=None, seen=None):
        """Return the submission to the editors, with the reason and comments as `comment` takes."""
        with self._decision(State.SUBMITTED, seen) as now:
            reason = required(reason)
            self._commented(by, texts or {}, now)
            self._move(State.SENT_BACK)
            RevisionEvent.append(self, RevisionEvent.Action.SEND_BACK, by, now, reason)

    def recall(self, *, by, reason, seen=None):
        """Take a submission back before it is decided."""
        with self._decision(State.SUBMITTED, seen) as now:
            reason = required(reason)
            self._move(State.RECALLED)
            RevisionEvent.append(self, RevisionEvent.Action.RECALL, by, now, reason)

    def cancel(self, *, by, reason, seen=None):
        """Take an approved version down before its time comes; readers never hear of it."""
        with self._decision(State.APPROVED, seen) as now:
            reason = required(reason)
            if self.effective_at <= now:
                raise WorkflowError(_("This version is public already; it can only be withdrawn."))
            self._cancel(by, now, reason)

    def withdraw(self, *, by, reason, public_notice="", seen=None):
        """Take a public version down at once; the one before is public again.

        reason stays internal. Readers are told that it was withdrawn, and find public_notice in its
        place once a second person approved that, see `approve_notice`. Where this was the newest
        public version, what is on its way was reviewed against it and goes too.
        """
        with self._decision(State.APPROVED, seen) as now:
            reason = required(reason)
            notice = cleaned(public_notice)
            if self.effective_at > now:
                raise WorkflowError(
                    _("This version is not public yet; its schedule can be cancelled.")
                )
            followers = list(self.falls_with_it(now))
            told = {"public_notice": notice, "notice_waits": bool(notice)}
            self._move(State.WITHDRAWN, withdrawn_by=by, withdrawn_at=now, **told)
            self._take_down(followers, by, now)  # their mails say what readers see from now on
            RevisionEvent.append(self, RevisionEvent.Action.WITHDRAW, by, now, reason)

    def approve_notice(self, *, by, seen=None):
        """Let readers find the notice of a withdrawal; somebody else than who wrote it."""
        with self._decision(State.WITHDRAWN, seen) as now:
            if not self.notice_waits:
                raise WorkflowError(_("No notice waits for an approval."))
            if objection := self.objection_to_notice(by):
                raise WorkflowError(objection)
            # The event first: the guard asks for it.
            RevisionEvent.append(self, RevisionEvent.Action.APPROVE_NOTICE, by, now, "")
            self._move(State.WITHDRAWN, notice_waits=False)

    def _take_down(self, followers, by, now):
        reason = _("Version %(version)s was withdrawn.") % {"version": self.version}
        for follower in followers:
            if follower.state == State.SUBMITTED:
                follower._move(State.SENT_BACK)
                RevisionEvent.append(follower, RevisionEvent.Action.SEND_BACK, by, now, reason)
            else:
                follower._cancel(by, now, reason)

    def _cancel(self, by, now, reason):
        self._move(State.WITHDRAWN, withdrawn_by=by, withdrawn_at=now)
        RevisionEvent.append(self, RevisionEvent.Action.CANCEL, by, now, reason)

    def _commented(self, by, texts, now):
        """Comments on what this sheet asks; empty texts are left out."""
        numbers = {"", *(item.number for item in self.content.items())}
        if unknown := texts.keys() - numbers:
            words = _("This sheet has no item %(numbers)s.")
            raise WorkflowError(words % {"numbers": "、".join(sorted(unknown))})
        return [
            self.comments.create(number=number, text=cleaned, author=by, at=now)
            for number, text in texts.items()
            if (cleaned := clean_text(text))
        ]

    @contextmanager
    def _decision(self, expected, seen):
        """Hold the checklist's lock, with this revision as it is now; gives the moment.

        seen: the hash of the sheet that the one who decides was shown; None where no page was.
        """
        with transaction.atomic():
            Checklist.objects.select_for_update().get(pk=self.checklist_id)
            self.refresh_from_db()
            if self.state != expected:
                raise WorkflowError(
                    _("Version %(version)s is %(state)s; this is no longer possible.")
                    % {"version": self.version, "state": self.get_state_display()}
                )
            if seen not in (None, self.sha256):
                raise WorkflowError(
                    _("What you saw is not what was submitted. Please read the current sheet.")
                )
            yield moment_after_events(self.checklist_id)

    def _move(self, state, **columns):
        self.state = state
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *columns])
