// The state of the page, and who tells whom: what was said comes in through
// stream.js and is kept per chat; one chat is shown, one person speaks.
import { byId, words, filled, toast } from "./dom.js";
import { follow, post, freshId } from "./stream.js";
import { copyText } from "./rich.js";
import * as log from "./log.js";
import * as chats from "./chats.js";
import * as picker from "./picker.js";
import * as composer from "./composer.js";
import { upload } from "./files.js";
import * as clock from "./clock.js";

const said = new Map(); // chat → events, oldest first
const unread = new Map(); // chat → how many
let groups = [], people = [], me = "", chat = "";

const events = (c) => said.get(c) ?? [];
const person = (id) => people.find((p) => p.id === id);
const isGroup = (c) => c.startsWith("group/");

/** keep stores an event under its key; a new version goes to the end, as on the server. */
function keep(e) {
  const rest = events(e.chat).filter((o) => o.key !== e.key);
  said.set(e.chat, [...rest, e].slice(-500));
}

function drawChats() {
  chats.draw({ groups, people, me, chat, events, unread: (c) => unread.get(c) ?? 0 }, choose);
  const n = [...unread.values()].reduce((a, b) => a + b, 0);
  document.title = (n ? `(${n}) ` : "") + `${words.bot} · ${words.subtitle}`;
}

function drawChat() {
  const group = groups.find((g) => g.chat === chat);
  byId("title").textContent = group ? group.title : filled(words.with, { name: person(me).name });
  byId("under").textContent = clock.audience(group ? "" : person(me).name) ?? (group ? `${words.groups} · ${words.rehearsal}` : words.ownNote);
  composer.as(person(me), group ? words.groupNote : words.ownNote);
  log.show(events(chat), { me, group: Boolean(group), fill: composer.fill, retry, quote: (e) => composer.quote(e, (copyText(e) || (e.files ?? []).map((f) => f.name).join("、")).replace(/\s+/g, " ").slice(0, 80)) });
}

/** choose shows a chat; somebody's private chat makes us that person. */
function choose(c) {
  chat = c;
  const owner = people.find((p) => p.chat === c);
  if (owner) me = owner.id;
  arrive();
}

/** become speaks as somebody else, in the same group or in their own private chat. */
function become(id) {
  me = id;
  if (!isGroup(chat)) chat = person(id).chat;
  arrive();
  if (!matchMedia("(pointer: coarse)").matches) composer.focus();
}

function arrive() {
  unread.delete(chat);
  composer.quote(null);
  remember("me", me);
  remember("chat", chat);
  drawChats();
  drawChat();
}

// Storage may be forbidden; then the page simply forgets.
function remember(name, value) {
  try { localStorage.setItem("console." + name, value); } catch { /* see above */ }
}
function recall(name) {
  try { return localStorage.getItem("console." + name) ?? ""; } catch { return ""; }
}

function receive(e) {
  keep(e);
  if (e.chat === chat) log.update(e, e.from === me);
  if (e.chat !== chat || document.hidden) unread.set(e.chat, (unread.get(e.chat) ?? 0) + 1);
  drawChats();
}

const carried = new Map(); // key of a line → its files, until it has gone

async function say(text, quote, files) {
  const line = { id: freshId(), chat, from: me, text, quote };
  const key = "console/" + line.id;
  if (files.length > 0) carried.set(key, files);
  await deliver(line, { chat, key, from: me, name: person(me).name, text, files: files.map((f) => ({ name: f.name })) });
}

function retry(e) {
  return deliver({ id: e.key.slice("console/".length), chat: e.chat, from: e.from, text: e.text, quote: "" }, e);
}

/** deliver shows a line at once and posts it, its files first; the server's own version takes its place. */
async function deliver(line, event) {
  receive({ ...event, failed: false, sending: true });
  unread.delete(chat);
  let code = "";
  try {
    line.files = await upload(carried.get(event.key) ?? []);
    code = await post(line);
    if (!code) carried.delete(event.key);
  } catch (failed) {
    if (typeof failed !== "string") throw failed;
    code = failed;
  }
  const now = events(line.chat).find((e) => e.key === event.key);
  if (!now) return;
  if (code) {
    receive({ ...now, sending: false, failed: true, code });
    if (line.chat !== chat) toast(words.errors[code] ?? words.errors.other); // else it stands at the line itself
  } else if (now.sending) {
    receive({ ...now, sending: false });
  }
}

async function start() {
  const r = await fetch("/console/people");
  if (!r.ok) throw new Error("people");
  ({ groups, people } = await r.json());
  me = person(recall("me"))?.id ?? people.find((p) => p.section === "county")?.id ?? people[0].id;
  chat = recall("chat");
  if (!groups.some((g) => g.chat === chat)) chat = isGroup(chat) || !chat ? (groups[0]?.chat ?? person(me).chat) : person(me).chat;
  composer.listen({
    say,
    pick: () => picker.open(people, me, become),
    step: (by) => become(picker.next(people, me, by)),
    mine: () => events(chat).filter((e) => e.from === me && e.text).map((e) => e.text),
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { unread.delete(chat); drawChats(); } });
  clock.listen({ groups, people, choose });
  let first = true;
  follow({
    history(all) {
      const own = [...said.values()].flat().filter((e) => e.sending || e.failed);
      said.clear();
      all.forEach(keep);
      own.filter((e) => !events(e.chat).some((o) => o.key === e.key)).forEach(keep);
      arrive();
      if (first && !matchMedia("(pointer: coarse)").matches) composer.focus();
      first = false;
    },
    said: receive,
    clock: clock.show,
    state(s) {
      const link = byId("link");
      link.dataset.state = s;
      link.querySelector("span").textContent = { connecting: words.connecting, connected: words.connected, again: words.again }[s];
    },
  });
}

start().catch(() => {
  byId("link").dataset.state = "again";
  byId("link").querySelector("span").textContent = words.again;
  setTimeout(() => location.reload(), 3000);
});
