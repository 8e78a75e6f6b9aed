// The chat in the browser. Gradio runs the scripts as one, with `element` (the chat) and `server`
// (its functions). What the server sends as HTML it has escaped; all else enters as text only.

const find = (selector) => element.querySelector(selector);
const frame = find(".pq");
const form = find(".pq-form");
const box = find("#pq-question");
const status = find("[role=status]");

const ARTICLES = "api/v1/articles"; // of the service, where articles are added and removed

const UNREACHABLE = "The server did not answer. Check that it is running, then try again.";
const UNCOPIED = "The browser did not let this be copied.";

function make(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function makeButton(name, text, act) {
  const made = make("button", name, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

const counted = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

// Call a server function; a failure of any kind becomes a reply that can be shown. Gradio's client
// throws on some failures, and on others it resolves to nothing.
async function call(name, data) {
  const reply = await server[name](data).catch(() => null);
  return reply ?? { ok: false, html: make("p", "pq-error", UNREACHABLE).outerHTML };
}

// Where the service is, whatever it is mounted under.
const service = (path) => new URL(path, location.origin + location.pathname.replace(/\/?$/, "/"));

// Why the service refused something; nothing where it did not.
async function problemOf(response) {
  if (response.ok) return "";
  const { error } = await response.json().catch(() => ({}));
  return error ?? UNREACHABLE;
}

// Copy a text, and say so on the button for a while.
async function copyFrom(button, text) {
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  const said = done || copyBySelection(text) ? "Copied" : UNCOPIED;
  button.dataset.label ??= button.textContent;
  button.textContent = said;
  status.textContent = said;
  setTimeout(() => (button.textContent = button.dataset.label), 2000);
}

// The clipboard itself is kept from pages without TLS that come from another machine.
function copyBySelection(text) {
  const held = make("textarea", "pq-hidden", "");
  const focused = document.activeElement;
  held.value = text;
  frame.append(held);
  held.focus({ preventScroll: true });
  held.select();
  const done = document.execCommand("copy");
  held.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
