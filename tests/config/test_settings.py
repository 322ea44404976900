"""The settings outside development, which the rest of the suite never loads."""

import os
import re
import socket
import subprocess
import sys

import pytest
from django.core.management.utils import get_random_secret_key

from .processes import WITHOUT, manage

GOOD = {
    "KAIJI_SECRET_KEY": get_random_secret_key(),
    "KAIJI_ALLOWED_HOSTS": "kaiji.example.com",
    "KAIJI_URL": "https://kaiji.example.com",
    "KAIJI_TRUSTED_ORIGINS": "https://kaiji.example.com",
    "KAIJI_SECURITY_CONTACT": "mailto:security@example.com",
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The environment of an installation that was set up as the documentation says."""
    folder = tmp_path_factory.mktemp("installed")
    environment = {
        **GOOD,
        "DJANGO_SETTINGS_MODULE": "tests.production",
        "TEST_STATIC_ROOT": str(folder / "static"),
        "DATABASE_URL": f"sqlite:///{folder / 'kaiji.sqlite3'}",
    }
    manage("migrate", **environment)
    manage("collectstatic", "--noinput", **environment)
    return environment


CHECK = ("check", "--deploy", "--database=default", "--fail-level=WARNING")


def test_an_installation_passes_the_checks_for_deployment(installed):
    done = manage(*CHECK, **installed)

    assert done.returncode == 0, done.stderr  # without Pango it informs that no PDF is made


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KAIJI_ALLOWED_HOSTS", "", "W005) KAIJI_ALLOWED_HOSTS is empty"),
        ("KAIJI_ALLOWED_HOSTS", "other.example.com", "W005) KAIJI_ALLOWED_HOSTS lacks the host"),
        ("KAIJI_ALLOWED_HOSTS", "https://kaiji.example.com", "E004) KAIJI_ALLOWED_HOSTS has what"),
        ("KAIJI_ALLOWED_HOSTS", "kaiji.example.com:443", "E004) KAIJI_ALLOWED_HOSTS has what"),
        ("KAIJI_URL", "kaiji.example.com", "E001) KAIJI_URL is no address"),
        ("KAIJI_TRUSTED_ORIGINS", "kaiji.example.com", "E002) KAIJI_TRUSTED_ORIGINS has what"),
        ("KAIJI_SECURITY_CONTACT", "me@example.com", "E003) KAIJI_SECURITY_CONTACT is no address"),
        ("KAIJI_URL", "https://kaiji.example.com/a b", "E001) KAIJI_URL is no address"),
        ("KAIJI_EMAIL_HOST", "mail.example.com", "W008) No mail is sent"),
        ("KAIJI_SECOND_FACTOR", "0", "W009) KAIJI_SECOND_FACTOR is 0"),
        ("TEST_STATIC_ROOT", "/nowhere", "W006) The static files are not collected"),
        ("DATABASE_URL", "sqlite:///:memory:", "W007) The database is not migrated"),
    ],
)
def test_the_checks_name_what_is_wrong(installed, name, value, said):
    done = manage(*CHECK, **{**installed, name: value})

    assert done.returncode == 1
    assert len(re.findall(r"\(disclosures\.(?!I001\))", done.stderr)) == 1  # I001: without Pango
    assert f"(disclosures.{said}" in done.stderr


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"KAIJI_OIDC_CLIENT_ID": ""}, ": KAIJI_OIDC_CLIENT_ID is empty."),
        ({"KAIJI_OIDC_CLIENT_SECRET": ""}, ": KAIJI_OIDC_CLIENT_SECRET is empty."),
        (
            {"KAIJI_OIDC_ISSUER": "http://id.example.com"},
            ": KAIJI_OIDC_ISSUER does not begin with https://.",
        ),
        (
            {"KAIJI_OIDC_ROLES": "writers=Editor,readers=Reader"},
            ": KAIJI_OIDC_ROLES names 'Reader', which is none of ",
        ),
    ],
)
def test_the_checks_name_what_is_wrong_with_the_identity_provider(installed, values, said):
    provider = {
        "KAIJI_OIDC_ISSUER": "https://id.example.com",
        "KAIJI_OIDC_CLIENT_ID": "kaiji",
        "KAIJI_OIDC_CLIENT_SECRET": "a secret",
        "KAIJI_OIDC_ROLES": "cn=writers=Editor",
    }
    assert manage(*CHECK, **installed, **provider).returncode == 0

    done = manage(*CHECK, **installed, **{**provider, **values})

    assert done.returncode == 1
    assert f"E005) Nobody can sign in by the identity provider{said}" in done.stderr


@pytest.mark.parametrize("value", ["Editor", "=Editor", "writers=Editor,writers=Reviewer"])
def test_roles_of_another_form_are_refused_in_one_sentence(value):
    done = manage("check", **{**GOOD, "KAIJI_OIDC_ROLES": value})

    expected = "Kaiji cannot start: KAIJI_OIDC_ROLES is name=value, with commas between several.\n"
    assert (done.returncode, done.stderr) == (1, expected)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KAIJI_DEBUG", "true"),
        ("KAIJI_BEHIND_PROXY", "yes"),
        ("KAIJI_BEHIND_PROXY", "01"),
        ("KAIJI_EMAIL_BY_CRON", "true"),
        ("KAIJI_SSL_REDIRECT", "off"),
    ],
)
def test_what_only_looks_like_yes_is_refused_in_one_sentence(name, value):
    done = manage("check", **{**GOOD, name: value})

    expected = f"Kaiji cannot start: {name} is 1, 0 or empty, not {value!r}.\n"
    assert (done.returncode, done.stderr) == (1, expected)


@pytest.mark.parametrize("value", ["1", "0", ""])
def test_what_is_said_as_documented_is_taken(value):
    names = ("KAIJI_BEHIND_PROXY", "KAIJI_SSL_REDIRECT")

    assert manage("check", **GOOD, **dict.fromkeys(names, value)).returncode == 0


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "Set KAIJI_SECRET_KEY, or KAIJI_DEBUG=1 for development."),
        ({**GOOD, "KAIJI_EMAIL_TLS": "ssl"}, "KAIJI_EMAIL_TLS is starttls, tls or empty."),
        ({**GOOD, "KAIJI_EMAIL_PORT": "smtp"}, "KAIJI_EMAIL_PORT is a number, not 'smtp'."),
        (
            {**GOOD, "DATABASE_URL": "nonsense://secret@host/kaiji"},
            "DATABASE_URL is no address such as postgres://user:password@127.0.0.1:5432/kaiji.",
        ),
    ],
)
def test_settings_that_are_no_settings_are_one_sentence(environment, sentence):
    done = manage("demo", **environment)

    assert (done.returncode, done.stderr) == (1, f"Kaiji cannot start: {sentence}\n")


def test_a_server_that_cannot_start_says_so_loudly():
    done = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"],
        env={name: value for name, value in os.environ.items() if name not in WITHOUT},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.endswith("Set KAIJI_SECRET_KEY, or KAIJI_DEBUG=1 for development.\n")


@pytest.fixture
def taken():
    """An address at which something is served already."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield f"127.0.0.1:{other.getsockname()[1]}"


# What a machine without Pango is told before anything else: that no PDF is made there.
INFORMATION = re.compile(
    r"System check identified some issues:\n\nINFOS:\n"
    r"\?: \(disclosures\.I001\).*?\n\tHINT: [^\n]*\n"
    r"(?:\nSystem check identified 1 issue \(0 silenced\)\.\n)?",
    re.DOTALL,
)


def test_where_the_port_is_taken_the_demo_says_so_before_anything_else(taken, tmp_path):
    database = tmp_path / "demo.sqlite3"
    environment = {"KAIJI_DEBUG": "1", "DATABASE_URL": f"sqlite:///{database}"}
    done = manage("demo", "--address", taken, **environment)

    expected = (
        f"CommandError: Nothing can be served at {taken}: Address already in use."
        " Choose another port, as in make run PORT=8001.\n"
    )
    assert (done.returncode, done.stdout, INFORMATION.sub("", done.stderr)) == (1, "", expected)
    assert not database.exists()


def test_where_the_port_is_taken_the_server_says_so_in_one_sentence(taken, tmp_path):
    environment = {"KAIJI_DEBUG": "1", "DATABASE_URL": f"sqlite:///{tmp_path / 'demo.sqlite3'}"}
    done = manage("runserver", taken, **environment)

    before, last = INFORMATION.sub("", done.stderr).splitlines()
    assert (done.returncode, last) == (1, "Error: That port is already in use.")
    assert before.endswith("The start is not in the security record: the database failed.")


def test_the_checks_for_deployment_ask_under_which_address_it_is_read():
    done = manage(
        *("check", "--deploy"),
        KAIJI_SECRET_KEY=get_random_secret_key(),
        KAIJI_ALLOWED_HOSTS="kaiji.example.com",
    )

    assert "disclosures.W002" in done.stderr


def test_the_demo_does_not_run_under_them():
    done = manage("demo", KAIJI_SECRET_KEY=get_random_secret_key())

    assert done.returncode == 1
    assert "KAIJI_DEBUG=1" in done.stderr


@pytest.mark.parametrize(
    ("tls", "expected"),
    [
        ("", "25 False False 10"),
        ("starttls", "587 True False 10"),
        ("tls", "465 False True 10"),
    ],
)
def test_the_mail_server_is_reached_as_the_environment_says(tls, expected):
    names = ("EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL", "EMAIL_TIMEOUT")
    shown = ", ".join(f"settings.{name}" for name in names)
    done = manage(
        "shell",
        "--no-imports",
        "--command",
        f"from django.conf import settings; print({shown})",
        KAIJI_SECRET_KEY=get_random_secret_key(),
        KAIJI_EMAIL_TLS=tls,
    )

    assert (done.stdout.strip(), done.stderr) == (expected, "")


def test_reminders_outside_development_need_a_mail_server():
    done = manage(
        "send_reminders",
        KAIJI_SECRET_KEY=get_random_secret_key(),
        KAIJI_URL="https://kaiji.example.com",
    )

    assert done.returncode == 1
    assert "Set KAIJI_EMAIL_HOST" in done.stderr
