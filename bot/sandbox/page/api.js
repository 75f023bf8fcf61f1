const WAIT_SECONDS = 25;
const FIRST_RETRY = 500;
const SLOWEST_RETRY = 8000;

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The sandbox does not answer. Is it still running?");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(sentence(body.error ?? `the sandbox answered ${response.status}`));
  return body;
}

const sentence = (text) => text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

function post(path, body) {
  return call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

export const send = (chat, form) => call(`/person/chats/${chat}/messages`, { method: "POST", body: form });
export const press = (chat, id, data, person) =>
  post(`/person/chats/${chat}/messages/${id}/press`, { data, person });
export const remove = (chat, id) => call(`/person/chats/${chat}/messages/${id}`, { method: "DELETE" });
export const edit = (chat, id, form) => call(`/person/chats/${chat}/messages/${id}`, { method: "PUT", body: form });
export const forward = (chat, messages, to, person) => post(`/person/chats/${chat}/forward`, { messages, to, person });
export const commands = (chat, person) => call(`/person/chats/${chat}/commands?person=${person}`);
export const change = (chat, what, body) => post(`/person/chats/${chat}/${what}`, body);
export const createChat = (details) => post("/person/chats", details);
export const setPrivacy = (on) => post("/person/privacy", { on });

/** Reports every new state for as long as the page is open; onGone when the server has stopped answering. */
export async function follow(onState, onGone) {
  let after = "after=0&timeout=0";
  let pause = FIRST_RETRY;
  for (;;) {
    const state = await newState(after);
    if (state) {
      onState(state);
      after = `after=${state.version}&timeout=${WAIT_SECONDS}`;
      pause = FIRST_RETRY;
    } else {
      onGone();
      after = "after=0&timeout=0";
      await sleep(pause);
      pause = Math.min(pause * 2, SLOWEST_RETRY);
    }
  }
}

async function newState(query) {
  const signal = AbortSignal.timeout((WAIT_SECONDS + 10) * 1000);
  try {
    return await call(`/person/state?${query}`, { signal, cache: "no-store" });
  } catch {
    return null;
  }
}
