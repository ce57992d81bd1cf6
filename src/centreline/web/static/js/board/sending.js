// Sends what somebody did, with the version it was done against, and says in words what became of it.
import { say, toast } from "./board.js";

const WAITS_MS = 15_000;

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

// Somebody signed in anew in another tab: what is written here goes with the token of that session.
function take(token, body) {
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = token;
  if (body.has("csrfmiddlewaretoken")) body.set("csrfmiddlewaretoken", token);
}

// Resolves to {ok, status, told}; status 0 where the server could not be reached.
export async function send(address, fields, { version = "", anew = false } = {}) {
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const headers = { Accept: "application/json", "X-CSRFToken": token() };
  if (version) headers["If-Match"] = `"${version}"`;
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(WAITS_MS) });
  } catch {
    return { ok: false, status: 0, told: {} };
  }
  if (answer.redirected) location.assign(answer.url); // signed out meanwhile
  const told = await answer.json().catch(() => ({}));
  if (told.token && !anew) {
    take(told.token, body);
    return send(address, body, { version, anew: true });
  }
  return { ok: answer.ok, status: answer.status, told };
}

// Says what came of it: with a way back where it was done, with what to do where it was not.
export function tell({ ok, told }, { lost = "" } = {}) {
  const says = ok ? told.says : told.what ? `${told.what}. ${told.fix ?? ""}` : lost;
  toast({ says, undo: told.undo ?? "", kind: ok ? "success" : "error" });
  say(says);
}
