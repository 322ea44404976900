"""Signing in by OpenID Connect: whom it lets in, with which roles, and what it believes."""

import base64
import html
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import context
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.db import connections
from django.test import Client
from joserfc import jwt
from joserfc.jwk import OctKey

from accounts.account_mail import send_due
from accounts.credential_seal import is_broken, seal
from accounts.models import AccountMail, CredentialHold, Identity
from accounts.provided_account import disconnect
from accounts.second_factor import has_factor
from audit.models import SecurityEvent
from disclosures.permissions import EDITOR, REVIEWER
from tests.factory import make_approved, make_checklist, submit

from . import mock_provider
from .signing_in import CODE, PASSWORD, code_at, give_password, is_in, make_staff, sign_in

pytestmark = pytest.mark.django_db

ACTIVATE = "/admin/account/factors/app/activate/"
WAY = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')
SIGN_IN, CONFIRM, CONNECT, DISCONNECT = (
    f"/admin/account/provider/{last}" for last in ("", "confirm/", "connect/", "disconnect/")
)


def go(client, start=SIGN_IN, **form):
    """There and back as a browser goes; the answer to whoever comes back."""
    return client.get(sent_back(client, start, **form), follow=True)


def sent_back(client, start=SIGN_IN, **form):
    """Where the provider sends whoever goes there back to."""
    [way] = WAY.findall(client.post(start, form).content.decode())
    back = requests.get(html.unescape(way), allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return f"{parts.path}?{parts.query}"


def connected(user, provider):
    Identity.objects.create(user=user, issuer=provider.issuer, subject=provider.claims["sub"])
    seal(user)
    return user


def test_who_has_a_role_there_gets_an_account_with_it(provider):
    client = Client()

    go(client)

    user = User.objects.get()
    assert (user.username, user.is_staff, user.has_usable_password()) == ("sato", True, False)
    assert list(user.groups.values_list("name", flat=True)) == [EDITOR]
    assert not is_broken(user)
    assert is_in(client)
    [event] = SecurityEvent.objects.filter(kind="user")
    assert event.details == {"changed": ["added"], "issuer": provider.issuer, "roles": [EDITOR]}
    assert provider.asked[0]["code_challenge_method"] == "S256"


def test_the_second_time_it_is_the_same_account_whatever_its_name_there(provider):
    go(Client())
    provider.claims["preferred_username"] = "suzuki"

    client = Client()
    go(client)

    assert (User.objects.get().username, is_in(client)) == ("sato", True)


@pytest.mark.parametrize("amr", [None, [], ["pwd"], ["otp"]])
def test_one_factor_there_is_one_factor_here(provider, amr):
    provider.claims["amr"] = amr
    client = Client()

    go(client)

    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/account/factors/").status_code == 200  # where one is set up


def test_who_has_a_factor_here_is_asked_for_it(provider):
    user = connected(make_staff("sato"), provider)
    provider.claims["amr"] = ["pwd"]
    client = Client()

    response = go(client)

    assert response.request["PATH_INFO"] == CODE
    client.post(CODE, {"code": code_at()})
    assert is_in(client)
    assert client.get("/admin/").wsgi_request.user == user


@pytest.mark.parametrize("groups", [["others"], [], 7, [7], {"writers": 1}, "writer"])
def test_who_has_no_role_there_does_not_come_in(provider, groups):
    provider.claims["groups"] = groups
    client = Client()

    go(client)

    assert (User.objects.count(), is_in(client)) == (0, False)


def test_a_token_without_the_claim_of_roles_takes_none_away(provider, caplog):
    go(Client())
    del provider.claims["groups"]
    client = Client()

    go(client)

    assert not is_in(client)
    assert list(User.objects.get().groups.values_list("name", flat=True)) == [EDITOR]
    assert "the ID token has no claim 'groups'" in caplog.text


def test_who_lost_the_role_there_loses_it_here_and_every_session(provider):
    client = Client()
    go(client)
    provider.claims["groups"] = []

    go(Client())

    assert not User.objects.get().groups.exists()
    assert not is_in(client)


def test_another_role_there_is_another_one_here(provider):
    go(Client())
    provider.claims["groups"] = ["deciders", "others"]

    go(Client())

    user = User.objects.get()
    assert list(user.groups.values_list("name", flat=True)) == [REVIEWER]
    assert not is_broken(user)


def test_a_disabled_account_stays_so(provider):
    user = connected(make_staff("sato", is_active=False), provider)
    client = Client()

    go(client)

    assert not is_in(client)
    assert not User.objects.get(pk=user.pk).is_active


@pytest.mark.parametrize("name", ["sato", "SATO", "ｓａｔｏ"])
def test_an_account_of_that_name_is_not_taken_over(provider, name):
    make_staff("sato")
    provider.claims["preferred_username"] = name
    client = Client()

    go(client)

    assert (Identity.objects.count(), is_in(client)) == (0, False)


@pytest.mark.parametrize("is_verified", [True, False, "true", None])
def test_an_address_counts_only_if_it_is_verified(provider, is_verified):
    provider.claims |= {"email": "sato@example.com", "email_verified": is_verified}

    go(Client())

    assert User.objects.get().email == ("sato@example.com" if is_verified is True else "")


@pytest.mark.parametrize("name", ["", "a" * 151, "<script>", 4711, ["sato"], "a\0", "\ud800"])
def test_an_invalid_user_name_gets_no_account(provider, name):
    provider.claims["preferred_username"] = name

    go(Client())

    assert User.objects.count() == 0


CHEATS = {
    "another key": lambda provider: setattr(provider, "signing_key", mock_provider.new_key()),
    "another issuer": lambda provider: changing(provider, iss="https://other.example.com"),
    "another audience": lambda provider: changing(provider, aud="other"),
    "another party": lambda provider: changing(
        provider, aud=[mock_provider.CLIENT, "other"], azp="other"
    ),
    "another nonce": lambda provider: changing(provider, nonce="other"),
    "no nonce": lambda provider: changing(provider, nonce=None),
    "too late": lambda provider: changing(provider, exp=int(time.time()) - 3_600),
    "no subject": lambda provider: changing(provider, sub=None),
    "a number for a subject": lambda provider: changing(provider, sub=4711),
    "an empty subject": lambda provider: changing(provider, sub=""),
    "nobody": lambda provider: setattr(provider, "sign", unsigned),
}


def unsigned(claims):
    parts = ({"alg": "none"}, claims)
    coded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode() for part in parts]
    return ".".join(part.rstrip("=") for part in coded) + "."


