// Parts of a page that change while they are looked at: <… data-live="centre jobs" data-known='{"centre": "…"}'>.
// Each hears the event `changed` when one of its topics did: from the event stream, or now and then without one.
const WITHOUT_STREAM_MS = 20_000;
const GIVE_UP_AFTER = 3;

const topicsOf = (part) => part.dataset.live.split(/\s+/).filter(Boolean);
const parts = () => [...document.querySelectorAll("[data-live]")];

function tell(topic, version) {
  for (const part of parts().filter((one) => topicsOf(one).includes(topic))) {
    const known = JSON.parse(part.dataset.known || "{}");
    if (known[topic] === version) continue;
    part.dataset.known = JSON.stringify({ ...known, [topic]: version });
    part.dispatchEvent(new CustomEvent("changed", { bubbles: true, detail: { topic } }));
  }
}

function askNowAndThen() {
  document.documentElement.dataset.liveBy = "asking";
  const again = () => {
    if (!document.hidden) for (const part of parts()) part.dispatchEvent(new CustomEvent("changed", { bubbles: true, detail: {} }));
    setTimeout(again, WITHOUT_STREAM_MS * (0.8 + 0.4 * Math.random()));
  };
  setTimeout(again, WITHOUT_STREAM_MS * Math.random());
}

function listen(address, topics) {
  let failures = 0;
  const stream = new EventSource(`${address}?topics=${topics.join(",")}`, { withCredentials: true });
  stream.addEventListener("open", () => {
    failures = 0;
    document.documentElement.dataset.liveBy = "stream";
  });
  stream.addEventListener("changed", (event) => {
    const { topic, version } = JSON.parse(event.data);
    tell(topic, version);
  });
  stream.addEventListener("error", () => {
    failures += 1;
    if (stream.readyState !== EventSource.CLOSED && failures < GIVE_UP_AFTER) return;
    stream.close();
    askNowAndThen();
  });
  addEventListener("pagehide", () => stream.close());
}

const topics = [...new Set(parts().flatMap(topicsOf))];
const address = document.querySelector('meta[name="streams"]')?.content;
if (topics.length && address) listen(address, topics);
else if (topics.length) askNowAndThen();
