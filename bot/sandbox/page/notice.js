import { byId, el } from "./dom.js";

const TOAST_MILLISECONDS = 4500;

export function toast(text) {
  const note = el("p", { class: "toast" }, text);
  byId("toasts").replaceChildren(note);
  setTimeout(() => note.remove(), TOAST_MILLISECONDS);
}

export const tell = (promise) => promise.catch((error) => toast(error.message));

export function alertBox(text) {
  byId("alert-text").textContent = text;
  if (!byId("alert").open) byId("alert").showModal();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser did not allow copying.");
  }
}

export function showPhoto(url) {
  byId("viewer-photo").src = url;
  byId("viewer").showModal();
}

byId("viewer").addEventListener("click", () => byId("viewer").close());