def changing(provider, **values):
    def change(claims):
        changed = {**claims, **values}
        return {name: value for name, value in changed.items() if value is not None}

    provider.change = change


@pytest.mark.parametrize("cheat", CHEATS)
def test_what_the_provider_did_not_say_is_not_believed(provider, cheat, caplog):
    CHEATS[cheat](provider)
    client = Client()

    response = go(client)

    assert response.status_code == 200
    assert (User.objects.count(), is_in(client)) == (0, False)
    assert "Example ID でログインできませんでした。" in response.content.decode()
    assert "Sign-in by the provider: " in caplog.text
    assert mock_provider.SECRET not in caplog.text


@pytest.mark.parametrize("algorithm", ["HS256", "none"])
def test_a_provider_that_signs_by_a_secret_alone_is_not_asked(provider, algorithm, caplog):
    provider.signs_by = [algorithm]

    Client().post(SIGN_IN)

    assert provider.asked == []
    assert f"the provider signs by ['{algorithm}'] alone" in caplog.text


def test_a_signature_by_a_secret_counts_for_nothing_even_where_it_is_a_key(provider):
    """Whoever knows the secret of the client, or a public key, could make one."""
    secret = OctKey.import_key(mock_provider.SECRET * 2, {"kid": "shared"})
    provider.other_keys = [secret]
    provider.sign = lambda claims: jwt.encode(
        {"alg": "HS256", "kid": "shared"}, claims, secret, algorithms=["HS256"]
    )
    client = Client()

    go(client)

    assert not is_in(client)


def test_another_server_in_its_place_is_not_asked(provider):
    provider.calls_itself = "https://other.example.com"

    response = Client().post(SIGN_IN, follow=True)

    assert "Example ID でログインできませんでした。" in response.content.decode()
    assert provider.asked == []


def test_a_provider_that_is_not_there_is_said_to_fail(provider, settings):
    settings.KAIJI_OIDC_ISSUER = "http://127.0.0.1:9"

    response = Client().post(SIGN_IN, follow=True)

    assert response.status_code == 200
    assert "Example ID でログインできませんでした。" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["", "?state=x&code=y", "?error=access_denied&state=x", "?state=&code=", "?code=y"]
)
def test_who_comes_without_having_been_sent_does_not_come_in(provider, query):
    client = Client()

    response = client.get(f"/admin/account/provider/callback/{query}", follow=True)

    assert (response.status_code, is_in(client)) == (200, False)


