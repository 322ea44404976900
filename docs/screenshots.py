"""`make screenshots`: the pictures of the README, taken from the running demo."""

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

from disclosures.management.commands.demo import password_of

FOLDER = Path(__file__).parent / "screenshots"
ADDRESS = "127.0.0.1:8765"
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}


def main():
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox"]
        )
        picture(browser, f"{address}/leyser/#item-20", "public-ja", DESK)
        picture(browser, f"{address}/leyser/#item-24", "phone-ja", PHONE)
        picture(
            browser,
            f"{address}/admin/disclosures/revision/2/change/",
            "review-ja",
            DESK,
            "reviewer",
        )
        browser.close()


@contextmanager
def demo():
    """The demo on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "KAIJI_DEBUG": "1",
            "DATABASE_URL": f"sqlite:///{folder}/demo.sqlite3",
        }
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "demo"], env=environment, check=True)
        server = subprocess.Popen([*manage, "runserver", "--noreload", ADDRESS], env=environment)
        try:
            wait_for(f"http://{ADDRESS}/readyz")
            yield f"http://{ADDRESS}"
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


def picture(browser, address, name, size, user=None):
    page = browser.new_page(viewport=size)
    if user:
        page.goto(address)
        page.fill("#id_username", user)
        page.fill("#id_password", password_of(user))
        page.click("[type=submit]")
    page.goto(address)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
