"""A mail server in the test process: mails reach it as they would reach any other."""

import socket
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

HOST = "127.0.0.1"
SITE = "https://kaiji.example.com"


@pytest.fixture
def server():
    with MailServer() as server:
        yield server


@pytest.fixture
def mailing(server, settings):
    """The settings as an operator makes them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, server.port
    settings.DEFAULT_FROM_EMAIL = "kaiji@example.com"
    settings.KAIJI_URL = SITE
    return settings


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


def free_port():
    """A port on which nothing listens yet."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
