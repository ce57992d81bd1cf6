// A menu is a <details>: it opens without this script. Here: arrows move, Escape and a press elsewhere close it.
const items = (menu) => [...menu.querySelectorAll("a[href], button:not([disabled]), input")].filter((one) => !one.closest("summary"));
const open = () => document.querySelectorAll("details[data-menu][open]");

function close(menu, { back = false } = {}) {
  menu.open = false;
  if (back) menu.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const menu of open()) if (!menu.contains(event.target)) close(menu);
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details[data-menu][open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details[data-menu]");
  if (!menu) return;
  if (event.key === "Escape" && menu.open) {
    event.preventDefault();
    event.stopPropagation();
    close(menu, { back: true });
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.altKey || event.target.matches("input[type=search], input[type=text], select")) return;
  event.preventDefault();
  menu.open = true;
  const all = items(menu);
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  all[(at < 0 && step < 0 ? all.length - 1 : at + step + all.length) % all.length].focus();
});
