"""The mail server: one mail within a time that no server can stretch, and how it ended."""

import smtplib
import socket
from contextlib import suppress
from threading import Lock, Timer

from django.core.mail.backends import smtp
from django.utils.translation import gettext_noop

TIME_FOR_ONE = 30  # seconds from connecting to the last answer; EMAIL_TIMEOUT is for each answer
TOO_SLOW = gettext_noop("The mail server did not finish in time.")
ACCEPTED, GO_ON = 250, 354  # the server's words for "I have it" and "send the mail itself"


class Unreachable(OSError):
    """No session with the server could begin; it is not about this mail."""


class Refused(OSError):
    """The server will never take this mail."""


class PerhapsSent(OSError):
    """The server had the mail, or most of it, and did not say what became of it."""


class EmailBackend(smtp.EmailBackend):
    """Django's, with a limit for the whole of a mail. Raises the errors above, or `OSError`."""

    @property
    def connection_class(self):
        session = _SessionWithTls if self.use_ssl else _Session
        return type(session.__name__, (session,), {"limit": self.limit})

    def send_messages(self, email_messages):
        with _Limit(TIME_FOR_ONE) as self.limit:
            return super().send_messages(email_messages)

    def open(self):
        try:
            return super().open()
        except OSError as error:
            raise Unreachable(self._in_words(error)) from error

    def _send(self, email_message):
        try:
            return super()._send(email_message)
        except OSError as error:
            words = self._in_words(error)
            if self.connection.is_unanswered:
                raise PerhapsSent(words) from error
            raise (Refused if _is_final(error) else OSError)(words) from error

    def _close_connection(self, connection):
        """How a session ends says nothing about the mail."""
        with suppress(OSError):
            super()._close_connection(connection)
        connection.close()

    def _in_words(self, error):
        return TOO_SLOW if self.limit.is_over else _in_words(error)


class _Limit:
    """Ends a connection after so many seconds, however busily the server keeps answering."""

    def __init__(self, seconds):
        self.timer, self.lock = Timer(seconds, self._end), Lock()
        self.timer.daemon = True
        self.is_over, self.socket = False, None

    def __enter__(self):
        self.timer.start()
        return self

    def __exit__(self, *exception):
        self.timer.cancel()
        with self.lock:
            if self.socket:
                self.socket.close()
            self.socket = None

    def of(self, connected):
        """The same socket, now under this limit."""
        with self.lock:
            self.socket = connected.dup()  # TLS takes the first one apart
            if self.is_over:
                self._shut()
        return connected

    def _end(self):
        with self.lock:
            self.is_over = True
            self._shut()

    def _shut(self):
        if self.socket:
            with suppress(OSError):  # the server was faster
                self.socket.shutdown(socket.SHUT_RDWR)


class _Session(smtplib.SMTP):
    """Knows whether the server has been given a mail that it did not answer yet."""

    limit = None  # the `_Limit` of this session
    is_unanswered = False

    def _get_socket(self, *args):
        return self.limit.of(super()._get_socket(*args))

    def getreply(self):
        code, words = super().getreply()
        self.is_unanswered |= code == GO_ON
        return code, words

    def data(self, msg):
        """Its answer as 250 wherever that is a yes; anything but a yes or a no is no answer."""
        code, words = super().data(msg)
        is_yes, is_no = 200 <= code < 300, 400 <= code < 600
        self.is_unanswered = not (is_yes or is_no)
        return (ACCEPTED if is_yes else code), words


class _SessionWithTls(smtplib.SMTP_SSL, _Session):
    """The same, encrypted from the first byte."""


def _is_final(error):
    """Whether the server refused the recipient or the text for good: 5xx."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def _in_words(error):
    """What the server said, or else what happened to the connection."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(*answer) for answer in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _answer(code, words):
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
