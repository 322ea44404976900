"""Readers in a real browser, with scripts and without: find, compare, quote, take along."""

import hashlib
import shutil
import subprocess

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from disclosures.bundled.loading import load_sample
from disclosures.exports.registry import file_formats
from tests.browser import PHONE
from tests.factory import editor, manager, reviewer

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = {"width": 1280, "height": 720}
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture
def published():
    """The sample sheet with versions 1.0 and 2.0."""
    load_sample(manager=manager(), editor=editor(), reviewer=reviewer())


def rows(page):
    return page.locator(".items tbody tr").evaluate_all("rows => rows.map(row => row.id)")


@SCRIPTS
@pytest.mark.parametrize(
    ("words", "found"), [("暗号化", ["item-40", "item-51"]), ("ＴＬＳ１．２", ["item-51"])]
)
def test_an_answer_is_found_by_its_words(published, open_page, complaints, scripts, words, found):
    page = open_page("/leyser/", java_script_enabled=scripts)
    page.fill("#find", words)
    page.click(".find button")

    assert rows(page) == found
    expect(page.locator("mark").first).to_be_visible()
    page.click(f"#{found[-1]} .number a")
    expect(page.locator(f"#{found[-1]} .answer")).to_contain_text("TLS1.2")
    assert page.url.endswith(f"/leyser/#{found[-1]}")
    assert complaints == []


@SCRIPTS
def test_one_product_is_read_by_itself(published, open_page, complaints, scripts):
    page = open_page("/leyser/", java_script_enabled=scripts)
    page.click("text=LeySer Plus >> nth=0")

    expect(page.locator(".title .view")).to_contain_text("LeySer Plus")
    starts = page.locator("#item-3 .statement")
    expect(starts).to_have_count(1)
    expect(page.locator("#item-3 .products li")).to_have_text(["LeySer Plus"])
    assert complaints == []


def test_the_address_of_an_item_is_copied_for_good(published, open_page, live_server, complaints):
    page = open_page("/leyser/", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("#item-40 .copy")
    button.focus()
    page.keyboard.press("Enter")

    expect(button).to_have_text("コピー済み")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{live_server.url}/leyser/versions/2.0/#item-40"
    assert complaints == []


def test_without_scripts_the_address_of_an_item_is_a_link(published, open_page):
    page = open_page("/leyser/versions/2.0/", java_script_enabled=False)

    assert page.locator("#item-40 .number a").get_attribute("href") == "#item-40"
    expect(page.locator(".copy")).to_have_count(0)


@SCRIPTS
def test_what_changed_since_my_version_is_shown(published, open_page, complaints, scripts):
    page = open_page("/leyser/versions/", java_script_enabled=scripts)
    page.select_option("#older", "1.0")
    page.click(".compare button")

    assert page.url.endswith("/leyser/versions/2.0/since/1.0/")
    numbers = page.locator(".comparison tbody .number").all_inner_texts()
    assert numbers[:2] == ["8", "43"]  # the flips come first
    expect(page.locator(".comparison tbody").first.locator("del").first).to_have_text("無し")
    expect(page.locator(".comparison tbody").first.locator("ins").first).to_have_text("有り")
    assert complaints == []


@SCRIPTS
@pytest.mark.parametrize("kind", file_formats())
def test_each_file_is_taken_along_whole(published, open_page, scripts, kind):
    page = open_page("/leyser/", java_script_enabled=scripts)
    link = page.locator(
        f".taking a[href='{reverse(f'version_sheet_{kind}', args=['leyser', '2.0'])}']"
    )
    with page.expect_download() as taken:
        link.click()

    assert taken.value.suggested_filename == f"leyser-2.0.{kind}"
    digest = hashlib.sha256(taken.value.path().read_bytes()).hexdigest()
    row = page.locator(".files tr", has_text=f"leyser-2.0.{kind}")
    expect(row.locator(".hash")).to_have_text(digest)


def test_from_an_older_version_the_same_item_of_the_newest_is_reached(published, open_page):
    page = open_page("/leyser/versions/1.0/#item-40")
    page.click(".older .newest")

    assert page.url.endswith("/leyser/#item-40")


# What moved, and how far: the page that a test fails for is gone by then.
SHIFTED = """() => new Promise((done) => {
  const moved = (source) => [
    (source.node?.outerHTML ?? source.node?.textContent ?? "").slice(0, 200),
    JSON.stringify([source.previousRect, source.currentRect]),
  ];
  const shift = (entry) => [entry.value, ...entry.sources.map(moved)];
  const told = (list) => list.getEntries().map(shift);
  const observer = new PerformanceObserver((list) => done(told(list)));
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done([]), 300);
})"""


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_nothing_moves_while_the_page_is_made_ready(published, open_page, viewport):
    page = open_page("/leyser/#item-40", viewport=viewport)
    page.wait_for_timeout(500)

    assert page.evaluate(SHIFTED) == []


LIMIT = 60 * 1024  # bytes over the wire for the first view of 73 items


def test_the_first_view_is_small_and_asks_nobody_else(published, open_page, live_server):
    page = open_page("about:blank")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    taken, asked = [], []
    devtools.on("Network.loadingFinished", lambda event: taken.append(event["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/leyser/")
    page.wait_for_load_state("networkidle")

    assert page.locator(".items tbody tr").count() == 73
    assert {url.startswith(live_server.url) for url in asked} == {True}
    assert len(taken) == len(asked) >= 4
    assert 5_000 < sum(taken) < LIMIT


# The column of the answers on A4, in points: from where it begins to the edge of the paper.
ANSWERS = ("-x", "332", "-y", "0", "-W", "263", "-H", "842")


def test_on_paper_it_is_a_document(published, open_page, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: the printed page is not read")
    page = open_page("/leyser/")
    page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    answers = page.locator(".items .answer").all_inner_texts()

    papers = printed(tmp_path / "paper.pdf", "-layout")
    numbers = [f"{at}/{len(papers)}" for at in range(1, len(papers) + 1)]
    flat = joined("".join(printed(tmp_path / "paper.pdf", *ANSWERS)))

    assert 6 <= len(papers) <= 12
    assert [n for n, paper in zip(numbers, papers, strict=True) if n not in joined(paper)] == []
    assert [paper for paper in papers if joined(page.title()) not in joined(paper)] == []
    assert all("番号" in paper and "回答" in paper for paper in papers[1:-1])
    assert not {"サービス別", "コピー"} & set("".join(papers).split())  # nothing to click on
    lines = [line for answer in answers for line in answer.splitlines() if line.strip()]
    assert len(lines) > 150
    assert [line for line in lines if joined(line) not in flat] == []


def printed(file, *options):
    """The text of each sheet of paper."""
    command = ["pdftotext", *options, file, "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.removesuffix("\f").split("\f")


def joined(text):
    return "".join(text.split())


def test_a_copy_that_cannot_search_says_so(published, open_page):
    page = open_page("/leyser/search/")
    expect(page.locator(".copy-only")).to_be_hidden()
    page.route(
        "**/search/?q=*", lambda route: route.fulfill(response=page.request.get("/leyser/search/"))
    )
    page.fill("#id_q", "暗号化")
    page.click(".filters button")

    expect(page.locator(".copy-only")).to_be_visible()
