"""Holds: an account, a role or a mail address that somebody else gave, a factor they took away.

That somebody could sign in as its owner. So for some days they cannot approve what that somebody
submitted or contributed to. What people change about themselves holds nobody.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CredentialHold(models.Model):
    """That `by` changed how `user` signs in, or what `user` may do."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("account made, enabled or disabled")
        ROLE = "role", _("role or permission changed")
        ADDRESS = "address", _("mail address changed")
        FACTOR = "factor", _("second factor removed")
        IDENTITY = "identity", _("connection with the identity provider removed")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("user")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,  # the identity provider, which does not say by whom
        verbose_name=_("changed by"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(user=models.F("by")), name="nobody_holds_themselves"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


def hold(user, *, by, kind):
    """Note that `by` changed this about `user`; nothing where they are the same.

    by: None for the identity provider, which does not say who changed it there.
    """
    if by and user.pk == by.pk:
        return None
    return CredentialHold.objects.create(user=user, by=by, kind=kind, at=timezone.now())


def hold_of(user, *, by):
    """A hold that lasts, on this user by any of these people (keys), or None.

    Whoever one of these people holds may be the same person, so holds made by that account count
    too, and so on. A hold by the identity provider counts against every version.
    """
    since = timezone.now() - timedelta(days=settings.KAIJI_HOLD_DAYS)
    lasting = list(CredentialHold.objects.filter(at__gt=since).select_related("by"))
    people = {*by, None}  # None: the identity provider, behind which anybody may stand
    while more := {one.user_id for one in lasting if one.by_id in people} - people - {user.pk}:
        people |= more
    return next((one for one in lasting if one.user_id == user.pk and one.by_id in people), None)
