"""Sends the mails that wait in the outbox: after the commit and outside the request."""

import logging
from threading import Lock, Thread, Timer, current_thread

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Min
from django.utils import timezone

from disclosures.models.mail import Mail

from .sending import send_due

log = logging.getLogger(__name__)


def put(mails):
    """Keep these mails together with what they tell of; they are sent once that is committed."""
    Mail.objects.bulk_create(mails)
    send_soon()


def send_soon():
    """Send in the background what is due once the transaction is committed."""
    transaction.on_commit(sender.wake, robust=True)


class Sender:
    """A thread that sends what is due and then ends: one in this process, begun when asked for.

    It is no daemon, so that the end of the process does not tear the mail in hand.
    """

    def __init__(self):
        self.lock, self.is_asked = Lock(), False
        self.thread = self.alarm = None

    def wake(self):
        """Have what is due sent soon; returns at once. Nothing where cron alone sends."""
        if not settings.MAILS_ARE_SENT_IN_BACKGROUND:
            return
        with self.lock:
            self.is_asked = True
            if self.thread is None or not self.thread.is_alive():
                self.thread = Thread(target=self._run, name="outbox")
                self.thread.start()

    def _run(self):
        try:
            while self._is_asked():
                send_due()
                self._set_alarm()
        except Exception:
            log.exception("Sending mails failed; the next mail, or send_mail, tries again.")
        finally:
            connections.close_all()
            self._end()

    def _is_asked(self):
        with self.lock:
            is_asked, self.is_asked = self.is_asked, False
            if not is_asked:
                self.thread = None
            return is_asked

    def _end(self):
        """Let the next `wake` begin another thread, or begin it for who asked meanwhile."""
        with self.lock:
            if self.thread is current_thread():
                self.thread = None
            is_asked = self.is_asked and self.thread is None
        if is_asked:
            self.wake()

    def _set_alarm(self):
        """Wake again when the next mail is due, if this process lives as long."""
        if self.alarm:
            self.alarm.cancel()
        due_at = Mail.objects.aggregate(first=Min("due_at"))["first"]
        if due_at:
            seconds = (due_at - timezone.now()).total_seconds()
            self.alarm = Timer(max(seconds, 1), self.wake)
            self.alarm.daemon = True
            self.alarm.start()


sender = Sender()
