/* Small comforts; every page works without them. */
"use strict";

/* On a phone the contents and the questions are folded. Elsewhere and on paper the style shows them,
   and for browsers that cannot do so they are opened here. */
if (!CSS.supports("selector(::details-content)")) {
  const narrow = matchMedia("(max-width: 44rem)");
  const fold = (isFolded) => {
    for (const details of document.querySelectorAll(".question details, .contents details, .filters details")) {
      details.open = !isFolded;
    }
  };
  fold(narrow.matches);
  narrow.addEventListener("change", () => fold(narrow.matches));
  addEventListener("beforeprint", () => fold(false));
  addEventListener("afterprint", () => fold(narrow.matches));
}

/* From an older version to the same item in the newest. */
const newest = document.querySelector(".older .newest");
function keepPlace() {
  newest.hash = location.hash;
}
if (newest) {
  keepPlace();
  addEventListener("hashchange", keepPlace);
}

/* The address of an item, in the version that is read here, for quoting. */
const sheet = document.querySelector(".sheet[data-permanent]");
const said = document.createElement("p"); // for those who listen
said.className = "said";
said.setAttribute("role", "status");
async function copyAddress(event) {
  const button = event.currentTarget;
  const address = new URL(sheet.dataset.permanent, location.href);
  address.hash = button.closest("tr").id;
  await navigator.clipboard.writeText(address.href);
  button.textContent = said.textContent = sheet.dataset.copied;
  setTimeout(() => { button.textContent = sheet.dataset.copy; said.textContent = ""; }, 4000);
}
if (sheet && navigator.clipboard) {
  sheet.append(said);
  for (const cell of sheet.querySelectorAll(".items tbody .number")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = sheet.dataset.copy;
    button.setAttribute("aria-label", `${sheet.dataset.copyTitle} ${cell.innerText.trim()}`);
    button.addEventListener("click", copyAddress);
    cell.append(button);
  }
}

/* A search that was sent but not answered: these are files, see `export_site`. */
const copyOnly = document.querySelector(".copy-only");
if (copyOnly && location.search && !document.querySelector(".results, .error")) {
  const asked = [...new URLSearchParams(location.search).values()];
  copyOnly.hidden = asked.every((value) => value === "");
}

/* The contents show where the reader is. */
const links = new Map(
  [...document.querySelectorAll(".contents a[href^='#']")].map((link) => [link.hash.slice(1), link]),
);
const visible = new Set();
const observer = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    visible[entry.isIntersecting ? "add" : "delete"](entry.target.id);
  }
  const here = [...links.keys()].find((id) => visible.has(id));
  for (const [id, link] of links) {
    link.toggleAttribute("data-here", id === here);
  }
}, { rootMargin: "-6% 0px -70%" }); // where people read: in the upper part of the window
for (const id of links.keys()) {
  const target = document.getElementById(id);
  if (target) observer.observe(target);
}
