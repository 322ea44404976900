/* Small comforts; every page works without them. */
"use strict";

const narrow = matchMedia("(max-width: 44rem)");

/* On a phone the contents and the questions are folded, but never on paper. */
function fold(isFolded) {
  for (const details of document.querySelectorAll(".question details, .contents details")) {
    details.open = !isFolded;
  }
}
fold(narrow.matches);
narrow.addEventListener("change", () => fold(narrow.matches));
addEventListener("beforeprint", () => fold(false));
addEventListener("afterprint", () => fold(narrow.matches));

/* From an older version to the same item in the newest. */
const newest = document.querySelector(".older .newest");
function keepPlace() {
  newest.hash = location.hash;
}
if (newest) {
  keepPlace();
  addEventListener("hashchange", keepPlace);
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
});
for (const id of links.keys()) {
  const target = document.getElementById(id);
  if (target) observer.observe(target);
}
