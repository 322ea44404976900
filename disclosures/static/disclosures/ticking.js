// Ticks all answers of the page at once, and counts the ticks; without scripts each has its own tick.
document.addEventListener("DOMContentLoaded", () => {
  const all = document.getElementById("tick-all");
  const ticks = [...document.querySelectorAll("input[type=checkbox]:is([name=seen], [name=take])")];
  const numbers = document.querySelectorAll("[data-count]");

  const ticked = () => ticks.filter((tick) => tick.checked);
  const isOf = (outcome) => (tick) => tick.closest("tr").classList.contains(outcome);
  const counts = {
    ticked: () => ticked().length,
    unticked: () => ticks.length - ticked().length,
    ...Object.fromEntries(["set", "new", "changed"].map((outcome) => [
      outcome,
      () => ticked().filter(isOf(outcome)).length + document.querySelectorAll(`tr.${outcome}[data-taken]`).length,
    ])),
  };

  const follow = () => {
    for (const number of numbers) {
      const count = counts[number.dataset.count]?.();
      if (count === undefined) continue;
      number.textContent = count;
      if (number.closest(".counted")) number.parentElement.hidden = !count;
    }
    if (!all) return;
    const count = ticked().length;
    all.checked = count === ticks.length;
    all.indeterminate = count > 0 && count < ticks.length;
  };
  ticks.forEach((tick) => tick.addEventListener("change", follow));
  all?.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
    follow();
  });
  if (all && ticks.length > 1) all.closest("[hidden]").hidden = false;
  follow();
});
