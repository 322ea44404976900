"""The site as files: complete in itself, and the same bytes as the server's."""

import re
from errno import ENOSPC
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import CommandError, call_command

from disclosures.public.static_export import file_of
from tests.factory import (
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    submit,
    withdraw,
)

pytestmark = pytest.mark.django_db

HERE = "https://kaiji.example.com"


@pytest.fixture
def checklist(settings):
    """Three versions, the second of them withdrawn, and one that waits."""
    settings.KAIJI_URL = HERE
    settings.ALLOWED_HOSTS = ["kaiji.example.com"]
    checklist = make_checklist(products=[make_product("Alpha")])
    change_answer(checklist, "1", body="Words of one.", internal_note="Noted inside")
    make_approved(checklist)
    change_answer(checklist, "1", body="Words of two.")
    second = make_approved(checklist, "2.0")
    withdraw(second, reason="Internal words")
    change_answer(checklist, "1", body="Words of three.")
    make_approved(checklist, "3.0")
    change_answer(checklist, "1", body="Words that wait.")
    submit(checklist, "4.0")
    return checklist


@pytest.fixture
def site(checklist, tmp_path, capsys):
    folder = tmp_path / "site"
    call_command("export_site", str(folder))
    return folder


def files(site):
    return [file for file in site.rglob("*") if file.is_file()]


def address(site, file):
    return "/" + str(file.relative_to(site)).removesuffix("index.html")


def test_every_file_is_what_the_server_answers(client, site):
    for file in files(site):
        response = client.get(
            address(site, file), headers={"host": "kaiji.example.com"}, secure=True
        )
        assert b"".join(response) == file.read_bytes(), file


LINK = re.compile(r'\s(?:href|src)="([^"]*)"')


def test_every_link_leads_to_a_file_and_a_place_in_it(site):
    pages = {file: file.read_text() for file in files(site) if file.suffix == ".html"}
    checked = 0
    for file, text in pages.items():
        for link in map(unescape, LINK.findall(text)):
            parts = urlsplit(urljoin(HERE + address(site, file), link))
            if f"{parts.scheme}://{parts.netloc}" != HERE:
                continue
            target = file_of(site, parts.path)
            assert target.is_file(), (file, link)
            if parts.fragment:
                assert f'id="{parts.fragment}"' in target.read_text(), (file, link)
            checked += 1
    assert checked > 100


NEEDED = [
    *("/", "/en/", "/sheet/", "/en/sheet/", "/sheet/products/alpha/", "/sheet/search/"),
    *("/sheet/versions/", "/sheet/versions/1.0/", "/sheet/versions/3.0/sheet.csv"),
    *("/sheet/versions/3.0/since/2.0/", "/sheet/since/1.0/", "/sheet/sheet.json"),
    *("/sheet/feed.atom", "/robots.txt", "/sitemap.xml", "/schemas/sheet-1.json"),
    "/schemas/sheet-2.json",
    "/static/disclosures/kaiji.css",
]


def test_everything_that_readers_need_is_there(site):
    assert [path for path in NEEDED if not file_of(site, path).is_file()] == []


def test_nothing_is_there_that_is_not_public(site):
    contents = b"".join(file.read_bytes() for file in files(site))

    private = [b"Words of two.", b"Words that wait.", b"Noted inside", b"Internal words"]
    assert [token for token in private if token in contents] == []
    public = [b"Words of one.", b"Words of three.", b"Please ask us."]
    assert [token for token in public if token not in contents] == []
    assert editor().username.encode() not in file_of(site, "/sheet/").read_bytes()


def test_a_folder_with_anything_in_it_is_left_alone(checklist, tmp_path):
    (tmp_path / "mine.txt").write_text("Mine")

    with pytest.raises(CommandError, match="is not an empty folder"):
        call_command("export_site", str(tmp_path))

    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_what_fails_on_its_way_leaves_nothing(checklist, tmp_path, monkeypatch):
    folder = tmp_path / "site"
    write_bytes = Path.write_bytes

    def full(file, content):
        if file.name == "sitemap.xml":
            raise OSError(ENOSPC, "No space left on device")
        return write_bytes(file, content)

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(CommandError, match="cannot be written: No space left"):
        call_command("export_site", str(folder))

    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(checklist, tmp_path):
    (tmp_path / "file").write_text("Mine")

    with pytest.raises(CommandError, match="site cannot be written"):
        call_command("export_site", str(tmp_path / "file" / "site"))


def test_without_an_address_of_its_own_nothing_is_written(checklist, tmp_path, settings):
    settings.KAIJI_URL = ""

    with pytest.raises(CommandError, match="KAIJI_URL"):
        call_command("export_site", str(tmp_path / "site"))

    assert list(tmp_path.iterdir()) == []
