// A message of the bot as nodes. Messages come as lines made of spans; a span is
// the bot's own words, in which **bold**, `code` and links count, or somebody
// else's, which are shown exactly as they are.
import { node, words } from "./dom.js";

const PLAIN = 0, HEADING = 1, BULLET = 2, COPY = 3, QUIET = 4;

/** linesOf gives the lines of an event; a message that comes as Markdown only is cut into lines. */
function linesOf(event) {
  if (event.lines) return event.lines.map(read);
  return event.text.split("\n").map((t) => read({ s: [{ t }] }));
}

/** read recognises what a plain line of our own words is by its first characters. */
function read(line) {
  const kind = line.k ?? PLAIN;
  const spans = line.s ?? [];
  const first = spans[0];
  if (kind !== PLAIN || !first || first.u) return { kind, spans };
  const mark = /^(#{1,6} |[-·•] |> )/.exec(first.t);
  if (!mark) return { kind, spans };
  const rest = [{ ...first, t: first.t.slice(mark[0].length) }, ...spans.slice(1)];
  return { kind: mark[0][0] === "#" ? HEADING : mark[0] === "> " ? COPY : BULLET, spans: rest };
}

/** rich builds the body of a bubble; fill puts a line into the composer. */
export function rich(event, fill) {
  const out = [];
  const lines = linesOf(event);
  for (let i = 0; i < lines.length; i++) {
    const { kind, spans } = lines[i];
    const text = plain(spans);
    if (kind === BULLET) {
      const list = node("ul");
      for (; i < lines.length && lines[i].kind === BULLET; i++) list.append(node("li", {}, ...inline(lines[i].spans)));
      i--;
      out.push(list);
    } else if (kind === COPY) {
      out.push(copyLine(text, fill));
    } else if (isRow(lines[i]) && isRule(lines[i + 1])) {
      const start = i;
      while (i + 1 < lines.length && isRow(lines[i + 1])) i++;
      out.push(table(lines.slice(start, i + 1).map((l) => plain(l.spans))));
    } else if (kind === HEADING) {
      out.push(node("p", { class: "head" }, ...inline(spans)));
    } else if (text.trim() !== "") {
      out.push(node("p", { class: kind === QUIET ? "quiet" : "" }, ...inline(spans)));
    }
  }
  return out;
}

/** plain is the text of a line or of spans without any formatting. */
const plain = (spans) => spans.map((s) => s.t).join("");

/** copyText is a whole message for the clipboard. */
export const copyText = (event) => (event.lines ? event.lines.map((l) => plain(l.s ?? [])).join("\n") : event.text);

function inline(spans) {
  return spans.flatMap((s) => {
    const parts = s.u ? [node("bdi", { class: "theirs" }, s.t)] : own(s.t);
    return s.b ? [node("strong", {}, ...parts)] : parts;
  });
}

function own(text) {
  return text.split(/(\*\*[^*\n]+\*\*|`[^`\n]+`|https?:\/\/[^\s，。；）)]+)/).map((part) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return node("strong", {}, part.slice(2, -2));
    if (/^`[^`]+`$/.test(part)) return node("code", {}, part.slice(1, -1));
    if (/^https?:\/\//.test(part)) return node("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part);
    return part;
  });
}

function copyLine(text, fill) {
  return node("div", { class: "copy" },
    node("bdi", { class: "copy-text" }, text),
    node("span", { class: "copy-acts" },
      node("button", { type: "button", class: "act", "aria-label": `${words.copy}：${text}`, onclick: (e) => copy(text, e.currentTarget) }, words.copy),
      node("button", { type: "button", class: "act strong", "aria-label": `${words.fill}：${text}`, onclick: () => fill(text) }, words.fill)));
}

/** copy puts text on the clipboard and says so on the button itself. */
export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    button.textContent = words.noCopy;
    return;
  }
  button.textContent = words.copied;
  setTimeout(() => { button.textContent = words.copy; }, 1600);
}

const isRow = (l) => l && l.kind === PLAIN && /^\s*\|.*\|\s*$/.test(plain(l.spans));
const isRule = (l) => isRow(l) && /^[\s|:-]+$/.test(plain(l.spans));

function table(rows) {
  const cells = (row) => row.trim().slice(1, -1).split("|").map((c) => c.trim());
  const right = cells(rows[1]).map((c) => c.endsWith(":"));
  const build = (tag) => (row) => node("tr", {}, ...cells(row).map((c, i) => node(tag, { class: right[i] ? "num" : "" }, ...own(c))));
  return node("div", { class: "table", tabIndex: 0 },
    node("table", {}, node("thead", {}, build("th")(rows[0])), node("tbody", {}, ...rows.slice(2).map(build("td")))));
}

/** said is a person's line: as typed, with mentions made visible. */
export function said(text) {
  return text.split(/(@[^\s@，,。：:！!？?]{1,20})/).map((part) => (part.length > 1 && part[0] === "@" ? node("span", { class: "at" }, part) : part));
}
