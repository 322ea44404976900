"""Mails about a version: reviewers hear of submissions and recalls, its editors of decisions."""

import logging

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from disclosures.models.mail import READERS_OF_EVENTS, Mail
from disclosures.permissions import DECIDE_REVISION
from disclosures.sheet.diff import changes

from . import outbox
from .message import BACKEND, missing_settings

TO_REVIEWERS = ("submit", "recall")

log = logging.getLogger(__name__)


def notify(event):
    """Put a mail to each whom this event concerns into the outbox, in its transaction.

    Whatever fails is logged and undoes nothing but the mails.
    """
    try:
        with transaction.atomic():
            _write(event)
    except Exception:  # whatever it is: no decision fails because of its mail
        log.exception("No mail of %r of version %s is written.", event.action, event.revision)


def _write(event):
    if problems := missing_settings():
        log.info("No mail about a version is written. Set %s.", ", ".join(problems))
        return
    if recipients := list(_recipients(event)):
        about = _mail_context(event)
        outbox.put([Mail.to(user, "step", event=event, **about) for user in recipients])


def _recipients(event):
    """Active staff with an address whom the event concerns and who may read it, but its actor."""
    users = _permitted(*READERS_OF_EVENTS).filter(is_active=True, is_staff=True)
    revision = event.revision
    deciders = Q(pk__in=_permitted(DECIDE_REVISION, include_superusers=False).values("pk"))
    worked = Q(pk=revision.submitted_by_id) | Q(pk__in=revision.contributors.values("user"))
    if event.action in TO_REVIEWERS:
        users = users.filter(deciders)
    else:  # a notice waits for one of those who decide
        users = users.filter(worked | deciders if revision.notice_waits else worked)
    return users.exclude(pk=event.actor_id).exclude(email="").order_by("username")


def _permitted(permission, **options):
    return get_user_model().objects.with_perm(permission, backend=BACKEND, **options)


def _mail_context(event):
    """What the mail says: the step, how much it changes, and what readers see now."""
    revision = event.revision
    before = revision.before()
    return {
        "revision": revision,
        "before": before,
        "changes": changes(before and before.content, revision.content),
        "comments": revision.comments.count(),
        "public": revision.siblings().current(),
    }
