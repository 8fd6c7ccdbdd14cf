// The way to the server and back. Whatever was said while the line was down comes
// after it is up again: the server is told the last event that we have seen.

/** follow reads the history and then what is said, until the page closes.
 *  on = { history(events), said(event), clock(clock), state("connecting" | "connected" | "again") } */
export function follow(on) {
  let last = "", source, wait = 500, timer;

  async function begin() {
    clearTimeout(timer);
    try {
      const r = await fetch("/console/history");
      if (!r.ok) throw new Error("history");
      const h = await r.json();
      last = h.last;
      on.history(h.events);
      listen();
    } catch {
      later(begin);
    }
  }

  function listen() {
    source?.close();
    source = new EventSource("/console/events?after=" + encodeURIComponent(last));
    source.addEventListener("open", () => { wait = 500; on.state("connected"); });
    source.addEventListener("said", (m) => { last = m.lastEventId; on.said(JSON.parse(m.data)); });
    source.addEventListener("clock", (m) => on.clock(JSON.parse(m.data)));
    source.addEventListener("reset", () => { source.close(); begin(); });
    source.addEventListener("error", () => {
      on.state("again");
      if (source.readyState === EventSource.CLOSED) later(listen); // refused: the browser will not try again
    });
  }

  function later(what) {
    on.state("again");
    clearTimeout(timer);
    timer = setTimeout(what, wait);
    wait = Math.min(wait * 2, 8000);
  }

  // A phone that wakes up should not wait for a timer.
  addEventListener("online", () => { if (source?.readyState !== EventSource.OPEN) { wait = 500; listen(); } });
  on.state("connecting");
  begin();
}

/** post says a line; it is tried again with the same id, which the server counts once.
 *  Gives "" or the code of an error. */
export async function post(line) {
  for (let attempt = 0; ; attempt++) {
    let code = "offline", again = true;
    try {
      const r = await fetch("/console/say", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(line) });
      if (r.ok) return "";
      code = (await r.json().catch(() => ({}))).error ?? "other";
      again = code === "busy";
    } catch { /* no answer: it may have been kept or not, so ask again */ }
    if (!again || attempt === 3) return code;
    await new Promise((done) => setTimeout(done, 400 * 2 ** attempt));
  }
}

/** freshId names a line for ever. */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}
