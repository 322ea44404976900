"""The page itself: what it costs, and versions that are none."""

import pytest
from django.urls import reverse

from tests.factory import make_approved, make_checklist, reviewer, submit_all_changed

from .reading import review_page

# The clock of PostgreSQL costs a query of its own.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize("versions", [2, 10])
def test_list_and_page_cost_the_same_with_more_versions(
    client, versions, django_assert_num_queries
):
    checklist = make_checklist()
    for number in range(versions):
        last = make_approved(checklist, f"{number}.0")
    client.force_login(reviewer())

    with django_assert_num_queries(8):
        client.get(reverse("admin:disclosures_revision_changelist"))
    with django_assert_num_queries(16):
        client.get(review_page(last))


@pytest.mark.parametrize("items", [3, 73])
def test_the_page_costs_the_same_with_more_changes(client, items, django_assert_num_queries):
    revision = submit_all_changed(items)
    client.force_login(reviewer())

    with django_assert_num_queries(21):
        response = client.get(review_page(revision))

    assert response.content.count(b'class="item risk-flip"') == items
    assert len(response.content) < 200_000


@pytest.mark.parametrize("key", [99, 2**70, "x"])
def test_an_unknown_version_is_not_found(client, key):
    client.force_login(reviewer())

    response = client.get(reverse("admin:disclosures_revision_change", args=[key]))

    assert response.status_code == 404
