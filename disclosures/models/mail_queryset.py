"""Many mails: which are due, which are in trouble, and who sends the next one."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, gettext_noop

# Longer than one mail can take: who sends it for longer than that is no longer there.
LOST_AFTER = timedelta(minutes=2)
# Longer than cron lets a mail wait that no process sends.
FORGOTTEN_AFTER = timedelta(minutes=15)
LOST = gettext_noop("The program ended while the mail was being sent.")


class MailState(models.TextChoices):
    """What became of a mail."""

    WAITING = "waiting", gettext_lazy("waiting")
    SENDING = "sending", gettext_lazy("being sent")
    SENT = "sent", gettext_lazy("sent")
    FAILED = "failed", gettext_lazy("failed")
    GIVEN_UP = "given_up", gettext_lazy("given up")
    PERHAPS_SENT = "perhaps_sent", gettext_lazy("perhaps sent")


class MailQuerySet(models.QuerySet):
    def due(self, at=None):
        """Those to be sent at that moment."""
        return self.filter(due_at__lte=at or timezone.now())

    def in_trouble(self, at=None):
        """Those that did not arrive for sure, and those that nobody takes up."""
        at = at or timezone.now()
        states = [MailState.FAILED, MailState.GIVEN_UP, MailState.PERHAPS_SENT]
        forgotten = Q(state=MailState.WAITING, due_at__lte=at - FORGOTTEN_AFTER)
        return self.filter(Q(state__in=states) | forgotten | lost(at))

    def note_lost(self):
        """Keep of those whose sender is gone that they were perhaps sent; these mails."""
        mails = list(self.filter(lost(timezone.now())).select_related("recipient"))
        return [mail for mail in mails if mail.end(MailState.PERHAPS_SENT, error=LOST)]

    def claim(self):
        """Claim the one that is due for the longest time, or None; no other process gets it."""
        now = timezone.now()
        values = {"state": MailState.SENDING, "due_at": None, "tried_at": now, "error": ""}
        for key in self.due(now).order_by("due_at", "pk").values_list("pk", flat=True):
            still_due = self.model.objects.due(now).filter(pk=key)
            if still_due.update(attempts=F("attempts") + 1, **values):
                return self.model.objects.select_related("recipient").get(pk=key)
        return None

    def drop(self, reason):
        """Give up those that wait; how many."""
        values = {"state": MailState.GIVEN_UP, "due_at": None, "error": reason}
        return self.filter(due_at__isnull=False).update(**values)


def lost(at):
    """Begun to be sent so long before that moment that nobody is sending it any more."""
    return Q(state=MailState.SENDING, tried_at__lte=at - LOST_AFTER)
