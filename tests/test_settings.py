"""The settings outside development, which the rest of the suite never loads."""

import os
import subprocess
import sys

import pytest
from django.core.management.utils import get_random_secret_key

WITHOUT = {"KAIJI_DEBUG", "KAIJI_SECRET_KEY", "DJANGO_SETTINGS_MODULE"}


def manage(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in WITHOUT}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_they_pass_the_checks_for_deployment():
    done = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        KAIJI_SECRET_KEY=get_random_secret_key(),
        KAIJI_ALLOWED_HOSTS="kaiji.example.com",
        KAIJI_URL="https://kaiji.example.com",
    )

    assert done.returncode == 0, done.stderr  # without Pango it informs that no PDF is made


def test_the_checks_for_deployment_ask_under_which_address_it_is_read():
    done = manage(
        *("check", "--deploy"),
        KAIJI_SECRET_KEY=get_random_secret_key(),
        KAIJI_ALLOWED_HOSTS="kaiji.example.com",
    )

    assert "disclosures.W002" in done.stderr


def test_they_ask_for_a_secret_key():
    done = manage("check")

    assert done.returncode == 1
    assert "KAIJI_SECRET_KEY" in done.stderr


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


def test_an_unknown_way_to_encrypt_mails_is_refused():
    done = manage("check", KAIJI_SECRET_KEY=get_random_secret_key(), KAIJI_EMAIL_TLS="ssl")

    assert done.returncode == 1
    assert "KAIJI_EMAIL_TLS is starttls, tls or empty." in done.stderr


def test_reminders_outside_development_need_a_mail_server():
    done = manage(
        "send_reminders",
        KAIJI_SECRET_KEY=get_random_secret_key(),
        KAIJI_URL="https://kaiji.example.com",
    )

    assert done.returncode == 1
    assert "Set KAIJI_EMAIL_HOST" in done.stderr
