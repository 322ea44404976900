"""Every routed address × everybody × GET and POST, against the table in `urls_matrix.txt`.

A new address without a row fails, and so does a row without an address. Rows are written by
hand: each is a decision about who may do what.
"""

import pytest
from django.urls import get_resolver

from .urls_matrix import EVERYBODY, World, routes, table

pytestmark = pytest.mark.django_db


def test_everybody_may_do_exactly_what_the_table_says(client, world):
    found = {
        (route, method): {who: world.status(client, route, method, who) for who in EVERYBODY}
        for route in routes(get_resolver().url_patterns)
        for method in ("GET", "POST")
    }

    expected = table()
    assert sorted(found) == sorted(expected)
    assert {key: value for key, value in found.items() if value != expected[key]} == {}


@pytest.mark.parametrize(
    ("model", "name"),
    [
        *(("answer", name) for name in ("product", "item", "same_as", "owner", "checklist")),
        *(("item", name) for name in ("section", "guideline")),
        *(("revision", name) for name in ("checklist", "submitted_by")),
        ("reminder", "user"),
        ("intake", "checklist"),
        ("mail", "recipient"),
    ],
)
def test_a_key_beyond_all_numbers_filters_no_list_to_death(client, world, model, name):
    client.force_login(world.people["superuser"])

    response = client.get(f"/admin/disclosures/{model}/?{name}={'9' * 20}", follow=True)

    assert response.status_code == 200


@pytest.mark.parametrize("model", ["revision", "intake", "answer", "mail"])
def test_nor_does_a_null_character(client, world, model):
    client.force_login(world.people["superuser"])

    response = client.get(f"/admin/disclosures/{model}/?state__exact=%00&q=%00", follow=True)

    assert response.status_code == 200


@pytest.fixture
def world():
    return World()
