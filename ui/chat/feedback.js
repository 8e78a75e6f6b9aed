// What people think of answers. It is written down on the server, and shown again from what is kept.

const VERDICTS = { right: "Right", wrong: "Wrong", "wrong-words": "Wrong words" };
const HINT = "Thank you. If an article has the right words, open it, select them, and choose “These are the right words”.";

const judged = new WeakMap(); // by the turns that are shown: what is asked for the right words of

function feedbackTools(talk, exchange) {
  const note = make("span", "pq-thanks", exchange.verdict ? "Noted" : "");
  const buttons = Object.entries(VERDICTS).map(([verdict, name]) => {
    const button = makeButton(`pq-tool pq-verdict-${verdict}`, name, async ({ target }) => {
      const given = exchange.verdict === verdict ? "" : verdict;
      if (!(await sendFeedback(talk, exchange, given, null, note))) return;
      for (const each of buttons) each.setAttribute("aria-pressed", each === button && Boolean(given));
      expectWords(target.closest(".pq-turn"), talk, exchange, note);
    });
    button.setAttribute("aria-pressed", exchange.verdict === verdict);
    return button;
  });
  const group = make("div", "pq-feedback", "");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Is this answer right?");
  group.append(...buttons);
  return [group, note];
}

async function sendFeedback(talk, exchange, verdict, right, note) {
  const narrowed = Object.values(exchange.where).some((chosen) => chosen?.length);
  const { ok, html } = await call("give_feedback", { ...exchange.given, narrowed, verdict, right });
  const wrong = make("div", "", "");
  wrong.innerHTML = html;
  note.textContent = !ok ? wrong.textContent : verdict.startsWith("wrong") && !right ? HINT : verdict ? "Noted" : "";
  status.textContent = note.textContent;
  note.scrollIntoView({ block: "nearest" });
  if (!ok) return false;
  exchange.verdict = verdict;
  if (readKept(talk.id)) keep(talk);
  return true;
}

// From now on, words that are selected in an article of this turn can be given as the right ones.
function expectWords(turn, talk, exchange, note) {
  if (exchange.verdict?.startsWith("wrong")) judged.set(turn, { talk, exchange, note });
  else judged.delete(turn);
  offerWords();
}

const rightWords = makeButton("pq-tool pq-strong", "These are the right words", async () => {
  const { talk, exchange, note } = judged.get(opener.closest(".pq-turn"));
  const right = { text: selectedWords(), article: opener.dataset.article };
  if (await sendFeedback(talk, exchange, exchange.verdict, right, note)) {
    note.textContent = `Noted: “${right.text}”`;
    getSelection().empty();
  }
  status.textContent = note.textContent;
});

// As they stand in the article: what the page shows in place of its line ends goes along.
function selectedWords() {
  const selection = getSelection();
  const text = opened.querySelector(".pq-text");
  if (!text || selection.isCollapsed || !selection.rangeCount) return "";
  const range = selection.getRangeAt(0);
  return text.contains(range.commonAncestorContainer) ? range.cloneContents().textContent.trim() : "";
}

function offerWords() {
  const turn = opener?.closest(".pq-turn");
  if (turn && judged.has(turn) && selectedWords()) barTools.append(rightWords);
  else rightWords.remove();
}

document.addEventListener("selectionchange", offerWords);
