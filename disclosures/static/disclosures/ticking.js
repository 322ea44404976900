// Ticks all answers of the page at once; without scripts each has its own tick.
document.addEventListener("DOMContentLoaded", () => {
  const all = document.getElementById("tick-all");
  const ticks = [...document.querySelectorAll("input[type=checkbox]:is([name=seen], [name=take])")];
  if (!all || ticks.length < 2) return;

  const follow = () => {
    const ticked = ticks.filter((tick) => tick.checked).length;
    all.checked = ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
  };
  all.addEventListener("change", () => ticks.forEach((tick) => { tick.checked = all.checked; }));
  ticks.forEach((tick) => tick.addEventListener("change", follow));
  all.closest("[hidden]").hidden = false;
  follow();
});
