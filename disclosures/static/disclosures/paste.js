/* Pasted HTML becomes text before anybody saves it: links and table cells keep what they say.
   The rules are those of texts/html_text.py. Pasting as plain text (Ctrl+Shift+V) stays as it is. */
"use strict";

const { pasted } = document.currentScript.dataset;
const SILENT = new Set(["HEAD", "SCRIPT", "STYLE", "TEMPLATE", "TITLE"]);
const BLOCK = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|CAPTION|D[DLT]|DIV|FIELDSET|FIGURE|FOOTER|FORM|H[1-6R]|HEADER|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|TFOOT|THEAD|TR|UL)$/;

function bare(address) {
  return address.replace(/^https?:\/\/|\/$/gi, "");
}

function addressOf(link) {
  const href = (link.getAttribute("href") ?? "").trim();
  return /^(https?:\/\/|mailto:)\S+$/i.test(href) ? href.replace(/^mailto:/i, "") : "";
}

function collect(node, parts) {
  const breakLine = () => parts.length && !parts.at(-1).endsWith("\n") && parts.push("\n");
  if (node.nodeType === Node.TEXT_NODE) parts.push(node.data.replace(/[ \t\r\n\f]+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.nodeName)) return;
  if (node.nodeName === "BR") parts.push("\n");
  const isBlock = BLOCK.test(node.nodeName);
  if (isBlock) breakLine();
  if (node.nodeName === "LI") parts.push("・");
  const start = parts.length;
  for (const child of node.childNodes) collect(child, parts);
  if (node.nodeName === "A") {
    const address = addressOf(node);
    const shown = parts.slice(start).join("").trim();
    if (address && !shown) parts.push(address);
    else if (address && bare(address) !== bare(shown)) parts.push(`（${address}）`);
  }
  if (node.nodeName === "TD" || node.nodeName === "TH") parts.push(" ");
  if (isBlock) breakLine();
}

function textOf(page) {
  const parts = [];
  collect(page.body, parts);
  const lines = parts.join("").split("\n").map((line) => line.replace(/[ \u00a0]+/g, " ").replace(/^ +| +$/g, ""));
  return lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

function tell(field, words) {
  const id = `${field.id}_pasted`;
  let note = document.getElementById(id);
  if (!note) {
    note = document.createElement("p");
    Object.assign(note, { id, className: "pasted" });
    note.setAttribute("role", "status");
    field.after(note);
  }
  note.textContent = words;
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (field.localName !== "textarea" || field.hasAttribute("data-rows") || !event.clipboardData.types.includes("text/html")) return;
  const page = new DOMParser().parseFromString(event.clipboardData.getData("text/html"), "text/html");
  const links = [...page.querySelectorAll("a[href]")].filter(addressOf).length;
  if (!links && !page.querySelector("td, th")) return;
  event.preventDefault();
  document.execCommand("insertText", false, textOf(page)); // so that it can be undone
  tell(field, pasted.replace("{}", links));
});
