import { clock, day, el, fileSize, icon, safeHtml, tint } from "./dom.js";
import { copy, showPhoto } from "./notice.js";

const SAME_RUN_SECONDS = 300;
const PHOTO_WIDTH = 330;
const PHOTO_HEIGHT = 400;

/** What the log shows, top to bottom: days, and messages with the parts of an album taken together. */
export function entriesOf(messages) {
  const entries = [];
  let previous = null;
  for (const message of messages) {
    const last = entries.at(-1);
    if (message.album && last?.messages?.[0].album === message.album) {
      last.messages.push(message);
      continue;
    }
    const newDay = !previous || day(previous.date) !== day(message.date);
    if (newDay) entries.push({ key: `day-${message.id}`, day: day(message.date) });
    const sameRun = !newDay && previous.from.id === message.from.id;
    const continued = sameRun && message.date - previous.date < SAME_RUN_SECONDS;
    entries.push({ key: `message-${message.id}`, messages: [message], continued });
    previous = message;
  }
  return entries;
}

/** A string that changes when, and only when, the entry has to be drawn again. */
export function signature(entry, view) {
  if (entry.day) return entry.day;
  const busy = entry.messages.map((message) => message.buttons?.flat().map(({ data }) => view.busy(message, data)));
  const quoted = view.find(entry.messages[0].reply_to);
  return JSON.stringify([entry, busy, view.own(entry.messages[0]), quoted && summary(quoted)]);
}

export function summary(message) {
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, " ").slice(0, 120);
  if (message.document) return message.document.name;
  return message.photo ? "Photo" : "Message";
}

export function drawEntry(node, entry, view) {
  if (entry.day) {
    node.className = "day";
    node.replaceChildren(el("span", {}, entry.day));
    return;
  }
  const [first] = entry.messages;
  const own = view.own(first);
  const kept = new Map([...node.querySelectorAll("img")].map((image) => [image.getAttribute("src"), image]));
  const pictures = entry.messages.filter((message) => message.photo);
  node.className = ["message", own && "own", entry.continued && "continued"].filter(Boolean).join(" ");
  node.dataset.id = first.id;
  const bubble = el("article", {
    class: pictures.length ? "bubble pictured" : "bubble",
    "aria-label": `${own ? "You" : first.from.name}, ${clock(first.date)}`,
  });
  if (view.group && !own && !entry.continued) {
    bubble.append(el("p", { class: `name ${tint(first.from.is_bot ? 0 : first.from.id)}` }, first.from.name));
  }
  if (first.forwarded_from) bubble.append(el("p", { class: "origin" }, `Forwarded from ${first.forwarded_from}`));
  if (first.reply_to) bubble.append(quote(first, view));
  if (pictures.length) bubble.append(gallery(pictures, kept));
  let last = bubble;
  for (const message of entry.messages) {
    if (message.document) bubble.append(documentLink(message.document));
    if (message.html) bubble.append((last = body(message.html)));
  }
  last.append(footer(entry.messages, own, view));
  const stack = el("div", { class: "stack" }, bubble);
  const keyboard = entry.messages.find((message) => message.buttons?.length);
  if (keyboard) stack.append(keyboardOf(keyboard, view));
  node.replaceChildren(stack);
}

function quote(message, view) {
  const target = view.find(message.reply_to);
  const name = target ? target.from.name : "Deleted message";
  return el(
    "button",
    { type: "button", class: "quote", click: () => view.jump(message.reply_to), disabled: !target },
    el("strong", {}, name),
    target ? el("span", {}, summary(target)) : null,
  );
}

function gallery(messages, kept) {
  const single = messages.length === 1;
  const box = el("div", { class: single ? "gallery" : `gallery album rest-${messages.length % 3}` });
  for (const { photo, from } of messages) {
    const scale = Math.min(PHOTO_WIDTH / photo.width, PHOTO_HEIGHT / photo.height, 1);
    const image = kept.get(photo.url) ?? el("img", {
      src: photo.url,
      alt: `Photo from ${from.name}`,
      width: Math.max(1, Math.round(photo.width * scale)),
      height: Math.max(1, Math.round(photo.height * scale)),
    });
    const open = () => showPhoto(photo.url);
    box.append(el("button", { type: "button", class: "photo", "aria-label": "Open the photo", click: open }, image));
  }
  return box;
}

