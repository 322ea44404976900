/* Text that is not saved or sent yet stays in this browser. The store may be full, broken or
   forbidden: then the page goes on without it, and says once that nothing can be kept. */
"use strict";

const DAYS = 14; // how long text is kept
const { unkept } = document.currentScript.dataset;
const opening = []; // what a page still fetches before its fields are all there

/* `area` is "localStorage" or "sessionStorage"; even to name them may be forbidden. */
const stores = {
  read(area, key) {
    try {
      return JSON.parse(window[area].getItem(key));
    } catch {
      this.drop(area, key);
      return null;
    }
  },
  write(area, key, value) {
    try {
      window[area].setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  },
  drop(area, key) {
    try {
      window[area].removeItem(key);
    } catch { /* then there is nothing to drop */ }
  },
  keys(area) {
    try {
      return Object.keys(window[area]);
    } catch {
      return [];
    }
  },
};

function sayUnkept() {
  if (document.getElementById("unkept")) return;
  const said = Object.assign(document.createElement("p"), { id: "unkept", textContent: unkept });
  said.setAttribute("role", "alert");
  document.getElementById("content").prepend(said);
}

/* The texts of some fields by name, each with the moment when it was typed. */
class Drafts {
  constructor(key) {
    this.key = key;
  }
  get all() {
    const oldest = Date.now() - DAYS * 86400000;
    const kept = Object.entries(stores.read("localStorage", this.key) ?? {});
    return Object.fromEntries(kept.filter(([, draft]) => draft?.at > oldest && typeof draft.value === "string"));
  }
  write(all) {
    if (!Object.keys(all).length) stores.drop("localStorage", this.key);
    else if (!stores.write("localStorage", this.key, all)) sayUnkept();
  }
  drop(names) {
    const all = this.all;
    for (const name of names) delete all[name];
    this.write(all);
  }
}

for (const key of stores.keys("localStorage").filter((one) => one.startsWith("kaiji-unsaved:"))) {
  if (!Object.keys(new Drafts(key).all).length) stores.drop("localStorage", key);
}
