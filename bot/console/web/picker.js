// Choosing as whom to speak: sections, typing to search, arrows and Enter.
import { node, byId, words, avatar } from "./dom.js";

const box = byId("picker"), search = byId("search"), list = byId("people"), nobody = byId("nobody");
const order = ["coordinator", "county", "section", "other"];
let people = [], me = "", active = 0, chosen = () => {};

/** open asks for a person; on(id) is called when one was chosen. */
export function open(all, current, on) {
  [people, me, chosen] = [all, current, on];
  search.value = "";
  draw(true);
  box.showModal();
  if (matchMedia("(pointer: coarse)").matches) box.focus(); // no keyboard over the list
  else search.focus();
  list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

/** next is the person before (-1) or after (1) the current one in the picker's order. */
export function next(all, current, step) {
  const ids = sorted(all).map((p) => p.id);
  return ids[(ids.indexOf(current) + step + ids.length) % ids.length];
}

const sorted = (all) => order.flatMap((s) => all.filter((p) => p.section === s));

function found() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  return sorted(people).filter((p) => wanted.every((w) => p.search.includes(w)));
}

function draw(fresh) {
  const hits = found();
  if (fresh) active = Math.max(0, search.value ? 0 : hits.findIndex((p) => p.id === me));
  active = Math.min(active, hits.length - 1);
  nobody.hidden = hits.length > 0;
  list.replaceChildren(...order.flatMap((s) => {
    const part = hits.filter((p) => p.section === s);
    if (part.length === 0) return [];
    return [node("div", { role: "group", class: "people-part", "aria-label": words.sections[s] },
      node("h3", { "aria-hidden": "true" }, words.sections[s]),
      node("div", { class: "people-grid", role: "presentation" }, ...part.map((p) => option(p, hits.indexOf(p)))))];
  }));
  if (active >= 0 && hits.length) search.setAttribute("aria-activedescendant", "person-" + active);
  else search.removeAttribute("aria-activedescendant");
}

function option(p, i) {
  return node("div", { role: "option", id: "person-" + i, class: i === active ? "person active" : "person", "aria-selected": String(p.id === me), "data-id": p.id, onclick: () => choose(p.id) },
    avatar(p.id, p.name), node("span", {}, p.name), p.id === me ? node("i", { "aria-hidden": "true" }, "✓") : null);
}

function choose(id) {
  box.close();
  chosen(id);
}

/** below finds the option under or over the active one, by where it is on the screen. */
function move(dx, dy) {
  const all = [...list.querySelectorAll(".person")];
  if (!dy) active = (active + dx + all.length) % all.length;
  else {
    const from = all[active].getBoundingClientRect();
    const rows = all.map((e, i) => ({ i, r: e.getBoundingClientRect() })).filter(({ r }) => (r.top - from.top) * dy > 4);
    rows.sort((a, b) => Math.abs(a.r.top - from.top) - Math.abs(b.r.top - from.top) || Math.abs(a.r.left - from.left) - Math.abs(b.r.left - from.left));
    active = rows[0]?.i ?? (dy > 0 ? 0 : all.length - 1);
  }
  draw(false);
  byId("person-" + active)?.scrollIntoView({ block: "nearest" });
}

search.addEventListener("input", () => draw(true));
box.addEventListener("keydown", (e) => {
  if (e.isComposing) return;
  const hits = found();
  const steps = { ArrowDown: [0, 1], ArrowUp: [0, -1], ...(search.value === "" ? { ArrowRight: [1, 0], ArrowLeft: [-1, 0] } : {}) };
  if (steps[e.key] && hits.length) {
    e.preventDefault();
    move(...steps[e.key]);
  } else if (e.key === "Enter" && hits[active] && e.target.id !== "picker-close") {
    e.preventDefault();
    choose(hits[active].id);
  }
});
byId("picker-close").addEventListener("click", () => box.close());
box.addEventListener("click", (e) => { if (e.target === box) box.close(); }); // the backdrop
