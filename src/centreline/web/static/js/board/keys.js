// The board by keys: one tab stop; arrows go from cell to cell and over what stands in them; the cells' contents are
// ARIA listboxes that can be rearranged. The roles are given here and not in the page: without these keys they would
// be promises nobody keeps.
import { board, cardsIn, cellOf, itemOf, itemsOf } from "./board.js";
import { beside, step } from "./moving.js";

const cells = () => [...board.querySelectorAll("[data-lane]")];
const edits = () => "edits" in board.dataset;
const stops = () => board.querySelectorAll("[data-lane][tabindex], [data-items] > li[tabindex]");

function dress() {
  for (const cell of cells()) {
    const list = itemsOf(cell);
    const items = cardsIn(cell);
    list.setAttribute("role", items.length ? "listbox" : "list");
    for (const item of items.filter((one) => !one.hasAttribute("role"))) {
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const link = item.querySelector("a[href]");
      if (link) { item.dataset.opens = link.getAttribute("href"); item.dataset.drawerTitle = link.dataset.drawerTitle ?? ""; link.removeAttribute("href"); delete link.dataset.drawer; }
      // What is missing is mended by a press on its word; by keys, on top of what Enter opens.
      for (const fix of item.querySelectorAll("a.board-fix[href]")) { fix.dataset.opens = fix.getAttribute("href"); fix.removeAttribute("href"); delete fix.dataset.drawer; }
      item.tabIndex = -1;
    }
    if (cell.tagName === "TD" && !cell.hasAttribute("tabindex")) cell.tabIndex = -1;
    if (cell.tagName === "TD") cell.querySelectorAll("[data-adds]").forEach((add) => { add.tabIndex = -1; });
  }
  if (!board.querySelector("[data-lane][tabindex='0'], [data-items] > li[tabindex='0']")) {
    const first = board.querySelector("[data-items] > li[data-key]") ?? cells()[0];
    if (first) first.tabIndex = 0;
  }
}

export function choose(one) {
  stops().forEach((other) => { other.tabIndex = -1; if (other.hasAttribute("aria-selected")) other.setAttribute("aria-selected", "false"); });
  one.tabIndex = 0;
  if (one.getAttribute("role") === "option") one.setAttribute("aria-selected", "true");
  board.dispatchEvent(new CustomEvent("board:chosen", { detail: itemOf(one) }));
}

// Opens an address beside the board, as a link would.
export function openBeside(item, address, title) {
  const link = document.createElement("a");
  link.href = address;
  link.dataset.drawer = "drawer";
  link.dataset.drawerTitle = title;
  link.hidden = true;
  item.append(link);
  link.click();
  link.remove();
}

// What is chosen is opened beside the board, as the link of its name would without this script.
export function open(item) {
  if (item.dataset.opens) openBeside(item, item.dataset.opens, item.dataset.drawerTitle);
}

const direction = (event) => {
  const turned = getComputedStyle(board).direction === "rtl";
  return { ArrowUp: "up", ArrowDown: "down", ArrowLeft: turned ? "right" : "left", ArrowRight: turned ? "left" : "right" }[event.key];
};

function go(from, way) {
  const cell = cellOf(from);
  const items = cardsIn(cell);
  const at = items.indexOf(itemOf(from));
  if (way === "down" && items[at + 1]) return items[at + 1].focus();
  if (way === "up" && at > 0) return items[at - 1].focus();
  if (way === "up" && at === 0 && cell.tagName === "TD") return cell.focus();
  let next = beside(cell, way);
  if (!next && way === "down" && cell.tagName === "TD") next = board.querySelector(".board-tray");
  if (!next && way === "up" && cell.tagName !== "TD") next = cells().filter((one) => one.tagName === "TD").at(-1);
  if (!next) return undefined;
  const there = cardsIn(next);
  const target = way === "up" ? there.at(-1) : there[0];
  return (target ?? (next.tagName === "TD" ? next : next.querySelector("[data-adds]")))?.focus();
}

// The filter is folded into the tools of the board, which are folded themselves on a telephone.
function filter() {
  const field = document.getElementById("board-owner");
  for (let fold = field?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  field?.focus();
}

function pressed(event) {
  const here = event.target.closest("[data-items] > li[data-key], [data-lane]");
  if (!here || event.target.closest("input, textarea, select, button, a[href]") || event.ctrlKey || event.metaKey) return;
  const item = itemOf(here);
  const way = direction(event);
  if (way) {
    event.preventDefault();
    if (!event.altKey) go(here, way);
    else if (item && "movable" in item.dataset) step(item, way);
    return;
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const does = { Enter: item ? "open" : "add", n: "add", t: "touchpoint", m: "move", g: "group", v: event.shiftKey ? "unvote" : "vote", Delete: "bin", Backspace: "bin" }[key];
  if (key === "f" && !event.altKey) { event.preventDefault(); filter(); return; }
  if (!does || event.altKey || (does !== "open" && !edits())) return;
  event.preventDefault();
  board.dispatchEvent(new CustomEvent("board:does", { detail: { does, item, cell: cellOf(here) } }));
}

export function startKeys() {
  board.querySelector("table").setAttribute("role", "grid");
  board.querySelector("table").setAttribute("aria-label", board.dataset.gridWord);
  board.addEventListener("board:painted", dress);
  board.addEventListener("keydown", pressed);
  board.addEventListener("focusin", (event) => {
    const one = event.target.closest("[data-items] > li[data-key]") ?? (event.target.matches("[data-lane]") ? event.target : null);
    if (one) choose(one);
  });
  board.addEventListener("click", (event) => {
    const fix = event.target.closest("a.board-fix[data-opens]");
    const name = event.target.closest("[data-items] > li a:not([href]):not(.board-fix)");
    if (fix) openBeside(itemOf(fix), fix.dataset.opens, fix.dataset.drawerTitle);
    else if (name && itemOf(name)) open(itemOf(name));
  });
  board.addEventListener("dblclick", (event) => { const item = itemOf(event.target); if (item) open(item); });
  dress();
}
