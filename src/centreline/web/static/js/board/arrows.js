// Draws an arrow for each handoff of the list under the board, behind the cards, with the number it has in the list:
// dashed where nobody wrote what is handed on. The list says the same in words, so the drawing itself is silent.
import { board } from "./board.js";

const SVG = "http://www.w3.org/2000/svg";
const BEND_PX = 26;
const BADGE_PX = 9;
const BESIDE_PX = 12;
let layer = null;
let waiting = 0;

const element = (name, given) => {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(given)) one.setAttribute(key, value);
  return one;
};

const cardOf = (touchpoint) => board.querySelector(`[data-touchpoint="${CSS.escape(touchpoint)}"]`);

const numberOf = (line) => [...line.parentElement.children].indexOf(line) + 1;

// Where a card stands within what is scrolled.
function place(card, origin) {
  const box = card.getBoundingClientRect();
  return { left: box.left - origin.left, right: box.right - origin.left, middle: box.top - origin.top + Math.min(box.height / 2, 40) };
}

// Out of the side that looks at the other card, and into the side that looks back; within a column around its edge.
function route(from, to, shift) {
  const start = { x: from.right, y: from.middle + shift };
  const end = { x: to.left, y: to.middle + shift };
  if (to.left >= from.right) return { start, end, bends: [start.x + BEND_PX, end.x - BEND_PX] };
  if (to.right <= from.left) return { start: { x: from.left, y: start.y }, end: { x: to.right, y: end.y }, bends: [from.left - BEND_PX, to.right + BEND_PX] };
  return { start, end: { x: to.right, y: end.y }, bends: [start.x + BEND_PX, to.right + BEND_PX] };
}

function arrow(line, origin) {
  const [source, target] = [cardOf(line.dataset.from), cardOf(line.dataset.to)];
  if (!source || !target || source === target) return null;
  const number = numberOf(line);
  const { start, end, bends } = route(place(source, origin), place(target, origin), ((number % 5) - 2) * 5);
  const group = element("g", { class: "board-arrow", "data-source": line.dataset.from, "data-target": line.dataset.to });
  if ("undefined" in line.dataset) group.setAttribute("data-undefined", "");
  group.append(element("path", { d: `M${start.x} ${start.y}C${bends[0]} ${start.y} ${bends[1]} ${end.y} ${end.x} ${end.y}`, "marker-end": "url(#board-arrow-head)" }));
  const at = { x: start.x + Math.sign(bends[0] - start.x) * BESIDE_PX, y: start.y };
  group.append(element("circle", { cx: at.x, cy: at.y, r: BADGE_PX }));
  const words = element("text", at);
  words.textContent = String(number);
  group.append(words);
  return group;
}

function head() {
  const defs = element("defs", {});
  const marker = element("marker", { id: "board-arrow-head", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto-start-reverse" });
  marker.append(element("path", { d: "M0 0L8 4L0 8Z" }));
  defs.append(marker);
  return defs;
}

function draw() {
  waiting = 0;
  const scroll = board.querySelector(".board-scroll");
  const table = scroll.querySelector("table");
  const origin = table.getBoundingClientRect();
  layer.setAttribute("width", origin.width);
  layer.setAttribute("height", origin.height);
  const lines = [...board.querySelectorAll("[data-region=handoffs] li[data-from]")];
  layer.replaceChildren(head(), ...lines.map((line) => arrow(line, origin)).filter(Boolean));
}

const later = () => { waiting ||= requestAnimationFrame(draw); };

// The arrows of what is chosen stand out.
function stress({ detail }) {
  const touchpoint = detail?.dataset?.touchpoint ?? "";
  for (const one of layer.querySelectorAll("g")) {
    one.toggleAttribute("data-chosen", !!touchpoint && [one.dataset.source, one.dataset.target].includes(touchpoint));
  }
}

export function startArrows() {
  const table = board.querySelector(".board-scroll table");
  layer = element("svg", { class: "board-arrows", "aria-hidden": "true", focusable: "false" });
  table.before(layer);
  board.addEventListener("board:painted", later);
  board.addEventListener("board:chosen", stress);
  new ResizeObserver(later).observe(table);
  later();
}
