"""The connection of an account with an identity at the identity provider."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Identity(models.Model):
    """That a subject of an issuer (OpenID Connect Core 1.0, section 2) is this user.

    The two together never go to another person, which names and mail addresses may.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user")
    )
    issuer = models.CharField(_("issuer"), max_length=500)
    subject = models.CharField(_("subject identifier"), max_length=255)

    class Meta:
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_user_of_an_identity"),
            models.UniqueConstraint(fields=["user", "issuer"], name="one_identity_of_a_user"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
