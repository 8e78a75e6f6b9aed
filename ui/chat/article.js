// The article of a card, opened beside the conversation or below it.

const panel = find(".pq-panel");
const opened = find(".pq-opened");
const back = find(".pq-back");

let card = null; // whose article is open
let request = 0; // the last article asked for: an earlier one that comes later is dropped

async function openArticle(source) {
  const mine = ++request;
  const { article, start, end, digest, others } = source.dataset;
  const { html } = await call("open_article", { article, start, end, digest, others });
  if (mine !== request) return;
  card?.removeAttribute("aria-current");
  card = source;
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
  if (mark === opened || bottom < 0.8 * innerHeight) return;
  mark.scrollIntoView({ block: height < 0.5 * innerHeight ? "center" : "start" });
}

function goBack() {
  if (!card) return;
  for (let at = card.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "center" });
}

opened.addEventListener("click", (event) => {
  const only = event.target.closest(".pq-only");
  if (only) onlyArticle(only.dataset.article, opened.querySelector("h2").textContent);
});

back.addEventListener("click", goBack);
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") goBack();
});
