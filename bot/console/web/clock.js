// The clock of a rehearsal: where it stands, the buttons that move it, the days of
// the campaign, and what a move has brought. On a page without a clock it does nothing.
import { node, byId, words, filled, toast } from "./dom.js";

const box = byId("clock");
const say = box && JSON.parse(byId("clock-words").textContent);
const auto = byId("clock-auto"), restart = byId("clock-restart"), told = byId("clock-told"), strip = byId("clock-days");
const breath = 1500; // between two steps that play by themselves
let on = {}, now = null, days = [], busy = false, playing = false, timer;

/** audience tells who sees a chat; name is the owner's, empty for a group. Undefined without a clock. */
export const audience = (name) => (box ? (name ? filled(say.only, { name }) : say.everyone) : undefined);

/** parts reads the clock as the server wrote it, whatever zone this browser is in. */
function parts(at) {
  const [, y, mo, d, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(at);
  const weekday = words.weekdays[new Date(Date.UTC(y, mo - 1, d)).getUTCDay()];
  return { date: `${y}-${mo}-${d}`, day: filled(words.date, { month: +mo, day: +d, weekday }), month: +mo, number: +d, weekday, time };
}

/** show puts a clock on the page. */
export function show(clock) {
  if (!box || !clock) return;
  now = clock;
  const p = parts(clock.now);
  byId("clock-day").textContent = p.day;
  byId("clock-time").textContent = p.time;
  byId("clock-time").dateTime = clock.now;
  drawDays(p);
  ready();
}

function drawDays(today) {
  strip.replaceChildren(...days.map((d, i) => {
    const p = parts(d.date + "T00:00");
    const state = d.date < today.date ? "past" : d.date === today.date ? "today" : "ahead";
    const marks = d.marks ?? [];
    const title = [p.day, d.rest ? say.restDay : "", ...marks].filter(Boolean).join(" · ");
    return node("li", {}, node("button", { type: "button", class: `date ${state}${d.rest ? " rest" : ""}${marks.length ? " marked" : ""}`, title, "aria-label": title, "data-date": d.date,
      ...(state === "today" ? { "aria-current": "date" } : {}), disabled: state !== "ahead", onclick: () => { pause(); play({ do: "to", date: d.date }); } },
      node("small", {}, p.weekday.slice(-1)), node("b", {}, i === 0 || p.number === 1 ? `${p.month}/${p.number}` : String(p.number)), node("i", { "aria-hidden": "true" })));
  }));
  const here = strip.querySelector(".today");
  if (here) strip.scrollLeft = here.offsetLeft - strip.clientWidth / 2 + here.offsetWidth / 2;
}

/** ready lets the buttons be pressed that make sense now. */
function ready() {
  box.classList.toggle("busy", busy);
  for (const b of box.querySelectorAll("[data-do]")) b.disabled = busy || (b.dataset.do === "next" && !now?.next);
  auto.disabled = !playing && (busy || !now?.next);
  auto.textContent = playing ? say.pause : say.auto;
  auto.setAttribute("aria-pressed", String(playing));
}

/** post asks for a move and gives the answer, or null after telling what went wrong. */
async function post(body) {
  busy = true;
  ready();
  let code = "clock";
  try {
    const r = await fetch("/console/clock", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const answer = await r.json();
    if (r.ok) return answer;
    code = answer.error;
  } catch { /* no answer at all */ } finally {
    busy = false;
    ready();
  }
  toast(say.errors[code] ?? say.errors.other);
  return null;
}

async function play(body) {
  if (busy) return false;
  told.textContent = say.moving;
  const answer = await post(body);
  if (!answer) {
    tell([]);
    return false;
  }
  show(answer.clock);
  tell(answer.pushed, true, answer.unsaid ?? []);
  return true;
}

/** tell names the chats that a move has brought something to, as buttons that lead
 *  there, and lists what was planned and not said. */
function tell(pushed, moved, unsaid = []) {
  const next = now?.next && filled(say.upcoming, { when: (({ day, time }) => `${day} ${time}`)(parts(now.next)) });
  const rest = node("span", { class: "clock-next" }, next || say.over);
  const kept = unsaid.length ? node("details", { class: "clock-unsaid" }, node("summary", {}, filled(say.unsaid, { n: unsaid.length })), node("ul", {}, ...unsaid.map((line) => node("li", {}, line)))) : null;
  const news = pushed.length ? [node("span", {}, say.pushed), ...pushed.map(chip)] : [node("span", {}, moved ? (now?.next ? say.silent : "") : say.hint)];
  told.replaceChildren(...news, ...(kept ? [kept] : []), rest);
}

function chip(p) {
  const owner = on.people.find((o) => o.chat === p.chat);
  const name = owner ? filled(say.private, { name: owner.name }) : on.groups.find((g) => g.chat === p.chat)?.title ?? "";
  return node("button", { type: "button", class: "clock-chat", "data-chat": p.chat, onclick: () => { pause(); on.choose(p.chat); } }, node("b", {}, words.kinds[p.kind] ?? ""), name);
}

function pause() {
  playing = false;
  clearTimeout(timer);
  ready();
}

/** step plays on by itself, with the sample people, until the end or a pause. */
async function step() {
  const went = await play({ do: "next", cast: true });
  if (playing && went && now?.next) timer = setTimeout(step, breath);
  else pause();
}

async function begin() {
  const r = await fetch("/console/clock");
  if (!r.ok) throw new Error("clock");
  const answer = await r.json();
  days = answer.days ?? [];
  show(answer.clock);
  tell([]);
}

/** listen: on = { groups, people, choose(chat) } */
export function listen(handlers) {
  if (!box) return;
  on = handlers;
  for (const b of box.querySelectorAll("[data-do]")) b.addEventListener("click", () => { pause(); play({ do: b.dataset.do }); });
  auto.addEventListener("click", () => {
    if (playing) return pause();
    playing = true;
    ready();
    step();
  });
  let sure;
  restart.addEventListener("click", async () => {
    pause();
    if (!restart.classList.contains("sure")) {
      restart.classList.add("sure");
      restart.textContent = say.sure;
      clearTimeout(sure);
      sure = setTimeout(() => { restart.classList.remove("sure"); restart.textContent = say.restart; }, 3000);
      return;
    }
    if (await post({ do: "restart" })) location.reload();
  });
  begin().catch(() => toast(say.errors.clock));
}
