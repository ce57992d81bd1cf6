// The board of this page, and where things stand on it.
export const board = document.getElementById("board-whole");

export const say = (words) => {
  const live = document.getElementById("live");
  if (live && words) live.textContent = words;
};

export const toast = (detail) => document.dispatchEvent(new CustomEvent("toast", { detail }));

export const words = (name, title = "") => (board.dataset[name] ?? "").replace("{title}", title);

export const cellOf = (node) => node?.closest?.("[data-lane]") ?? null;

export const itemOf = (node) => node?.closest?.("[data-items] > li[data-key]") ?? null;

export const itemsOf = (cell) => cell?.querySelector("[data-items]") ?? null;

export const cardsIn = (cell) => [...itemsOf(cell).querySelectorAll(":scope > li[data-key]")];

// A card is a touchpoint and stays in its lane; a note goes anywhere.
export const mayStand = (item, cell) => item.dataset.kind === "note" || cell.dataset.lane === "touchpoint";

// The key of what an item follows: of its own kind, since cards and notes are ordered each for themselves.
export const followed = (item) => {
  let before = item.previousElementSibling;
  while (before && before.dataset.kind !== item.dataset.kind) before = before.previousElementSibling;
  return before?.dataset.key ?? "";
};

export const addressOf = (item, does = "") => `${board.dataset.board}${item.dataset.kind}/${item.dataset.key}/${does}`;
