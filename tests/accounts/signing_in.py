"""People who sign in as the pages ask them to, with the codes that their app would show."""

import re
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.test import Client

from accounts.credential_seal import seal

PASSWORD = "a long password for the tests"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN, CODE = "/admin/account/login/", "/admin/account/factors/authenticate/"


def make_staff(name="ito", *, factor=True, **kwargs):
    """A staff user with a password, and with an authenticator app unless it is said otherwise."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **kwargs)
    if factor:
        TOTP.activate(user, SECRET)
    seal(user)
    return user


def code_at(moment=None, secret=SECRET):
    """What the app shows at that moment (seconds since 1970), by default now."""
    moment = time.time() if moment is None else moment
    return format_hotp_value(hotp_value(secret, int(moment // 30)))


def give_password(client, name="ito", password=PASSWORD, **headers):
    form = {"login": name, "password": password}
    return client.post(LOGIN, form, headers=headers)


def sign_in(name="ito", *, client=None, code=None):
    """Both steps; the client that is signed in then."""
    client = client or Client()
    give_password(client, name)
    client.post(CODE, {"code": code or code_at()})
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def errors(response):
    return re.findall(r'class="errorlist[^>]*>\s*<li>([^<]*)', response.content.decode())
