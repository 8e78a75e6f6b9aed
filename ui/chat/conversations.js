// The list of conversations in the panel: to go on with, to take along, to delete.

const conversationsButton = find("[data-view=conversations]");
const WHEN = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };

function openConversations() {
  const kept = readAllKept();
  const note = kept.length
    ? "They are kept in this browser alone."
    : "What you ask is kept here, in this browser alone.";
  const page = make("div", "pq-sheet", "");
  page.append(make("h2", "", "Conversations"), make("p", "pq-about", note), listOf(kept.filter(isOurs)));
  const others = kept.filter((each) => !isOurs(each));
  if (others.length) page.append(make("h3", "", "With other libraries at this address"), listOf(others));
  openPanel(conversationsButton, [page], "conversations");
  panel.scrollIntoView({ block: "start" });
  opened.focus({ preventScroll: true });
}

function listOf(talks) {
  const list = make("ul", "pq-list", "");
  list.append(...talks.map(conversationItem));
  return list;
}

function conversationItem(kept) {
  const item = make("li", "pq-entry", "");
  const show = makeButton("pq-entry-open", "", () => goOn(kept));
  const name = make("span", "pq-title", kept.exchanges[0].question);
  name.dir = "auto";
  const when = new Date(kept.at).toLocaleString("en-GB", WHEN);
  const about = `${counted(kept.exchanges.length, "question")} · ${when}`;
  show.append(name, make("span", "pq-source", about));
  if (kept.id === talk.id) show.setAttribute("aria-current", "true");
  const tools = make("div", "pq-entry-tools", "");
  tools.append(
    makeButton("pq-tool", "Export", () => exportTalk(kept)),
    makeButton("pq-tool", "Delete", () => remove(kept, item)),
  );
  item.append(show, tools);
  return item;
}

function goOn(kept) {
  closePanel();
  history.replaceState(history.state, "", location.pathname);
  showTalk(kept);
  remember(kept);
  box.focus({ preventScroll: true });
}

// The one that is shown stays on the screen until another takes its place.
function remove(kept, item) {
  forget(kept);
  const undo = makeButton("pq-tool", "Undo", () => {
    keep(kept);
    const restored = conversationItem(kept);
    item.replaceWith(restored);
    item = restored;
    item.querySelector("button").focus();
  });
  const gone = make("li", "pq-entry pq-gone", "");
  gone.append(make("span", "", "Deleted"), undo);
  item.replaceWith(gone);
  item = gone;
  undo.focus();
}

function exportTalk({ exchanges }) {
  const parts = exchanges.map(({ question, scope, markdown }) =>
    [`## ${inMarkdown(question)}`, scope && `Only in: ${inMarkdown(scope)}`, markdown]
      .filter(Boolean)
      .join("\n\n"),
  );
  const text = `# ${inMarkdown(exchanges[0].question)}\n\n${parts.join("\n\n")}\n`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  const words = exchanges[0].question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ["conversation"];
  link.download = `${words.join("-").slice(0, 60)}.md`;
  link.click();
  URL.revokeObjectURL(link.href);
}

// What a person typed, on one line, with no sign that means something to Markdown.
const inMarkdown = (text) => text.replace(/\s+/g, " ").trim().replace(/[\\`*_[\]<>&#|~]/g, "\\$&");

conversationsButton.addEventListener("click", () => {
  if (opener === conversationsButton) closePanel();
  else openConversations();
});
