"""The rules of axe-core, and the stops of the tab key, asked on a page in a browser."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

NUMBER_ALL_STOPS = """() => {
  const kinds = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const stops = [...document.querySelectorAll(kinds)];
  const canStop = (stop) => stop.type !== "hidden" && !stop.disabled && stop.tabIndex >= 0;
  const reachable = stops.filter((stop) => canStop(stop) && stop.checkVisibility());
  reachable.forEach((stop, index) => { stop.dataset.stop = index });
  return reachable.length;
}"""


def violations(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    return [
        (rule["id"], node["html"][:200])
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]
