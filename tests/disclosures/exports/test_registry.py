"""A new format is one line in the registry, from the submission to the site as files."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[3]
BEGIN = """
import json, os, re, sys
from pathlib import Path
from disclosures.exports.registry import FORMATS, Format

FORMATS["md"] = Format(lambda sheet: f"# {sheet.title}".encode(), "text/markdown", "Markdown")

import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

setup_test_environment()
"""
WHOLE_LINE = """
call_command("migrate", verbosity=0)
from disclosures.public.publication_state import site_state_cache
from tests.factory import make_checklist, reviewer, submit

revision = submit(make_checklist())
review = f"/admin/disclosures/revision/{revision.pk}/"
staff, client = Client(), Client()
staff.force_login(reviewer())
read = staff.get(f"{review}change/").content.decode()
opened = staff.get(f"{review}sheet.md")
hidden = client.get("/sheet/sheet.md").status_code
decision = {"approve-when": "now", "approve-seen": revision.sha256}
approved = staff.post(f"{review}approve/", decision).status_code
site_state_cache.clear()  # for a second the process knows that nothing was public
page = client.get("/sheet/").content.decode()
served = [client.get(f"/sheet/{place}sheet.md") for place in ("", "versions/1.0/")]
call_command("export_site", sys.argv[1], stdout=sys.stderr)
files = Path(sys.argv[1]).rglob("sheet.md")
print(json.dumps({
    "the reviewer is led to": re.findall(r'href="[^"]*/(sheet[.][a-z]+)"', read),
    "the reviewer opens": [opened.content.decode(), opened["Content-Type"]],
    "before the approval": hidden,
    "approved": approved,
    "readers are led to": re.findall(r'download="sheet-1.0.md">(Markdown) ', page),
    "with size and hash": re.findall(
        r'sheet-1.0.md</a></th><td>([0-9]+)[^<]*</td><td><code class="hash">([0-9a-f]+)<', page
    ),
    "readers get": [[one.content.decode(), one["Content-Type"]] for one in served],
    "programs": client.get("/sheet/versions.json").json()["versions"][0]["files"]["md"],
    "written": sorted([str(file.relative_to(sys.argv[1])), file.read_text()] for file in files),
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
from disclosures.sheet.document import canonical_text, sha256_of
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
for name in ("0006_rendition", "0007_workbooks", "0010_pdfs"):
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
    content, sha256 = "# Title of sheet", hashlib.sha256(b"# Title of sheet").hexdigest()

    found = run(WHOLE_LINE, tmp_path)

    led_to = found.pop("the reviewer is led to")
    assert (led_to[0], led_to[-1]) == ("sheet.json", "sheet.md")
    assert found == {
        "the reviewer opens": [content, "text/markdown"],
        "before the approval": 404,
        "approved": 302,
        "readers are led to": ["Markdown"],
        "with size and hash": [[str(len(content)), sha256]],
        "readers get": [[content, "text/markdown"]] * 2,
        "programs": {
            "address": "/sheet/versions/1.0/sheet.md",
            "bytes": len(content),
            "sha256": sha256,
        },
        "written": [["sheet/sheet.md", content], ["sheet/versions/1.0/sheet.md", content]],
    }


def test_an_old_migration_makes_the_formats_of_its_day(tmp_path):
    found = run(OLD_DATABASE, tmp_path)

    pdf = ["pdf"] if "pdf" in found["can make"] else []
    assert found["made"] == {
        "0006_rendition": ["csv"],
        "0007_workbooks": ["csv", "xlsx"],
        "0010_pdfs": ["csv", *pdf, "xlsx"],
    }
