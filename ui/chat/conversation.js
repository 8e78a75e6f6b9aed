// Questions and their answers, and what of them goes along with the questions that follow.

const log = find(".pq-log");

const LONGEST = 200_000; // characters sent; the server says of a question what is too long
const MOST_TURNS = 8;

const newTalk = () => ({
  id: `${Date.now()}-${Math.random().toString(36).slice(2)}`,
  library: LIBRARY,
  at: 0,
  exchanges: [],
});

let asking = false;
let talk = newTalk(); // the conversation that is shown

// What questions that follow may refer to, as the server made it, oldest first.
const turnsOf = ({ exchanges }) => exchanges.map(({ turn }) => turn).filter(Boolean).slice(-MOST_TURNS);

async function ask(question) {
  if (asking || !question.trim()) return;
  asking = true;
  if (!isOurs(talk)) showTalk(newTalk()); // that of another library is not gone on with here
  form.classList.add("pq-asking");
  const mine = talk;
  const exchange = { question, scope: describeFilters(), where: filtersToSend() };
  const shown = showQuestion(exchange);
  shown.append(make("p", "pq-waiting", "Reading the articles"));
  shown.parentElement.scrollIntoView({ block: "start" });
  box.value = "";
  if (!matchMedia("(hover: hover)").matches) box.blur(); // the keyboard of a phone would cover the answer
  status.textContent = "";
  const sent = { question: question.slice(0, LONGEST), turns: turnsOf(mine), ...exchange.where };
  const { ok, said, ...answered } = await call("ask_in_chat", sent);
  Object.assign(exchange, answered);
  if (ok) mine.exchanges.push(exchange);
  showReply(shown, mine, exchange, ok);
  if (ok) {
    Object.assign(mine, { at: Date.now(), library: LIBRARY });
    keep(mine);
    if (mine === talk) {
      remember(mine);
      openBeside(shown.parentElement, exchange);
    }
  } else if (!box.value) box.value = question; // to be mended and asked again
  shown.parentElement.scrollIntoView({ block: "start" });
  status.textContent = said ?? shown.textContent;
  asking = false;
  form.classList.remove("pq-asking");
}

// Write a question under those before, and give the place of its answer.
function showQuestion({ question, scope }) {
  const shown = make("section", "pq-turn", "");
  const heading = make("h2", "pq-question", question);
  heading.dir = "auto";
  const reply = make("div", "pq-reply", "");
  const where = scope ? [make("p", "pq-scope", `Only in: ${scope}`)] : [];
  shown.append(heading, ...where, reply);
  log.append(shown);
  if (heading.scrollHeight > heading.clientHeight) heading.tabIndex = 0; // to be scrolled by keys
  return reply;
}

function showReply(place, talk, exchange, ok) {
  place.innerHTML = exchange.html;
  if (ok) place.after(toolsOf(talk, exchange));
}

function toolsOf(talk, exchange) {
  const tools = make("div", "pq-tools", "");
  const copies = make("div", "pq-copies", "");
  copies.append(
    makeButton("pq-tool", "Copy link", ({ target }) => copyFrom(target, linkTo(exchange))),
    makeButton("pq-tool", "Copy answer", ({ target }) => copyFrom(target, exchange.markdown)),
  );
  tools.append(...(exchange.given ? feedbackTools(talk, exchange) : []), copies);
  return tools;
}

// A link stands alone: of a follow-up it asks what that was understood as.
function linkTo({ question, understood, where }) {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set("q", understood || question);
  for (const [name, value] of filtersInLink(where)) if (value) link.searchParams.set(name, value);
  return link.href;
}

// Show a conversation in the place of the one before.
function showTalk(other) {
  talk = other;
  log.querySelectorAll(".pq-turn").forEach((shown) => shown.remove());
  for (const exchange of talk.exchanges) {
    showReply(showQuestion(exchange), talk, Object.assign(exchange, { html: cleaned(exchange.html) }), true);
  }
  if (talk.exchanges.length) log.lastElementChild.scrollIntoView({ block: "start" });
  else log.scrollTop = 0;
  status.textContent = "";
}

function beginTalk() {
  showTalk(newTalk());
  history.replaceState({ ...history.state, pullquote: null }, "", location.pathname);
  box.value = "";
  box.focus();
}

// Loading the page again shows this conversation again.
function remember({ id }) {
  history.replaceState({ ...history.state, pullquote: id }, "");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value);
});

log.addEventListener("click", (event) => {
  const source = event.target.closest(".pq-card");
  if (source) openArticle(source);
});

find(".pq-new").addEventListener("click", beginTalk);