def test_a_way_back_serves_once_and_in_one_browser(provider):
    client, other = Client(), Client()
    path = sent_back(client)

    other.get(path)
    assert not is_in(other)
    client.get(path)
    assert is_in(client)
    client.post("/admin/logout/")
    client.get(path)
    assert not is_in(client)


def test_a_link_alone_sends_nobody_there(provider):
    client = Client()
    go(client)
    for start in (SIGN_IN, CONFIRM, CONNECT):
        response = client.get(start)
        assert response.status_code == 200
        assert not WAY.search(response.content.decode())
    assert Client(enforce_csrf_checks=True).post(SIGN_IN).status_code == 403


def test_without_a_provider_there_is_no_such_page(client):
    addresses = [SIGN_IN, "/admin/account/provider/callback/"]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert "provider" not in client.get("/admin/account/login/").content.decode()


def test_who_only_signs_in_there_confirms_there_and_is_asked_anew(provider):
    client = Client()
    go(client)
    wait_ten_minutes(client)

    asked = client.get(ACTIVATE, follow=True)
    assert asked.request["PATH_INFO"] == CONFIRM
    response = go(client, CONFIRM, next=ACTIVATE)

    assert response.request["PATH_INFO"] == ACTIVATE
    assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "0")


@pytest.mark.parametrize(
    "values",
    [
        *({"auth_time": at} for at in (None, 1, "now", True, time.time() * 1_000)),
        {"sub": "other"},
    ],
)
def test_who_did_not_sign_in_anew_or_is_another_confirms_nothing(provider, values):
    client = Client()
    go(client)
    wait_ten_minutes(client)
    changing(provider, **values)

    go(client, CONFIRM)

    asked = client.get(ACTIVATE)
    assert asked.status_code == 302
    assert "/account/reauthenticate/?next=" in asked["Location"]


@pytest.mark.parametrize("groups", [[], ["deciders"]])
def test_whose_roles_are_changed_when_they_confirm_signs_in_again(provider, groups):
    client = Client()
    go(client)
    wait_ten_minutes(client)
    key = client.session.session_key
    provider.claims["groups"] = groups

    response = go(client, CONFIRM)

    assert response.redirect_chain[-1] == ("/admin/account/login/", 302)
    words = "役割が変更されました" if groups else "役割が割り当てられていません"
    assert words in response.content.decode()
    assert client.session.session_key != key
    assert not is_in(client)


def test_whom_the_provider_manages_confirms_there_alone(provider):
    user = connected(make_staff("ito"), provider)
    client = Client()
    go(client)
    client.post(CODE, {"code": code_at()})
    wait_ten_minutes(client)

    for address in ("reauthenticate/", "factors/reauthenticate/"):
        form = {"password": PASSWORD, "code": code_at(time.time() + 30)}
        response = client.post(f"/admin/account/{address}", form)
        assert response["Location"] == CONFIRM

    assert user.has_usable_password()
    assert client.get(ACTIVATE).status_code == 302


def wait_ten_minutes(client):
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 700
    session.save()


def test_an_account_is_connected_by_its_owner_and_known_from_then_on(provider, settings):
    settings.KAIJI_OIDC_ROLES = {}
    user = make_staff("ito", email="ito@example.com")
    assert not is_in_by(provider)

    response = go(sign_in(), CONNECT)

    assert response.request["PATH_INFO"] == "/admin/account/factors/"
    assert not is_broken(user)
    assert AccountMail.objects.get().about == {"what": "identity_added"}
    client = Client()
    go(client)
    assert not is_in(client)
    client.post(CODE, {"code": code_at(time.time() + 30)})
    assert client.get("/admin/").wsgi_request.user == user


def is_in_by(provider):
    client = Client()
    go(client)
    return is_in(client)


def test_an_identity_of_another_account_is_not_connected(provider, settings):
    settings.KAIJI_OIDC_ROLES = {}
    connected(make_staff("sato"), provider)
    make_staff("ito")

    go(sign_in("ito"), CONNECT)

    assert Identity.objects.get().user.username == "sato"


def test_who_comes_by_the_provider_alone_sets_no_password_by_mail(provider):
    provider.claims |= {"email": "sato@example.com", "email_verified": True}
    go(Client())

    Client().post("/admin/account/password/forgotten/", {"login": "sato"})

    assert AccountMail.objects.get(kind="reset").user is None


