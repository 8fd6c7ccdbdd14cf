// The one way in which nodes are made: text is always text, never markup.

/** node makes an element; props are set as properties, children are nodes or strings. */
export function node(tag, props = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") e.className = value;
    else if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-") || name === "role" || name.startsWith("data-")) e.setAttribute(name, value);
    else e[name] = value;
  }
  e.append(...children.filter((c) => c !== null && c !== undefined && c !== ""));
  return e;
}

export const byId = (id) => document.getElementById(id);

export const words = JSON.parse(byId("words").textContent);

/** filled puts values into a sentence with names in braces. */
export const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** avatar is two characters on a colour that stays the same for the same id. */
export function avatar(id, name) {
  if (!id) return node("span", { class: "avatar bot", "aria-hidden": "true" }, node("img", { src: "/console/web/icon.svg", alt: "" }));
  let hue = 0;
  for (const c of id) hue = (hue * 31 + c.codePointAt(0)) % 997;
  return node("span", { class: `avatar hue${hue % 8}`, "aria-hidden": "true" }, [...name].slice(0, 2).join(""));
}

let fading;

/** toast says something in passing. */
export function toast(sentence) {
  const t = byId("toast");
  t.textContent = sentence;
  t.classList.add("shown");
  clearTimeout(fading);
  fading = setTimeout(() => t.classList.remove("shown"), 2600);
}
