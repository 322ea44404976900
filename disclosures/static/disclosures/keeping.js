/* What is typed below `data-keep="<name of the page>"` is kept for this person until it was sent, and
   offered again when the page is opened anew. Fields of passwords, hidden ones and ticks are left out. */
"use strict";

{
  const words = document.currentScript.dataset;
  const PREFIX = `kaiji-unsaved:${words.user}:`;
  const SENT = "kaiji-sent"; // what this tab has sent, until the answer is there
  const TYPED = "textarea, input:is(:not([type]), [type=text], [type=url], [type=number], [type=date], [type=datetime-local])";

  /* Where a form carries what the page showed, the server notices what others changed meanwhile. */
  const shown = (field) => field.form.elements[`initial-${field.name}`];
  const isKept = (field) => field.form?.method === "post" && field.name
    && (field.matches(TYPED) || (field.matches("select:not([multiple])") && shown(field)));

  const places = new Map();
  for (const mark of document.querySelectorAll("[data-keep]")) {
    const key = PREFIX + mark.dataset.keep;
    places.set(key, () => [...mark.querySelectorAll("[name]")].filter(isKept));
  }

  /* What is still offered is neither overwritten nor forgotten. */
  const offered = new Set();
  const nameOf = (key, name) => `${key}\n${name}`;

  function keep(key, field) {
    if (offered.has(nameOf(key, field.name))) return;
    const drafts = new Drafts(key);
    const all = drafts.all;
    const before = shown(field)?.value;
    const label = field.labels[0]?.innerText.trim() || field.getAttribute("aria-label") || "";
    if (field.value === (before ?? "")) delete all[field.name];
    else all[field.name] = { value: field.value, shown: before, label, at: Date.now() };
    drafts.write(all);
  }

  /* The server says that something was done: what was sent to do it is forgotten. */
  function forgetSent() {
    const sent = stores.read("sessionStorage", SENT) ?? {};
    stores.drop("sessionStorage", SENT);
    if (!document.querySelector(".messagelist .success")) return;
    for (const [key, names] of Object.entries(sent)) new Drafts(key).drop(names);
  }

  function putBack({ field, draft }) {
    field.value = draft.value;
    if (shown(field)) shown(field).value = draft.shown ?? "";
    for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const made = (kind, textContent, more = {}) => Object.assign(document.createElement(kind), { textContent, ...more });

  function offer(waiting, homeless) {
    const notice = made("div", "", { className: "kept" });
    for (const { key, name } of waiting) offered.add(nameOf(key, name));
    notice.setAttribute("role", "status");
    if (waiting.length) notice.append(made("p", words.offer.replace("{}", waiting.length)));
    if (homeless.length) notice.append(made("p", words.homeless.replace("{}", homeless.length)), made("dl", ""));
    for (const { draft } of homeless) {
      notice.lastChild.append(made("dt", draft.label ?? ""), made("dd", draft.value, { className: "text" }));
    }
    if (waiting.length) notice.append(made("button", words.take, { type: "button", value: "take" }), " ");
    notice.append(made("button", words.drop, { type: "button", value: "drop" }));
    notice.addEventListener("click", ({ target }) => {
      if (!target.value) return;
      notice.remove();
      for (const { key, name } of waiting) offered.delete(nameOf(key, name));
      if (target.value === "drop") {
        for (const { key, name } of [...waiting, ...homeless]) new Drafts(key).drop([name]);
        return waiting.forEach(({ key, field }) => keep(key, field));
      }
      waiting.forEach(putBack);
      waiting[0].field.focus();
      if (homeless.length) offer([], homeless);
    });
    document.querySelector("#content-main, #content:not(:has(#content-main))").prepend(notice);
  }

  function offerAll() {
    const found = [...places].flatMap(([key, fields]) => {
      const byName = Object.fromEntries(fields().map((field) => [field.name, field]));
      return Object.entries(new Drafts(key).all).map(([name, draft]) => ({ key, name, draft, field: byName[name] }));
    });
    const isSaved = ({ draft, field }) => field && [field, shown(field)].every((one) => one?.value === draft.value);
    for (const one of found.filter(isSaved)) new Drafts(one.key).drop([one.name]);
    const waiting = found.filter(({ draft, field }) => field && field.value !== draft.value);
    const homeless = found.filter(({ field }) => !field);
    if (waiting.length || homeless.length) offer(waiting, homeless);
  }

  forgetSent();
  addEventListener("DOMContentLoaded", () => Promise.allSettled(opening).then(offerAll)); // after all scripts
  addEventListener("input", ({ target }) => {
    for (const [key, fields] of places) if (fields().includes(target)) keep(key, target);
  });
  addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
    if (defaultPrevented) return;
    const sent = {};
    for (const [key, fields] of places) {
      const own = fields().filter((field) => field.form === target);
      for (const field of own) if (field.value !== (shown(field)?.value ?? field.defaultValue)) keep(key, field); // a calendar types, too
      const names = own.map((field) => field.name).filter((name) => !offered.has(nameOf(key, name)));
      if (names.length) sent[key] = names.filter((name) => name.startsWith(submitter?.dataset.sends ?? ""));
    }
    stores.write("sessionStorage", SENT, sent);
  });

  /* Others may use this browser next. */
  document.getElementById("logout-form")?.addEventListener("submit", (event) => {
    const mine = stores.keys("localStorage").filter((key) => key.startsWith(PREFIX));
    if (mine.length && !confirm(words.leaving)) return event.preventDefault();
    for (const key of mine) stores.drop("localStorage", key);
  });

  /* The other pages of a checklist say that text waits on its worksheet. */
  const waits = document.querySelector("#unsaved[data-waits]");
  if (waits) {
    const count = Object.keys(new Drafts(waits.dataset.drafts).all).length;
    waits.querySelector("span").textContent = waits.dataset.waits.replace("{}", count);
    waits.hidden = !count;
  }
}