def test_a_local_account_comes_in_while_the_provider_is_away(provider, settings):
    settings.KAIJI_OIDC_ISSUER = "http://127.0.0.1:9"
    make_staff("ito")

    assert is_in(sign_in("ito"))


def test_who_got_account_and_role_there_approves_nothing_for_days(provider):
    checklist = make_checklist()
    make_approved(checklist)
    provider.claims["groups"] = ["deciders"]
    go(Client())

    objection = submit(checklist, "2.0").objection_to(User.objects.get(username="sato"))

    assert objection == (
        "認証基盤によりアカウントまたは役割が与えられました（アカウントの作成・有効化・無効化）。"
        "7日が過ぎるまで、版を承認できません。"
    )


def test_tries_are_counted_by_address_and_ask_the_provider_once(provider):
    answers = [Client().post(SIGN_IN) for _time in range(301)]

    assert [answer.status_code for answer in answers] == [200] * 300 + [429]
    assert "15分ほど待って" in answers[-1].content.decode()
    assert len(provider.told) == 2  # of itself, and its keys


def test_a_provider_that_failed_is_not_asked_again_at_once(provider, settings):
    provider.calls_itself = "https://other.example.com"

    for _time in range(3):
        Client().post(SIGN_IN)

    assert len(provider.told) == 1


def test_a_key_that_the_provider_exchanged_is_known_at_once(provider):
    go(Client())
    provider.key = provider.signing_key = mock_provider.new_key()

    assert is_in_by(provider)


def test_who_signed_in_there_long_ago_confirms_before_what_asks_again(provider):
    provider.signed_in_at = time.time() - 3_600
    client = Client()

    go(client)

    assert is_in(client)
    assert client.get(ACTIVATE).status_code == 302
    assert provider.asked[0]["max_age"] == "43200"  # so that it says when


@pytest.mark.parametrize("has_password", [True, False])
def test_who_is_turned_off_there_comes_in_by_nothing_made_here(provider, has_password):
    user = connected(make_staff("ito"), provider)
    if not has_password:
        user.set_unusable_password()
        user.save()
        seal(user)
    client = Client()

    assert not is_in(signed_in_by_password(user.username))
    by_passkey = login_of(client, user)

    assert by_passkey["Location"] == "/admin/account/login/"
    assert not is_in(client)


def signed_in_by_password(name):
    client = Client()
    give_password(client, name)
    client.post(CODE, {"code": code_at()})
    return client


def login_of(client, user):
    """The answer of allauth to whoever proved a passkey of the user."""
    request = client.get("/admin/account/login/").wsgi_request
    request.user = AnonymousUser()
    with context.request_context(request):
        return perform_login(request, Login(user=user))


def test_where_roles_are_given_here_a_password_goes_on(provider, settings):
    settings.KAIJI_OIDC_ROLES = {}
    connected(make_staff("ito"), provider)

    assert is_in(sign_in("ito"))


def test_the_owner_ends_the_connection(provider, settings):
    settings.KAIJI_OIDC_ROLES = {}
    user = connected(make_staff("ito", email="ito@example.com"), provider)
    client, other = sign_in("ito"), sign_in("ito", code=code_at(time.time() + 30))
    assert "連携を解除" in client.get("/admin/account/factors/").content.decode()

    assert client.get(DISCONNECT).status_code == 200
    assert Identity.objects.exists()
    client.post(DISCONNECT)

    assert (Identity.objects.count(), is_broken(user)) == (0, False)
    assert (is_in(client), is_in(other)) == (True, False)
    assert AccountMail.objects.get().about == {"what": "identity_removed"}
    assert SecurityEvent.objects.get(kind="factor").details == {"changed": ["identity removed"]}
    assert not is_in_by(provider)


def test_whom_the_provider_manages_does_not_end_the_connection(provider):
    client = Client()
    go(client)

    client.post(DISCONNECT)

    assert Identity.objects.exists()
    assert "連携を解除" not in client.get("/admin/account/factors/").content.decode()


def test_who_manages_users_ends_the_connection_of_others(provider):
    user = connected(make_staff("ito", email="ito@example.com"), provider)
    make_staff("root", is_superuser=True)
    own = Client()
    go(own)
    own.post(CODE, {"code": code_at()})
    assert is_in(own)
    client = sign_in("root")
    page = f"/admin/auth/user/{user.pk}/sign-in/"
    assert "4711" in client.get(page).content.decode()

    client.post(page, {"take": "identity"})

    assert (Identity.objects.count(), is_broken(user), has_factor(user)) == (0, False, True)
    assert not is_in(own)
    assert CredentialHold.objects.latest("pk").kind == "identity"
    assert AccountMail.objects.latest("pk").about["kinds"] == ["identity"]
    assert "4711" not in client.get(page).content.decode()


