"""Mails about accounts: invitations, new passwords, and what was changed.

They have a queue of their own beside that of `disclosures.notifications`: that one keeps what it
sent, for the record of decisions. Here a mail is a row without its text, rendered when it is sent,
so that no link that lets somebody in is ever stored; and rows are forgotten after some days.
Sending happens outside of the request: whether an address is known shows neither in the answer nor
in its time.
"""

import logging
from datetime import timedelta
from threading import Thread

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import connections, models, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .credential_hold import CredentialHold
from .password_link import link_for

log = logging.getLogger(__name__)

LANGUAGE = "ja"
MAX_ATTEMPTS = 96  # one a quarter of an hour, for as long as they are tried at all
REST = timedelta(minutes=15)  # before a mail that failed is tried again
GIVEN_UP_AFTER = timedelta(days=1)
KEPT_FOR = timedelta(days=7)
# What people change about their own account
OWN_CHANGES = {
    "password": _("The password was changed."),
    "factor_added": _("A second factor was added."),
    "factor_removed": _("A second factor was removed."),
    "identity_added": _("The account was connected with the identity provider."),
    "identity_removed": _("The account was disconnected from the identity provider."),
    "recovery_codes": _("New recovery codes were made."),
}


class AccountMail(models.Model):
    """A mail to one user, of one kind; `about` names what the template says."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        RESET = "reset", _("new password")
        CHANGED = "changed", _("account changed by somebody else")
        OWN = "own", _("account changed by its owner")

    # None: the name of nobody was given; the row only takes as long as one of a known name.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        null=True,
        verbose_name=_("user"),
    )
    address = models.EmailField(_("mail address"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    about = models.JSONField(default=dict)
    written_at = models.DateTimeField(_("written at"))
    tried_at = models.DateTimeField(_("last attempt at"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        verbose_name = _("mail about an account")
        verbose_name_plural = _("mails about accounts")
        default_permissions = ()

    def __str__(self):
        return f"{self.get_kind_display()} {self.written_at:%Y-%m-%d %H:%M}"

    def message(self):
        """As it goes to the mail server, with a link made now where it has one."""
        with translation.override(LANGUAGE):
            subject = render_to_string(f"accounts/mail/{self.kind}_subject.txt")
            text = render_to_string(f"accounts/mail/{self.kind}.txt", self._context())
        headers = {"Auto-Submitted": "auto-generated"}
        return EmailMessage(" ".join(subject.split()), text, to=[self.address], headers=headers)

    def _context(self):
        site = settings.KAIJI_ADMIN_URL or settings.KAIJI_URL
        context = {"user": self.user, "site": site, **self.about}
        if self.kind in (AccountMail.Kind.INVITATION, AccountMail.Kind.RESET):
            context["link"] = link_for(self.user, self.kind)
        if self.kind == AccountMail.Kind.INVITATION:
            context["roles"] = "、".join(map(gettext, self.about["roles"]))
        if self.kind == AccountMail.Kind.CHANGED:
            kinds = map(CredentialHold.Kind, self.about["kinds"])
            context["what"] = "、".join(str(kind.label) for kind in kinds)
            context["provider"] = settings.KAIJI_OIDC_NAME
        if self.kind == AccountMail.Kind.OWN:
            context["what"] = OWN_CHANGES[self.about["what"]]
        return context


def enqueue(user, kind, *, address=None, **about):
    """Keep a mail to this user; it is sent once the transaction is committed.

    user: None for a name of nobody, to whom nothing is sent. address: another one than theirs.
    """
    to = address or (user.email if user else "")
    AccountMail.objects.create(
        user=user, address=to, kind=kind, about=about, written_at=timezone.now()
    )
    if settings.MAILS_ARE_SENT_IN_BACKGROUND:
        transaction.on_commit(Thread(target=_send_and_close, name="account mails").start)


def tell_owner(user, what):
    """Write to the owner of an account what was just changed in it; what: one of `OWN_CHANGES`."""
    if user.email:
        enqueue(user, AccountMail.Kind.OWN, what=what)


def tell_of_change(user, *, by, kinds, former_address=""):
    """Write what was changed about the user to them, to whoever did it and to all superusers.

    by: the user who did it; None for the identity provider. kinds: of `CredentialHold.Kind`.
    former_address: where the address was changed, its owner hears of it there, too.
    """
    concerned = [user, by] if by else [user]
    superusers = get_user_model().objects.filter(is_superuser=True, is_active=True)
    others = superusers.exclude(pk__in=[one.pk for one in concerned])
    said = {
        "by": by.get_username() if by else "",
        "of": user.get_username(),
        "kinds": kinds,
        "days": settings.KAIJI_HOLD_DAYS,
    }
    for person in (*concerned, *others):
        if person.email:
            enqueue(person, AccountMail.Kind.CHANGED, **said)
    if former_address and former_address != user.email:
        enqueue(user, AccountMail.Kind.CHANGED, address=former_address, **said)


def send_due():
    """Send what waits; returns each `AccountMail` that was tried, and was sent if it has `sent_at`.

    Who sends at the same moment sends others. Those that are too old are forgotten.
    """
    now = timezone.now()
    AccountMail.objects.filter(written_at__lt=now - KEPT_FOR).delete()
    waiting = AccountMail.objects.filter(
        user__isnull=False,
        sent_at=None,
        attempts__lt=MAX_ATTEMPTS,
        written_at__gt=now - GIVEN_UP_AFTER,
    ).exclude(tried_at__gt=now - REST)
    return [mail for mail in waiting.select_related("user") if _try_to_send(mail)]


def _try_to_send(mail):
    """Whether it was ours to send; `sent_at` says if it went."""
    own = AccountMail.objects.filter(pk=mail.pk, attempts=mail.attempts, sent_at=None)
    if not own.update(attempts=F("attempts") + 1, tried_at=timezone.now()):
        return False  # somebody else claimed it
    try:
        mail.message().send()
    except Exception:  # whatever it is: the next mail may go through
        log.exception("Mail %s about an account was not sent.", mail.pk)
        return True
    mail.sent_at = timezone.now()
    mail.save(update_fields=["sent_at"])
    return True


def _send_and_close():
    try:
        send_due()
    finally:
        connections.close_all()
