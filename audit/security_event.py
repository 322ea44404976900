"""The security record: who came in, who was given which rights, who decided and took files along.

Each event is a row that stands for ever and a line of the log, with the number of its request. It
holds no password, no key of a session and no text of an answer. What strangers can cause without
end is counted by the hour instead, see `refusal_count`.
"""

import json
import logging

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from . import clock
from .client_address import client_address
from .request_ids import current_request, number

logger = logging.getLogger("kaiji.security")


class SecurityEvent(models.Model):
    """One thing that somebody did. Their number and name are copies, kept whatever happens."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", _("signed in")
        SIGN_OUT = "sign_out", _("signed out")
        USER = "user", _("user changed")
        FACTOR = "factor", _("sign-in method changed")
        ROLE = "role", _("role changed")
        DECISION = "decision", _("step of a version")
        IMPORT = "import", _("import")
        FILE = "file", _("file taken along")
        START = "start", _("program started")

    at = models.DateTimeField(_("at"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    actor_id = models.BigIntegerField(_("user number"), null=True)  # None: the program itself
    actor_name = models.CharField(_("user"), max_length=150, blank=True)
    about = models.CharField(_("about"), max_length=200, blank=True)
    details = models.JSONField(_("details"), default=dict)
    address = models.CharField(_("address"), max_length=45, blank=True)
    request_number = models.CharField(_("request"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("security event")
        verbose_name_plural = _("security events")
        ordering = ["-id"]
        default_permissions = ["view"]
        indexes = [models.Index(fields=["kind", "at"], name="security_events_of_a_kind")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


def record(kind, *, by, about="", **details):
    """Append an event to the record and to the log; returns it.

    kind: a `SecurityEvent.Kind`. by: the user, or None for the program. about: whom or what it
    concerns, in a few words. details: what JSON can hold.
    """
    request = current_request.get()
    event = SecurityEvent.objects.create(
        at=clock.now(),
        kind=kind,
        actor_id=by and by.pk,
        actor_name=by.get_username() if by else "",
        about=about[:200],
        details=details,
        address=client_address(request) if request else "",
        request_number=number() if request else "",
    )
    transaction.on_commit(lambda: logger.info(_as_json(event)))  # what is undone leaves no line
    return event


def _as_json(event):
    content = {
        "at": event.at.isoformat(),
        "kind": str(event.kind),
        "user_id": event.actor_id,
        "user": event.actor_name,
        "about": event.about,
        "details": event.details,
        "address": event.address,
        "request": event.request_number,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)
