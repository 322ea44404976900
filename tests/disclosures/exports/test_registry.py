"""A new format is one line in the registry, from the submission to the site as files."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from disclosures.exports.registry import FORMATS

MADE = re.compile(r'\bmake\("([a-z]+)"')
PROJECT = Path(__file__).parents[3]
BEGIN = """
import json, os, re, sys
from itertools import count
from pathlib import Path
from disclosures.exports.registry import COMPARISON_FORMATS, FORMATS, Format

made = count(1)  # a file that is made twice would differ
FORMATS["txt"] = Format(lambda sheet: b"# Sheet %d" % next(made), "text/plain", "TXT")
COMPARISON_FORMATS["diff"] = Format(lambda compared: b"- old", "text/x-diff", "Diff")

import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

setup_test_environment()

def text(address):
    return reader.get(address).content.decode()

def got(response):
    return [response.content.decode(), response["Content-Type"]]

staff, reader = Client(), Client()
"""
ONE_FORMAT_MORE = """
call_command("migrate", verbosity=0)
from disclosures.models import Rendition
from disclosures.public.publication_state import site_state_cache
from tests.factory import make_checklist, reviewer, submit

revision = submit(make_checklist())
[stored] = Rendition.objects.filter(format="txt")
review = f"/admin/disclosures/revision/{revision.pk}/"
staff.force_login(reviewer())
read = staff.get(f"{review}change/").content.decode()
opened = staff.get(f"{review}sheet.txt")
hidden = reader.get("/sheet/sheet.txt").status_code
decision = {"approve-when": "now", "approve-seen": revision.sha256}
approved = staff.post(f"{review}approve/", decision).status_code
site_state_cache.clear()  # for a second the process knows that nothing was public
pages = ["/sheet/", "/en/sheet/", "/sheet/versions/1.0/", "/sheet/versions/", "/en/sheet/versions/"]
call_command("export_site", sys.argv[1], stdout=sys.stderr)
files = Path(sys.argv[1]).rglob("sheet.txt")
print(json.dumps({
    "stored": bytes(stored.content).decode(),
    "the reviewer is led to": re.findall(r'href="[^"]*/(sheet[.][a-z]+)"', read),
    "the reviewer opens": got(opened),
    "before the approval": hidden,
    "approved": approved,
    "pages lead to it": {
        page: re.findall(r'href="([^"]+)" download="sheet-1.0.txt">(TXT) ', text(page))
        for page in pages
    },
    "with size and hash": re.findall(
        r'sheet-1.0.txt</a></th><td>([0-9]+)[^<]*</td><td><code class="hash">([0-9a-f]+)<',
        text("/sheet/"),
    ),
    "on the sitemap": re.findall(r"<loc>[^<]*(/sheet/[^<]*[.]txt)</loc>", text("/sitemap.xml")),
    "readers get": [got(reader.get(f"/sheet/{at}sheet.txt")) for at in ("", "versions/1.0/")],
    "programs": json.loads(text("/sheet/versions.json"))["versions"][0]["files"]["txt"],
    "written": sorted([str(file.relative_to(sys.argv[1])), file.read_text()] for file in files),
}))
"""
ONE_COMPARISON_MORE = """
call_command("migrate", verbosity=0)
from tests.factory import make_approved, reviewer

old = make_approved()
new = make_approved(old.checklist, "2.0")
staff.force_login(reviewer())
compare = f"/admin/disclosures/revision/{new.pk}/since/{old.pk}/"
public = "/sheet/versions/2.0/since/1.0/"
call_command("export_site", sys.argv[1], stdout=sys.stderr)
files = Path(sys.argv[1]).rglob("changes.diff")
print(json.dumps({
    "led to": [
        re.findall(r'href="([^"]+)">Diff<', page)
        for page in (staff.get(compare).content.decode(), text(public), text(f"/en{public}"))
    ],
    "staff get": got(staff.get(f"{compare}changes.diff")),
    "readers get": got(reader.get(f"{public}changes.diff")),
    "written": [str(file.relative_to(sys.argv[1])) for file in files],
    "addresses": [f"{compare}changes.diff", f"{public}changes.diff"],
}))
"""
OLD_DATABASE = """
from django.db.migrations.executor import MigrationExecutor

