/* The review page by keyboard, and a warning before comments are lost; it works without all this. */
"use strict";

const bar = document.querySelector(".save-bar");
const changed = [...document.querySelectorAll(".changes .item")];

function hop(step) {
  const here = changed.findIndex((item) => item.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : changed.length - 1) : here + step;
  const item = changed[Math.max(0, Math.min(next, changed.length - 1))];
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "start" });
  bar.querySelector(".place").textContent = `${changed.indexOf(item) + 1} / ${changed.length}`;
}

if (changed.length) {
  bar.hidden = false;
  bar.addEventListener("click", (event) => event.target.value && hop(event.target.value === "next" ? 1 : -1));
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    event.preventDefault();
    hop(event.shiftKey ? -1 : 1);
  });
}

const comments = [...document.querySelectorAll("textarea[form=review_form]")];
const isWritten = () => comments.some((field) => field.value !== field.defaultValue);
let isSending = false;
document.getElementById("review_form")?.addEventListener("submit", () => (isSending = true));
for (const form of document.querySelectorAll("form[data-unsent]")) {
  form.addEventListener("submit", (event) => {
    isSending = !isWritten() || confirm(form.dataset.unsent);
    if (!isSending) event.preventDefault();
  });
}
addEventListener("beforeunload", (event) => {
  if (isWritten() && !isSending) event.preventDefault();
});
