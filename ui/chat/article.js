// The article of a card, with the words marked that were quoted from it: to step through, to copy.

const FORMS = { text: "Text", markdown: "Markdown", apa: "APA" }; // that a quotation is copied in

// Show the article of a card. Where a person asked for it, the marked words take the focus.
async function openArticle(source, asked = true) {
  const mine = ++request;
  const { article, start, end, digest, others } = source.dataset;
  const { html, copies } = await call("open_article", { article, start, end, digest, others });
  if (mine !== request) return;
  const shown = make("div", "", "");
  shown.innerHTML = html;
  openPanel(source, shown.childNodes);
  if (copies) barTools.append(...articleTools(copies, start ?? "0"));
  const mark = opened.querySelector("#pq-span") ?? opened;
  const waiting = document.activeElement === source || document.activeElement === document.body;
  if (asked && waiting) mark.focus({ preventScroll: true });
  show(mark);
}

// Beside the newest answer stands its first source, unless somebody looks at a list there.
function openBeside(turn, { given }) {
  if (narrow.matches || !given || opener?.dataset.view) return;
  const card = given.found && turn.querySelector(".pq-card");
  if (card) openArticle(card, false);
  else closePanel(false);
}

// The article's head stays in view where the mark stands near it.
function show(mark) {
  opened.scrollTop = 0;
  panel.scrollIntoView({ block: "start" });
  const { bottom, height } = mark.getBoundingClientRect();
  if (mark === opened || bottom < 0.8 * innerHeight) return;
  mark.scrollIntoView({ block: height < 0.5 * innerHeight ? "center" : "start" });
}

// Steps between the marked words, where there are several, and copies of those that are stepped to.
function articleTools(copies, start) {
  const spans = spansOf(start);
  let at = Math.max(0, spans.findIndex((span) => span.start === start));
  const here = make("span", "pq-count", "");

  function step(by) {
    at = (at + by + spans.length) % spans.length;
    for (const { marks } of spans) marks.forEach((mark) => mark.classList.remove("pq-here"));
    const { marks } = spans[at];
    if (spans.length > 1) marks.forEach((mark) => mark.classList.add("pq-here"));
    if (by) marks[0].scrollIntoView({ block: "center" });
    here.textContent = `${at + 1} of ${spans.length}`;
    if (by) status.textContent = `${here.textContent}: ${marks.map((mark) => mark.textContent).join("")}`;
  }

  const tools = [];
  if (spans.length > 1) {
    const steps = make("div", "pq-steps", "");
    steps.setAttribute("role", "group");
    steps.setAttribute("aria-label", "Marked words");
    const previous = makeButton("pq-tool pq-previous", "", () => step(-1));
    const next = makeButton("pq-tool pq-next", "", () => step(1));
    previous.ariaLabel = previous.title = "Previous";
    next.ariaLabel = next.title = "Next";
    steps.append(previous, here, next);
    tools.push(steps);
    step(0);
  }
  const copy = make("div", "pq-copy", spans.length ? "Copy quotation" : "Copy reference");
  copy.setAttribute("role", "group");
  copy.setAttribute("aria-label", copy.textContent);
  copy.append(
    ...Object.entries(FORMS).map(([form, name]) =>
      makeButton("pq-tool", name, ({ target }) => copyFrom(target, copies[spans[at]?.start ?? start][form])),
    ),
  );
  return [...tools, copy];
}

// The marked words of the article that is open, in its order, each with where it begins.
function spansOf(start) {
  const spans = [];
  for (const mark of opened.querySelectorAll(".pq-text mark")) {
    const begins = mark.dataset.span ?? start;
    const known = spans.find((span) => span.start === begins);
    if (known) known.marks.push(mark);
    else spans.push({ start: begins, marks: [mark] });
  }
  return spans;
}

opened.addEventListener("click", (event) => {
  const only = event.target.closest(".pq-only");
  if (only) onlyArticle(only.dataset.article, opened.querySelector("h2").textContent);
});
