// Tables that stand on a page as a whole are put into order by their headings: a press puts the least first, another the
// greatest, and what is blank comes last either way. Lists that come in pages are ordered by the server (js/grid.js).
const WHOLE = "table[data-table]:not([data-grid], .board)";
const BLANK = new Set(["", "\u2013", "\u2014"]);

function cellAt(row, column) {
  let at = 0;
  for (const cell of row.cells) {
    if (at === column) return cell;
    at += cell.colSpan;
    if (at > column) return null;
  }
  return null;
}

function said(row, column) {
  const cell = cellAt(row, column);
  const words = (cell?.dataset.value || cell?.textContent || "").trim();
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

function order(table, heading, column) {
  const body = table.tBodies[0];
  const turned = heading.getAttribute("aria-sort") === "ascending";
  table.querySelectorAll("th[aria-sort]").forEach((one) => one.removeAttribute("aria-sort"));
  heading.setAttribute("aria-sort", turned ? "descending" : "ascending");
  const rows = [...body.rows];
  body.append(...inOrder(rows, column, comparing(rows, column), turned));
}

function dress(table) {
  const [body] = table.tBodies;
  const whole = body && table.tHead?.rows.length === 1 && body.rows.length > 2;
  if (!whole || table.dataset.orders || [...body.querySelectorAll("[rowspan]")].some((cell) => cell.rowSpan > 1)) return;
  table.dataset.orders = "yes";
  let column = 0;
  for (const heading of table.tHead.rows[0].cells) {
    const at = column;
    column += heading.colSpan;
    if ("notTaken" in heading.dataset || !heading.textContent.trim() || heading.querySelector("a, button")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort sort-here";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => order(table, heading, at));
    heading.append(button);
  }
}

const begin = (within) => within.querySelectorAll(WHOLE).forEach(dress);
begin(document);
document.addEventListener("htmx:load", (event) => begin(event.target));
document.addEventListener("drawer:filled", (event) => begin(event.target));
