import * as api from "./api.js";
import { CommandMenu } from "./commands.js";
import { Composer } from "./composer.js";
import { byId, clock, el, initials, redraw, tint } from "./dom.js";
import { chooseChat } from "./forward.js";
import * as log from "./log.js";
import { summary } from "./message.js";
import { openNewChat } from "./newchat.js";
import { alertBox, tell, toast } from "./notice.js";
import { openSettings, statusOf } from "./settings.js";

const ALL_TOPICS = null;
const GENERAL_TOPIC = 1;

let state = null;
let current = null;
let topic = ALL_TOPICS;
let writer = null;
let awaited = null;
const seen = new Map();
const pressed = new Set();

const chatOf = (id) => state.chats.find((chat) => chat.id === id);
const chat = () => chatOf(current);
const shown = () => chat().messages.filter((message) => topic === ALL_TOPICS || (message.thread ?? GENERAL_TOPIC) === topic);
const speaker = () => (chat().type === "private" ? chat().person : writer) ?? state.me;
const lastId = ({ messages }) => messages.at(-1)?.id ?? 0;
const pressKey = (message, data) => `${current}/${message.id}/${data}`;

const view = {
  get group() {
    return chat().type !== "private";
  },
  own: (message) => message.from.id === speaker(),
  find: (id) => chat().messages.find((message) => message.id === id),
  busy: (message, data) => pressed.has(pressKey(message, data)),
  jump: log.jump,
  reply: (message) => composer.reply(message),
  editable: (message) => message.from.id === speaker() && !message.forwarded_from,
  edit: (message) => composer.edit(message),
  forward,
  open,
  remove: (messages) => tell(Promise.all(messages.map(({ id }) => api.remove(current, id)))),
  press,
};

const commands = new CommandMenu({
  place: () => ({ chat: current, person: current === null ? null : speaker() }),
  choose: (name) => {
    composer.insert("");
    tell(send({ text: view.group ? `/${name}@${state.bot.username}` : `/${name}`, files: [] }));
  },
  insert: (words) => composer.insert(words),
});
const composer = new Composer({
  onSend: send,
  onWriting: (words) => commands.suggest(words),
  onKey: (event) => commands.onKey(event),
});

async function send(draft) {
  if (draft.edit) return change(draft);
  const form = new FormData();
  const words = draft.text.trim();
  if (words) form.set(draft.files.length ? "caption" : "text", words);
  for (const { file } of draft.files) form.append("file", file);
  if (draft.files.length) form.set("as", draft.as);
  if (draft.reply) form.set("reply_to", draft.reply.id);
  const thread = topic ?? draft.reply?.thread ?? null;
  if (thread !== null) form.set("thread", thread);
  form.set("person", speaker());
  log.toBottom();
  await api.send(current, form);
}

async function change({ edit, text, files }) {
  const form = new FormData();
  form.set("text", text.trim());
  for (const { file } of files) form.append("file", file);
  await api.edit(current, edit.id, form);
}

function forward(messages) {
  const from = current;
  const person = speaker();
  const within = state.chats.filter((each) => !each.migrated_to && (each.type !== "private" || each.person === person));
  chooseChat(within.map((each) => [each.id, rowOf(each).label]), (to) => {
    const ids = messages.map(({ id }) => id);
    tell(api.forward(from, ids, to, person).then(() => select(to)));
  });
}

/** Follows a link that starts this bot with a parameter, as an app does; says whether it was one. */
function open(url) {
  const link = new URL(url, "https://t.me");
  const start = link.searchParams.get("start");
  const own = chatOf(speaker());
  if (link.host !== "t.me" || link.pathname.slice(1) !== state.bot.username || start === null || !own) return false;
  select(own.id);
  tell(send({ text: `/start ${start}`.trim(), files: [] }));
  return true;
}

async function press(message, data) {
  const key = pressKey(message, data);
  const id = current;
  if (pressed.has(key)) return;
  pressed.add(key);
  showLog();
  try {
    const answer = await api.press(id, message.id, data, speaker());
    if (answer.text) (answer.alert ? alertBox : toast)(answer.text);
    if (answer.url) open(answer.url);
  } catch (error) {
    toast(error.message);
  } finally {
    pressed.delete(key);
    showLog();
  }
}

const firstChat = () => state.chats.find(({ type }) => type === "private") ?? state.chats[0];

function select(id) {
  current = id;
  awaited = null;
  topic = ALL_TOPICS;
  log.clear();
  composer.open(id);
  document.body.dataset.view = "chat";
  show();
  log.toBottom();
}

function onState(next) {
  state = next;
  byId("banner").hidden = true;
  const wanted = chatOf(awaited) ?? chatOf(chat()?.migrated_to) ?? chat() ?? firstChat();
  if (wanted?.id === current) show();
  else if (wanted) select(wanted.id);
}

function onGone() {
  byId("banner").textContent = "The sandbox has stopped. This page goes on when it is back.";
  byId("banner").hidden = false;
}

function show() {
  showHeading();
  showTopics();
  showLog();
  showChats();
}

function showHeading() {
  const { type, title } = chat();
  const name = type === "private" ? state.bot.name : title;
  byId("title").textContent = name;
  document.title = `${name} – sandbox`;
  byId("subtitle").textContent = about(chat());
  byId("avatar").textContent = initials(name);
  byId("avatar").className = `avatar ${tint(avatarId(chat()))}`;
  byId("menu-open").setAttribute("aria-label", view.group ? "Group settings" : "Chat settings");
  byId("menu-open").title = view.group ? "Group settings" : "Chat settings";
  const blocked = type === "private" && botStatus() === "kicked";
  byId("composer").hidden = blocked;
  byId("unblock").hidden = !blocked;
}

