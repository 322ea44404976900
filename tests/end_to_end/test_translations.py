"""The Japanese is complete: every text of the screens, and the compiled catalogue with it."""

import gettext
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CATALOGUE = Path("locale/ja/LC_MESSAGES")
SOURCES = [
    "config",
    "texts",
    "audit",
    "accounts",
    "disclosures",
    "products",
    "templates",
    "locale",
    "manage.py",
]


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """A copy of the sources, with the catalogue collected anew from them."""
    if shutil.which("xgettext") is None:
        if os.environ.get("CI"):
            pytest.fail("gettext must be there in CI")
        pytest.skip("gettext is not installed: the translations are not checked")
    copy = tmp_path_factory.mktemp("project")
    for name in SOURCES:
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
    for command in (
        ["makemessages", "--no-wrap", "--no-location", "--no-obsolete"],
        ["compilemessages"],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--locale", "ja"],
            cwd=copy,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
            check=True,
            capture_output=True,
        )
    return copy / CATALOGUE


def entries(catalogue):
    """What the .po file says, without its date."""
    lines = (catalogue / "django.po").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith('"POT-Creation-Date')]


def words(catalogue):
    with (catalogue / "django.mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)._catalog
    return {key: value for key, value in translations.items() if key}


def test_the_catalogue_holds_exactly_the_texts_of_the_program(collected):
    assert entries(PROJECT / CATALOGUE) == entries(collected)


@pytest.mark.parametrize("kind", ["--untranslated", "--only-fuzzy"])
def test_no_text_lacks_its_japanese(collected, kind):
    found = subprocess.run(
        ["msgattrib", kind, collected / "django.po"], capture_output=True, text=True, check=True
    )

    assert found.stdout == ""


def test_the_compiled_catalogue_is_the_one_of_the_texts(collected):
    assert words(PROJECT / CATALOGUE) == words(collected)
