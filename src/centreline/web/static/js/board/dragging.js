// Dragging by mouse, pen or finger. A finger has to rest first, so that it can still scroll.
import { board, cardsIn, cellOf, itemOf, mayStand, say, words } from "./board.js";
import { mergeOnto, moveTo } from "./moving.js";
import { hold, release } from "./painting.js";

const FAR_PX = 6;
const RESTS_MS = 350;
const EDGE_PX = 48;
let drag = null;

function down(event) {
  const item = itemOf(event.target);
  if (!item || !("movable" in item.dataset) || event.button || event.target.closest("input, textarea, select, button")) return;
  drag = { item, id: event.pointerId, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse", lifted: false };
  if (drag.touch) drag.rests = setTimeout(() => lift(event.clientX, event.clientY), RESTS_MS);
}

function lift(x, y) {
  const { item } = drag;
  hold();
  drag.lifted = true;
  const box = item.getBoundingClientRect();
  drag.ghost = item.cloneNode(true);
  drag.ghost.removeAttribute("id");
  drag.ghost.removeAttribute("role");
  drag.ghost.setAttribute("aria-hidden", "true");
  drag.ghost.classList.add("board-ghost");
  drag.ghost.style.inlineSize = `${box.width}px`;
  drag.offset = { x: x - box.left, y: y - box.top };
  document.body.append(drag.ghost);
  drag.line = document.createElement("li");
  drag.line.className = "board-line";
  drag.line.setAttribute("aria-hidden", "true");
  item.dataset.lifted = "";
  board.dataset.dragging = "";
  item.setPointerCapture?.(drag.id);
  say(words("sayLifted", item.dataset.title));
  follow(x, y);
}

function follow(x, y) {
  drag.ghost.style.translate = `${x - drag.offset.x}px ${y - drag.offset.y}px`;
  const cell = cellOf(document.elementFromPoint(x, y));
  drag.cell = cell && mayStand(drag.item, cell) ? cell : null;
  onto(drag.cell && noteUnder(x, y));
  if (!drag.cell || drag.onto) return drag.line.remove();
  const mates = cardsIn(drag.cell).filter((one) => one !== drag.item);
  const own = mates.filter((one) => one.dataset.kind === drag.item.dataset.kind);
  const below = own.find((one) => { const box = one.getBoundingClientRect(); return y < box.top + box.height / 2; });
  drag.before = below ?? (drag.item.dataset.kind === "card" ? mates.find((one) => one.dataset.kind === "note") : null) ?? null;
  return drag.cell.querySelector("[data-items]").insertBefore(drag.line, drag.before);
}

// The middle of another note takes what is dropped on it into its group; its edges are places before and behind it.
function noteUnder(x, y) {
  const other = itemOf(document.elementFromPoint(x, y));
  if (!other || other === drag.item || [other, drag.item].some((one) => one.dataset.kind !== "note")) return null;
  if (!("movable" in other.dataset)) return null;
  const box = other.getBoundingClientRect();
  return Math.abs(y - box.top - box.height / 2) < box.height / 4 ? other : null;
}

function onto(other) {
  if (drag.onto === other) return;
  if (drag.onto) delete drag.onto.dataset.onto;
  drag.onto = other;
  if (!other) return;
  other.dataset.onto = "";
  say(words("sayOnto", drag.item.dataset.title));
}

function scroll(x, y) {
  const box = board.querySelector(".board-scroll");
  const edges = box.getBoundingClientRect();
  const pull = (at, low, high) => (at < low + EDGE_PX ? -12 : at > high - EDGE_PX ? 12 : 0);
  if (y > edges.top - EDGE_PX && y < edges.bottom) box.scrollBy(pull(x, edges.left, edges.right), pull(y, edges.top, edges.bottom));
}

function move(event) {
  if (!drag || event.pointerId !== drag.id) return;
  const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > FAR_PX;
  if (!drag.lifted && far) {
    if (drag.touch) return end(); // the finger scrolls
    lift(event.clientX, event.clientY);
  }
  if (!drag.lifted) return undefined;
  event.preventDefault();
  scroll(event.clientX, event.clientY);
  return follow(event.clientX, event.clientY);
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

function up(event) {
  if (!drag || event.pointerId !== drag.id) return;
  const { lifted, item, cell, before, onto: other } = drag;
  end();
  if (!lifted) return;
  addEventListener("click", swallow, { capture: true }); // the press that ends a drag opens nothing
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
  if (other) mergeOnto(item, other);
  else if (cell) { item.focus(); moveTo(item, cell, before); } else say(words("sayBack", item.dataset.title));
}

function end() {
  clearTimeout(drag.rests);
  if (drag.lifted) {
    drag.ghost.remove();
    drag.line.remove();
    onto(null);
    delete drag.item.dataset.lifted;
    delete board.dataset.dragging;
    release();
  }
  drag = null;
}

function stop() {
  if (!drag) return;
  if (drag.lifted) say(words("sayBack", drag.item.dataset.title));
  end();
}

export function startDragging() {
  board.addEventListener("pointerdown", down);
  addEventListener("pointermove", move, { passive: false });
  addEventListener("pointerup", up);
  addEventListener("pointercancel", stop);
  addEventListener("blur", stop);
  addEventListener("keydown", (event) => { if (event.key === "Escape" && drag?.lifted) { event.stopPropagation(); stop(); } }, true);
  board.addEventListener("touchmove", (event) => { if (drag?.lifted) event.preventDefault(); }, { passive: false });
  board.addEventListener("contextmenu", (event) => { if (drag?.touch) event.preventDefault(); });
  board.addEventListener("dragstart", (event) => event.preventDefault());
}
