"""Every staff page in Japanese and in English, without a word of the other language."""

import gettext
import re
from html.parser import HTMLParser
from pathlib import Path

import import_export
import pytest
import simple_history
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.urls import get_resolver
from django.utils import translation

from .urls_matrix import World, routes, table

LATIN = re.compile(r"[A-Za-z]{2,}")
JAPANESE = re.compile(r"[぀-ヿ一-鿿]+")
# Names, and what is typed as it stands in both languages.
SAME_IN_BOTH = {"True", "False", "Search"} | set(  # so Django names its icons, in all languages
    LATIN.findall(
        "Kaiji SHA json sheet JST http https com www Web URL Ctrl Shift Enter ASP SaaS"
        " Excel CSV JSON MB ASPIC METI CAIQ IP"
    )
)
STOCK = "admin/auth/"  # pages of Django's own, with permissions that are named in English
OF_WORDS = CharField | JSONField | TextField
SHOWN_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt"}


class Shown(HTMLParser):
    """The texts of a page that people see or hear, but for parts in a language of their own."""

    SILENT = {"script", "style", "template"}
    VOID = {"input", "br", "img", "link", "meta", "hr", "col", "wbr"}

    def __init__(self):
        super().__init__()
        self.texts, self.stack = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        is_page = tag == "html"
        is_apart = tag in self.SILENT or ("lang" in attrs and not is_page)
        if tag not in self.VOID:
            self.stack.append((tag, is_apart))
        if not self.is_apart:
            self.texts += [attrs[name] or "" for name in SHOWN_ATTRIBUTES & attrs.keys()]
            if tag == "input" and attrs.get("type") in ("submit", "button"):
                self.texts.append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not self.is_apart:
            self.texts.append(text)

    @property
    def is_apart(self):
        return any(is_apart for _, is_apart in self.stack)


@pytest.fixture
def pages(client, db):
    """All pages of the admin that open for a superuser, by route."""
    world = World()
    client.force_login(world.people["superuser"])

    return lambda prefix: {
        route: shown_on(client.get(prefix + world.address(route)))
        for route in routes(get_resolver().url_patterns)
        if route.startswith("admin/")
        and not route.startswith(STOCK)
        and table()[route, "GET"]["superuser"] == "200"
    }


def shown_on(response):
    if not response["Content-Type"].startswith("text/html"):
        return ""
    shown = Shown()
    shown.feed(response.content.decode())
    return " ".join(shown.texts)


def words_of_the_data():
    """What stands in the database is said in its own words."""
    words = set()
    for model in apps.get_models():
        if model._meta.label not in ("auth.Permission", "contenttypes.ContentType"):
            names = [f.name for f in model._meta.fields if isinstance(f, OF_WORDS)]
            for values in model._default_manager.values_list(*names) if names else ():
                words.update(LATIN.findall(" ".join(map(str, values))))
    return words


def test_no_japanese_page_says_a_word_of_english(pages):
    found = {route: set(LATIN.findall(text)) for route, text in pages("").items()}

    known = SAME_IN_BOTH | words_of_the_data()
    odd = {route: words - known for route, words in found.items()}
    assert {route: words for route, words in odd.items() if words} == {}


def test_no_english_page_says_a_word_of_japanese(pages):
    found = {route: set(JAPANESE.findall(text)) for route, text in pages("/en").items()}

    assert {route: words for route, words in found.items() if words} == {}


@pytest.mark.parametrize("library", [simple_history, import_export], ids=lambda one: one.__name__)
def test_what_a_library_leaves_without_japanese_has_it_from_us(library):
    folder = Path(library.__file__).parent / "locale"
    own = set(messages_in(folder / "ja/LC_MESSAGES/django.mo"))
    all_languages = folder.glob("*/LC_MESSAGES/django.mo")
    missing = {message for file in all_languages for message in messages_in(file)} - own - {""}

    with translation.override("ja"):
        left = {message for message in missing if translated(message) == message}
    assert (bool(missing), left) == (True, set())


def translated(message):
    """In the language of now; older Pythons find what has a plural by `ngettext` alone."""
    alone = translation.gettext(message)
    return translation.ngettext(message, message, 1) if alone == message else alone


def messages_in(file):
    if not file.exists():
        return
    with file.open("rb") as opened:
        for key in gettext.GNUTranslations(opened)._catalog:
            yield key[0] if isinstance(key, tuple) else key
