// Puts what the server shows into this page, region by region. A region that has not changed is left alone, and so is
// one in which somebody drags; focus stays on what it was on, wherever that stands now. Nothing typed is in a region.
import { board, cellOf, say, words } from "./board.js";

const shown = new Map();
let paused = 0;
let missed = false;

// While something is dragged the board holds still; what was missed is asked for afterwards.
export const hold = () => { paused += 1; };
export const release = () => { paused -= 1; if (!paused && missed) { missed = false; paint(); } };

const regions = (root) => root.querySelectorAll("[data-region]");

export async function paint() {
  if (paused) { missed = true; return false; }
  let answer;
  try {
    answer = await fetch(board.dataset.part, { headers: { "HX-Request": "true" }, cache: "no-store" });
  } catch {
    return false;
  }
  if (!answer.ok || answer.redirected) return false;
  const text = await answer.text();
  if (paused) { missed = true; return false; }
  put(new DOMParser().parseFromString(text, "text/html"));
  return true;
}

// Stages were added, moved, named or taken away: the table is laid out anew, and what somebody types goes along.
function layOut(fresh) {
  const table = board.querySelector("table.board");
  const anew = fresh.querySelector("table.board");
  if (!anew || table.dataset.columns === anew.dataset.columns) return;
  const typing = table.querySelector(".board-composer");
  const home = typing && cellOf(typing);
  const typed = typing?.contains(document.activeElement) ? document.activeElement : null;
  table.dataset.columns = anew.dataset.columns;
  table.replaceChildren(...document.adoptNode(anew).childNodes);
  for (const region of regions(table)) shown.set(region.dataset.region, region.innerHTML);
  if (!typing) return;
  const there = again(home) ?? table.querySelector(`[data-lane="${CSS.escape(home.dataset.lane)}"]`);
  there?.querySelector("[data-items]").after(typing);
  if (there) typing.querySelector("[name=stage]").value = there.dataset.stage;
  typed?.focus();
}

// The cell that stands for one that was there before.
const again = (cell) => (cell ? board.querySelector(`[data-lane="${CSS.escape(cell.dataset.lane)}"][data-stage="${CSS.escape(cell.dataset.stage)}"]`) : null);

function put(fresh) {
  const focused = document.activeElement;
  const inside = focused?.closest?.("[data-region], table.board") && !focused.closest(".board-composer") ? focused : null;
  const cell = cellOf(inside);
  layOut(fresh);
  for (const region of regions(fresh)) {
    const name = region.dataset.region;
    if (shown.get(name) === region.innerHTML) continue;
    const here = board.querySelector(`[data-region="${CSS.escape(name)}"]`);
    if (!here) continue;
    shown.set(name, region.innerHTML);
    here.replaceChildren(...document.adoptNode(region).childNodes);
  }
  board.dispatchEvent(new CustomEvent("board:painted"));
  if (!inside || inside.isConnected) return;
  const same = inside.id && document.getElementById(inside.id);
  (same || again(cell))?.focus({ preventScroll: !same });
  if (!same && inside.id) say(words("sayGone"));
}

// An item that was moved by hand and was put back, or not, differs from what was shown: let the server's word stand.
export const forget = (...cells) => cells.forEach((cell) => shown.delete(cell?.querySelector("[data-items]")?.dataset.region));

export function startPainting() {
  for (const region of regions(board)) shown.set(region.dataset.region, region.innerHTML);
  board.dispatchEvent(new CustomEvent("board:painted"));
}
