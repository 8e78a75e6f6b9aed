// Questions and their answers, and what of them goes along with the questions that follow.

const log = find(".pq-log");
const status = find("[role=status]");

const LONGEST = 200_000; // characters sent; the server says of a question what is too long
const MOST_TURNS = 8;

let asking = false;
let turns = []; // as the server made them, oldest first

async function ask(question) {
  if (asking || !question.trim()) return;
  asking = true;
  form.classList.add("pq-asking");
  const reply = showQuestion(question);
  box.value = "";
  status.textContent = "";
  const sent = { question: question.slice(0, LONGEST), turns, ...filtersToSend() };
  const { ok, html, said, turn } = await call("ask_in_chat", sent);
  reply.innerHTML = html;
  if (turn) turns = [...turns, turn].slice(-MOST_TURNS);
  if (!ok && !box.value) box.value = question; // to be mended and asked again
  reply.parentElement.scrollIntoView({ block: "start" });
  status.textContent = said ?? reply.textContent;
  asking = false;
  form.classList.remove("pq-asking");
}

// Write a question under those before, and give the place of its answer.
function showQuestion(question) {
  const shown = make("section", "pq-turn", "");
  const heading = make("h2", "pq-question", question);
  heading.dir = "auto";
  const reply = make("div", "pq-reply", "");
  reply.append(make("p", "pq-waiting", "Reading the articles"));
  const scope = describeFilters();
  const where = scope ? [make("p", "pq-scope", `Only in: ${scope}`)] : [];
  shown.append(heading, ...where, reply);
  log.append(shown);
  shown.scrollIntoView({ block: "start" });
  return reply;
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
  const source = event.target.closest(".pq-card");
  if (chip) ask(chip.textContent);
  if (source) openArticle(source);
});

// On a phone the keyboard would cover the examples.
if (matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
