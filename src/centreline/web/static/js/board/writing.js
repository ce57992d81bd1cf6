// New notes in a cell, lists that are pasted, and forms that are sent without leaving the board.
import { board, cellOf, itemsOf, words } from "./board.js";
import { paint } from "./painting.js";
import { send, tell } from "./sending.js";

const edits = () => "edits" in board.dataset;

const typed = (form) => form.querySelector("textarea, input[type=text]");

// A form for a note, or for a touchpoint, in a cell; one that is open there already is used on.
function compose(cell, what = "note") {
  const mould = document.getElementById(what === "card" ? "board-card-composer" : "board-composer");
  if (!mould || !cell) return;
  const opened = board.querySelector(".board-composer");
  if (opened && cellOf(opened) === cell && opened.dataset.writes === what) return typed(opened).focus();
  if (opened && !typed(opened).value.trim()) opened.remove();
  const form = mould.content.firstElementChild.cloneNode(true);
  form.dataset.writes = what;
  if (what === "note") form.querySelector("[name=lane]").value = cell.dataset.lane;
  form.querySelector("[name=stage]").value = cell.dataset.stage;
  form.querySelector("[name=once]").value = crypto.getRandomValues(new Uint32Array(4)).join("-"); // another note each time
  itemsOf(cell).after(form);
  typed(form).focus({ preventScroll: true });
  form.scrollIntoView({ block: "center", inline: "nearest" }); // The bar at the foot of the board lies over nothing that is written.
}

// Touchpoints stand in one lane: the cell of a stage in it, wherever in the stage somebody is.
function composeCard(cell) {
  const stage = cell?.dataset.stage;
  compose(stage ? board.querySelector(`td[data-lane=touchpoint][data-stage="${CSS.escape(stage)}"]`) : null, "card");
}

const close = (form) => { const cell = cellOf(form); form.remove(); (cell.tagName === "TD" ? cell : cell.querySelector("[data-adds]"))?.focus(); };

async function add(form) {
  const cell = cellOf(form);
  const result = await send(form.action, new FormData(form));
  tell(result, { lost: words("sayKept") });
  if (!result.ok) return;
  form.remove();
  await paint();
  (document.getElementById(`${result.told.kind}-${result.told.key}`) ?? cell).focus();
}

async function paste(cell, text) {
  const fields = { lane: cell.dataset.lane, stage: cell.dataset.stage, text, each_line: "on" };
  const result = await send(`${board.dataset.board}notes/`, fields);
  tell(result, { lost: words("sayKept") });
  await paint();
  document.getElementById(`note-${result.told.key}`)?.focus();
}

// A form beside the board: saved, it closes; in conflict, it is sent as a form, and the page that compares opens.
async function sendForm(form, submitter) {
  const fields = new FormData(form, submitter);
  const result = await send(form.action, fields, { version: fields.get("if_match") ?? "" });
  if (result.status === 412) return form.submit();
  tell(result, { lost: words("sayKept") });
  if (!result.ok) return undefined;
  form.closest("dialog")?.close();
  form.closest("details[data-menu]")?.removeAttribute("open");
  return paint();
}

// Undo comes from the toast; the board takes it without loading the page again, and says so where it cannot be.
async function undo(form) {
  form.closest("[data-toast]").remove();
  tell(await send(form.getAttribute("action"), {}), { lost: words("sayKept") });
  await paint();
}

export function startWriting() {
  board.addEventListener("board:does", ({ detail }) => {
    if (!edits()) return;
    if (detail.does === "add") compose(detail.cell, detail.cell?.dataset.lane === "touchpoint" ? "card" : "note");
    if (detail.does === "touchpoint" && detail.item?.dataset.kind !== "note") composeCard(detail.cell);
  });
  board.addEventListener("click", (event) => {
    const link = event.target.closest("[data-adds]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); compose(cellOf(link), link.dataset.adds || "note"); }
    if (event.target.closest("[data-cancels]")) close(event.target.closest("form"));
  });
  board.addEventListener("submit", (event) => {
    if (!event.target.matches(".board-composer")) return;
    event.preventDefault();
    add(event.target);
  });
  board.addEventListener("keydown", (event) => {
    const form = event.target.closest?.(".board-composer");
    if (!form) return;
    if (event.key === "Escape") close(form);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
  });
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const form = event.target.closest?.(".board-composer");
    if (form && /\n\s*\S/.test(text) && !form.querySelector("textarea").value) form.querySelector("[name=each_line]").checked = true;
    const cell = cellOf(document.activeElement);
    if (!edits() || !cell || !text.trim() || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    paste(cell, text);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sends]")) { event.preventDefault(); event.stopImmediatePropagation(); sendForm(event.target, event.submitter); }
    const takesBack = event.target.matches("[data-toast] [data-undo]") && event.target.getAttribute("action").startsWith(board.dataset.board);
    if (takesBack) { event.preventDefault(); event.stopImmediatePropagation(); undo(event.target); }
  }, true);
}
