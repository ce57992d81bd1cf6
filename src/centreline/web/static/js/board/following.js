// Follows what others do: asks every few seconds whether anything changed, at once where the event stream says so or
// "board:tick" is sent to the document, later where the page is hidden or the server is away. Says who is here, and
// what they write in.
import { board, say, toast, words } from "./board.js";
import { paint } from "./painting.js";

const EVERY_MS = 3_000;
const PUSHED_MS = 10_000;
const HIDDEN_MS = 20_000;
const LONGEST_MS = 60_000;
const HERE_MS = 10_000;
let etag = "";
let cursor = board?.dataset.cursor ?? "";
let failures = 0;
let clock = 0;
let told = 0;
let asking = false;
let here = [];

const wait = () => {
  const pushed = document.documentElement.dataset.liveBy === "stream";
  const base = document.hidden ? HIDDEN_MS : pushed ? PUSHED_MS : EVERY_MS;
  return Math.min(LONGEST_MS, base * 2 ** failures) * (0.7 + Math.random() * 0.6); // not all browsers at one moment
};

async function ask() {
  clearTimeout(clock);
  if (asking) return;
  asking = true;
  try {
    const headers = { Accept: "application/json", ...(etag ? { "If-None-Match": etag } : {}) };
    const answer = await fetch(`${board.dataset.board}changes?since=${cursor}`, { headers, cache: "no-store", signal: AbortSignal.timeout(15_000) });
    if (answer.status !== 304 && (!answer.ok || answer.redirected)) throw new Error(String(answer.status));
    if (failures) connected(true);
    failures = 0;
    if (answer.status !== 304) await take(answer);
  } catch {
    if (!failures) connected(false);
    failures += 1;
  }
  asking = false;
  clock = setTimeout(ask, wait());
}

async function take(answer) {
  const news = await answer.json();
  present(news.here);
  if (news.cursor !== cursor && !(await changed(news))) return; // asked again next time
  cursor = news.cursor;
  etag = answer.headers.get("ETag") ?? "";
}

async function changed(news) {
  const painted = await paint();
  const draft = news.entries.find((one) => one.kind === "draft");
  if (painted && draft && String(draft.version) !== board.dataset.draftVersion) {
    board.dataset.draftVersion = String(draft.version);
    restated();
  }
  return painted;
}

// Frozen, opened again or published: the page is another one, and loads itself unless somebody is writing.
function restated() {
  const writes = document.querySelector("dialog[open] :is(textarea, input:not([type=hidden])), .board-composer");
  if (!writes) return location.reload();
  say(words("sayState"));
  return toast({ says: words("sayState"), kind: "warning" });
}

function connected(is) {
  board.toggleAttribute("data-offline", !is);
  toast({ says: words(is ? "sayOnline" : "sayOffline"), kind: is ? "success" : "warning" });
}

function present(people) {
  const list = board.querySelector("[data-here]");
  list?.replaceChildren(...people.map((one) => { const place = document.createElement("li"); place.append(face(one)); return place; }));
  here = people.filter((one) => one.on);
  corners();
}

function face(one) {
  const mark = document.createElement("span");
  mark.className = "avatar";
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", one.name);
  mark.title = one.name;
  mark.textContent = one.initials;
  return mark;
}

function corners() {
  board.querySelectorAll(".board-corner").forEach((one) => one.remove());
  for (const one of here) {
    const item = board.querySelector(`li[data-key="${CSS.escape(one.on)}"]`);
    if (!item) continue;
    const mark = face(one);
    mark.classList.add("board-corner");
    item.append(mark);
  }
}

const on = () => document.querySelector("dialog[open] [data-writes]")?.dataset.writes ?? "";

function tellHere({ leaves = false } = {}) {
  told = Date.now();
  const body = new URLSearchParams({ on: on(), ...(leaves ? { leaves: "1" } : {}) });
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
  return fetch(`${board.dataset.board}here`, { method: "POST", body, headers: { "X-CSRFToken": token }, keepalive: true }).catch(() => null);
}

export function startFollowing() {
  document.addEventListener("board:tick", ask);
  board.addEventListener("changed", ask); // from the event stream, js/live.js
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  addEventListener("online", ask);
  board.addEventListener("board:painted", corners);
  if ("edits" in board.dataset) {
    setInterval(() => { if (!document.hidden && Date.now() - told >= HERE_MS) tellHere(); }, 1_000);
    document.addEventListener("drawer:filled", () => tellHere());
    document.addEventListener("close", () => setTimeout(tellHere), true);
    addEventListener("pagehide", () => tellHere({ leaves: true }));
    tellHere();
  }
  clock = setTimeout(ask, wait());
}
