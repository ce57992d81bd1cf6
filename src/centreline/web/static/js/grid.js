// A table of data is worked as an ARIA grid: one tab stop, arrows move from cell to cell, Home and End to the
// ends of the row, with Ctrl to the corners, Page keys ten rows, Enter into the cell's link, Shift+Space a row,
// Ctrl+A all rows. The role is given here and not in the page: without keys it would be a promise nobody keeps.
import { placed, shownCells } from "./cells.js";

const GRIDS = "table[data-grid], table[data-table]:not(.board, [data-plain-keys])";
const PAGE_ROWS = 10;
const INSIDE = "a[href], button, input, select, textarea, summary";

function rows(table) {
  return [...table.rows].filter((row) => !row.hasAttribute("data-grid-skip") && !row.hidden);
}

function start(table) {
  if (table.getAttribute("role") === "grid") return;
  table.setAttribute("role", "grid");
  // The region scrolled by keys before; now the cells are reached, and it is no stop of its own.
  table.closest(".table-scroll")?.removeAttribute("tabindex");
  const all = rows(table);
  all.forEach((row) => [...row.cells].forEach((cell) => {
    cell.tabIndex = -1;
    cell.querySelectorAll(INSIDE).forEach((one) => { one.tabIndex = -1; });
  }));
  settle(table);
}

// One cell that is shown is the stop of the grid: the one there was, else the first of the rows.
export function settle(table) {
  if (table.getAttribute("role") !== "grid") return;
  const stops = [...table.querySelectorAll(":is(th, td)[tabindex='0']")];
  if (stops.some((cell) => !cell.hidden && !cell.parentElement.hidden)) return;
  stops.forEach((cell) => { cell.tabIndex = -1; });
  const all = rows(table);
  const first = all.find((row) => row.closest("tbody")) ?? all[0];
  const cell = first && shownCells(first)[0];
  if (cell) cell.tabIndex = 0;
}

export function move(table, cell) {
  table.querySelectorAll(":is(th, td)[tabindex='0']").forEach((one) => { one.tabIndex = -1; });
  cell.tabIndex = 0;
  cell.focus();
}

function target(table, cell, event) {
  const all = rows(table);
  const row = all.indexOf(cell.parentElement);
  const column = shownCells(cell.parentElement).indexOf(cell);
  const place = placed(cell.parentElement).find((one) => one.cell === cell).from;
  const onwards = getComputedStyle(table).direction === "rtl" ? -1 : 1;
  const lineAt = (r) => all[Math.min(Math.max(r, 0), all.length - 1)];
  const at = (r, c) => {
    const cells = shownCells(lineAt(r));
    return cells[Math.min(Math.max(c, 0), cells.length - 1)];
  };
  // Up and down stay in the column, also past a cell that reaches over several.
  const along = (r) => {
    const within = placed(lineAt(r)).find(({ cell: one, from, to }) => !one.hidden && from <= place && place < to);
    return within?.cell ?? at(r, column);
  };
  switch (event.key) {
    case "ArrowRight": return at(row, column + onwards);
    case "ArrowLeft": return at(row, column - onwards);
    case "ArrowDown": return along(row + 1);
    case "ArrowUp": return along(row - 1);
    case "PageDown": return along(row + PAGE_ROWS);
    case "PageUp": return along(row - PAGE_ROWS);
    case "Home": return event.ctrlKey ? at(0, 0) : at(row, 0);
    case "End": return event.ctrlKey ? at(all.length - 1, Infinity) : at(row, Infinity);
    default: return null;
  }
}

function select(table, chosen) {
  for (const row of chosen) {
    const on = row.getAttribute("aria-selected") !== "true";
    row.setAttribute("aria-selected", String(on));
    const box = row.querySelector("input[type=checkbox]");
    if (box) box.checked = on;
  }
  table.setAttribute("aria-multiselectable", "true");
  table.dispatchEvent(new CustomEvent("grid:selected", { bubbles: true }));
}

// After the last control Tab leaves the table, before the first it comes back to the cell.
function goWithin(table, cell, event) {
  const inside = [...cell.querySelectorAll(INSIDE)].filter((one) => one.checkVisibility() && one.type !== "hidden");
  const next = inside.indexOf(event.target) + (event.shiftKey ? -1 : 1);
  if (next >= inside.length) return;
  event.preventDefault();
  if (next < 0) move(table, cell); else inside[next].focus();
}

document.addEventListener("keydown", (event) => {
  const table = event.target.closest?.("table[role=grid]");
  if (!table) return;
  const cell = event.target.closest("th, td");
  if (event.target !== cell) {
    // Inside a cell the keys belong to its control; Tab goes to the next control of the cell, Escape comes back to it.
    if (event.key === "Tab" && cell && !event.target.closest("[data-grid-skip]")) goWithin(table, cell, event);
    if (event.key === "Escape" && cell && !event.target.closest("[data-grid-skip]")) { event.preventDefault(); move(table, cell); }
    return;
  }
  const body = rows(table).filter((row) => row.closest("tbody"));
  if (event.key === " " && event.shiftKey && cell.closest("tbody")) { event.preventDefault(); select(table, [cell.parentElement]); return; }
  if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const unchosen = body.filter((row) => row.getAttribute("aria-selected") !== "true");
    select(table, unchosen.length ? unchosen : body);
    return;
  }
  if (event.key === "Enter" || event.key === "F2") {
    const inside = [...cell.querySelectorAll(INSIDE)].filter((one) => one.checkVisibility() && one.type !== "hidden");
    if (!inside.length) return;
    event.preventDefault();
    if (event.key === "Enter" && inside.length === 1 && inside[0].matches("a, button")) inside[0].click();
    else inside[0].focus();
    return;
  }
  const next = event.altKey || event.metaKey ? null : target(table, cell, event);
  if (next) { event.preventDefault(); move(table, next); }
});

document.addEventListener("mousedown", (event) => {
  const cell = event.target.closest("table[role=grid] :is(th, td)");
  if (cell && cell.hasAttribute("tabindex") && !event.target.closest(INSIDE)) {
    const table = cell.closest("table");
    table.querySelectorAll(":is(th, td)[tabindex='0']").forEach((one) => { one.tabIndex = -1; });
    cell.tabIndex = 0;
  }
});

const begin = (within) => within.querySelectorAll(GRIDS).forEach(start);
begin(document);
document.addEventListener("htmx:load", (event) => begin(event.target));
document.addEventListener("drawer:filled", (event) => begin(event.target));
