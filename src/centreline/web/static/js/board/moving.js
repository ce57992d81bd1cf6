// Moves an item: at once on this page, then on the server; where that cannot be, it goes back, and words say so.
import { addressOf, cardsIn, cellOf, followed, itemsOf, mayStand, say, words } from "./board.js";
import { forget, hold, paint, release } from "./painting.js";
import { send, tell } from "./sending.js";

export async function moveTo(item, cell, before = null) {
  const home = { list: item.parentElement, next: item.nextElementSibling };
  if (before === item || (home.list === itemsOf(cell) && home.next === before)) return;
  const title = item.dataset.title;
  const had = document.activeElement === item;
  hold();
  itemsOf(cell).insertBefore(item, before);
  if (had) item.focus();
  item.setAttribute("aria-busy", "true");
  const place = { lane: cell.dataset.lane, stage: cell.dataset.stage, after: followed(item) };
  const result = await send(addressOf(item, "move/"), place, { version: item.dataset.version });
  item.removeAttribute("aria-busy");
  if (result.ok) item.dataset.version = result.told.version;
  else if (item.isConnected && home.list.isConnected) {
    home.list.insertBefore(item, home.next?.parentElement === home.list ? home.next : null);
    if (had) item.focus();
  }
  tell(result, { lost: words("sayLost", title) });
  forget(cellOf(home.list), cell);
  release();
  await paint();
}

// One step by Alt and an arrow: within the cell, to the next stage, or to the next lane where the cell ends.
export async function step(item, direction) {
  const cell = cellOf(item);
  const mates = cardsIn(cell).filter((one) => one.dataset.kind === item.dataset.kind);
  const at = mates.indexOf(item);
  if (direction === "up" && at > 0) return moveTo(item, cell, farEnd(mates, at - 1, -1, item));
  if (direction === "down" && at < mates.length - 1) return moveTo(item, cell, farEnd(mates, at + 1, 1, item).nextElementSibling);
  const next = beside(cell, direction, (one) => mayStand(item, one));
  if (!next) return say(words("sayNowhere"));
  const there = cardsIn(next).filter((one) => one.dataset.kind === item.dataset.kind);
  const target = direction === "up" ? null : direction === "down" ? there[0] : there[at];
  return moveTo(item, next, target ?? afterAll(next, item));
}

// A group that an item steps over is stepped over whole: its notes stand together.
function farEnd(mates, at, by, item) {
  const { group } = mates[at].dataset;
  let end = at;
  while (group && group !== item.dataset.group && mates[end + by]?.dataset.group === group) end += by;
  return mates[end];
}

// A note that is dropped on another one is grouped with it.
export async function mergeOnto(item, other) {
  const result = await send(addressOf(item, "group/"), { onto: other.dataset.key }, { version: item.dataset.version });
  tell(result, { lost: words("sayLost", item.dataset.title) });
  await paint();
  document.getElementById(item.id)?.focus();
}

// Cards stand before notes in a cell.
const afterAll = (cell, item) => (item.dataset.kind === "card" ? cardsIn(cell).find((one) => one.dataset.kind === "note") ?? null : null);

export const lastIn = (cell, item) => afterAll(cell, item);

export function beside(cell, direction, fits = () => true) {
  const row = cell.parentElement;
  if (!(row instanceof HTMLTableRowElement)) return null;
  if (direction === "left" || direction === "right") {
    const next = direction === "left" ? cell.previousElementSibling : cell.nextElementSibling;
    return next?.matches("[data-lane]") && fits(next) ? next : null;
  }
  const next = (direction === "up" ? row.previousElementSibling : row.nextElementSibling)?.cells[cell.cellIndex];
  return next && fits(next) ? next : null;
}
