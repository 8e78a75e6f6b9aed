// Conversations, kept by this browser alone, each under its id.

const KEPT = "pullquote.conversation.";
const MOST_KEPT = 100; // conversations of a library; of more, the oldest go
const { library: LIBRARY } = frame.dataset;

// One address may show one library after another. What was kept before libraries had names is ours.
const isOurs = ({ library }) => !library || library === LIBRARY;

// Text and marks are all that answers are made of. What is kept is read as strictly as if somebody
// else had written it: another program may have been at this address before.
const TAGS = new Set(
  ("a article bdi blockquote button dd details div dl dt h3 h4 header li mark ol p section small span summary "
    + "table tbody td th thead tr ul").split(" "),
);
const ATTRIBUTES = /^(class|dir|lang|title|type|scope|tabindex|aria-[a-z]+|data-[a-z]+)$/;

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // forbidden: then nothing is kept
  }
}

function cleaned(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const node of [...body.querySelectorAll("*")]) {
    if (!TAGS.has(node.localName)) node.remove();
    for (const { name } of [...node.attributes]) {
      if (!ATTRIBUTES.test(name)) node.removeAttribute(name);
    }
  }
  return body.innerHTML;
}

function readKept(id) {
  try {
    const { at, library, exchanges } = JSON.parse(storage().getItem(KEPT + id));
    const whole = exchanges.every(({ question, html }) => `${question}` && `${html}`);
    return whole && exchanges.length ? { id, library, at: Number(at), exchanges } : null;
  } catch {
    return null; // not there, or not ours
  }
}

// All of them, the newest first.
function readAllKept() {
  const ids = Object.keys(storage() ?? {})
    .filter((key) => key.startsWith(KEPT))
    .map((key) => key.slice(KEPT.length));
  return ids.map(readKept).filter(Boolean).sort((one, other) => other.at - one.at);
}

// Keep a conversation, in the place of the oldest ones where there is no room.
function keep(talk) {
  const others = readAllKept().filter(({ id }) => id !== talk.id);
  others.filter(isOurs).slice(MOST_KEPT - 1).forEach(forget);
  for (;;) {
    try {
      storage()?.setItem(KEPT + talk.id, JSON.stringify(talk));
      return;
    } catch {
      if (!others.length) return;
      forget(others.pop());
    }
  }
}

function forget({ id }) {
  storage()?.removeItem(KEPT + id);
}
