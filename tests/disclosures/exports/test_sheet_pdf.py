"""The PDF of a version: everything is in it, it can be read aloud, nothing is fetched for it."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zlib
from datetime import date
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.db import connection

from disclosures.checks import check_pdf
from disclosures.exports import sheet_pdf
from disclosures.exports.registry import FORMATS
from disclosures.integrity import triggers
from disclosures.models import Rendition
from disclosures.sheet.document import SheetProduct, SheetSection, canonical_text, sha256_of
from tests.factory import change_answer, make_approved, make_checklist, reviewer
from tests.sheets import answer, item, sheet

PROJECT = Path(__file__).parents[3]
TO_STDOUT = {"pdfinfo": [], "pdftotext": ["-"], "pdftohtml": ["-stdout"]}
TEXTS = [
    "一行目\n二行目\n\n四行目",
    "半角ｶﾞｷﾞ、全角ＡＢＣ、①㈱㍻、髙橋・𠮷野・山﨑",
    "https://example.com/" + "a-very-long-path/" * 30,
    "<b>太字</b> & \"引用\" 'と' {{ sheet.title }} {% now %} &amp;",
    "a" * 300,
    "  字下げ　と\tタブ",
]
LONG = "".join(f"{number}番目の文です。" for number in range(400))


def lacks(what):
    if os.environ.get("CI"):
        pytest.fail(f"{what} must be there in CI")
    pytest.skip(f"{what} is not installed: PDFs are not tested")


@pytest.fixture
def _weasyprint():
    if sheet_pdf.MISSING:
        lacks("WeasyPrint, or the Pango that it needs,")


@pytest.fixture
def read(_weasyprint, tmp_path):
    """Makes the PDF of a sheet and runs a program of Poppler's on it, for what that prints."""
    if shutil.which("pdftotext") is None:
        lacks("Poppler (pdftotext)")

    def read(made, program, *options):
        file = tmp_path / "sheet.pdf"
        file.write_bytes(sheet_pdf.render(made))
        command = [program, *options, file, *TO_STDOUT[program]]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return read


def run(program, **environment):
    """What that program prints, in a process of its own."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE)
    return done.stdout


def plain(text):
    """What a person reads of it, whatever the lines."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def facts(read, made):
    """What pdfinfo says, by its own names."""
    lines = read(made, "pdfinfo", "-isodates").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def streams(content):
    """The packed parts of the file."""
    for packed in re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(packed)


# What it says


def test_every_text_of_the_sheet_is_there(read):
    items = [item(str(n), answer(text), question=f"？{text}") for n, text in enumerate(TEXTS)]

    text = plain(read(sheet(*items), "pdftotext", "-raw"))

    for body in TEXTS:
        assert plain(body) in text.replace(plain(f"？{body}"), "", 1)
        assert plain(f"？{body}") in text


@pytest.mark.parametrize("word", ["a" * 300, "https://example.com/" + "b" * 300, "ー" * 150])
def test_a_word_wider_than_its_column_does_not_run_off_the_paper(read, word):
    """Also where the line may not end before it, as after an opening bracket."""
    texts = [word, f"。。{word}", f"Words {word}", f"語{word}", f"({word})", f"「{word}」と{word}"]
    said = [(text, values) for text in texts for values in ({}, {"products": ("alpha",)})]
    items = [item(str(n), answer(text, **values)) for n, (text, values) in enumerate(said)]

    text = plain(read(sheet(*items), "pdftotext", "-raw"))

    for body in texts:
        assert plain(body) in text


def test_an_answer_longer_than_a_page_is_whole(read):
    """The column of answers alone: what stands beside a text would come between its pages."""
    column = ["-r", "72", "-x", "440", "-y", "0", "-W", "380", "-H", "550"]

    text = plain(read(sheet(item("1", answer(LONG)), item("2")), "pdftotext", "-raw", *column))

    assert text.count(plain("事業者回答")) > 1
    assert plain(LONG) in text.replace(plain("事業者回答"), "")


