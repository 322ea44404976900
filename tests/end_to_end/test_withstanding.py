"""The documented service and proxy under load: what fails does not end the rest."""

import os
import signal
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection
from django.test import Client

from tests.factory import change_answer, editor, make_approved, make_checklist
from tests.racing import address_of_test_database
from tests.servers import PATIENCE, Server, kaiji, nginx

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 8  # of each process, as the unit says
SLOW = 600  # requests whose bodies never end
IDLE = 1_100  # connections on which nothing is said
ELSEWHERE = [f"127.0.0.{last}" for last in range(2, 12)]  # addresses of this machine, too


@pytest.fixture
def checklist():
    checklist = make_checklist()
    change_answer(checklist, "1", body="We do.")
    make_approved(checklist)
    return checklist


@pytest.fixture
def session(checklist):
    """The header of an editor who is logged in."""
    client = Client()
    client.force_login(editor())
    return {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}


@pytest.fixture(scope="module")
def served(django_db_setup, tmp_path_factory):
    """The service and the proxy before it, for all tests of this module."""
    with (
        kaiji(address_of_test_database()) as service,
        nginx(service, tmp_path_factory.mktemp("nginx")) as proxy,
    ):
        yield service, proxy


@pytest.fixture
def service(served, checklist):
    return served[0]


@pytest.fixture
def proxy(served, checklist):
    return served[1]


# Processes


def workers(server):
    """The keys of the processes that answer."""
    main = server.process.pid
    return Path(f"/proc/{main}/task/{main}/children").read_text().split()


def test_a_process_that_dies_is_replaced_and_nobody_notices(service, proxy):
    first, second = workers(service)

    os.kill(int(first), signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    statuses = []
    while time.monotonic() < until and (len(workers(service)) < 2 or first in workers(service)):
        statuses.append(proxy.get("/sheet/")[0])
    statuses += [proxy.get(f"/sheet/search/?q={number}")[0] for number in range(20)]

    assert set(statuses) == {200}
    assert (len(workers(service)), second in workers(service)) == (2, True)


# Connections that hold and say nothing


@contextmanager
def opened(count, port, said=b""):
    """So many connections, from several addresses, on each of which only this is said."""
    with ExitStack() as stack:
        for number in range(count):
            source = (ELSEWHERE[number % len(ELSEWHERE)], 0)
            one = socket.create_connection(("127.0.0.1", port), timeout=5, source_address=source)
            stack.enter_context(one)
            one.sendall(said)
        yield


def half_sent(path):
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n"
    return f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\nusername=".encode()


@pytest.mark.parametrize("path", ["/en/admin/account/login/", "/sheet/", "/healthz"])
def test_bodies_that_never_end_stop_nobody(proxy, session, path):
    with opened(SLOW, proxy.port, half_sent(path)):
        asked = time.monotonic()
        readers = [proxy.get("/sheet/")[0], proxy.get("/sheet/search/?q=new")[0]]
        staff = [proxy.get("/admin/", **session)[0], proxy.get("/admin/account/login/")[0]]
        took = time.monotonic() - asked

    assert (readers, staff) == ([200, 200], [200, 200])
    assert took < 8  # the slow ones are sent away only after ten


def test_idle_connections_stop_nobody(proxy, session):
    with opened(IDLE, proxy.port):
        answers = [proxy.get("/sheet/")[0], proxy.get("/admin/", **session)[0]]

    assert answers == [200, 200]


def test_who_is_slow_is_sent_away(proxy):
    with socket.create_connection(("127.0.0.1", proxy.port), timeout=PATIENCE) as slow:
        slow.sendall(half_sent("/sheet/"))
        try:
            said = slow.recv(1000)
        except ConnectionResetError:
            said = b""

    assert said == b""


# Many at once


def test_a_burst_of_logins_is_limited_and_readers_are_not(proxy):
    with ThreadPoolExecutor(4) as pool:
        logins = Counter(
            pool.map(lambda _: proxy.ask("POST", "/admin/account/login/")[0], range(40))
        )
        english = proxy.ask("POST", "/en/admin/account/login/")[0]
        readers = Counter(pool.map(lambda _: proxy.get("/sheet/")[0], range(200)))

    assert set(logins) == {403, 429}  # 403: these have no token
    assert 10 <= logins[403] <= 20
    assert (english, readers) == (429, {200: 200})


def test_pages_of_staff_are_not_limited_at_the_pace_of_people(proxy, session):
    pages = [proxy.get("/admin/", **session)[0] for _ in range(30)]

    assert set(pages) == {200}


@pytest.mark.postgresql
def test_connections_to_postgresql_stay_bounded(service, session):
    done, counts = Event(), []
    with ThreadPoolExecutor(60) as pool:
        # Who is logged in already is led on: a session and a user, and nothing dearer.
        asked = [pool.submit(service.get, "/admin/account/login/", **session) for _ in range(300)]
        Thread(target=_set_when_done, args=(asked, done), daemon=True).start()
        while not done.wait(0.02):
            counts.append(_connections())
        statuses = {one.result()[0] for one in asked}

    assert statuses == {302}
    assert 1 < max(counts) <= 2 * THREADS


def _set_when_done(futures, done):
    for one in futures:
        one.exception()
    done.set()


def _connections():
    """How many others hold a connection to this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


# What the program believes


class Telling(BaseHTTPRequestHandler):
    """Answers with the headers that came."""

    def do_GET(self):
        text = "".join(f"{name}: {value}\n" for name, value in self.headers.items())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *args):
        pass


@pytest.mark.parametrize("path", ["/", "/admin/", "/en/admin/account/login/"])
def test_what_a_client_says_of_itself_does_not_reach_the_program(tmp_path, path):
    spoofed = {
        "X_Forwarded_For": "203.0.113.9",
        "X_Forwarded_Proto": "https",
        "X_Forwarded_Host": "evil.example",
        "X_Real_IP": "203.0.113.9",
        "X_Request_ID": "spoofed-spoofed",
        "Forwarded": "for=203.0.113.9;host=evil.example",
    }
    with ThreadingHTTPServer(("127.0.0.1", 0), Telling) as behind:
        Thread(target=behind.serve_forever, daemon=True).start()
        with nginx(Server(behind.server_port), tmp_path) as proxy:
            told = proxy.get(path, **spoofed)[2].decode()
        behind.shutdown()

    sent = dict(line.split(": ", 1) for line in told.splitlines())
    assert [name for name in ("203.0.113.9", "evil", "spoofed", "https") if name in told] == []
    assert (sent["X-Forwarded-For"], sent["X-Real-IP"]) == ("127.0.0.1", "127.0.0.1")
    assert (sent["X-Forwarded-Proto"], len(sent["X-Request-ID"])) == ("http", 32)
