import { byId, el, icon } from "./dom.js";
import { summary } from "./message.js";
import { toast } from "./notice.js";

const MOST_FILES = 10;
const TALLEST_TEXT = 160;

const form = byId("composer");
const text = byId("text");
const drop = byId("drop");
const allPictures = (files) => files.every(({ file }) => file.type.startsWith("image/"));
const kindOf = (draft) => (allPictures(draft.files) ? draft.as : "document");
const emptyDraft = () => ({ text: "", files: [], reply: null, edit: null, as: "photo" });

const canSend = ({ text: words, files, edit }) => Boolean(words.trim() || files.length || edit?.photo || edit?.document);

/**
 * Where the person writes. One draft for each chat; onSend(draft) does the sending and may fail.
 * onWriting(text) hears of every change, onKey(event) of keys first, and says whether it used one up.
 */
export class Composer {
  #drafts = new Map();
  #draft = emptyDraft();
  #sending = false;

  constructor({ onSend, onWriting, onKey }) {
    Object.assign(this, { onSend, onWriting, onKey });
    this.#listenToForm();
    this.#listenToDrops();
  }

  open(chat) {
    if (!this.#drafts.has(chat)) this.#drafts.set(chat, emptyDraft());
    this.#draft = this.#drafts.get(chat);
    this.#show();
    if (matchMedia("(hover: hover)").matches) text.focus();
  }

  reply(message) {
    this.#draft.reply = message;
    this.#show();
    text.focus();
  }

  edit(message) {
    Object.assign(this.#draft, emptyDraft(), { edit: message, text: message.text ?? message.caption ?? "" });
    this.#show();
    text.focus();
  }

  insert(words) {
    this.#draft.text = words;
    this.#show();
    text.focus();
  }

  add(files) {
    const most = this.#draft.edit ? 1 : MOST_FILES;
    const room = most - this.#draft.files.length;
    if (files.length > room) toast(most === 1 ? "One file goes in its place." : `At most ${most} files go in one message.`);
    this.#draft.files.push(...[...files].slice(0, room).map((file) => ({ file, url: URL.createObjectURL(file) })));
    this.#show();
    text.focus();
  }

  #remove(item) {
    URL.revokeObjectURL(item.url);
    this.#draft.files.splice(this.#draft.files.indexOf(item), 1);
    this.#show();
    text.focus();
  }

  async #send() {
    const draft = this.#draft;
    if (this.#sending || !canSend(draft)) return;
    const sent = { ...draft, as: kindOf(draft) };
    Object.assign(draft, emptyDraft());
    this.#show();
    this.#busy(true);
    try {
      await this.onSend(sent);
      sent.files.forEach(({ url }) => URL.revokeObjectURL(url));
    } catch (error) {
      Object.assign(draft, sent);
      this.#show();
      toast(error.message);
    } finally {
      this.#busy(false);
    }
  }

  #busy(on) {
    this.#sending = on;
    byId("send").setAttribute("aria-busy", on);
  }

  #show() {
    const { reply, edit, files } = this.#draft;
    const about = edit ?? reply;
    text.value = this.#draft.text;
    text.placeholder = files.length ? "Add a caption" : "Message";
    byId("replying").hidden = !about;
    byId("replying-name").textContent = edit ? "Editing" : reply ? `Replying to ${reply.from.name}` : "";
    byId("replying-text").textContent = about ? summary(about) : "";
    this.#showFiles(files);
    this.#grow();
  }

  #showFiles(files) {
    const [asPhoto, asFile] = form.elements.as;
    asPhoto.disabled = !allPictures(files);
    (kindOf(this.#draft) === "photo" ? asPhoto : asFile).checked = true;
    byId("as-photo").textContent = files.length > 1 ? "As album" : "As photo";
    byId("as-file").textContent = files.length > 1 ? "As files" : "As file";
    byId("attached").hidden = !files.length;
    byId("thumbs").replaceChildren(...files.map((item) => this.#thumb(item)));
  }

  #thumb(item) {
    const { file, url } = item;
    const asFile = () => el("span", { class: "thumb-file", title: file.name }, icon("file"), el("small", {}, file.name));
    const picture = el("img", { src: url, alt: file.name, error: () => picture.replaceWith(asFile()) });
    return el(
      "li",
      {},
      file.type.startsWith("image/") ? picture : asFile(),
      el("button", { type: "button", "aria-label": `Remove ${file.name}`, click: () => this.#remove(item) }, icon("close")),
    );
  }

  #grow() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, TALLEST_TEXT)}px`;
    byId("send").disabled = !canSend(this.#draft);
    this.onWriting(text.value);
  }

  #cancelReply() {
    if (this.#draft.edit) Object.assign(this.#draft, emptyDraft());
    this.#draft.reply = null;
    this.#show();
    text.focus();
  }

  #listenToForm() {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    form.addEventListener("change", () => {
      this.#draft.as = form.elements.as.value;
    });
    text.addEventListener("input", () => {
      this.#draft.text = text.value;
      this.#grow();
    });
    text.addEventListener("keydown", (event) => {
      if (this.onKey(event)) return;
      if (event.key === "Escape" && (this.#draft.reply ?? this.#draft.edit)) this.#cancelReply();
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send();
    });
    byId("reply-cancel").addEventListener("click", () => this.#cancelReply());
    byId("attach").addEventListener("click", () => byId("files").click());
    byId("files").addEventListener("change", ({ target }) => {
      this.add(target.files);
      target.value = "";
    });
    document.addEventListener("paste", (event) => {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      this.add(event.clipboardData.files);
    });
  }

  #listenToDrops() {
    const room = byId("conversation");
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    document.addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
    document.addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      drop.hidden = true;
    });
    room.addEventListener("dragenter", (event) => {
      if (carriesFiles(event)) drop.hidden = false;
    });
    room.addEventListener("dragleave", (event) => {
      if (!room.contains(event.relatedTarget)) drop.hidden = true;
    });
    room.addEventListener("drop", (event) => {
      if (carriesFiles(event)) this.add(event.dataTransfer.files);
    });
  }
}