@pytest.mark.parametrize("place", ["answer", "question", "notes"])
def test_few_characters_on_many_lines_are_whole(read, place):
    lines = [f"L{number:02}" for number in range(99)]
    text = "\n".join(lines)
    made = {
        "answer": sheet(item("1", answer(text))),
        "question": sheet(item("1", question=text)),
        "notes": sheet(item("1"), notes=text),
    }[place]

    shown = read(made, "pdftotext", "-raw")

    assert [line for line in lines if line not in shown] == []


def test_an_answer_too_long_for_a_cell_of_excel_is_whole(read):
    products = tuple(SheetProduct(f"p{n}", f"Product {n}", "", None) for n in range(10))
    answers = [answer(f"{n}" * 4000, products=(f"p{n}",)) for n in range(10)]

    text = plain(read(sheet(item("1", *answers), products=products), "pdftotext", "-raw"))

    assert [text.count(str(n)) >= 4000 for n in range(10)] == [True] * 10


def test_the_title_block_says_what_it_is(read):
    made = sheet(
        item("1"),
        department="Security",
        established_on=date(2025, 4, 1),
        notes="A note",
        contact="Ask us",
    )

    text = read(made, "pdftotext", "-raw")

    assert text.split("No.")[0].splitlines() == [
        "Title",
        "Example Inc. Security",
        "制定日 2025年4月1日 更新日 2025年10月1日 バージョン 1.0 固定アドレス /sheet/versions/1.0/",
        f"JSONファイルのSHA-256 {sha256_of(canonical_text(made))}",
        "A note",
        "Ask us",
    ]


def test_the_title_block_says_on_which_host_it_stands(read, settings):
    settings.KAIJI_URL = "https://kaiji.example.com"

    text = plain(read(sheet(item("1")), "pdftotext", "-raw"))

    assert (
        plain("固定アドレス https://kaiji.example.com/sheet/versions/1.0/ JSONファイルのSHA-256")
        in text
    )


def test_an_answer_reads_as_in_the_workbook(read):
    common = answer("Common", availability="yes", responsibility="shared")
    alpha = answer("Of Alpha", products=("alpha",))
    both = answer("Of both", products=("alpha", "beta"), availability="no")

    made = sheet(item("1", common, alpha), item("2", both, same_as="1"))

    text = plain(read(made, "pdftotext", "-raw"))
    assert plain("有り　責任主体：共同\nCommon\nAlpha：Of Alpha") in text
    assert plain("同上（項目1）\nAlpha、Beta：\n無し\nOf both") in text


def test_title_version_and_number_are_on_every_page(read):
    made = sheet(item("1", answer(LONG)), item("2", answer(LONG)), title="題名", version="2.1")

    *pages, _ = read(made, "pdftotext", "-raw").split("\f")

    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page.count("事業者回答") == 1
        assert plain("題名　バージョン2.1") in plain(page)
        assert f"{number} / {len(pages)}" in page


# How it is made


def test_it_is_named_and_tagged(read):
    made = sheet(item("1", answer("Words")))

    found = facts(read, made)

    names = ("Title", "Author", "Creator", "CreationDate", "ModDate", "Tagged", "JavaScript")
    assert [found[name] for name in names] == [
        *("Title 1.0", "Example Inc.", "Kaiji", "2025-10-01T00:00:00Z", "2025-10-01T00:00:00Z"),
        *("yes", "no"),
    ]
    parts = b"".join(streams(sheet_pdf.render(made)))
    assert all(each in parts for each in (b"/DisplayDocTitle true", b"pdfuaid:part"))


@pytest.mark.parametrize(("body", "language"), [("Words", b"und"), ("ことば", b"ja")])
def test_its_language_is_that_of_the_sheet_where_letters_tell_it(body, language):
    parts = b"".join(streams(sheet_pdf.render(sheet(item("1", answer(body))))))

    assert re.findall(rb"/Lang \((\w*)\)", parts) == [language]


