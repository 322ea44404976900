"""Served by several processes, also behind nginx and without its database."""

import re
import time
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.disclosures.public.addresses import ADDRESSES
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    reviewer,
    submit,
)
from tests.racing import address_of_test_database
from tests.servers import Wire, kaiji, nginx

pytestmark = pytest.mark.django_db(transaction=True)

SOON = 2  # seconds until everybody sees what was decided
ASKED = 30  # times: so often both processes answer


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product("Alpha")])
    change_answer(checklist, "1", body="First words.")
    make_approved(checklist)
    return checklist


@pytest.fixture
def server(checklist):
    with kaiji(address_of_test_database()) as server:
        yield server


@pytest.fixture
def proxy(server, tmp_path):
    with nginx(server, tmp_path) as proxy:
        yield proxy


@pytest.fixture(params=["directly", "behind nginx"])
def readers(request, server):
    """The server as readers reach it."""
    return server if request.param == "directly" else request.getfixturevalue("proxy")


def versions(readers, times=ASKED):
    """Which versions the processes show, of so many questions."""
    return {version_on(readers.get("/sheet/")) for _ in range(times)}


def version_on(answer):
    status, _headers, body = answer
    found = re.search(rb'data-permanent="/sheet/versions/([^/"]+)/"', body)
    return found[1].decode() if found else status


def test_an_approved_version_is_seen_in_every_process(readers, checklist):
    before = versions(readers)
    make_approved(checklist, "2.0")
    time.sleep(SOON)

    assert (before, versions(readers)) == ({"1.0"}, {"2.0"})


def test_a_withdrawn_version_is_gone_in_every_process(readers, checklist):
    second = make_approved(checklist, "2.0")
    time.sleep(SOON)
    before = versions(readers)
    second.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")
    time.sleep(SOON)

    assert (before, versions(readers)) == ({"2.0"}, {"1.0"})
    assert {readers.get("/sheet/versions/2.0/")[0] for _ in range(ASKED)} == {410}


def test_a_scheduled_version_is_seen_from_its_second_on(readers, checklist):
    submitted = submit(checklist, "2.0")
    at = (timezone.now() + timedelta(seconds=3)).replace(microsecond=0)
    approve(submitted, at=at)

    seen = []
    while timezone.now() < at + timedelta(seconds=SOON):
        asked = timezone.now()
        seen.append((asked, version_on(readers.get("/sheet/")), timezone.now()))
        time.sleep(0.02)

    early = {version for _asked, version, answered in seen if answered < at}
    late = {version for asked, version, _ in seen if asked >= at + late_by(readers)}
    assert (early, late) == ({"1.0"}, {"2.0"})


def late_by(readers):
    """How long after its moment a version may be unseen: while processes ask, or nginx keeps."""
    return timedelta(seconds=1) if readers.is_proxy else timedelta(milliseconds=300)


def test_nginx_answers_from_what_it_keeps(proxy):
    kept = {proxy.get("/sheet/")[1]["X-Cache"] for _ in range(ASKED)}

    assert "HIT" in kept


@pytest.mark.parametrize(("accepted", "coding"), [("br", "br"), ("gzip", "gzip"), ("", None)])
def test_nginx_keeps_each_coding_and_its_tag(server, proxy, accepted, coding):
    status, headers, body = proxy.get("/sheet/sheet.json", Accept_Encoding=accepted)

    again = proxy.get("/sheet/sheet.json", Accept_Encoding=accepted, If_None_Match=headers["ETag"])

    assert (status, headers["Content-Encoding"], again[0]) == (200, coding, 304)
    assert body == server.get("/sheet/sheet.json", Accept_Encoding=accepted)[2]


# Without the database


@pytest.fixture
def session():
    """The cookie of an editor who is logged in."""
    client = Client()
    client.force_login(editor())
    return f"sessionid={client.cookies['sessionid'].value}"


@pytest.fixture
def stoppable(checklist, session, tmp_path):
    """The address of the test's database on a way that can be cut, and the cutting."""
    if connection.vendor == "sqlite":
        return copied(tmp_path / "copy.sqlite3")
    parts = urlsplit(address_of_test_database())
    wire = Wire(parts.port or 5432)
    user = parts.netloc.rpartition("@")[0]
    netloc = f"{user}@127.0.0.1:{wire.port}" if user else f"127.0.0.1:{wire.port}"
    return urlunsplit(parts._replace(netloc=netloc)), wire.cut


def copied(path):
    """A copy of the file, in whose place a folder stands once it is stopped."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])

    def stop():
        for part in path.parent.glob(f"{path.name}*"):
            part.unlink(missing_ok=True)  # SQLite takes some away by itself
        path.mkdir()

    return f"sqlite:///{path}", stop


def test_without_its_database_readers_get_what_was_known(checklist, session, stoppable):
    address, stop = stoppable
    with kaiji(address, workers=1) as server:
        before = {path: server.get(path) for path in PUBLIC}
        inside = server.get("/admin/", Cookie=session)[0]
        stop()
        time.sleep(SOON)

        after = {path: server.get(path) for path in PUBLIC}
        admin = server.get("/admin/", Cookie=session)
        health, ready = server.get("/healthz")[0], server.get("/readyz")[0]
        unasked = server.get("/sheet/search/?q=never+asked")

    assert {path: one[2] for path, one in after.items()} == {p: one[2] for p, one in before.items()}
    assert {one[0] for one in after.values()} == {200}
    assert (inside, health, ready) == (200, 200, 503)
    for status, headers, body in (admin, unasked):
        assert (status, headers["Cache-Control"]) == (503, "no-store")
        assert "現在、このページを表示できません" in body.decode()


GONE = {
    "/readyz",
    "/sheet/products/beta/",
    "/sheet/versions/2.0/",
    "/sheet/versions/1.0/since/1.0/",
}
PUBLIC = [path for path in ADDRESSES if path not in GONE]
