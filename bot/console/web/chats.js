// The list of chats: work groups, one's own private chat, and those private chats
// of others in which something was said, so that nudges can be followed.
import { node, byId, words, filled, avatar } from "./dom.js";
import { copyText } from "./rich.js";

const list = byId("chats");

/** draw shows the list. s: { groups, people, me, chat, events(chat), unread(chat) }, choose(chat). */
export function draw(s, choose) {
  const me = s.people.find((p) => p.id === s.me);
  const others = s.people.filter((p) => p.id !== s.me && (s.events(p.chat).length > 0 || s.chat === p.chat));
  const entry = (chat, icon, title) => {
    const last = s.events(chat).at(-1);
    const n = s.unread(chat);
    return node("button", { type: "button", class: "chat", "aria-current": chat === s.chat ? "true" : "false", "data-chat": chat, onclick: () => choose(chat) },
      icon,
      node("span", { class: "chat-text" },
        node("b", {}, title),
        last ? node("small", {}, (last.from ? last.name : words.bot) + "：" + copyText(last).replace(/\s+/g, " ").slice(0, 60)) : null),
      n ? node("span", { class: "unread", "aria-label": filled(words.unread, { n }) }, n > 99 ? "99+" : String(n)) : null);
  };
  const part = (title, ...entries) => (entries.length ? [node("h2", {}, title), ...entries] : []);
  list.replaceChildren(
    ...part(words.groups, ...s.groups.map((g) => entry(g.chat, node("span", { class: "avatar group", "aria-hidden": "true" }, "#"), g.title))),
    ...part(words.direct, entry(me.chat, avatar("", ""), words.withBot)),
    ...part(words.others, ...others.map((p) => entry(p.chat, avatar(p.id, p.name), p.name))));
}
