// Looks again every 20 seconds and puts the new board in the place of the old
// one; what is scrolled stays scrolled. Without an answer it says so.
const every = 20000;

async function look() {
  try {
    const r = await fetch("/board", { cache: "no-store" });
    if (!r.ok) throw new Error(String(r.status));
    const page = new DOMParser().parseFromString(await r.text(), "text/html"); // escaped by the server; runs nothing
    const old = document.getElementById("board"), fresh = page.getElementById("board");
    if (!fresh) throw new Error("page");
    const left = [...old.querySelectorAll("section")].map((s) => s.scrollLeft);
    const y = scrollY;
    old.replaceWith(document.adoptNode(fresh));
    fresh.querySelectorAll("section").forEach((s, i) => { s.scrollLeft = left[i] ?? 0; });
    scrollTo(0, y);
  } catch {
    document.getElementById("stale").hidden = false;
  }
}

let timer = setInterval(look, every);
document.addEventListener("visibilitychange", () => {
  clearInterval(timer);
  if (document.hidden) return;
  look();
  timer = setInterval(look, every);
});
