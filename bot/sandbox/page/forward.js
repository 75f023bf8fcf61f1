import { byId, el } from "./dom.js";

const dialog = byId("forward");

/** Lets the person choose one of the chats, `[id, name]` each, and hands its id to onChoice. */
export function chooseChat(chats, onChoice) {
  const choose = (id) => {
    dialog.close();
    onChoice(id);
  };
  const rows = chats.map(([id, name]) => el("li", {}, el("button", { type: "button", class: "choice", click: () => choose(id) }, name)));
  byId("forward-chats").replaceChildren(...rows);
  dialog.showModal();
}

byId("forward-cancel").addEventListener("click", () => dialog.close());