def test_nobody_connects_who_could_not_sign_in_then(provider):
    make_staff("root", is_superuser=True)
    provider.claims["groups"] = []

    go(sign_in("root"), CONNECT)

    assert not Identity.objects.exists()
    assert is_in(sign_in("root", code=code_at(time.time() + 30)))


def test_who_took_too_long_to_connect_is_asked_again_who_it_is(provider, settings):
    settings.KAIJI_OIDC_ROLES = {}
    make_staff("ito")
    client = sign_in("ito")
    path = sent_back(client, CONNECT)
    wait_ten_minutes(client)

    response = client.get(path)

    assert "/account/reauthenticate/?next=" in response["Location"]
    assert not Identity.objects.exists()


@pytest.mark.parametrize("roles", [{}, {"writers": EDITOR}])
def test_a_connection_that_ends_in_the_middle_of_a_sign_in_lets_nobody_in(
    provider, settings, roles
):
    settings.KAIJI_OIDC_ROLES = roles
    user = connected(make_staff("ito"), provider)
    client = Client()
    go(client)
    disconnect(user)

    client.post(CODE, {"code": code_at()})

    assert not is_in(client)


def test_a_password_that_was_refused_confirms_nothing_later(provider):
    user = connected(make_staff("ito"), provider)
    provider.signed_in_at = time.time() - 3_600
    client = Client()
    give_password(client, user.username)

    go(client)
    client.post(CODE, {"code": code_at()})

    methods = [one["method"] for one in client.session["account_authentication_methods"]]
    assert methods == ["provider", "mfa", "mfa"]


def test_a_disabled_account_keeps_its_roles(provider):
    user = connected(make_staff("sato", is_active=False), provider)

    go(Client())

    assert not user.groups.exists()


def test_the_server_ends_a_connection_of_whom_nobody_can_help(provider):
    user = connected(make_staff("ito"), provider)
    assert not is_in(signed_in_by_password("ito"))

    call_command("disconnect_identity", "ito", reason="The provider is gone")

    assert is_in(sign_in("ito"))
    assert is_broken(user)
    assert SecurityEvent.objects.get(kind="factor").details["reason"] == "The provider is gone"


def test_who_manages_users_does_not_end_their_own_connection_there(provider):
    user = connected(make_staff("root", is_superuser=True), provider)
    client = Client()
    go(client)
    client.post(CODE, {"code": code_at()})
    page = f"/admin/auth/user/{user.pk}/sign-in/"

    assert "4711" not in client.get(page).content.decode()
    assert client.post(page, {"take": "identity"}).status_code == 400
    assert Identity.objects.exists()


def test_a_second_identity_of_an_account_is_refused(provider, settings):
    settings.KAIJI_OIDC_ROLES = {}
    connected(make_staff("ito"), provider)
    provider.claims["sub"] = "4712"

    go(sign_in("ito"), CONNECT)

    assert Identity.objects.get().subject == "4711"


def test_superusers_hear_of_each_account_that_the_provider_made(provider, mailoutbox):
    make_staff("root", is_superuser=True, email="root@example.com")

    go(Client())
    send_due()

    [mail] = mailoutbox
    assert mail.to == ["root@example.com"]
    assert (
        "認証基盤（Example ID）でのログインにより、sato さんのアカウントが変更されました。"
        in mail.body
    )


@pytest.mark.django_db(transaction=True)
def test_who_comes_twice_at_once_gets_one_account(provider):
    ways = [(client, sent_back(client)) for client in (Client(), Client(), Client())]

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(comes_back, ways))

    assert {answer.status_code for answer in answers} == {302}
    assert User.objects.count() == Identity.objects.count() == 1
    assert all(is_in(client) for client, _path in ways)


def comes_back(way):
    client, path = way
    try:
        return client.get(path)
    finally:
        connections.close_all()


def test_a_failure_is_said_in_the_language_of_the_page(provider):
    changing(provider, aud="other")
    client = Client()

    response = go(client, "/en/admin/account/provider/")

    assert "You could not be signed in by Example ID." in response.content.decode()


def test_what_a_token_says_stays_out_of_the_log(provider, caplog):
    provider.sign = lambda claims: "a secret text"

    go(Client())

    assert "Sign-in by the provider: " in caplog.text
    assert "a secret text" not in caplog.text
