"""Who may decide, and who may not."""

import pytest

from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import change_answer, editor, make_checklist, make_user, reviewer, submit

from .reading import decide, page, review_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["submitter", "contributor", "superuser"])
def test_nobody_approves_their_own_work_by_direct_post(client, who):
    checklist = make_checklist()
    person = make_user(who, role=REVIEWER, is_superuser=who == "superuser")
    change_answer(checklist, "1", body="Mine", by=person if who != "submitter" else editor())
    revision = submit(checklist, by=person if who == "submitter" else editor())

    response = decide(client, revision, "approve", by=person)

    assert (response.status_code, revision.state) == (200, "submitted")
    assert "errornote" in response.content.decode()


@pytest.mark.parametrize("role", [EDITOR, MANAGER, AUDITOR, None])
@pytest.mark.parametrize("verb", ["approve", "send_back", "cancel", "withdraw"])
def test_only_reviewers_decide(client, submitted, role, verb):
    response = decide(client, submitted, verb, by=make_user(role=role))

    assert (response.status_code, submitted.state) == (403, "submitted")


@pytest.mark.parametrize("role", [REVIEWER, MANAGER, AUDITOR, None])
def test_only_editors_recall(client, submitted, role):
    response = decide(client, submitted, "recall", by=make_user(role=role))

    assert (response.status_code, submitted.state) == (403, "submitted")


def test_the_page_takes_no_post(client, submitted):
    client.force_login(reviewer())

    assert client.post(review_page(submitted), {}).status_code == 405


def test_the_page_offers_each_role_only_its_decisions(client, submitted):
    def offered(role):
        shown = page(client, submitted, make_user(role=role)).content.decode()
        return [v for v in ("approve", "send_back", "recall") if f'id="{v}"' in shown]

    assert offered(REVIEWER) == ["approve", "send_back"]
    assert offered(EDITOR) == ["recall"]
    assert offered(AUDITOR) == []
