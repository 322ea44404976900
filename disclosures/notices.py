"""Who is told by mail of a step of a version: reviewers of a submission, editors of a decision."""

import logging
from functools import partial

from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from .diffs import changes
from .mailing import BACKEND, LANGUAGE, UNSENT, mail, unset

DECIDERS = "disclosures.decide_revision"
TO_REVIEWERS = ("submit", "recall")

log = logging.getLogger(__name__)


def announce(event):
    """Mail of this event once it is committed; a mail that fails is logged and undoes nothing."""
    transaction.on_commit(partial(_send_all, event), robust=True)


def _send_all(event):
    if problems := unset():
        log.info("No mail of a decision is sent. Set %s.", ", ".join(problems))
        return
    told = list(_told(event))
    if not told:
        return
    about = _about(event)
    with translation.override(LANGUAGE):
        letters = [mail("step", user.email, user=user, **about) for user in told]
    try:
        with get_connection() as connection:
            for letter in letters:
                _send(letter, connection, event)
    except UNSENT as error:
        log.warning("No mail of %r of version %s: %s", event.action, event.revision, error)


def _send(letter, connection, event):
    try:
        connection.send_messages([letter])
    except UNSENT as error:
        log.warning("No mail to %s of version %s: %s", letter.to[0], event.revision, error)


def _told(event):
    """Active staff with an address whom the event concerns, but for who did it."""
    users = get_user_model().objects.filter(is_active=True, is_staff=True)
    if event.action in TO_REVIEWERS:
        deciders = get_user_model().objects.with_perm(
            DECIDERS, backend=BACKEND, include_superusers=False
        )
        users = users.filter(pk__in=deciders.values("pk"))
    else:
        revision = event.revision
        contributors = revision.contributors.values("user")
        users = users.filter(Q(pk=revision.submitted_by_id) | Q(pk__in=contributors))
    return users.exclude(pk=event.actor_id).exclude(email="").order_by("username")


def _about(event):
    """What the mail says: the step, how much it changes, and what readers see now."""
    revision = event.revision
    before = revision.before()
    return {
        "event": event,
        "revision": revision,
        "before": before,
        "changes": changes(before and before.content, revision.content),
        "comments": revision.comments.count(),
        "public": revision.siblings().current(),
    }
