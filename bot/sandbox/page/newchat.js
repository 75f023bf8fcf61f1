import * as api from "./api.js";
import { byId } from "./dom.js";
import { tell } from "./notice.js";

const dialog = byId("new");
const { elements } = dialog.querySelector("form");
let onCreated = () => {};

/** Opens the dialog for a new group or another person; created(id) hears of the chat. */
export function openNewChat(created) {
  onCreated = created;
  byId("new-name").value = "";
  dialog.returnValue = "";
  showFields();
  dialog.showModal();
}

const isPerson = () => elements.kind.value === "name";

function showFields() {
  byId("new-language-field").hidden = !isPerson();
}

async function create() {
  const name = byId("new-name").value.trim();
  if (dialog.returnValue !== "create" || !name) return;
  const details = isPerson() ? { name, language_code: byId("new-language").value } : { title: name };
  onCreated((await api.createChat(details)).id);
}

dialog.addEventListener("change", showFields);
dialog.addEventListener("close", () => tell(create()));
byId("new-cancel").addEventListener("click", () => dialog.close("cancel"));
