"""Codes of an authenticator app that were used: each counts once, whichever process is asked."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(minutes=10)  # longer than any code is valid


class UsedCode(models.Model):
    """A code that was used, by its counter: the number of its half minute."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    counter = models.BigIntegerField(_("counter"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("used code")
        verbose_name_plural = _("used codes")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "counter"], name="a_code_is_used_once")
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"


def use(user, counter):
    """Whether this code was not used before; from now on it is."""
    now = timezone.now()
    UsedCode.objects.filter(at__lt=now - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            UsedCode.objects.create(user=user, counter=counter, at=now)
    except IntegrityError:
        return False
    return True