def migrated(*names):
    executor = MigrationExecutor(connection)
    executor.migrate([("disclosures", name) for name in names])
    return executor.loader.project_state([("disclosures", name) for name in names]).apps

from datetime import date
from django.utils import timezone
from disclosures.sheet.canonical import canonical_text, sha256_of
from tests.sheets import answer, item, sheet

apps = migrated("0005_comments")
text = canonical_text(sheet(item("1", answer("Words"))))
user = apps.get_model("auth", "User").objects.create(username="editor")
guideline = apps.get_model("disclosures", "Guideline").objects.create(code="code", name="Guideline")
checklist = apps.get_model("disclosures", "Checklist").objects.create(
    slug="sheet", title="Title", company="Example Inc.", guideline=guideline
)
apps.get_model("disclosures", "Revision").objects.create(
    checklist=checklist, number=1, version="1.0", sheet=text, sha256=sha256_of(text),
    updated_on=date(2025, 10, 1), summary="First", submitted_by=user, submitted_at=timezone.now(),
)
made = {}
for name in ("0006_rendition", "0007_workbooks", "0010_pdfs", "0013_markdown"):
    renditions = migrated(name).get_model("disclosures", "Rendition").objects
    made[name] = sorted(renditions.values_list("format", flat=True))
print(json.dumps({"made": made, "can make": sorted(FORMATS)}))
"""


def run(program, folder):
    """What the program prints as JSON, in a process that has one format more."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'kaiji.sqlite3'}",
        "KAIJI_URL": "https://kaiji.example.com",
        "KAIJI_ALLOWED_HOSTS": "kaiji.example.com",
    }
    command = [sys.executable, "-c", BEGIN + program, str(folder / "site")]
    done = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


def test_a_line_in_the_registry_is_all_that_a_format_needs(tmp_path):
    content = "# Sheet 1"
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    address = "/sheet/versions/1.0/sheet.txt"

    found = run(ONE_FORMAT_MORE, tmp_path)

    led_to = found.pop("the reviewer is led to")
    pages = found.pop("pages lead to it")
    assert (led_to[0], led_to[-1]) == ("sheet.json", "sheet.txt")
    assert (len(pages), list(pages.values())) == (5, [[[address, "TXT"]]] * 5)
    assert found == {
        "stored": content,
        "the reviewer opens": [content, "text/plain"],
        "before the approval": 404,
        "approved": 302,
        "with size and hash": [[str(len(content)), sha256]],
        "on the sitemap": ["/sheet/sheet.txt"],
        "readers get": [[content, "text/plain"]] * 2,
        "programs": {"address": address, "bytes": len(content), "sha256": sha256},
        "written": [["sheet/sheet.txt", content], ["sheet/versions/1.0/sheet.txt", content]],
    }


def test_a_line_in_the_registry_is_all_that_a_format_of_comparisons_needs(tmp_path):
    found = run(ONE_COMPARISON_MORE, tmp_path)

    admin, public = found.pop("addresses")
    assert found == {
        "led to": [[admin], [public], [public]],
        "staff get": ["- old", "text/x-diff"],
        "readers get": ["- old", "text/x-diff"],
        "written": [public.lstrip("/")],
    }


def test_a_migration_makes_each_format_for_the_versions_from_before():
    migrations = (PROJECT / "disclosures/migrations").glob("*.py")
    made = {name for file in migrations for name in MADE.findall(file.read_text())}

    assert made >= FORMATS.keys()


def test_an_old_migration_makes_the_formats_of_its_day(tmp_path):
    found = run(OLD_DATABASE, tmp_path)

    pdf = ["pdf"] if "pdf" in found["can make"] else []
    assert found["made"] == {
        "0006_rendition": ["csv"],
        "0007_workbooks": ["csv", "xlsx"],
        "0010_pdfs": ["csv", *pdf, "xlsx"],
        "0013_markdown": ["csv", "md", *pdf, "xlsx"],
    }