function documentLink({ url, name, size }) {
  return el(
    "a",
    { class: "document", href: url, download: name },
    el("span", { class: "badge" }, icon("file")),
    el("span", { class: "about" }, el("strong", {}, name), el("small", {}, `${fileSize(size)} · Download`)),
  );
}

function body(html) {
  const text = el("div", { class: "text" });
  text.append(safeHtml(html));
  for (const block of text.querySelectorAll("pre, blockquote")) dropLineFeedAfter(block);
  for (const block of text.querySelectorAll("pre")) makeCopyable(block);
  for (const hidden of text.querySelectorAll(".spoiler")) makeRevealable(hidden);
  for (const quoted of text.querySelectorAll(".expandable")) makeFoldable(quoted);
  return text;
}

function dropLineFeedAfter(block) {
  const next = block.nextSibling;
  if (next?.nodeType === Node.TEXT_NODE && next.data.startsWith("\n")) next.deleteData(0, 1);
}

function makeCopyable(block) {
  const content = block.textContent;
  const button = el("button", { type: "button", class: "copy", click: () => copy(content) }, icon("copy"), "Copy");
  const wrapper = el("div", { class: "block" }, button);
  block.replaceWith(wrapper);
  wrapper.append(block);
  block.addEventListener("click", () => {
    if (getSelection().isCollapsed) copy(content);
  });
}

function makeRevealable(hidden) {
  const reveal = () => hidden.classList.add("revealed");
  hidden.tabIndex = 0;
  hidden.title = "Show";
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("focus", reveal);
}

/** Folds a long quote to its first lines; a tap on them, or on the arrow, shows all. */
function makeFoldable(quoted) {
  const arrow = el("button", { type: "button", class: "fold" }, icon("down"));
  const fold = (on) => {
    quoted.classList.toggle("folded", on);
    arrow.setAttribute("aria-expanded", String(!on));
    arrow.setAttribute("aria-label", on ? "Show all" : "Show less");
  };
  const unfold = (event) => {
    if (!quoted.classList.contains("folded")) return;
    event.stopPropagation();
    fold(false);
  };
  quoted.addEventListener("click", unfold, { capture: true });
  arrow.addEventListener("click", () => fold(true));
  quoted.append(arrow);
  fold(true);
  requestAnimationFrame(() => {
    if (quoted.scrollHeight > quoted.clientHeight + 1) return;
    fold(false);
    arrow.remove();
  });
}

function footer(messages, own, view) {
  const [first] = messages;
  const reply = el("button", { type: "button", "aria-label": "Reply", title: "Reply", click: () => view.reply(first) }, icon("reply"));
  const edit = view.editable(first) && el("button", { type: "button", "aria-label": "Edit", title: "Edit", click: () => view.edit(first) }, icon("edit"));
  const forward = el("button", { type: "button", "aria-label": "Forward", title: "Forward", click: () => view.forward(messages) }, icon("forward"));
  const remove = own && el("button", { type: "button", "aria-label": "Delete", title: "Delete", click: () => view.remove(messages) }, icon("trash"));
  const reactions = messages.flatMap((message) => message.reactions ?? []);
  const edited = messages.some((message) => message.edited);
  return el(
    "footer",
    {},
    el("div", { class: "tools" }, reply, forward, edit || null, remove || null),
    ...reactions.map((emoji) => el("span", { class: "reaction" }, emoji)),
    el(
      "span",
      { class: "meta" },
      edited ? "edited " : null,
      el("time", { datetime: new Date(first.date * 1000).toISOString() }, clock(first.date)),
    ),
  );
}

function keyboardOf(message, view) {
  const rows = message.buttons.map((row) => el("div", { class: "row" }, ...row.map((button) => keyOf(message, button, view))));
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons" }, ...rows);
}

function keyOf(message, { text, data, copy: copied, url }, view) {
  if (url) {
    const open = (event) => view.open(url) && event.preventDefault();
    return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", click: open }, text, icon("link"));
  }
  if (copied !== null && copied !== undefined) {
    return el("button", { type: "button", click: () => copy(copied) }, text, icon("copy"));
  }
  const busy = view.busy(message, data);
  return el(
    "button",
    { type: "button", "aria-busy": busy && "true", disabled: data === null, click: () => view.press(message, data) },
    text,
    busy ? el("span", { class: "spinner" }) : null,
  );
}
