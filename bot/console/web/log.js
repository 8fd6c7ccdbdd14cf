// The bubbles of one chat: day marks, who spoke, what, and whether it went.
import { node, byId, words, filled, avatar } from "./dom.js";
import { rich, said, copy, copyText } from "./rich.js";

const list = byId("log"), newer = byId("newer");
const together = 4 * 60 * 1000; // within this time one person's lines stand together

/** wall reads the clock as the server wrote it, whatever zone this browser is in;
 *  only a time in UTC, which is nobody's wall clock, is put into the browser's zone. */
function wall(at) {
  if (at.endsWith("Z")) {
    const t = new Date(at);
    at = new Date(t.getTime() - t.getTimezoneOffset() * 60000).toISOString();
  }
  const m = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)/.exec(at) ?? [];
  const [, y, mo, d, h, mi] = m;
  const weekday = words.weekdays[new Date(Date.UTC(y, mo - 1, d)).getUTCDay()];
  return { day: filled(words.date, { month: +mo, day: +d, weekday }), time: `${h}:${mi}` };
}

let shown = [], context = {}; // context: { me, group, fill, quote, retry }

/** show replaces everything by the events of one chat. */
export function show(events, ctx) {
  context = ctx;
  shown = [];
  list.setAttribute("aria-busy", "true");
  list.replaceChildren();
  if (events.length === 0) list.append(emptyState());
  for (const e of events) append(e);
  list.removeAttribute("aria-busy");
  toEnd();
}

/** update shows one new event, or a new version of one that is shown already. */
export function update(event, mine) {
  const stuck = atEnd();
  if (shown.length === 0) list.replaceChildren();
  const i = shown.findIndex((e) => e.key === event.key);
  if (i >= 0 && i === shown.length - 1) {
    shown.pop();
    list.lastElementChild.remove();
    if (list.lastElementChild?.classList.contains("day") && shown.length === 0) list.lastElementChild.remove();
  } else if (i >= 0) {
    const rest = shown.filter((e) => e.key !== event.key);
    const top = list.scrollTop;
    show([...rest, event], context);
    if (!stuck && !mine) list.scrollTop = top;
    return;
  }
  append(event);
  if (stuck || mine) toEnd();
  else newer.hidden = false;
}

function append(e) {
  const before = shown.at(-1);
  shown.push(e);
  const when = e.at && wall(e.at);
  const lastWhen = before?.at && wall(before.at);
  if (when && when.day !== lastWhen?.day && !dayShown(when.day)) list.append(node("li", { class: "day", "data-day": when.day }, node("span", {}, when.day)));
  const follows = before && before.from === e.from && !before.kind === !e.kind && when && lastWhen && when.day === lastWhen.day
    && Math.abs(Date.parse(e.at) - Date.parse(before.at)) < together && e.from;
  list.append(row(e, when, follows));
}

const dayShown = (day) => list.querySelector(".day:last-of-type")?.dataset.day === day || [...list.querySelectorAll(".day")].at(-1)?.dataset.day === day;

function row(e, when, follows) {
  const mine = e.from === context.me;
  const bot = !e.from;
  const push = bot && words.kinds[e.kind];
  const alerted = (e.mentions ?? []).some((m) => m.id === context.me);
  const classes = ["row", mine ? "mine" : "", bot ? "from-bot" : "", follows ? "follows" : "", push ? "push" : "", alerted ? "alerted" : ""];
  const body = bot ? rich(e, context.fill) : said(e.text);
  const bubble = node("div", { class: "bubble" },
    e.quote ? node("blockquote", {}, short(e.quote)) : null,
    bot ? node("div", { class: "rich" }, ...body) : e.text ? node("p", { class: "said" }, ...body) : null,
    ...(e.files ?? []).map(enclosed),
    e.mentions?.length ? node("p", { class: "mentions" }, ...e.mentions.flatMap((m) => [node("span", { class: m.id === context.me ? "at me" : "at" }, "@" + m.name), " "])) : null);
  const meta = node("p", { class: "meta" },
    node("b", {}, bot ? words.bot : e.name), mine ? node("span", { class: "you" }, words.you) : null,
    push ? node("span", { class: "kind" }, push) : null,
    when ? node("time", { dateTime: e.at }, when.time) : null);
  const tools = node("span", { class: "tools" },
    node("button", { type: "button", onclick: (ev) => copy(bot ? copyText(e) : e.text, ev.currentTarget) }, words.copy),
    e.id ? node("button", { type: "button", onclick: () => context.quote(e) }, words.quote) : null);
  return node("li", { class: classes.filter(Boolean).join(" "), "data-key": e.key },
    avatar(e.from ?? "", e.name ?? ""),
    node("div", { class: "stack" }, meta, node("div", { class: "line" }, bubble, tools), fate(e)));
}

/** enclosed shows a picture, a link that saves a file, or the name of a file that somebody has sent. */
function enclosed(f) {
  if (!f.url) return node("span", { class: "sent" }, "📎 " + f.name);
  const link = (...inside) => node("a", { class: f.picture ? "picture" : "file", href: f.url, target: "_blank", rel: "noopener" }, ...inside);
  return f.picture ? link(node("img", { src: f.url, alt: f.name, loading: "lazy" })) : link("📎 " + f.name);
}

/** fate tells what became of a line that has not simply gone. */
function fate(e) {
  if (e.sending) return node("p", { class: "fate" }, words.sending + " …");
  if (!e.failed) return null;
  return node("p", { class: "fate failed" }, `⚠ ${words.failed}：${words.errors[e.code ?? "not-kept"] ?? words.errors.other} `,
    node("button", { type: "button", class: "act", onclick: () => context.retry(e) }, words.retry));
}

const short = (text) => (text.length > 140 ? text.slice(0, 140) + "…" : text);

function emptyState() {
  return node("li", { class: "empty" },
    node("img", { src: "/console/web/icon.svg", alt: "", width: 56, height: 56 }),
    node("strong", {}, words.empty), node("span", {}, words.emptyHint));
}

const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 90;

function toEnd() {
  last = true;
  list.scrollTop = list.scrollHeight;
  newer.hidden = true;
}

// last says that the reader was at the end before anything grew; scrolling away ends it.
let last = true;
list.addEventListener("scroll", () => { if (last = atEnd()) newer.hidden = true; }, { passive: true });
newer.addEventListener("click", () => { toEnd(); list.focus({ preventScroll: true }); });
// The keyboard of a phone takes half the screen: stay with the last line.
const stay = () => { if (newer.hidden && last) list.scrollTop = list.scrollHeight; };
new ResizeObserver(stay).observe(list);
// A picture takes its place only when it has loaded.
list.addEventListener("load", stay, true);
// A tap shows what can be done with a bubble where nothing hovers.
list.addEventListener("click", (e) => {
  const r = e.target.closest(".bubble")?.closest(".row");
  for (const open of list.querySelectorAll(".row.open")) if (open !== r) open.classList.remove("open");
  if (r && !e.target.closest("button, a")) r.classList.toggle("open");
});
