// The chat in the browser. Gradio runs this with `element` (the chat) and `server` (its functions).
// What the server sends is HTML that it has escaped; what a person types enters as text only.

const find = (selector) => element.querySelector(selector);
const log = find(".pq-log");
const form = find(".pq-form");
const box = find("#pq-question");
const status = find("[role=status]");
const panel = find(".pq-panel");
const opened = find(".pq-opened");
const back = find(".pq-back");

const LONGEST = 200_000; // characters sent; the server says of a question what is too long
const UNREACHABLE = "The server did not answer. Check that it is running, then try again.";

let asking = false;
let card = null; // whose article is open
let request = 0; // the last article asked for: an earlier one that comes later is dropped

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

async function ask(question) {
  if (asking || !question.trim()) return;
  asking = true;
  form.classList.add("pq-asking");
  const turn = make("section", "pq-turn", "");
  const heading = make("h2", "pq-question", question);
  heading.dir = "auto";
  const reply = make("div", "pq-reply", "");
  reply.append(make("p", "pq-waiting", "Reading the articles"));
  turn.append(heading, reply);
  log.append(turn);
  box.value = "";
  status.textContent = "";
  turn.scrollIntoView({ block: "start" });

  const { ok, html } = await call("ask_in_chat", question.slice(0, LONGEST));
  reply.innerHTML = html;
  if (!ok && !box.value) box.value = question; // to be mended and asked again
  turn.scrollIntoView({ block: "start" });
  const said = reply.querySelector(".pq-quote, .pq-missing, .pq-error");
  const verdict = reply.querySelector(".pq-verdict");
  status.textContent = [said, verdict].map((part) => part?.textContent ?? "").join(". ");
  asking = false;
  form.classList.remove("pq-asking");
}

async function openArticle(chosen) {
  const mine = ++request;
  const { article, start, end, digest, others } = chosen.dataset;
  const { html } = await call("open_article", { article, start, end, digest, others });
  if (mine !== request) return;
  card?.removeAttribute("aria-current");
  card = chosen;
  card.setAttribute("aria-current", "true");
  opened.innerHTML = html;
  back.hidden = false;
  const mark = opened.querySelector("#pq-span") ?? opened;
  mark.focus({ preventScroll: true });
  show(mark);
}

// The article's head stays in view where the mark stands near it.
function show(mark) {
  opened.scrollTop = 0;
  panel.scrollIntoView({ block: "start" });
  const { bottom, height } = mark.getBoundingClientRect();
  if (bottom < 0.8 * innerHeight) return;
  mark.scrollIntoView({ block: height < 0.5 * innerHeight ? "center" : "start" });
}

function goBack() {
  if (!card) return;
  card.closest("details")?.setAttribute("open", "");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "center" });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value);
});

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

log.addEventListener("click", (event) => {
  const chip = event.target.closest(".pq-chip");
  const chosen = event.target.closest(".pq-card");
  if (chip) ask(chip.textContent);
  if (chosen) openArticle(chosen);
});

back.addEventListener("click", goBack);
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") goBack();
});

// Articles may have come or gone since the page was made.
server.start_note({}).then((note) => {
  const now = find(".pq-note");
  if (note && now.innerHTML !== note) now.innerHTML = note;
}, () => {});

// On a phone the keyboard would cover the examples.
if (matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
