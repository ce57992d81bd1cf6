// Tables that stand on a page as a whole are put into order by their headings: a press puts the least first, another the
// greatest, and what is blank comes last either way. Lists that come in pages are ordered by the server (js/grid.js).
import { cellAt, isWhole, spanOf, wordsOf } from "./cells.js";

const WHOLE = "table[data-table]:not([data-grid], .board)";
const BLANK = new Set(["", "\u2013", "\u2014"]);

function said(row, column) {
  const cell = cellAt(row, column);
  const words = cell ? (cell.dataset.value ?? wordsOf(cell)).trim() : "";
  return BLANK.has(words) ? null : words;
}

function inOrder(rows, column, compare, turned) {
  const keyed = rows.map((row) => [said(row, column), row]);
  const filled = keyed.filter(([words]) => words !== null).sort(([a], [b]) => (turned ? compare(b, a) : compare(a, b)));
  return [...filled, ...keyed.filter(([words]) => words === null)].map(([, row]) => row);
}

function comparing(rows, column) {
  const filled = rows.map((row) => said(row, column)).filter((words) => words !== null);
  const figures = filled.length && filled.every((words) => Number.isFinite(Number(words)));
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return figures ? (a, b) => Number(a) - Number(b) : collator.compare;
}

// Puts a table into the order of a column, counted from 0, and says so: what is kept of it is told by the event.
export function order(table, column, turned) {
  const heading = cellAt(table.tHead.rows[0], column);
  const [body] = table.tBodies;
  if (!heading?.querySelector(".sort-here")) return;
  table.querySelectorAll("th[aria-sort]").forEach((one) => one.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", turned ? "descending" : "ascending");
  const rows = [...body.rows];
  body.append(...inOrder(rows, column, comparing(rows, column), turned));
}

function pressed(table, heading, column) {
  const turned = heading.getAttribute("aria-sort") === "ascending";
  order(table, column, turned);
  table.dispatchEvent(new CustomEvent("table:ordered", { bubbles: true, detail: { column, turned } }));
}

export function dress(table) {
  if (!isWhole(table) || table.tBodies[0].rows.length < 3 || table.dataset.orders) return;
  table.dataset.orders = "yes";
  let column = 0;
  for (const heading of table.tHead.rows[0].cells) {
    const at = column;
    column += spanOf(heading);
    if ("notTaken" in heading.dataset || !heading.textContent.trim() || heading.querySelector("a, button")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort sort-here";
    // In a grid the heading is reached by arrows and pressed by Enter: the button is no stop of its own.
    if (table.getAttribute("role") === "grid") button.tabIndex = -1;
    button.append(...heading.childNodes);
    button.addEventListener("click", () => pressed(table, heading, at));
    heading.append(button);
  }
}

const begin = (within) => within.querySelectorAll(WHOLE).forEach(dress);
begin(document);
document.addEventListener("htmx:load", (event) => begin(event.target));
document.addEventListener("drawer:filled", (event) => begin(event.target));
