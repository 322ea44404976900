/* Text of the worksheet that is not saved yet stays in this browser, each field with what the page
   showed of it, so that the server still notices when somebody else changed it meanwhile. */
"use strict";

const notice = document.getElementById("unsaved");
const DAYS = 14; // how long it is kept

const drafts = {
  get all() {
    const kept = JSON.parse(localStorage.getItem(notice.dataset.drafts) ?? "{}");
    const oldest = Date.now() - DAYS * 86400000;
    return Object.fromEntries(Object.entries(kept).filter(([, draft]) => draft.at > oldest));
  },
  write(all) {
    if (Object.keys(all).length) localStorage.setItem(notice.dataset.drafts, JSON.stringify(all));
    else localStorage.removeItem(notice.dataset.drafts);
  },
  drop(names) {
    const all = this.all;
    for (const name of names) delete all[name];
    this.write(all);
  },
};

function fill(words, number) {
  return words.replace("{}", number);
}

/* The other pages of the checklist only say that there is some. */
if (notice.dataset.waits) {
  const count = Object.keys(drafts.all).length;
  notice.querySelector("span").textContent = fill(notice.dataset.waits, count);
  notice.hidden = !count;
}
