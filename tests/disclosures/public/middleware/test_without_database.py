"""Without the database readers are answered from memory, or told so."""

import pytest

from tests.factory import make_approved, reviewer

from .lost_database import no_database

pytestmark = pytest.mark.django_db


def test_without_the_database_a_page_says_what_it_said_before_the_last_approval(client, checklist):
    before = {address: client.get(address) for address in ("/", "/sheet/versions/1.0/")}
    make_approved(checklist, "3.0")
    client.get("/sheet/")

    with no_database():
        after = {address: client.get(address) for address in before}

    assert {one.status_code for one in after.values()} == {200}
    assert all(after[address].content == before[address].content for address in before)


def test_without_the_database_nothing_is_said_from_before_a_withdrawal(client, checklist):
    addresses = ("/sheet/versions/2.0/", "/sheet/versions/2.0/sheet.json", "/sheet/search/?q=words")
    before = [client.get(address).status_code for address in addresses]
    second = checklist.revisions.get(version="2.0")
    second.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")
    client.get("/robots.txt")

    with no_database():
        after = [client.get(address).status_code for address in addresses]

    assert (before, after) == ([200] * 3, [503] * 3)
