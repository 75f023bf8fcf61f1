import * as api from "./api.js";
import { byId, el } from "./dom.js";
import { tell } from "./notice.js";

const FEW_REACTIONS = ["👌", "👍"];
const dialog = byId("menu");

const option = (value, text, selected) => el("option", { value, selected }, text);

/** Opens what can be set of a chat: who is what in it and, if `write` is given, as whom the person writes. */
export function openSettings({ state, chat, people, speaker, write }) {
  const isGroup = chat.type !== "private";
  byId("menu-title").textContent = isGroup ? "Group settings" : "Chat settings";
  byId("menu-about").textContent = isGroup ? "" : chat.short_description;
  byId("of-group").hidden = !isGroup;
  byId("of-person").hidden = isGroup;
  byId("privacy").checked = state.privacy_mode;
  byId("blocked").checked = statusOf(chat, state.bot.id) === "kicked";
  showGroup(state, chat);
  byId("writer-field").hidden = !isGroup || people.length < 2;
  byId("writer").replaceChildren(...people.map(([id, name]) => option(id, name, id === speaker)));
  byId("privacy").onchange = ({ target }) => tell(api.setPrivacy(target.checked));
  byId("blocked").onchange = ({ target }) => tell(api.change(chat.id, "block", { on: target.checked }));
  byId("writer").onchange = ({ target }) => write(Number(target.value));
  byId("migrate").onclick = () => {
    dialog.close();
    tell(api.change(chat.id, "migrate", {}));
  };
  dialog.showModal();
}

export const statusOf = ({ members }, id) => members.find((member) => member.id === id)?.status ?? "left";

function showGroup(state, chat) {
  const roles = { member: "Member", administrator: "Administrator", restricted: "May not write", kicked: "Removed" };
  if (chat.type !== "supergroup") delete roles.restricted;
  const status = statusOf(chat, state.bot.id);
  byId("role").replaceChildren(...Object.entries(roles).map(([value, text]) => option(value, text, value === status)));
  byId("role").onchange = ({ target }) => tell(setRole(chat.id, state.bot.id, status, target.value));
  const allowed = chat.reactions === null ? "all" : chat.reactions.length ? "some" : "none";
  const reactions = { all: "All", some: `Only ${FEW_REACTIONS.join(" ")}`, none: "None" };
  byId("reactions").replaceChildren(...Object.entries(reactions).map(([value, text]) => option(value, text, value === allowed)));
  byId("reactions").onchange = ({ target }) => {
    const emoji = { all: null, some: FEW_REACTIONS, none: [] }[target.value];
    tell(api.change(chat.id, "reactions", { emoji }));
  };
  byId("admins").replaceChildren(...chat.members.filter(({ is_bot }) => !is_bot).map((member) => adminSwitch(chat, member)));
  byId("migrate").hidden = chat.type !== "group";
}

/** Every change starts from a plain member, so that each is one that Telegram knows. */
async function setRole(chat, bot, before, after) {
  if (before === "kicked") await api.change(chat, "bot", { on: true });
  if (before === "administrator") await api.change(chat, "admins", { person: bot, on: false });
  if (before === "restricted") await api.change(chat, "mute", { on: false });
  if (after === "kicked") await api.change(chat, "bot", { on: false });
  if (after === "administrator") await api.change(chat, "admins", { person: bot, on: true });
  if (after === "restricted") await api.change(chat, "mute", { on: true });
  dialog.close();
}

function adminSwitch(chat, { id, name, status }) {
  const box = el("input", { type: "checkbox", role: "switch", disabled: status === "creator" });
  box.checked = status !== "member";
  box.addEventListener("change", () => tell(api.change(chat.id, "admins", { person: id, on: box.checked })));
  const about = status === "creator" ? "opened the group" : null;
  return el("li", {}, el("label", { class: "switch" }, el("span", {}, name, about && el("small", {}, about)), box));
}
