"""Recovery codes: for whoever lost their device. Stored as hashes, each used once."""

import secrets
import unicodedata

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

COUNT = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
LENGTH = 12  # of 31 letters each: 59 bits


class RecoveryCode(models.Model):
    """One code of a user, by its hash."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    hash = models.CharField(_("hash"), max_length=128)
    used_at = models.DateTimeField(_("used at"), null=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        default_permissions = ()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


@transaction.atomic
def renew(user):
    """Make new codes for this user, in the place of all others; the only time they can be read."""
    codes = [_code() for _number in range(COUNT)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, hash=make_password(_bare(code))) for code in codes
    )
    return codes


def use(user, typed):
    """Whether this is an unused code of the user; from now on it is used."""
    for code in RecoveryCode.objects.filter(user=user, used_at=None):
        if check_password(_bare(typed), code.hash):
            unused = RecoveryCode.objects.filter(pk=code.pk, used_at=None)
            return unused.update(used_at=timezone.now()) == 1
    return False


def left(user):
    """How many codes the user can still use."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def _code():
    letters = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    return "-".join(letters[at : at + 4] for at in range(0, LENGTH, 4))


def _bare(code):
    """Without hyphens and blanks, in small ASCII letters: people type it from paper."""
    return "".join(unicodedata.normalize("NFKC", code).casefold().replace("-", "").split())
