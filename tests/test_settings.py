"""The settings outside development, which the rest of the suite never loads."""

import os
import subprocess
import sys

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
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_they_ask_for_a_secret_key():
    done = manage("check")

    assert done.returncode == 1
    assert "KAIJI_SECRET_KEY" in done.stderr


def test_the_demo_does_not_run_under_them():
    done = manage("demo", KAIJI_SECRET_KEY=get_random_secret_key())

    assert done.returncode == 1
    assert "KAIJI_DEBUG=1" in done.stderr