def test_its_table_is_a_table_to_those_who_listen(read):
    tree = read(sheet(item("1", answer("Words"))), "pdfinfo", "-struct")

    kinds = re.findall(r"^ *(\w+)", tree, re.MULTILINE)
    assert [kinds.count(kind) for kind in ("H1", "Table", "THead", "TH", "TD")] == [1, 1, 1, 6, 4]


def test_sections_and_their_items_are_bookmarks(read):
    named = SheetSection("Basics", (item("1"), item("2", name="", category="Category")))
    made = sheet(sections=(SheetSection("", (item("0", answer(LONG)),)), named))

    xml = read(made, "pdftohtml", "-xml", "-i", "-q")

    outline = ElementTree.fromstring(xml[xml.index("<outline>") : xml.index("</pdf2xml>")])
    assert [node.text for node in outline.findall("item")] == ["0 Name 0", "Basics"]
    assert [node.text for node in outline.findall("outline/item")] == ["1 Name 1", "2 Category"]


@pytest.mark.usefixtures("_weasyprint")
def test_the_same_sheet_makes_the_same_bytes():
    made = sheet(item("1", answer("Words https://example.com/")), contact="<a@example.com>")

    program = (
        "import sys, django; django.setup()\n"
        "from disclosures.exports.registry import sheet_pdf\n"
        "from tests.disclosures.exports.test_sheet_pdf import sheet, item, answer\n"
        "made = sheet(item('1', answer('Words https://example.com/')), contact='<a@example.com>')\n"
        "sys.stdout.buffer.write(sheet_pdf.render(made))"
    )
    other = run(program, PYTHONHASHSEED="7", TZ="America/New_York", LANG="C")

    assert sheet_pdf.render(made) == sheet_pdf.render(made) == other


# Nothing is fetched

_asked = None


def _keep(event, arguments):
    if _asked is not None and event in ("open", "socket.connect", "socket.getaddrinfo"):
        _asked.append(str(arguments[0]))


sys.addaudithook(_keep)


@pytest.fixture
def asked(monkeypatch):
    """The files that Python opens and the hosts that it asks for."""
    monkeypatch.setattr(sys.modules[__name__], "_asked", [])
    return _asked


BAITS = [
    "<img src=file:///etc/passwd>",
    '<link rel="stylesheet" href="file:///etc/passwd">',
    "<style>@import url(file:///etc/passwd)</style>",
    '"><img src="file:///etc/passwd">',
    "{% include 'file:///etc/passwd' %}",
    "https://example.com/etc/passwd",
]


def test_html_in_a_text_is_text_and_nothing_is_fetched(read, asked):
    text = "\n".join(BAITS)
    made = sheet(
        item(text, answer(text), category=text, name=text, question=text),
        title=text,
        company=text,
        notes=text,
        contact=text,
        slug=text,
    )

    shown = plain(read(made, "pdftotext", "-raw"))

    assert shown.count(plain(text)) >= 6
    assert [name for name in asked if "passwd" in name or "example" in name] == []


@pytest.mark.usefixtures("_weasyprint")
def test_it_would_be_seen_if_something_were_fetched(asked):
    import weasyprint

    weasyprint.HTML(string=BAITS[0]).write_pdf()

    assert "/etc/passwd" in asked


# The files of versions


@pytest.fixture
def checklist():
    checklist = make_checklist()
    change_answer(checklist, "1", body="First")
    return checklist


def without_pdf(revision):
    triggers.lift(connection)
    Rendition.objects.filter(revision=revision, format="pdf").delete()
    triggers.install(connection)


