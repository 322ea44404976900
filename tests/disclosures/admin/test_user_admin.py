"""Users and groups in the admin."""

import pytest
from django.contrib.auth.models import Group, Permission, User

from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER, ROLES
from tests.factory import editor, make_user

pytestmark = pytest.mark.django_db

USERS = "/admin/auth/user/"
GROUPS = "/admin/auth/group/"


@pytest.fixture
def desk(client):
    client.force_login(make_user("superuser", is_superuser=True))
    return client


def test_nobody_deletes_users_one_or_many(desk):
    user = editor()
    action = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}

    one = desk.post(f"{USERS}{user.pk}/delete/", {"post": "yes"})
    desk.post(USERS, action)

    assert one.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_the_form_says_that_users_are_switched_off_instead(desk):
    shown = desk.get(f"/en{USERS}{editor().pk}/change/").content.decode()

    assert "Users cannot be deleted, because the history names them." in shown


def test_a_superuser_gives_a_role_and_switches_off(desk):
    user = make_user("somebody")
    role = Group.objects.get(name=EDITOR)
    data = {
        "username": "somebody",
        "is_staff": "on",
        "groups": [role.pk],
        "date_joined_0": "2025-01-01",
        "date_joined_1": "00:00:00",
    }

    response = desk.post(f"{USERS}{user.pk}/change/", data)

    user.refresh_from_db()
    assert response.status_code == 302
    assert (list(user.groups.all()), user.is_active) == ([role], False)


@pytest.mark.parametrize("role", [EDITOR, REVIEWER, MANAGER, AUDITOR, None])
@pytest.mark.parametrize("path", [USERS, f"{USERS}add/", GROUPS, f"{GROUPS}add/"])
def test_no_role_touches_users_or_groups(client, role, path):
    client.force_login(make_user(role=role))

    assert (client.get(path).status_code, client.post(path).status_code) == (403, 403)


@pytest.mark.parametrize("role", ROLES)
def test_the_program_keeps_the_roles(desk, role):
    group = Group.objects.get(name=role)
    before = set(group.permissions.all())

    shown = desk.get(f"{GROUPS}{group.pk}/change/").content.decode()
    changed = desk.post(f"{GROUPS}{group.pk}/change/", {"name": role, "permissions": []})
    deleted = desk.post(f"{GROUPS}{group.pk}/delete/", {"post": "yes"})
    desk.post(GROUPS, {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"})

    assert 'class="description"' in shown
    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert set(Group.objects.get(name=role).permissions.all()) == before


def test_other_groups_are_stock(desk):
    permission = Permission.objects.get(codename="view_answer")
    desk.post(f"{GROUPS}add/", {"name": "Readers", "permissions": [permission.pk]})
    group = Group.objects.get(name="Readers")

    desk.post(f"{GROUPS}{group.pk}/change/", {"name": "Others"})
    desk.post(f"{GROUPS}{group.pk}/delete/", {"post": "yes"})

    assert not Group.objects.filter(name__in=["Readers", "Others"]).exists()


def test_a_group_does_not_become_a_role_by_its_name(desk):
    response = desk.post(f"{GROUPS}add/", {"name": EDITOR})

    assert response.status_code == 200
    assert Group.objects.filter(name=EDITOR).count() == 1


def test_the_roles_are_named_in_the_readers_language(desk):
    in_japanese = desk.get("/admin/auth/group/").content.decode()
    in_english = desk.get("/en/admin/auth/group/").content.decode()

    assert ("編集者" in in_japanese, "Editor" in in_english) == (True, True)
