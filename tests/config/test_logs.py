"""What stands on standard error after something failed, outside development."""

import os
import re
from contextlib import contextmanager

import pytest

from tests.racing import address_of_test_database
from tests.servers import kaiji

from .production_environment import PRODUCTION, SECURE

pytestmark = pytest.mark.django_db(transaction=True)

RECORD = re.compile(r"(?m)^[0-9-]+ [0-9:,]+ ([A-Z]+) ([\w.]+) \[([0-9a-zA-Z_-]+)\] (.*)$")


class Recorded:
    """What a server wrote to standard error."""

    def __init__(self, file):
        self.file = file

    @property
    def text(self):
        return self.file.read_text()

    @property
    def records(self):
        """Level, logger, number and message of each."""
        return RECORD.findall(self.text)


@contextmanager
def served(folder, static, **environment):
    """The server, and the file of what it writes to standard error."""
    file = folder / "stderr"
    values = {**PRODUCTION, "TEST_STATIC_ROOT": str(static), **environment}
    with (
        file.open("ab") as stderr,
        kaiji(address_of_test_database(), workers=1, stderr=stderr, **values) as server,
    ):
        yield server, Recorded(file)


@pytest.fixture(scope="module")
def running(django_db_setup, tmp_path_factory, static_files):
    with served(tmp_path_factory.mktemp("served"), static_files) as both:
        yield both


@pytest.fixture
def production(running):
    server, recorded = running
    os.truncate(recorded.file, 0)
    return server, recorded


def test_an_error_is_recorded_under_the_number_that_its_page_shows(production):
    server, recorded = production

    status, headers, body = server.get("/admin/fails/", **SECURE)

    [(level, logger, number, message)] = recorded.records
    said = (level, logger, message)
    assert said == ("ERROR", "django.request", "Internal Server Error: /admin/fails/")
    assert (status, headers["X-Request-ID"]) == (500, number)
    assert f"<code>{number}</code>" in body.decode()
    assert "  ArithmeticError: It cannot be reckoned.\n" in recorded.text


def test_each_error_has_its_own_number(production):
    server, recorded = production

    numbers = [server.get("/admin/fails/", **SECURE)[1]["X-Request-ID"] for _ in range(3)]

    assert len(set(numbers)) == 3
    assert [number for *_, number, _message in recorded.records] == numbers


def test_a_proxy_in_front_gives_the_number(production):
    server, _recorded = production

    headers = server.get("/admin/fails/", **SECURE, X_Request_ID="0123456789abcdef")[1]

    assert headers["X-Request-ID"] == "0123456789abcdef"


@pytest.mark.parametrize("given", ["short", "a" * 65, "12345678 9", "12345678<b>"])
def test_what_is_no_number_is_not_taken(production, given):
    server, recorded = production

    number = server.get("/admin/fails/", **SECURE, X_Request_ID=given)[1]["X-Request-ID"]

    assert re.fullmatch("[0-9a-f]{16}", number)
    assert given not in recorded.text


def test_without_a_proxy_nobody_else_gives_the_number(tmp_path, static_files):
    alone = {"KAIJI_BEHIND_PROXY": "0", "KAIJI_SSL_REDIRECT": "0"}
    with served(tmp_path, static_files, **alone) as (server, _recorded):
        headers = server.get("/admin/fails/", X_Request_ID="0123456789abcdef")[1]

    assert re.fullmatch("[0-9a-f]{16}", headers["X-Request-ID"])
    assert headers["X-Request-ID"] != "0123456789abcdef"


def test_a_refused_form_is_recorded_with_its_reason_in_lines_of_one_number(production):
    server, recorded = production

    status, headers, _body = server.ask("POST", "/admin/login/", "username=x", **SECURE)

    number = headers["X-Request-ID"]
    reason = "Forbidden (Referer checking failed - no Referer.): /admin/login/"
    assert status == 403
    assert recorded.records == [
        ("WARNING", "django.security.csrf", number, reason),
        ("WARNING", "django.security.refused", number, "/admin/login/ was refused: 403"),
    ]
    assert recorded.text.count("\n") == 2


def test_an_unknown_host_is_recorded_in_one_line_and_named(production):
    server, recorded = production

    status, headers, _body = server.get("/", **{**SECURE, "Host": "evil.example"})

    [(level, logger, number, message)] = recorded.records
    assert (status, headers["X-Request-ID"]) == (400, number)
    assert (level, logger) == ("ERROR", "django.security.DisallowedHost")
    assert message.startswith("Invalid HTTP_HOST header: 'evil.example'.")
    assert recorded.text.count("\n") == 1


@pytest.mark.parametrize("path", ["/nowhere/", "/healthz", "/", "/nowhere/sheet.json"])
def test_what_readers_ask_for_is_not_recorded(production, path):
    server, recorded = production

    headers = server.get(path, **SECURE)[1]

    assert (recorded.text, headers["X-Request-ID"]) == ("", None)


def test_no_text_poses_as_a_record(production):
    server, recorded = production

    server.get("/admin/fails/", **SECURE)

    assert "ERROR forged [0] line" in recorded.text
    assert {logger for _level, logger, *_ in recorded.records} == {"django.request"}


def test_without_collected_static_files_an_error_still_has_its_number(tmp_path):
    with served(tmp_path, tmp_path / "nothing collected") as (server, recorded):
        status, headers, body = server.get("/admin/fails/", **SECURE)

    assert (status, headers["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert headers["X-Request-ID"] in body.decode()
    assert {number for *_, number, _message in recorded.records} == {headers["X-Request-ID"]}
    assert "Missing staticfiles manifest entry" in recorded.text


def test_no_link_that_sets_a_password_is_recorded(production):
    server, recorded = production

    for begin in ("", "/en"):
        path = f"{begin}/admin/account/password/invitation/ey-secret:token/"
        assert server.ask("POST", path, "x=1", **SECURE)[0] == 403

    assert "/admin/account/password/invitation/…" in recorded.text
    assert "secret" not in recorded.text
