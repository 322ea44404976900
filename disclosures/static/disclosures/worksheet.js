/* The worksheet by keyboard, and text that is not saved yet; the page works without all this. */
"use strict";

const form = document.getElementById("worksheet_form");
const bar = document.querySelector(".save-bar");
const notice = document.getElementById("unsaved");
const drafts = new Drafts(notice.dataset.drafts); // each field with what the page showed of it

function fill(words, number) {
  return words.replace("{}", number);
}

/* What the page showed stands in hidden fields, also where a failed save came back. */
function shown(field) {
  return form.elements[`initial-${field.name}`];
}

function fieldsOf(scope) {
  return [...scope.querySelectorAll(".row [name]")].filter((field) => shown(field) && field.type !== "hidden");
}

function isTouched(field) {
  return field.value !== shown(field).value;
}

/* Only rows with something typed are sent: a page has thousands of fields, and what nobody touched
   needs no comparing. Without scripts all of the page are sent. */
function leaveOutUntouched(data) {
  data.delete("row");
  for (const row of form.querySelectorAll(".row")) {
    if (fieldsOf(row).some(isTouched)) data.append("row", row.id.replace("row-", ""));
    else for (const { name } of row.querySelectorAll("[name]:not([name=row])")) data.delete(name);
  }
}

/* What was typed is kept as long as it is not what the page showed. */
function keepDraft(field) {
  const all = drafts.all;
  if (isTouched(field)) all[field.name] = { value: field.value, shown: shown(field).value, at: Date.now() };
  else delete all[field.name];
  drafts.write(all);
}

/* What this tab sent and the server saved is no draft any more, though it was tidied on the way. */
const SENT = "kaiji-worksheet-sent";

function keepSent() {
  stores.write("sessionStorage", SENT, fieldsOf(form).filter(isTouched).map((field) => field.name));
}

function forgetSaved() {
  const sent = stores.read("sessionStorage", SENT) ?? [];
  stores.drop("sessionStorage", SENT);
  if (!document.querySelector(".messagelist .success, .messagelist .info")) return;
  drafts.drop(sent.filter((name) => form.elements[name] && !form.elements[name].closest(".has-failed")));
}

/* What was typed into a row for a product before that row was there belongs to the row now. */
function adoptDrafts() {
  const all = drafts.all;
  for (const row of form.querySelectorAll("[data-new]")) {
    for (const name of Object.keys(all).filter((one) => one.startsWith(`${row.dataset.new}-`))) {
      const draft = all[name];
      delete all[name];
      all[name.replace(row.dataset.new, row.id.replace("row-", ""))] ??= draft;
    }
  }
  drafts.write(all);
}

async function bringBackRows() {
  const rows = new Set(Object.keys(drafts.all).map((name) => name.split("-")[0]));
  for (const link of form.querySelectorAll("a[data-row]")) {
    if (rows.has(link.dataset.row)) await addRow(link);
  }
}

function offerDrafts() {
  const fields = new Map(fieldsOf(form).map((field) => [field.name, field]));
  const isInPlace = ([name, draft]) => fields.get(name)?.value === draft.value;
  const inPlace = Object.entries(drafts.all).filter(isInPlace).map(([name]) => name);
  drafts.drop(inPlace.filter((name) => !isTouched(fields.get(name)))); // saved; the others came back unsaved
  const all = drafts.all;
  const waiting = Object.keys(all).filter((name) => fields.has(name) && !inPlace.includes(name));
  const elsewhere = Object.keys(all).filter((name) => !fields.has(name)).length;
  const said = [];
  if (waiting.length) said.push(fill(notice.dataset.offer, waiting.length));
  if (elsewhere) said.push(fill(notice.dataset.elsewhere, elsewhere));
  notice.querySelector("p").textContent = said.join(" ");
  notice.hidden = !said.length;
  for (const button of notice.querySelectorAll("button")) button.hidden = !waiting.length;
  notice.onclick = (event) => {
    if (!event.target.value) return;
    if (event.target.value === "take") for (const name of waiting) takeBack(name, all[name]);
    else drafts.drop(waiting);
    notice.hidden = true;
    show();
  };
}

function takeBack(name, draft) {
  const field = form.elements[name];
  field.value = draft.value;
  shown(field).value = draft.shown;
  field.closest("details")?.setAttribute("open", "");
  grow(field);
}

