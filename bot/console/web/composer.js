// Writing a line: the field, the keys, the examples, the quoted message.
import { node, byId, words, filled, avatar, toast } from "./dom.js";
import * as files from "./files.js";

const form = byId("composer"), text = byId("text"), chips = byId("chips"), quoting = byId("quoting"), who = byId("who");
let on = {}, recalled = -1, quoted = null;

/** listen: on = { say(text, quote, files), pick(), step(±1), mine() → own lines of this chat, oldest first } */
export function listen(handlers) {
  on = handlers;
}

/** as shows the person who speaks, with lines to try. */
export function as(person, note) {
  who.replaceChildren(avatar(person.id, person.name), node("span", { class: "who-name" }, person.name), node("span", { class: "who-short" }, person.short), node("i", { "aria-hidden": "true" }, "▾"));
  who.setAttribute("aria-label", filled(words.change, { name: person.name }));
  chips.replaceChildren(...person.examples.map((line) => node("button", { type: "button", class: "chip", onclick: () => fill(line) }, line)));
  chips.scrollLeft = 0;
  byId("note").textContent = note;
  recalled = -1;
}

/** fill puts a line into the field for the person to look at and send. */
export function fill(line) {
  set(line);
  text.focus();
  toast(words.filled);
}

/** quote makes the next line a reply to an event; null takes it back. */
export function quote(event, excerpt) {
  quoted = event;
  quoting.hidden = !event;
  quoting.querySelector("p").textContent = event ? `${event.from ? event.name : words.bot}：${excerpt}` : "";
  if (event) text.focus();
}

/** focus goes to the field. */
export const focus = () => text.focus();

function set(line) {
  text.value = line;
  fit();
  text.setSelectionRange(line.length, line.length);
}

function fit() {
  text.style.height = "auto";
  text.style.height = Math.min(text.scrollHeight, innerHeight * 0.35) + "px";
  form.classList.toggle("ready", text.value.trim() !== "" || files.any());
}

function send() {
  const line = text.value.trim();
  if (line === "" && !files.any()) return toast(words.errors.empty);
  on.say(line, quoted?.id ?? "", files.take());
  set("");
  quote(null);
  recalled = -1;
}

function recall(step) {
  const mine = on.mine();
  const to = recalled + step;
  if (to < -1 || to >= mine.length) return;
  recalled = to;
  set(to === -1 ? "" : mine[mine.length - 1 - to]);
}

form.addEventListener("submit", (e) => { e.preventDefault(); send(); text.focus(); });
text.addEventListener("input", () => { recalled = -1; fit(); });
text.addEventListener("keydown", (e) => {
  if (e.isComposing || e.keyCode === 229) return; // Enter that ends a pinyin word sends nothing
  if (e.key === "Enter" && !e.shiftKey && !e.altKey && !e.ctrlKey) {
    e.preventDefault();
    send();
  } else if (e.key === "ArrowUp" && !e.altKey && (text.value === "" || recalled >= 0)) {
    e.preventDefault();
    recall(1);
  } else if (e.key === "ArrowDown" && !e.altKey && recalled >= 0) {
    e.preventDefault();
    recall(-1);
  } else if (e.key === "Escape" && quoted) {
    quote(null);
  }
});
who.addEventListener("click", () => on.pick());
quoting.querySelector("button").addEventListener("click", () => { quote(null); text.focus(); });
document.addEventListener("keydown", (e) => {
  if (document.querySelector("dialog[open]")) return;
  if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) {
    e.preventDefault();
    on.step(e.key === "ArrowUp" ? -1 : 1);
  } else if (e.key === "/" && !e.ctrlKey && !e.metaKey && !/^(TEXTAREA|INPUT)$/.test(document.activeElement?.tagName ?? "")) {
    e.preventDefault();
    text.focus();
  }
});
addEventListener("resize", fit);
files.listen(fit);
