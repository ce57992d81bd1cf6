// The bar under the board: what is chosen and what can be done with it, the clock, and who else is here.
import { addressOf, board, cardsIn, say, words } from "./board.js";
import { open, openBeside } from "./keys.js";
import { lastIn, moveTo } from "./moving.js";
import { paint } from "./painting.js";
import { send, tell } from "./sending.js";

const bar = () => board.querySelector(".board-bar");
let chosen = "";
let warned = "";

const item = () => (chosen ? document.getElementById(chosen) : null);

function show() {
  const one = item();
  const row = bar().querySelector("[data-chosen]");
  const votes = !!bar().querySelector("[data-voting]");
  row.hidden = !one;
  if (!one) return;
  row.querySelector("[data-chosen-title]").textContent = one.dataset.title;
  row.querySelectorAll("[data-only-movable]").forEach((button) => { button.hidden = !("movable" in one.dataset); });
  row.querySelectorAll("[data-only-note]").forEach((button) => { button.hidden = one.dataset.kind !== "note"; });
  row.querySelectorAll("[data-only-voting]").forEach((button) => { button.hidden = !votes; });
}

async function vote(one, takesBack) {
  const fields = { on: one.dataset.key };
  if (takesBack) fields.takes_back = "1";
  tell(await send(`${board.dataset.board}vote/`, fields), { lost: words("sayKept") });
  await paint();
}

async function bin(one) {
  if (!("movable" in one.dataset)) return;
  const next = one.nextElementSibling ?? one.previousElementSibling ?? one.closest("td");
  const result = await send(addressOf(one, "remove/"), {}, { version: one.dataset.version });
  if (result.ok && document.activeElement === one) next?.focus();
  tell(result, { lost: words("sayLost", one.dataset.title) });
  await paint();
}

async function makeTouchpoint(one) {
  if (one.dataset.kind !== "note" || !("movable" in one.dataset)) return;
  const result = await send(addressOf(one, "touchpoint/"), {}, { version: one.dataset.version });
  tell(result, { lost: words("sayLost", one.dataset.title) });
  await paint();
  document.getElementById(`card-${result.told.key}`)?.focus();
}

const stages = () => [...board.querySelectorAll("thead [data-column]")].map((one) => new Option(one.dataset.title, one.dataset.column));

function askWhere(one) {
  const dialog = document.getElementById("board-move");
  if (!dialog || !("movable" in one.dataset)) return;
  const cell = one.closest("[data-lane]");
  dialog.querySelector("[data-move-title]").textContent = one.dataset.title;
  dialog.querySelector("[data-move-lane]").hidden = one.dataset.kind === "card";
  dialog.querySelector("[name=lane]").value = cell.dataset.lane;
  dialog.querySelector("[name=stage]").replaceChildren(...stages());
  if (cell.dataset.stage) dialog.querySelector("[name=stage]").value = cell.dataset.stage;
  dialog.returnFocus = one;
  dialog.showModal();
  dialog.querySelector(one.dataset.kind === "card" ? "[name=stage]" : "[name=lane]").focus();
  dialog.querySelector("form[data-move-form]").onsubmit = (event) => {
    event.preventDefault();
    const { lane, stage, place } = Object.fromEntries(new FormData(event.target));
    dialog.close();
    const where = lane === "parked" ? "[data-lane=parked]" : `[data-lane="${CSS.escape(lane)}"][data-stage="${CSS.escape(stage)}"]`;
    const target = board.querySelector(where);
    const now = document.getElementById(one.id);
    if (target && now) moveTo(now, target, place === "first" ? cardsIn(target).find((other) => other.dataset.kind === now.dataset.kind) ?? lastIn(target, now) : lastIn(target, now));
  };
}

const group = (one) => { if (one.dataset.kind === "note" && "movable" in one.dataset) openBeside(one, addressOf(one, "group/"), words("sayGroup")); };

const DOES = { group, open, move: askWhere, bin, touchpoint: makeTouchpoint, vote: (one) => vote(one, false), unvote: (one) => vote(one, true) };

function tick() {
  const time = bar().querySelector("[data-ends]");
  if (!time) return;
  time.dataset.ahead ??= String(Date.parse(time.dataset.now) - Date.now());
  const left = Math.max(0, Math.round((Date.parse(time.dataset.ends) - Date.now() - Number(time.dataset.ahead)) / 1000));
  time.querySelector("[data-clock]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  time.toggleAttribute("data-over", left === 0);
  if (left || warned === time.dataset.ends) return;
  warned = time.dataset.ends;
  say(words("sayOut"));
}

export function startBar() {
  board.addEventListener("board:chosen", (event) => { chosen = event.detail?.id ?? ""; show(); });
  board.addEventListener("board:painted", () => { show(); tick(); });
  board.addEventListener("board:does", ({ detail }) => {
    if (detail.item && DOES[detail.does]) DOES[detail.does](detail.item);
  });
  board.addEventListener("click", (event) => {
    const button = event.target.closest("[data-does]");
    if (button && item()) DOES[button.dataset.does](item());
  });
  setInterval(tick, 1000);
  tick();
}