/* What is not saved is said beside each answer and in the bar. */

function show() {
  const touched = new Set();
  for (const line of form.querySelectorAll(".line")) {
    const isUnsaved = fieldsOf(line).some(isTouched);
    line.querySelector(".mark.unsaved").hidden = !isUnsaved;
    if (isUnsaved) touched.add(line);
  }
  const { none, some } = bar.querySelector(".touched").dataset;
  const isSaved = notice.hidden;
  bar.querySelector(".touched").textContent = touched.size ? fill(some, touched.size) : isSaved ? none : "";
  return touched.size;
}

/* Texts are as high as what they hold; browsers that can do it by CSS need no help. */

function grow(field) {
  if (field.localName !== "textarea" || CSS.supports("field-sizing", "content")) return;
  field.rows = Math.max(2, field.value.split("\n").length, Math.ceil(field.value.length / 40));
}

/* The next answer that is missing */

const SAYS = /-(availability|responsibility|body|same_as)$/;

function isMissing(line) {
  const fields = fieldsOf(line).filter((field) => SAYS.test(field.name));
  if (!fields.some(isTouched)) return line.classList.contains("is-unanswered");
  return fields.every((field) => !field.value.trim());
}

function hop(step) {
  const lines = [...form.querySelectorAll(".line")];
  const here = lines.indexOf(document.activeElement.closest(".line"));
  const before = lines.slice(0, here < 0 ? lines.length : here).reverse();
  const line = (step > 0 ? lines.slice(here + 1) : before).find(isMissing);
  if (!line) {
    bar.querySelector(".touched").textContent = bar.querySelector(".touched").dataset.missing;
    return bar.querySelector(`.hop[value=${step > 0 ? "next" : "previous"}]`).focus();
  }
  const first = line.classList.contains("asks-availability") ? "availability" : "body";
  line.querySelector(`[name$='-${first}']`).focus();
  line.scrollIntoView({ block: "center" });
}

/* One more row for a product, without losing what was typed. */

async function addRow(link) {
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const row = page.getElementById(`row-${link.dataset.row}`);
  if (!row) throw new Error(`no row in ${link.href}`);
  const details = link.closest("details");
  details.before(row);
  link.closest("li").remove();
  details.open = false;
  return row;
}

/* After saving the page comes back to where it was. */

const PLACE = "kaiji-worksheet-place";

function keepPlace() {
  const place = { address: location.pathname + location.search, top: scrollY, name: document.activeElement?.name };
  stores.write("sessionStorage", PLACE, place);
}

function returnToPlace() {
  const place = stores.read("sessionStorage", PLACE);
  stores.drop("sessionStorage", PLACE);
  if (place?.address !== location.pathname + location.search) return;
  const failed = form.querySelector(".has-failed");
  if (failed) return failed.scrollIntoView({ block: "center" });
  form.elements[place.name]?.focus?.({ preventScroll: true });
  scrollTo(0, place.top);
}

if (form) {
  let isSaving = false;
  form.addEventListener("input", (event) => {
    if (!event.target.name || !shown(event.target)) return;
    keepDraft(event.target);
    grow(event.target);
    show();
  });
  form.addEventListener("submit", () => {
    isSaving = true;
    keepSent();
    keepPlace();
  });
  form.addEventListener("formdata", ({ formData }) => leaveOutUntouched(formData));
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-row]");
    if (link) {
      event.preventDefault();
      addRow(link).then(
        (row) => row.querySelector("textarea").focus(),
        () => location.assign(link.href),
      );
    } else if (event.target.matches(".hop")) {
      hop(event.target.value === "next" ? 1 : -1);
    }
  });
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    if (event.key.toLowerCase() === "s" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit(bar.querySelector(".default"));
    } else if (event.key === "Enter") {
      event.preventDefault();
      hop(event.shiftKey ? -1 : 1);
    }
  });
  addEventListener("beforeunload", (event) => {
    if (!isSaving && show()) event.preventDefault();
  });
  for (const field of form.querySelectorAll("textarea")) grow(field);
  adoptDrafts();
  forgetSaved();
  show();
  returnToPlace();
  bringBackRows().finally(() => {
    offerDrafts();
    show();
  });
}
