import { byId, el, redraw } from "./dom.js";
import { drawEntry, entriesOf, signature } from "./message.js";

const NEAR_BOTTOM = 80;
const scroll = byId("scroll");
const log = byId("log");
let stuck = true;

export const atBottom = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_BOTTOM;

export function toBottom() {
  stuck = true;
  scroll.scrollTop = scroll.scrollHeight;
}

/** Shows the messages; touches only the entries that changed, and what the person looks at stays where it is. */
export function showMessages(messages, view) {
  const anchor = stuck ? null : firstVisible();
  const top = anchor?.getBoundingClientRect().top;
  const nodes = new Map([...log.children].map((node) => [node.dataset.key, node]));
  const wanted = entriesOf(messages).map((entry) => drawIfChanged(nodes.get(entry.key), entry, view));
  arrange(wanted);
  if (stuck) toBottom();
  else if (anchor?.isConnected) scroll.scrollTop += anchor.getBoundingClientRect().top - top;
}

export function clear() {
  log.replaceChildren();
}

export function jump(id) {
  const target = [...log.children].find((node) => node.dataset.id === String(id));
  if (!target) return;
  target.scrollIntoView({ block: "center" });
  target.classList.remove("flash");
  requestAnimationFrame(() => target.classList.add("flash"));
}

function drawIfChanged(old, entry, view) {
  const node = old ?? el("li", { "data-key": entry.key });
  redraw(node, signature(entry, view), () => drawEntry(node, entry, view));
  return node;
}

function arrange(wanted) {
  const kept = new Set(wanted);
  for (const node of [...log.children]) if (!kept.has(node)) node.remove();
  wanted.forEach((node, index) => {
    if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null);
  });
}

function firstVisible() {
  const edge = scroll.getBoundingClientRect().top;
  return [...log.children].find((node) => node.getBoundingClientRect().bottom > edge);
}

scroll.addEventListener("scroll", () => {
  stuck = atBottom();
});
new ResizeObserver(() => {
  if (stuck) toBottom();
}).observe(scroll);
