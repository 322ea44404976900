"""Two hundred guesses over two processes, whatever is varied: few of them reach a password."""

import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest

from accounts import known_browser
from tests.accounts.signing_in import CODE, LOGIN, PASSWORD, make_staff, sign_in
from tests.racing import address_of_test_database
from tests.servers import kaiji

pytestmark = pytest.mark.django_db(transaction=True)

GUESSES = 200
AT_ONCE = 8
LOOK_ALIKES = ["ito", "ITO", "Ｉｔｏ", " ito ", "ｉｔｏ"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture(autouse=True)
def _hashes_of_production(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


@pytest.fixture
def served():
    """A function that starts the service with two processes and these settings."""
    opened = []

    def serve(**settings):
        server = kaiji(address_of_test_database(), KAIJI_SECOND_FACTOR="1", **settings)
        opened.append(server)
        return server.__enter__()

    yield serve
    for server in opened:
        server.__exit__(None, None, None)


class Browser:
    """Signs in at the page of the service, with the token that the page gave it."""

    def __init__(self, server, **cookies):
        self.server = server
        _status, headers, body = server.get(LOGIN)
        self.token = TOKEN.search(body.decode())[1]
        kept = SimpleCookie(headers["Set-Cookie"])
        self.cookies = {**{name: one.value for name, one in kept.items()}, **cookies}

    def give(self, name, password, **headers):
        """The status of the answer, where it leads, and its text."""
        form = {"login": name, "password": password, "csrfmiddlewaretoken": self.token}
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **headers,
        }
        status, answered, body = self.server.ask("POST", LOGIN, urlencode(form), **sent)
        return status, answered["Location"], body.decode()


def reached(browser, name=lambda number: "ito", headers=lambda number: {}):
    """How many of the guesses were held against a password."""

    def guess(number):
        status, _leads_to, text = browser.give(name(number), f"wrong {number}", **headers(number))
        assert status == 200
        return "上限" not in text

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(guess, range(GUESSES)))


def test_forged_headers_and_look_alikes_are_one_account_from_one_address(served):
    make_staff()
    browser = Browser(served())

    def forged(number):
        return {"X_Forwarded_For": f"10.0.0.{number}", "Host": f"localhost:{8000 + number}"}

    assert reached(browser, lambda number: LOOK_ALIKES[number % 5], forged) == 5


def test_many_addresses_do_not_add_up(served):
    make_staff()
    known = sign_in().cookies[known_browser.COOKIE].value
    server = served(KAIJI_BEHIND_PROXY="1")

    def elsewhere(number):
        return {"X_Forwarded_For": f"10.0.{number // 250}.{number % 250}"}

    assert reached(Browser(server), headers=elsewhere) == 50
    # The owner gets in meanwhile, from the browser that they used before and from no other.
    owner = Browser(server, **{known_browser.COOKIE: known})
    assert owner.give("ito", PASSWORD, X_Forwarded_For="192.0.2.1")[:2] == (302, CODE)
    assert Browser(server).give("ito", PASSWORD, X_Forwarded_For="192.0.2.1")[0] == 200


def test_many_names_do_not_add_up(served):
    make_staff()
    server = served(KAIJI_BEHIND_PROXY="1")

    tried = reached(
        Browser(server), lambda number: f"name{number}", lambda _: {"X_Forwarded_For": "192.0.2.7"}
    )

    assert tried == 50


def test_no_answer_tells_who_has_an_account(served):
    make_staff()
    make_staff("hasegawa", is_active=False)
    browser = Browser(served())

    answers = {
        TOKEN.sub("", browser.give(name, "wrong")[2]).replace(name, "…")
        for name in ("ito", "hasegawa", "nobody")
    }

    assert len(answers) == 1
