// Keys of one letter, the same on every page: ? lists all keys, / goes to the search of the page, j and k go from row to
// row of its table, or from card to card where cards stand in its place. They do nothing while somebody types or a dialog is open, and whoever speaks to the machine or
// strays over the keys turns them off (WCAG 2.1.4): the list of keys has a button for it.
import { move } from "./grid.js";

const BUSY = "input, textarea, select, [contenteditable], dialog[open], [role=listbox], details[open] > .menu-list";
const KEPT = "single-keys";

function areOff() {
  try { return localStorage.getItem(KEPT) === "off"; } catch { return false; }
}

function turn(off) {
  try { if (off) localStorage.setItem(KEPT, "off"); else localStorage.removeItem(KEPT); } catch { /* kept nowhere: they stay on */ }
}

function listKeys() {
  document.querySelector("a[data-keys]")?.click();
}

function search() {
  const field = document.querySelector("main input[type=search]:not([form], .table-find)");
  if (field) field.focus(); else document.querySelector("[data-palette]")?.click();
}

// The first row where none is reached yet; the heading of a row is what Enter opens.
function row(step) {
  const here = document.activeElement?.closest?.("main table[role=grid]");
  const grids = [...document.querySelectorAll("main table[role=grid]")].filter((one) => one.checkVisibility());
  const table = here ?? grids.find((one) => "grid" in one.dataset) ?? grids[0];
  const rows = table ? [...table.tBodies].flatMap((body) => [...body.rows]).filter((one) => !one.hidden) : [];
  if (!rows.length) { card(step); return; }
  const at = rows.indexOf(document.activeElement?.closest?.("tr"));
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
  move(table, next.querySelector("th[scope=row]") ?? next.cells[0]);
  next.scrollIntoView({ block: "nearest" });
}

// Cards of a page without a table, lane after lane; the link of a card is what Enter opens.
function card(step) {
  const cards = [...document.querySelectorAll("main [data-card-row]")];
  if (!cards.length) return;
  const at = cards.indexOf(document.activeElement?.closest?.("[data-card-row]"));
  const next = cards[at < 0 ? 0 : Math.min(Math.max(at + step, 0), cards.length - 1)];
  (next.querySelector("a[href]") ?? next).focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const DOES = {
  "?": listKeys,
  "/": search,
  "j": () => row(1),
  "k": () => row(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || areOff()) return;
  if (!Object.hasOwn(DOES, event.key) || event.target.closest?.(BUSY)) return;
  event.preventDefault();
  DOES[event.key]();
});

function dress(within) {
  for (const button of within.querySelectorAll("button[data-single-keys]")) {
    button.hidden = false;
    button.textContent = areOff() ? button.dataset.on : button.dataset.off;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-single-keys]");
  if (!button) return;
  turn(!areOff());
  dress(document);
});
document.addEventListener("drawer:filled", (event) => dress(event.target));
dress(document);
