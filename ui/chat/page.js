// The chat in the browser. Gradio runs the scripts as one, with `element` (the chat) and `server`
// (its functions). What the server sends as HTML it has escaped; all else enters as text only.

const find = (selector) => element.querySelector(selector);
const form = find(".pq-form");
const box = find("#pq-question");

const UNREACHABLE = "The server did not answer. Check that it is running, then try again.";

function make(tag, name, text) {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

// Call a server function; a failure of any kind becomes a reply that can be shown. Gradio's client
// throws on some failures, and on others it resolves to nothing.
async function call(name, data) {
  const reply = await server[name](data).catch(() => null);
  return reply ?? { ok: false, html: make("p", "pq-error", UNREACHABLE).outerHTML };
}

// Articles may have come or gone since the page was made.
server.start_note({}).then((note) => {
  const now = find(".pq-note");
  if (note && now.innerHTML !== note) now.innerHTML = note;
}, () => {});