@pytest.mark.django_db
@pytest.mark.usefixtures("_weasyprint")
def test_readers_and_reviewers_are_led_to_it(client, checklist):
    revision = make_approved(checklist)

    assert 'href="/sheet/versions/1.0/sheet.pdf"' in client.get("/sheet/").content.decode()
    file = client.get("/sheet/versions/1.0/sheet.pdf")
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    client.force_login(reviewer())
    page = client.get(f"/admin/disclosures/revision/{revision.pk}/change/").content.decode()
    assert f'href="/admin/disclosures/revision/{revision.pk}/sheet.pdf"' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("_weasyprint")
def test_a_version_without_one_offers_none(client, checklist):
    revision = make_approved(checklist)
    without_pdf(revision)

    [listed] = client.get("/sheet/versions.json").json()["versions"]
    assert listed["files"].keys() == FORMATS.keys() - {"pdf"} | {"json"}
    client.force_login(reviewer())
    for address in [
        "/sheet/",
        "/sheet/versions/1.0/",
        f"/admin/disclosures/revision/{revision.pk}/change/",
    ]:
        page = client.get(address)
        assert (page.status_code, b".pdf" in page.content) == (200, False)
    assert client.get("/sheet/versions/1.0/sheet.pdf").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("_weasyprint")
def test_versions_from_before_there_were_pdfs_get_theirs(checklist):
    revision = make_approved(checklist)
    made = bytes(revision.renditions.get(format="pdf").content)
    without_pdf(revision)

    import_module("disclosures.migrations.0010_pdfs").make_files(apps, None)

    assert bytes(revision.renditions.get(format="pdf").content) == made


@pytest.mark.usefixtures("_weasyprint")
def test_nothing_is_warned_of_where_it_is_made():
    assert check_pdf(None) == []


# Without WeasyPrint

WITHOUT = """
import json
import django
django.setup()
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
from disclosures.exports.registry import FORMATS
from tests.factory import make_approved

setup_test_environment()
call_command("migrate", verbosity=0)
revision = make_approved()
client = Client()
print(json.dumps({
    "formats": sorted(FORMATS),
    "warned": [str(each.msg) for each in run_checks() if each.id == "disclosures.I001"],
    "files": sorted(client.get("/sheet/versions.json").json()["versions"][0]["files"]),
    "csv": client.get("/sheet/sheet.csv").status_code,
    "pdf": client.get("/sheet/sheet.pdf").status_code,
    "offered": ".pdf" in client.get("/sheet/").content.decode(),
}))
"""


@pytest.mark.parametrize(
    "problem",
    [
        ModuleNotFoundError("No module named 'weasyprint'"),
        OSError("cannot load library 'libpango-1.0-0'"),
    ],
)
def test_without_it_everything_else_works_and_the_check_says_so(tmp_path, problem):
    (tmp_path / "weasyprint.py").write_text(f"print('Follow the steps.')\nraise {problem!r}\n")
    database = f"sqlite:///{tmp_path / 'kaiji.sqlite3'}"

    said = run(WITHOUT, DATABASE_URL=database, PYTHONPATH=str(tmp_path))

    assert json.loads(said) == {
        "formats": ["csv", "xlsx"],
        "warned": [f"No PDF is made of a version, and none is offered: {problem}."],
        "files": ["csv", "json", "xlsx"],
        "csv": 200,
        "pdf": 404,
        "offered": False,
    }


IMPORTED = "from disclosures.exports.registry import sheet_pdf; print(sheet_pdf.MISSING)"


@pytest.mark.parametrize(
    ("warning", "missing"),
    [
        ("HarfBuzz-Subset will be required.", "HarfBuzz-Subset is not installed"),
        ("Something else will change.", ""),
    ],
)
def test_a_warning_of_the_library_is_no_error_but_may_name_what_is_missing(
    tmp_path, warning, missing
):
    warns = f"import warnings; warnings.warn({warning!r}, DeprecationWarning, 2)\n"
    (tmp_path / "weasyprint.py").write_text(warns)

    said = run(IMPORTED, PYTHONPATH=str(tmp_path), PYTHONWARNINGS="error::DeprecationWarning")

    assert said.decode() == f"{missing}\n"