const botStatus = () => statusOf(chat(), state.bot.id);

const avatarId = ({ id, type }) => (type === "private" ? 0 : id);

function about({ type, title, person }) {
  if (type !== "private") return aboutGroup();
  if (botStatus() === "kicked") return "blocked";
  return person === state.me ? `bot · @${state.bot.username}` : `bot · you write as ${title}`;
}

function aboutGroup() {
  const people = `${chat().members.filter(({ is_bot }) => !is_bot).length} people`.replace(/^1 people/, "1 person");
  const role = {
    administrator: "the bot is an administrator",
    restricted: "the bot may not write",
    kicked: "the bot is not in this group",
    left: "the bot is not in this group",
    member: state.privacy_mode ? "privacy mode on" : "the bot sees all messages",
  }[botStatus()];
  const writing = speaker() === state.me ? "" : ` · you write as ${peopleOf().get(speaker())}`;
  return `${chat().type === "group" ? "basic group · " : ""}${people} · ${role}${writing}`;
}

function showTopics() {
  const topics = chat().topics ?? [];
  const tabs = topics.length ? [{ id: ALL_TOPICS, name: "All" }, ...topics] : [];
  byId("topics").hidden = !tabs.length;
  redraw(byId("topics"), JSON.stringify([current, topic, tabs]), () => {
    byId("topics").replaceChildren(...tabs.map(topicTab));
  });
}

function topicTab({ id, name }) {
  return el("button", { type: "button", "aria-pressed": String(id === topic), click: () => selectTopic(id) }, name);
}

function selectTopic(id) {
  topic = id;
  show();
  log.toBottom();
}

function showLog() {
  const messages = shown();
  log.showMessages(messages, view);
  if (document.body.dataset.view === "chat") seen.set(current, lastId(chat()));
  byId("empty").hidden = messages.length > 0;
  byId("start").hidden = view.group;
  byId("empty-text").textContent = view.group
    ? `Everyone in the group sees what ${state.bot.name} answers.`
    : chat().description || `${state.bot.name} answers with the text in it.`;
  byId("hint").hidden = !view.group || !state.privacy_mode || botStatus() !== "member";
  byId("hint").replaceChildren("The bot does not see plain photos here. Reply to one with ", el("b", {}, readCommand()));
  showDown();
}

const readCommand = () => `/read@${state.bot.username}`;

function showDown() {
  byId("down").hidden = log.atBottom();
}

function showChats() {
  const rows = state.chats.filter(({ migrated_to }) => !migrated_to).map(rowOf);
  redraw(byId("chats"), JSON.stringify(rows), () => {
    byId("chats").replaceChildren(...rows.map((row) => el("li", {}, chatRow(row))));
  });
}

function rowOf(each) {
  const personal = each.type === "private";
  const name = personal ? state.bot.name : each.title;
  const last = each.messages.at(-1);
  return {
    id: each.id,
    current: each.id === current,
    label: personal && each.person !== state.me ? `${name} (as ${each.title})` : name,
    initials: initials(name),
    tint: tint(avatarId(each)),
    time: last ? clock(last.date) : "",
    preview: last ? summary(last) : "No messages yet",
    unread: each.messages.filter(({ id }) => id > (seen.get(each.id) ?? 0)).length,
  };
}

function chatRow(row) {
  return el(
    "button",
    { type: "button", class: "chat", "aria-current": row.current && "true", click: () => select(row.id) },
    el("span", { class: `avatar ${row.tint}`, "aria-hidden": "true" }, row.initials),
    el("strong", {}, row.label),
    el("time", {}, row.time),
    el("span", { class: "preview" }, row.preview),
    row.unread ? el("span", { class: "unread", "aria-label": `${row.unread} new` }, String(row.unread)) : null,
  );
}

function useHint() {
  const photo = shown().findLast((message) => message.photo);
  if (!photo) {
    toast("Send a photo first, then reply to it.");
    return;
  }
  composer.insert(readCommand());
  composer.reply(photo);
}

function peopleOf() {
  const owners = state.chats.filter(({ type }) => type === "private").map(({ person, title }) => [person, title]);
  const members = chat().members.filter(({ is_bot }) => !is_bot).map(({ id, name }) => [id, name]);
  return new Map([...owners, ...members]);
}

function openMenu() {
  const write = (id) => {
    writer = id;
    show();
  };
  openSettings({ state, chat: chat(), people: [...peopleOf()], speaker: speaker(), write });
}

function created(id) {
  if (chatOf(id)) select(id);
  else awaited = id;
}

byId("back").addEventListener("click", () => {
  document.body.dataset.view = "list";
});
byId("start").addEventListener("click", () => tell(send({ text: "/start", files: [] })));
byId("hint").addEventListener("click", useHint);
byId("down").addEventListener("click", log.toBottom);
byId("scroll").addEventListener("scroll", showDown, { passive: true });
byId("menu-open").addEventListener("click", openMenu);
byId("unblock").addEventListener("click", () => tell(api.change(current, "block", { on: false })));
byId("new-open").addEventListener("click", () => openNewChat(created));

api.follow(onState, onGone);
