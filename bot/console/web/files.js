// Files on their way: picked, dropped or pasted, they wait above the field until
// the line is sent; then each is uploaded and the line carries the references.
import { node, byId, words, filled, toast } from "./dom.js";

const tray = byId("tray"), pick = byId("pick"), screen = document.querySelector(".main");
const most = 20, largest = 200 * 1024 * 1024;
let waiting = [], changed = () => {};

/** listen: changed() is called whenever files come or go. */
export function listen(fn) { changed = fn; }

/** take gives the waiting files and forgets them. */
export function take() {
  const files = waiting;
  waiting = [];
  draw();
  return files;
}

export const any = () => waiting.length > 0;

function add(list) {
  for (const f of list) {
    if (f.size === 0) toast(filled(words.fileEmpty, { name: f.name }));
    else if (f.size > largest) toast(words.errors["file-too-large"]);
    else if (waiting.length < most) waiting.push(f);
  }
  draw();
}

function draw() {
  tray.hidden = waiting.length === 0;
  tray.replaceChildren(...waiting.map((f) => node("span", { class: "going" }, node("span", {}, f.name),
    node("button", { type: "button", "aria-label": filled(words.fileDrop, { name: f.name }), onclick: () => { waiting = waiting.filter((o) => o !== f); draw(); } }, "✕"))));
  changed();
}

/** upload sends files to the server, one after the other; gives references, or throws the code of an error. */
export async function upload(files) {
  const out = [];
  for (const f of files) {
    let r;
    try {
      r = await fetch("/console/upload?name=" + encodeURIComponent(f.name), { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: f });
    } catch { throw "offline"; }
    const said = await r.json().catch(() => ({}));
    if (!r.ok) throw said.error ?? "other";
    out.push({ ref: said.ref, name: f.name });
  }
  return out;
}

byId("attach").addEventListener("click", () => pick.click());
pick.addEventListener("change", () => { add(pick.files); pick.value = ""; });
const holds = (e) => [...(e.dataTransfer?.types ?? [])].includes("Files");
screen.addEventListener("dragover", (e) => { if (holds(e)) { e.preventDefault(); screen.classList.add("dropping"); } });
screen.addEventListener("dragleave", (e) => { if (!screen.contains(e.relatedTarget)) screen.classList.remove("dropping"); });
screen.addEventListener("drop", (e) => {
  screen.classList.remove("dropping");
  if (!holds(e)) return;
  e.preventDefault();
  add(e.dataTransfer.files);
});
addEventListener("dragover", (e) => { if (holds(e)) e.preventDefault(); }); // a miss must not leave the page
addEventListener("drop", (e) => { if (holds(e)) e.preventDefault(); });
byId("text").addEventListener("paste", (e) => {
  const files = [...(e.clipboardData?.files ?? [])];
  if (files.length === 0) return;
  e.preventDefault();
  add(files);
});
