"""The seal on each user's credentials, by which a change past the program shows.

It is a keyed hash of how a user signs in and what they may do. The program renews it with each
change that it makes, if it was intact before. A bulk update or raw SQL does not, and cannot without
the key.
"""

import json
from functools import wraps

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from .identity import Identity
from .recovery_code import RecoveryCode

OF_USER = ("username", "password", "email", "is_active", "is_staff", "is_superuser")


class CredentialSeal(models.Model):
    """The seal as the program wrote it last."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    value = models.CharField(_("value"), max_length=64)

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        default_permissions = ()

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


def seal(user):
    """Renew the seal: what is stored about the user now is as the program made it."""
    CredentialSeal.objects.update_or_create(user=user, defaults={"value": seal_value(user.pk)})


def is_broken(user):
    """Whether something about the user was changed past the program; some six queries."""
    stored = CredentialSeal.objects.filter(user=user).values_list("value", flat=True).first()
    return stored is None or not constant_time_compare(stored, seal_value(user.pk))


def sealing(view):
    """A decorator of views by which people change how they sign in: an intact seal is renewed.

    A broken one stays broken, whatever its owner changes.
    """

    @wraps(view)
    def keeping(request, *args, **kwargs):
        is_sealed = (
            request.method == "POST"
            and request.user.is_authenticated
            and not is_broken(request.user)
        )
        response = view(request, *args, **kwargs)
        if is_sealed:
            seal(request.user)
        return response

    return keeping


def listen():
    """Hear of a stronger hash of the same password, which Django stores when somebody signs in."""
    models.signals.pre_save.connect(_before_save, sender=settings.AUTH_USER_MODEL)
    models.signals.post_save.connect(_after_save, sender=settings.AUTH_USER_MODEL)


def seal_value(key):
    """What the seal of the user with this primary key is now.

    It reads single columns alone: a migration calls it, to which later columns are unknown.
    """
    users = get_user_model()._default_manager.filter(pk=key)
    factors = Authenticator.objects.filter(user=key).order_by("pk")
    identities = Identity.objects.filter(user=key).order_by("pk")
    codes = RecoveryCode.objects.filter(user=key).order_by("pk")
    groups = users.filter(groups__isnull=False)
    permissions = users.filter(user_permissions__isnull=False)
    rights = groups.values_list(models.Value("group"), "groups").union(
        permissions.values_list(models.Value("permission"), "user_permissions")
    )
    parts = [
        [key],  # so that no other account can be given this seal together with all that it is of
        users.values_list(*OF_USER).get(),
        *sorted(rights),
        *factors.values_list("pk", "type", "data"),
        *codes.values_list("pk", "hash"),
        *identities.values_list("issuer", "subject"),
    ]
    text = json.dumps(parts, sort_keys=True)
    return salted_hmac("kaiji.credential_seal", text, algorithm="sha256").hexdigest()


def _before_save(sender, instance, update_fields=None, **kwargs):
    # Whoever sets another password has it in `_password`; here only its hash is made anew.
    is_same = update_fields == frozenset({"password"}) and instance._password is None
    instance._was_sealed = is_same and not is_broken(instance)


def _after_save(sender, instance, **kwargs):
    if instance._was_sealed:
        seal(instance)
