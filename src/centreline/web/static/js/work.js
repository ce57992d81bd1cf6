// Tables that stand on a page as a whole are narrowed and shown in part where they stand: a field leaves the rows that
// hold every word of it, a menu the columns that are wanted, and sums follow. All of it is kept in the address
// (due.find=late, due.hide=3-5, due.sort=-2), so that a copied link, a saved view and a file of the table carry it.
// Without this script every row and every column is shown.
import { settle } from "./grid.js";
import { cellAt, isWhole, placed, spanOf, wordsOf } from "./cells.js";
import { dress as dressHeadings, order } from "./sort.js";

const tight = (words) => words.replace(/\s+/g, "").toLowerCase();
const held = new WeakMap();
const bodyRows = (table) => [...table.tBodies[0].rows];
const headings = (table) => placed(table.tHead.rows[0]);

function holds(row, words) {
  if (!held.has(row)) held.set(row, [...row.cells].map((cell) => tight(wordsOf(cell))).join("\n"));
  return words.every((word) => held.get(row).includes(word));
}

function keep(table, part, value) {
  const address = new URL(location.href);
  const name = `${table.dataset.table}.${part}`;
  if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
  history.replaceState(history.state, "", address);
  carry(name, value);
}

// What leads away from here with what is shown: files of the tables, and the address a saved view is made of.
function carry(name, value) {
  for (const link of document.querySelectorAll("main a[href*='take=']")) {
    const address = new URL(link.href);
    if (!address.searchParams.has("take")) continue;
    if (value) address.searchParams.set(name, value); else address.searchParams.delete(name);
    link.href = address;
  }
  for (const field of document.querySelectorAll(".views-list input[name=next]")) field.value = location.pathname + location.search;
}

function sumUp(table) {
  const rows = bodyRows(table).filter((row) => !row.hidden);
  for (const { cell, from } of [...(table.tFoot?.rows ?? [])].flatMap(placed)) {
    if (!("sum" in cell.dataset)) continue;
    cell.dataset.whole ??= cell.textContent;
    const figures = rows.map((row) => Number(cellAt(row, from)?.dataset.value || 0));
    const all = rows.length === table.tBodies[0].rows.length;
    cell.textContent = all ? cell.dataset.whole : new Intl.NumberFormat(document.documentElement.lang).format(figures.reduce((a, b) => a + b, 0));
  }
}

function find(table, tools, typed) {
  const words = typed.split(/\s+/).filter(Boolean).map(tight);
  const rows = bodyRows(table);
  for (const row of rows) row.hidden = !holds(row, words);
  const shown = rows.filter((row) => !row.hidden).length;
  const count = tools.querySelector("[data-says]");
  const says = rows.length === 1 ? count.dataset.saysOne : count.dataset.says;
  count.textContent = words.length ? says.replace("##", rows.length).replace("#", shown) : "";
  sumUp(table);
  settle(table);
}

function hide(table, columns) {
  for (const row of table.rows) {
    for (const { cell, from, to } of placed(row)) {
      cell.dataset.span ??= cell.colSpan;
      let left = 0;
      for (let at = from; at < to; at += 1) if (!columns.has(at)) left += 1;
      cell.hidden = !left;
      cell.colSpan = left || spanOf(cell);
    }
  }
  settle(table);
}

const hiddenIn = (tools) => [...tools.querySelectorAll(".column-chooser input:not(:checked)")].map((box) => Number(box.value));

// The column that names the rows stays, and what has no heading has no name to be chosen by.
function offerColumns(table, tools, hidden) {
  const first = table.tBodies[0].rows[0];
  const naming = first ? placed(first).find(({ cell }) => cell.matches("th[scope=row]"))?.from ?? 0 : 0;
  const offered = headings(table).filter(({ cell, from }) => from !== naming && cell.textContent.trim());
  const list = tools.querySelector(".column-chooser");
  list.append(...offered.map(({ cell, from }) => {
    const label = Object.assign(document.createElement("label"), { className: "choice" });
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: from, checked: !hidden.has(from) });
    const words = Object.assign(document.createElement("span"), { textContent: cell.textContent.trim() });
    label.append(box, words);
    return label;
  }));
  tools.querySelector("details").hidden = offered.length < 2;
  list.addEventListener("change", () => {
    const chosen = hiddenIn(tools);
    hide(table, new Set(chosen));
    keep(table, "hide", chosen.map((at) => at + 1).join("-"));
  });
}

function offerFinding(table, tools, says) {
  const field = tools.querySelector("input[type=search]");
  const name = table.caption?.textContent.trim();
  if (name) field.setAttribute("aria-label", `${field.getAttribute("aria-label")}: ${name}`);
  field.value = says;
  field.hidden = table.tBodies[0].rows.length < 3;
  field.addEventListener("input", () => { find(table, tools, field.value); keep(table, "find", field.value.trim()); });
  // The field may stand within a form that does something else.
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}

function dress(tools) {
  const table = [...document.querySelectorAll("table[data-table]")].find((one) => one.dataset.table === tools.dataset.works);
  if (!table || tools.dataset.dressed || !isWhole(table)) return;
  tools.dataset.dressed = "yes";
  dressHeadings(table);
  const said = new URLSearchParams(location.search);
  const part = (name) => said.get(`${table.dataset.table}.${name}`) ?? "";
  for (const name of ["find", "hide", "sort"]) if (part(name)) carry(`${table.dataset.table}.${name}`, part(name));
  const hidden = new Set(part("hide").split("-").map((one) => Number(one) - 1).filter((at) => at >= 0));
  offerColumns(table, tools, hidden);
  offerFinding(table, tools, part("find"));
  tools.hidden = false;
  const sort = Number(part("sort"));
  if (sort) order(table, Math.abs(sort) - 1, sort < 0);
  if (part("find").trim()) find(table, tools, part("find"));
  if (hidden.size) hide(table, new Set(hiddenIn(tools)));
}

document.addEventListener("table:ordered", ({ target, detail }) => {
  if (document.querySelector(`[data-works="${CSS.escape(target.dataset.table)}"]`)) keep(target, "sort", `${detail.turned ? "-" : ""}${detail.column + 1}`);
});

// A form that asks the page anew, such as for other days, leaves the tables as they are worked.
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.method !== "get" || new URL(target.getAttribute("action") ?? "", location.href).pathname !== location.pathname) return;
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (/\.(find|hide|sort)$/.test(name) && !formData.has(name)) formData.append(name, value);
  }
});

const begin = (within) => within.querySelectorAll("[data-works]").forEach(dress);
begin(document);
document.addEventListener("htmx:load", (event) => begin(event.target));
