// The panel beside the conversation, or below it: an article, or a list. What was opened from
// something goes back to it when it is closed.

const panel = find(".pq-panel");
const bar = find(".pq-bar");
const barTools = find(".pq-bar-tools");
const opened = find(".pq-opened");
const back = find(".pq-back");
const nothingOpened = [...opened.childNodes];

const LISTS = { conversations: "Conversations", articles: "Articles" }; // views that are no article, by their names
const narrow = matchMedia("(max-width: 56rem)");

let opener = null; // the card or button that opened what is shown
let request = 0; // the last article asked for: what comes later of an earlier one is dropped

function openPanel(from, content, view = "") {
  leaveOpener();
  opener = from;
  if (view) from.setAttribute("aria-expanded", "true");
  else from.setAttribute("aria-current", "true");
  opened.replaceChildren(...content);
  opened.setAttribute("aria-label", LISTS[view] ?? "Text of the article");
  panel.setAttribute("aria-label", LISTS[view] ?? "Article");
  back.textContent = view ? "Back" : "Back to the answer";
  barTools.replaceChildren();
  bar.hidden = false;
  opened.scrollTop = 0;
}

function leaveOpener() {
  opener?.removeAttribute("aria-current");
  if (opener?.hasAttribute("aria-expanded")) opener.setAttribute("aria-expanded", "false");
}

// Whoever is at something else, such as a question, stays there.
function closePanel(returning = true) {
  request++; // of what comes too late, nothing is shown
  if (bar.hidden) return;
  const elsewhere = !panel.contains(document.activeElement) && document.activeElement !== document.body;
  bar.hidden = true;
  opened.replaceChildren(...nothingOpened);
  leaveOpener();
  if (!elsewhere && returning) {
    if (opener?.isConnected) goBack();
    else box.focus();
  }
  opener = null;
}

function goBack() {
  for (let at = opener.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  opener.focus({ preventScroll: true });
  opener.scrollIntoView({ block: "center" });
}

find(".pq-close").addEventListener("click", closePanel);
back.addEventListener("click", closePanel);
