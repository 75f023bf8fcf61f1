const ALLOWED = new Set(["B", "I", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "BR"]);
const CLASSES = { BLOCKQUOTE: "expandable", SPAN: "spoiler" };
const SAFE_LINK = /^(https?|mailto|tg):/i;

export const byId = (id) => document.getElementById(id);

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const drawn = new WeakMap();

/** Calls draw() only if the signature is not the one last drawn, and gives the focus back to its place. */
export function redraw(node, signature, draw) {
  if (drawn.get(node) === signature) return;
  const focused = focusables(node).indexOf(document.activeElement);
  draw();
  drawn.set(node, signature);
  if (focused >= 0) focusables(node)[focused]?.focus({ preventScroll: true });
}

const focusables = (node) => [...node.querySelectorAll("button, a, [tabindex]")];

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** The server's safe HTML once more through an allow-list: unknown elements leave only their text. */
export function safeHtml(html) {
  // The parser drops one line feed after <pre>; give it one to drop.
  const source = `<div>${html.replace(/<pre>/g, "<pre>\n")}</div>`;
  const parsed = new DOMParser().parseFromString(source, "text/html");
  const result = document.createDocumentFragment();
  copyChildren(parsed.body, result);
  return result;
}

function copyChildren(from, to) {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.data);
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const copy = allowedCopy(child);
      copyChildren(child, copy);
      to.append(copy);
    }
  }
}

function allowedCopy(element) {
  const { tagName, className } = element;
  if (ALLOWED.has(tagName)) return el(tagName, { class: CLASSES[tagName] === className && className });
  if (tagName === "SPAN" && className === CLASSES.SPAN) return el("span", { class: className });
  const href = tagName === "A" ? element.getAttribute("href") : null;
  if (href && SAFE_LINK.test(href)) return el("a", { href, target: "_blank", rel: "noopener noreferrer" });
  return document.createDocumentFragment();
}

export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function day(seconds) {
  const date = new Date(seconds * 1000);
  if (date.toDateString() === new Date().toDateString()) return "Today";
  return date.toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" });
}

export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
}

export const tint = (id) => `tint-${Math.abs(id) % 6}`;
