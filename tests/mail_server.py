"""A mail server in the test process: mails reach it as they would reach any other."""

import socket
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from functools import partial
from threading import Event, Thread

import pytest
from aiosmtpd.controller import Controller

from .servers import free_port

HOST = "127.0.0.1"
SITE = "https://kaiji.example.com"


@pytest.fixture
def server():
    with MailServer() as server:
        yield server


@pytest.fixture
def mailing(server, settings):
    """The settings as an operator makes them."""
    settings.EMAIL_BACKEND = "disclosures.notifications.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, server.port
    settings.DEFAULT_FROM_EMAIL = "kaiji@example.com"
    settings.KAIJI_URL = SITE
    return settings


def environment_of(server):
    """The same for another process."""
    return {
        "KAIJI_URL": SITE,
        "KAIJI_EMAIL_HOST": HOST,
        "KAIJI_EMAIL_PORT": str(server.port),
        "KAIJI_EMAIL_FROM": "kaiji@example.com",
    }


class MailServer:
    """Keeps what it receives; refuses whom it is told to, and everybody while it is full."""

    def __init__(self):
        self.port, self.mails, self.refused, self.is_full = free_port(), [], set(), False
        self.controller = Controller(self, hostname=HOST, port=self.port)

    def __enter__(self):
        self.controller.start()
        return self

    def __exit__(self, *exception):
        self.controller.stop()

    @property
    def recipients(self):
        """Who received something, one entry a mail."""
        return [mail["To"] for mail in self.mails]

    @property
    def subjects(self):
        """What the mails are about, without the break of a folded line."""
        return [mail["Subject"].strip() for mail in self.mails]

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 There is no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.is_full:
            return "452 The disk is full"
        mail = message_from_bytes(envelope.content, policy=default)
        assert envelope.rcpt_tos == [mail["To"]]
        self.mails.append(mail)
        return "250 OK"


class UnrulyServer:
    """Speaks as it should up to one point, and from there drips, hangs, babbles or hangs up.

    manner: one of these, or the words that it answers there before it goes on as it should.
    point: "greeting", "MAIL", "DATA" (its first answer), "end" (its last) or "QUIT".
    """

    ANSWERS = {"greeting": b"220 Hello", "DATA": b"354 Go on", "QUIT": b"221 Bye"}

    def __init__(self, point, manner):
        self.point = point
        self.manner = getattr(self, manner, partial(self.say, words=manner))
        self.listening = socket.create_server((HOST, 0))
        self.port = self.listening.getsockname()[1]
        self.has_begun, self.is_over = Event(), Event()
        self.calls, self.taken = 0, []

    def __enter__(self):
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *exception):
        self.is_over.set()
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()

    def drip(self, connection):
        """Answer for ever, a byte at a time, so that no single wait is long."""
        while not self.is_over.wait(0.02):
            for byte in b"250-\r\n":
                connection.sendall(bytes([byte]))

    def hang(self, connection):
        """Say nothing more."""
        self.is_over.wait()

    def babble(self, connection):
        """Answer what is no answer."""
        connection.sendall(b"Well\r\n")

    def say(self, connection, words):
        """Answer these words, and whatever comes then with 250."""
        connection.sendall(words.encode() + b"\r\n")
        for _line in connection.makefile("rb"):
            connection.sendall(b"250 OK\r\n")

    def hang_up(self, connection):
        """End the connection."""

    def _accept(self):
        with suppress(OSError):  # it was closed
            while True:
                connection, _address = self.listening.accept()
                self.calls += 1
                Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with suppress(OSError), connection, connection.makefile("rb") as said:
            point = "greeting"
            while point != self.point:
                connection.sendall(self.ANSWERS.get(point, b"250 OK") + b"\r\n")
                if point == "DATA":
                    self.taken.append(b"".join(iter(said.readline, b".\r\n")))
                    point = "end"
                else:
                    point = said.readline().decode()[:4].upper()
            self.has_begun.set()
            self.manner(connection)
