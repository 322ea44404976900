/* The fields of a row of an import's preview are fetched when it is opened, and filled by a click from
   what the file says; Enter presses the button beside a line. Without scripts the page comes again with
   the row open. */
"use strict";

{
  const desk = document.getElementById("intake_form");
  let asIs = null; // the button whose fields could not be fetched: the whole page says why

  const editorOf = (anchor) => desk.querySelector(`[data-editor="${anchor}"]`);

  const AT_ONCE = 40; // rows whose fields one address can ask for

  /* The editors of the rows of these buttons, by anchor. */
  async function fetched(buttons) {
    const asked = new URLSearchParams(buttons.map((button) => ["open_row", button.value]));
    const answer = await fetch(`${desk.dataset.fields}?${asked}`);
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return new Map([...page.querySelectorAll("[data-editor]")].map((editor) => [editor.dataset.editor, editor]));
  }

  const filled = new WeakMap(); // what was put into a field from the file
  const fieldsOf = (editor) =>
    [...editor.querySelectorAll("[name]:not([type=hidden], button)")].filter((field) => !field.name.endsWith("-reason"));

  const isTyped = (editor) =>
    fieldsOf(editor).some((field) => {
      const shown = editor.querySelector(`[name="initial-${field.name}"]`)?.value ?? field.defaultValue;
      return field.value !== (filled.get(field) ?? shown.replaceAll("\r\n", "\n"));
    });

  /* What the file says goes into the fields that are open; they are kept like anything typed. */
  function fillFrom(editor, other) {
    for (const field of fieldsOf(other)) {
      const own = editor.querySelector(`[name="${field.name}"]`);
      if (!own) continue;
      own.value = field.value;
      filled.set(own, own.value);
      own.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return editor;
  }

  async function open(button) {
    const own = editorOf(button.dataset.opens);
    const isOffer = button.value.split(":").length > 2;
    if (own && (!isOffer || (isTyped(own) && !confirm(desk.dataset.overwrites)))) return own;
    const editor = (await fetched([button])).get(button.dataset.opens);
    if (own) return fillFrom(own, editor);
    button.closest(".deciding").append(editor);
    return editor;
  }

  /* The fields go, and what was typed into them; the button that opened them is there again. */
  function close(button) {
    const editor = button.closest("[data-editor]");
    if (isTyped(editor) && !confirm(editor.dataset.loses)) return;
    const names = [...editor.querySelectorAll("[name]")].map((field) => field.name);
    new Drafts(`kaiji-unsaved:${desk.dataset.user}:${desk.dataset.keep}`).drop(names);
    editor.remove();
    desk.querySelector(`button[data-opens="${editor.dataset.editor}"]`)?.focus();
  }

  /* The button that belongs to a line of text. */
  function buttonOf(field) {
    const editor = field.closest("[data-editor]");
    if (editor) return editor.querySelector(`button[value^=${field.name.endsWith("-reason") ? "pass" : "edit"}]`);
    return field.closest(".nearest, .save-bar")?.querySelector("button:last-of-type, [type=submit].default");
  }

  /* Enter also ends a composition of Japanese; then it presses nothing. */
  function pressBeside(event) {
    const field = event.target;
    if (event.key !== "Enter" || field.form !== desk || !field.matches("input")) return;
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (field.type === "text") buttonOf(field)?.click();
  }

  /* As on the worksheet: what is edited in the open row is taken; elsewhere the ticks are kept. */
  function saveByKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
    if (event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    const editor = event.target.closest?.("[data-editor]");
    (editor ?? desk).querySelector(editor ? "button[value^=edit]" : "button[value=ticks]")?.click();
  }

  async function openAll(buttons) {
    const editors = await fetched(buttons);
    for (const button of buttons) {
      const editor = editors.get(button.dataset.opens);
      if (editor) button.closest(".deciding").append(editor);
    }
  }

  if (desk?.dataset.fields) {
    desk.addEventListener("click", (event) => {
      const button = event.target.closest("button:is([data-opens], [name=close])");
      if (!button || button === asIs) return;
      event.preventDefault();
      if (button.name === "close") return close(button);
      open(button).then(
        (editor) => editor.querySelector(button.dataset.begins ? "[name$=-reason]" : "textarea").focus(),
        () => {
          asIs = button;
          button.click();
        },
      );
    });
    addEventListener("keydown", pressBeside);
    addEventListener("keydown", saveByKey);
    /* Text that was not sent comes back only where its fields are open. */
    const typed = Object.keys(new Drafts(`kaiji-unsaved:${desk.dataset.user}:${desk.dataset.keep}`).all);
    const closed = [...new Set(typed.map((name) => name.split("-")[0]))]
      .filter((anchor) => !editorOf(anchor))
      .map((anchor) => desk.querySelector(`button[data-opens="${anchor}"]`))
      .filter(Boolean);
    while (closed.length) opening.push(openAll(closed.splice(0, AT_ONCE)));
  }
}
