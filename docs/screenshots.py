"""`make screenshots`: the pictures of the README, taken from the running demo."""

import base64
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "screenshots"
ADDRESS = "127.0.0.1:8765"
DESK = {"width": 1280, "height": 860}
TALL = {"width": 1280, "height": 1500}
PHONE = {"width": 390, "height": 844}
ANEW = {"24時間365日ご利用": "年中無休でご利用", "14日前": "30日前"}


def main():
    with demo() as (address, logins), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        reader = browser.new_page(base_url=address)
        picture(reader, "/leyser/#item-20", "public-ja", DESK)
        picture(reader, "/leyser/#item-24", "phone-ja", PHONE)
        picture(reader, "/leyser/search/?q=暗号化", "search-ja", {**DESK, "height": 1010})
        picture(reader, "/leyser/versions/2.0/since/1.0/", "since-ja", DESK)
        reader.emulate_media(color_scheme="dark")
        picture(reader, "/leyser/#item-5", "dark-ja", DESK)
        reader.emulate_media(color_scheme="light")
        printed(reader, "/leyser/", "print-ja")
        reviewer = browser.new_page(base_url=address)
        log_in(reviewer, "reviewer", logins["reviewer"])
        picture(reviewer, "/admin/disclosures/revision/2/change/", "review-ja", TALL)
        picture(reviewer, "/admin/disclosures/revision/2/since/1/", "comparison-ja", DESK)
        editor = browser.new_page(base_url=address)
        log_in(editor, "editor", logins["editor"])
        picture(editor, "/admin/", "start-ja", {**DESK, "height": 420})
        picture(
            editor, "/admin/disclosures/checklist/1/worksheet/?only=changed", "worksheet-ja", DESK
        )
        picture(editor, "/admin/disclosures/checklist/1/changes/?since=1", "changes-ja", DESK)
        picture(editor, "/admin/disclosures/checklist/1/restore/1/", "restore-ja", DESK)
        picture(editor, "/admin/disclosures/checklist/1/worksheet/", "worksheet-phone-ja", PHONE)
        picture(editor, previewed(editor), "import-ja", DESK)
        browser.close()


@contextmanager
def demo():
    """The demo on a database of its own: its address, and the logins that it prints."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "KAIJI_DEBUG": "1",
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        }
        manage = [sys.executable, "manage.py"]
        printed = subprocess.run(
            [*manage, "demo"], env=environment, check=True, capture_output=True, text=True
        )
        logins = dict(line.split() for line in printed.stdout.splitlines() if line.startswith(" "))
        server = subprocess.Popen([*manage, "runserver", "--noreload", ADDRESS], env=environment)
        try:
            wait_for(f"http://{ADDRESS}/readyz")
            yield f"http://{ADDRESS}", logins
        finally:
            server.terminate()
            server.wait()


def wait_for(address):
    for _ in range(100):
        try:
            return urlopen(address)
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(address)


def previewed(page):
    """The preview of the published table with some words written anew, above the first of them."""
    page.goto("/leyser/")
    table = page.evaluate("async () => await (await fetch('/leyser/sheet.csv')).text()")
    for old, new in ANEW.items():
        table = table.replace(old, new)
    page.goto("/admin/disclosures/checklist/1/import/")
    page.fill("[name=text]", table)
    page.click("#import_form [type=submit]")
    page.wait_for_url("**/preview/")
    return f"{page.url}#{page.locator('tr:has(+ tr.set)').first.get_attribute('id')}"


def printed(page, path, name):
    """The first two sheets of paper beside each other."""
    page.goto(path)
    with tempfile.TemporaryDirectory() as folder:
        page.pdf(path=f"{folder}/paper.pdf", prefer_css_page_size=True)
        command = [
            "pdftoppm",
            "-png",
            "-r",
            "70",
            "-l",
            "2",
            f"{folder}/paper.pdf",
            f"{folder}/page",
        ]
        subprocess.run(command, check=True)
        sheets = [
            base64.b64encode(one.read_bytes()).decode()
            for one in sorted(Path(folder).glob("*.png"))
        ]
    images = "".join(f'<img src="data:image/png;base64,{sheet}">' for sheet in sheets)
    style = "margin:0;display:flex;gap:16px;background:#888;width:max-content"
    page.set_content(f'<body style="{style}">{images}</body>')
    page.locator("body").screenshot(path=FOLDER / f"{name}.png")


def log_in(page, user, password):
    page.goto("/admin/")
    page.fill("[name=login]", user)
    page.fill("[name=password]", password)
    page.click("form[action*=login] button >> nth=0")


def picture(page, path, name, size):
    page.set_viewport_size(size)
    page.goto("about:blank")  # so that the page is loaded anew in this size
    page.goto(path)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
