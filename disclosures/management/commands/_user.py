"""The user as whom a command writes: named, active and permitted; and when none may write."""

import os
import pwd

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.user_sessions import end_sessions
from audit.security_event import SecurityEvent, record
from disclosures.integrity import triggers

ROOT = 0


def add_user_argument(parser, permission):
    parser.add_argument(
        "--user", required=True, help=f"user name; needs the permission {permission}"
    )


def get_user(name, permission):
    """The active user of that name; `CommandError` without one, or without the permission."""
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(_("There is no active user “%(name)s”.") % {"name": name})
    if not user.has_perm(permission):
        why = _("User “%(name)s” lacks the permission %(permission)s.")
        raise CommandError(why % {"name": name, "permission": permission})
    return user


def add_account_arguments(parser):
    """Whose account a command changes past the admin, and why."""
    parser.add_argument("name", help="of the user")
    parser.add_argument("--reason", required=True, help="kept in the security record")


def account_of(name):
    """The user of that name, active or not; `CommandError` without one."""
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(_("There is no user “%(name)s”.") % {"name": name})
    return user


def take_away(name, reason, action, changed):
    """Take a way to sign in from the user of that name, whose sessions end; it is recorded.

    action: what takes it away, given the user. changed: how the record names it. The seal breaks.
    """
    refuse_unguarded()
    user = account_of(name)
    with transaction.atomic():
        action(user)
        end_sessions(user)
        record(SecurityEvent.Kind.FACTOR, by=None, about=name, changed=[changed], reason=reason)


def operator():
    """The account of the operating system by which a command runs; with sudo, whoever asked.

    The environment is believed where root runs it alone: anybody else could write it.
    """
    key = os.getuid()
    if key == ROOT and (asked := os.environ.get("SUDO_USER")):
        return asked[:150]
    try:
        return pwd.getpwuid(key).pw_name
    except KeyError:  # a container may have no name for it
        return str(key)


def refuse_unguarded():
    """Raise `CommandError` where a guard is missing; each command that writes asks first."""
    try:
        triggers.require(connection)
    except triggers.Unguarded as error:
        raise CommandError(str(error)) from error
