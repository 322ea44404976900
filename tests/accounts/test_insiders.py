"""Whoever can get into somebody else's account cannot use it to approve their own work."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse

from accounts.credential_hold import hold
from accounts.credential_seal import CredentialSeal, is_broken, seal
from accounts.models import AccountMail, CredentialHold
from disclosures.models import WorkflowError
from disclosures.permissions import REVIEWER
from tests.accounts.signing_in import PASSWORD, give_password, is_in, make_staff, sign_in
from tests.factory import approve, change_answer, make_approved, make_checklist, make_user, submit

pytestmark = pytest.mark.django_db

HELD = "この版に関わっているか"
BROKEN = "Kaiji の画面を使わずに"


@pytest.fixture
def checklist():
    """With a public version: holds begin with it."""
    checklist = make_checklist()
    make_approved(checklist)
    return checklist


@pytest.fixture
def root():
    return make_staff("root", is_superuser=True)


def change(user, **form):
    """As root changes them in the admin."""
    client = sign_in("root")
    whole = {
        "username": user.username,
        "email": user.email,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in user.groups.all()],
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00",
    }
    response = client.post(reverse("admin:auth_user_change", args=[user.pk]), {**whole, **form})
    assert response.status_code == 302
    return client


def version_of(checklist, by):
    change_answer(checklist, "1", by=by, body=f"Said by {by}")
    return submit(checklist, "2.0")


def version_of_another(checklist):
    checklist.revisions.get(version="2.0").recall(
        by=checklist.revisions.last().submitted_by, reason="-"
    )
    return version_of(make_checklist("another", guideline=checklist.guideline), make_user("third"))


def refused(revision, by, because=HELD):
    with pytest.raises(WorkflowError, match=because):
        approve(revision, by=by)


@pytest.mark.parametrize("given", ["role", "address"])
def test_who_gave_somebody_a_way_in_keeps_them_from_approving_what_they_worked_on(
    checklist, root, clock, given
):
    reviewer = make_user("second", role=None if given == "role" else REVIEWER)
    if given == "role":
        change(reviewer, groups=[Group.objects.get(name=REVIEWER).pk])
    else:
        change(reviewer, email="mine@example.com")
    revision = version_of(checklist, root)

    refused(revision, User.objects.get(pk=reviewer.pk))
    clock.forward(days=7, minutes=1)
    approve(revision, by=User.objects.get(pk=reviewer.pk))


def test_they_approve_what_others_worked_on(checklist, root):
    reviewer = make_user("second")
    change(reviewer, groups=[Group.objects.get(name=REVIEWER).pk])

    approve(version_of(checklist, make_user("third")), by=User.objects.get(pk=reviewer.pk))


def test_before_the_first_public_version_nobody_is_held(root):
    reviewer = make_user("second")
    change(reviewer, groups=[Group.objects.get(name=REVIEWER).pk])
    checklist = make_checklist()
    change_answer(checklist, "1", by=root, body="Said")

    approve(submit(checklist), by=User.objects.get(pk=reviewer.pk))


def test_what_people_change_about_themselves_holds_nobody(root):
    change(root, is_superuser="on", email="own@example.com")

    assert CredentialHold.objects.count() == 0


@pytest.mark.parametrize(
    "values",
    [{"password": "other"}, {"is_superuser": True}, {"email": "other@example.com"}],
)
def test_a_change_past_the_program_shows_and_bars(checklist, values):
    reviewer = make_user("second", role=REVIEWER)
    if "password" in values:
        values = {"password": make_password(PASSWORD)}
    User.objects.filter(pk=reviewer.pk).update(**values)
    revision = submit(checklist, "2.0")

    refused(revision, User.objects.get(pk=reviewer.pk), BROKEN)


def test_a_factor_that_was_put_in_past_the_program_shows(checklist):
    reviewer = make_user("second", role=REVIEWER)
    Authenticator.objects.bulk_create([Authenticator(user=reviewer, type="totp", data={})])

    refused(submit(checklist, "2.0"), reviewer, BROKEN)


def test_a_later_change_by_the_program_does_not_hide_it(root):
    user = make_user("second")
    User.objects.filter(pk=user.pk).update(is_superuser=True)

    change(User.objects.get(pk=user.pk), email="second@example.com", is_superuser="on")

    assert is_broken(User.objects.get(pk=user.pk))


def test_who_gives_a_group_more_holds_its_members_tells_them_and_ends_their_sessions(root):
    group = Group.objects.create(name="Helpers")
    user = make_staff("second", email="second@example.com")
    user.groups.add(group)
    seal(user)
    own = sign_in("second")

    address = reverse("admin:auth_group_change", args=[group.pk])
    sign_in("root").post(address, {"name": "Helpers and more"})

    assert [hold.user for hold in CredentialHold.objects.all()] == [user]
    assert AccountMail.objects.get(kind="changed").user == user
    assert not is_in(own)
    assert not is_broken(user)


def test_whom_somebody_holds_holds_for_them(checklist, root):
    """Who makes an account for themselves, and uses that to get into a third one, gains nothing."""
    second_self = make_staff("second-self", is_superuser=True)
    reviewer = make_user("reviewer-of-late", role=REVIEWER)
    change(second_self, is_superuser="on", email="mine@example.com")
    hold(reviewer, by=second_self, kind="address")

    refused(version_of(checklist, root), reviewer)
    approve(version_of_another(checklist), by=reviewer)


def test_the_owner_of_an_address_hears_at_the_former_one_that_it_was_changed(root):
    user = make_user("second", email="old@example.com")

    change(user, email="new@example.com")

    told = AccountMail.objects.filter(kind="changed").values_list("address", flat=True)
    assert {*told} == {"old@example.com", "new@example.com"}


def test_who_manages_users_raises_nobody_and_touches_no_superuser(root):
    manager = make_staff("manager-of-users")
    manager.user_permissions.add(*Permission.objects.filter(content_type__model="user"))
    seal(manager)
    client, user = sign_in("manager-of-users"), make_user("second")
    page = reverse("admin:auth_user_change", args=[manager.pk])
    role = Group.objects.get(name=REVIEWER)
    form = {"username": "manager-of-users", "is_active": "on", "is_staff": "on"}
    dates = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}

    client.post(page, {**form, **dates, "is_superuser": "on", "groups": [role.pk]})
    manager.refresh_from_db()
    assert (manager.is_superuser, manager.groups.exists()) == (False, False)

    for stranger in (reverse("admin:auth_user_change", args=[root.pk]), lost(root)):
        assert client.post(stranger, {**form, **dates}).status_code == 403
    assert client.get(lost(user)).status_code == 200
    invited = {"username": "new", "email": "new@example.com", "groups": [role.pk]}
    client.post(reverse("admin:auth_user_add"), invited)
    assert not User.objects.get(username="new").groups.exists()


def lost(user):
    return reverse("admin:auth_user_sign_in", args=[user.pk])


def test_a_seal_that_is_gone_is_a_broken_one(checklist):
    reviewer = make_user("second", role=REVIEWER)
    CredentialSeal.objects.filter(user=reviewer).delete()

    refused(submit(checklist, "2.0"), reviewer, BROKEN)


def test_somebody_accepts_it_by_the_command(checklist):
    reviewer = make_user("second", role=REVIEWER)
    User.objects.filter(pk=reviewer.pk).update(email="other@example.com")

    call_command("accept_account", "second", reason="We changed the domain")

    approve(submit(checklist, "2.0"), by=User.objects.get(pk=reviewer.pk))


def test_a_stronger_hash_of_the_same_password_breaks_no_seal(settings, client):
    user = make_staff()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    before = user.password

    give_password(client)

    user.refresh_from_db()
    assert user.password != before
    assert not is_broken(user)


def test_and_mends_none(settings, client):
    user = make_staff()
    User.objects.filter(pk=user.pk).update(email="other@example.com")
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]

    give_password(client)

    assert is_broken(user)


def test_both_and_the_other_managers_of_users_are_told(root, clock):
    User.objects.filter(pk=root.pk).update(email="root@example.com")
    seal(root)
    make_user("boss", is_superuser=True, email="boss@example.com")
    user = make_user("second", email="second@example.com")

    change(user, groups=[Group.objects.get(name=REVIEWER).pk])

    told = AccountMail.objects.filter(kind="changed").order_by("pk")
    assert [mail.user.username for mail in told] == ["second", "root", "boss"]
    text = told[0].message().body
    assert "root さんが、second さんのアカウントを変更しました" in text
    assert "役割" in text


def test_no_superuser_sets_the_password_of_somebody_else(root):
    user = make_user("second")
    client = sign_in("root")

    # The address of the stock page is no more; what stands there is a key of no user.
    assert client.get(f"/admin/auth/user/{user.pk}/password/").status_code == 302
    page = client.get(reverse("admin:auth_user_change", args=[user.pk])).content.decode()
    assert "password" not in page.replace("change_password", "").split('id="content"')[1]


def test_the_seal_needs_the_key(settings):
    user = make_user("second")
    settings.SECRET_KEY = "another"
    assert is_broken(user)

    seal(user)
    assert not is_broken(user)
