"""What the tests of the PDF share: programs that read it, and processes of their own."""

import os
import re
import subprocess
import sys
import unicodedata

import pytest

from tests.servers import PROJECT

LONG = "".join(f"{number}番目の文です。" for number in range(400))


def lacks(what):
    if os.environ.get("CI"):
        pytest.fail(f"{what} must be there in CI")
    pytest.skip(f"{what} is not installed: PDFs are not tested")


def run(program, **environment):
    """What that program prints, in a process of its own."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE)
    return done.stdout


def plain(text):
    """What a person reads of it, whatever the lines."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
