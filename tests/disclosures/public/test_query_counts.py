"""The queries of each public page: no more of them with more versions or more sheets."""

import pytest

from tests.factory import make_approved, make_checklist, make_guideline, make_product

pytestmark = pytest.mark.django_db

# Queries until a response is cached; two of them ask what is public, before and after it is built.
OF_VERSIONS = {
    "/sheet/": 7,
    "/sheet/products/alpha/": 7,
    "/sheet/versions/": 5,
    "/sheet/versions.json": 5,
    "/sheet/versions/3.0/": 8,
    "/sheet/versions/3.0/sheet.csv": 5,
    "/sheet/since/3.0/": 4,
    "/sheet/search/?q=words": 4,
    "/sheet/feed.atom": 5,
}
OF_SHEETS = {"/": 3, "/sitemap.xml": 6, "/robots.txt": 2, "/sheet0/": 7, "/sheet0/versions/": 5}


@pytest.mark.parametrize("address", OF_VERSIONS)
@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_more_versions(client, address, count, django_assert_num_queries):
    checklist = make_checklist(products=[make_product("Alpha")])
    for label in ["1.0", "2.0", "3.0"][-count:]:
        make_approved(checklist, label)

    with django_assert_num_queries(OF_VERSIONS[address]):
        response = client.get(address)

    assert response.status_code == 200


@pytest.mark.parametrize("address", OF_SHEETS)
@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_with_more_sheets(client, address, count, django_assert_num_queries):
    for number in range(count):
        make_approved(make_checklist(f"sheet{number}", guideline=make_guideline(f"g{number}")))

    with django_assert_num_queries(OF_SHEETS[address]):
        response = client.get(address)

    assert response.status_code == 200
