"""The outbox: mails as they were written, and what became of each."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosures.notifications.message import LANGUAGE, render_mail
from disclosures.permissions import RESEND_MAIL, VIEW_ANSWER, VIEW_REVISION, codename

from .mail_queryset import LOST, LOST_AFTER, MailQuerySet, MailState
from .reminder import Reminder
from .states import WorkflowError

# How long a mail that failed rests before each further try; about a day in all.
RESTS = [timedelta(minutes=one) for one in (1, 5, 15, 60, 180, 360, 720)]
# What the recipient has to be permitted: to read the versions, and for a reminder the answers.
READERS_OF_EVENTS = [VIEW_REVISION]
READERS_OF_REMINDERS = [VIEW_ANSWER, *READERS_OF_EVENTS]
MAX_ERROR_LENGTH = 500  # characters


class Mail(models.Model):
    """One mail to one person, of one event or of what waits for them on one day.

    What it says never changes. `MailQuerySet.claim` claims it for sending; whoever did says how
    it ended, and if nobody does, it was perhaps sent. Only a person sends such a mail again.
    """

    State = MailState

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("recipient"),
    )
    address = models.CharField(gettext_lazy("mail address"), max_length=254)
    subject = models.TextField(gettext_lazy("subject"))
    text = models.TextField(gettext_lazy("mail text"))
    language = models.CharField(gettext_lazy("language"), max_length=10, default=LANGUAGE)
    event = models.ForeignKey(
        "RevisionEvent",
        models.PROTECT,
        related_name="mails",
        null=True,
        verbose_name=gettext_lazy("event"),
    )
    reminder = models.OneToOneField(
        Reminder,
        models.PROTECT,
        related_name="mail",
        null=True,
        verbose_name=gettext_lazy("reminder"),
    )
    written_at = models.DateTimeField(gettext_lazy("written at"))
    state = models.CharField(
        gettext_lazy("state"), max_length=20, choices=State, default=State.WAITING
    )
    due_at = models.DateTimeField(gettext_lazy("to be sent from"), null=True)
    attempts = models.PositiveSmallIntegerField(gettext_lazy("attempts"), default=0)
    tried_at = models.DateTimeField(gettext_lazy("last attempt at"), null=True)
    error = models.CharField(gettext_lazy("last error"), max_length=MAX_ERROR_LENGTH, blank=True)
    sent_at = models.DateTimeField(gettext_lazy("sent at"), null=True)
    again_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=gettext_lazy("sent again by"),
    )
    again_at = models.DateTimeField(gettext_lazy("sent again at"), null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("mail")
        verbose_name_plural = gettext_lazy("mails")
        ordering = ["-written_at", "-id"]
        default_permissions = ["view"]
        permissions = [(codename(RESEND_MAIL), "Can send a mail again")]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(due_at__isnull=False), name="mails_by_when_due"
            ),
            models.Index(
                fields=["written_at"], condition=~Q(state="sent"), name="mails_that_were_not_sent"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient"], name="one_mail_per_event_and_person"
            ),
            models.CheckConstraint(
                condition=Q(event__isnull=False, reminder=None)
                | Q(event=None, reminder__isnull=False),
                name="mail_tells_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "failed"], due_at__isnull=False)
                | Q(state__in=["sending", "sent", "given_up", "perhaps_sent"], due_at=None),
                name="mail_to_be_sent_has_when",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False, tried_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="mail_sent_has_when",
            ),
            models.CheckConstraint(
                condition=Q(attempts=0, tried_at=None) | Q(attempts__gt=0, tried_at__isnull=False),
                name="mail_tried_has_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "given_up", "perhaps_sent"]) | ~Q(error=""),
                name="mail_not_sent_has_why",
            ),
            models.CheckConstraint(
                condition=Q(again_by=None, again_at=None)
                | Q(again_by__isnull=False, again_at__isnull=False),
                name="mail_again_has_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def to(cls, user, template, *, event=None, reminder=None, **context):
        """A mail to that person from that template, written now and not saved."""
        subject, text = render_mail(template, user=user, event=event, **context)
        now = timezone.now()
        what = {"event": event, "reminder": reminder, "subject": subject, "text": text}
        return cls(recipient=user, address=user.email, written_at=now, due_at=now, **what)

    def message(self):
        """As it goes to the mail server; each try has the same Message-ID."""
        site = urlsplit(settings.KAIJI_URL).hostname
        return EmailMessage(
            self.subject,
            self.text,
            to=[self.address],
            headers={
                "Auto-Submitted": "auto-generated",  # no reply of an absence assistant
                "Message-ID": f"<{self.pk}.{self.written_at.timestamp():.6f}@{site}>",
            },
        )

    @property
    def condition(self):
        """Its `State` as of now: one that was lost counts as perhaps sent before it is noted."""
        is_lost = self.state == self.State.SENDING and self.tried_at <= timezone.now() - LOST_AFTER
        return self.State.PERHAPS_SENT if is_lost else self.State(self.state)

    @property
    def reason(self):
        """Why it did not arrive for sure, in words; our own in the active language."""
        reason = self.error or (LOST if self.condition == self.State.PERHAPS_SENT else "")
        return reason and _(reason)

    @property
    def is_wanted(self):
        """Whether its recipient is still one of the staff who may read what it tells of."""
        readers = READERS_OF_EVENTS if self.event_id else READERS_OF_REMINDERS
        return self.recipient.is_staff and self.recipient.has_perms(readers)

    @property
    def may_go_again(self):
        """Whether only a person can send it now."""
        return self.condition in (self.State.GIVEN_UP, self.State.PERHAPS_SENT)

    def end(self, state, **values):
        """Note how the attempt ended that `claim` began; False where somebody else did already."""
        values = {"state": state, "error": "", **values}
        if state != self.State.SENT:
            values["error"] = _one_line(values["error"])
        claimed = Mail.objects.filter(pk=self.pk, tried_at=self.tried_at)
        late = ["perhaps_sent"] if state == self.State.SENT else []
        is_noted = claimed.filter(state__in=[self.State.SENDING, *late]).update(**values)
        for name, value in values.items():
            setattr(self, name, value)
        return bool(is_noted)

    def fail(self, reason):
        """Have it tried again later; give it up after the last try."""
        if self.attempts > len(RESTS):
            return self.end(self.State.GIVEN_UP, error=reason)
        due_at = timezone.now() + RESTS[self.attempts - 1]
        return self.end(self.State.FAILED, error=reason, due_at=due_at)

    def send_again(self, *, by):
        """Let it wait to be sent once more, to the address that its recipient has now."""
        with transaction.atomic():
            self.refresh_from_db(from_queryset=Mail.objects.select_for_update(of=["self"]))
            if not self.may_go_again:
                raise WorkflowError(_("This mail is sent, or will be sent without your help."))
            if not (self.is_wanted and self.recipient.email):
                raise WorkflowError(
                    _("The recipient may not read this any more, or has no mail address.")
                )
            self.again_by, self.again_at = by, timezone.now()
            self.state, self.due_at, self.error = self.State.WAITING, self.again_at, ""
            self.attempts, self.tried_at, self.address = 0, None, self.recipient.email
            self.save()


def _one_line(text):
    """The text as a person can read it, whatever a mail server says."""
    printable = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(printable.split())[:MAX_ERROR_LENGTH] or "?"
