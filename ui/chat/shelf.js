// The list of articles in the panel: to search in, to read, to ask alone, to add to and take from.

const shelfButton = find("[data-view=articles]");
const MAY_CHANGE = frame.hasAttribute("data-upload");
const PAUSE = 200; // milliseconds after the last letter of a search

let shelf = null; // the page, kept as it was left while an article is open

function openShelf() {
  shelf = makeShelf();
  openPanel(shelfButton, [shelf.page], "articles");
  panel.scrollIntoView({ block: "start" });
  shelf.search();
  if (matchMedia("(hover: hover)").matches) shelf.words.focus({ preventScroll: true });
  else opened.focus({ preventScroll: true }); // the keyboard of a phone would cover the list
}

// Where articles are added, brought into view.
function shownAdding() {
  if (!opened.contains(shelf?.page)) openShelf();
  shelf.adding.fold.open = true;
  return shelf.adding;
}

function makeShelf() {
  const page = make("div", "pq-sheet", "");
  const said = make("p", "pq-about", "…");
  said.setAttribute("role", "status");
  const words = document.createElement("input");
  words.type = "search";
  words.placeholder = "Title, publisher or author";
  words.setAttribute("aria-label", "Search the articles");
  const publisher = document.createElement("select");
  publisher.setAttribute("aria-label", "Publisher");
  publisher.add(new Option("All publishers", ""));
  const list = make("ul", "pq-list pq-shelf", "");
  const more = makeButton("pq-tool", "Show more", () => show(list.children.length));
  more.hidden = true;
  let latest = 0;

  async function show(after) {
    const mine = ++latest;
    const listed = await server.list_articles({ words: words.value, publisher: publisher.value, after }).catch(() => null);
    if (mine !== latest) return;
    said.textContent = listed?.said ?? UNREACHABLE;
    if (!listed) return;
    if (!after) list.replaceChildren();
    list.insertAdjacentHTML("beforeend", listed.html);
    more.hidden = !listed.more;
    more.textContent = `Show more (${listed.more.toLocaleString("en")} left)`;
  }

  let pause = 0;
  words.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, PAUSE, 0);
  });
  publisher.addEventListener("change", () => show(0));
  server.filter_choices({}).then((choices) => {
    for (const name of choices?.publishers ?? []) publisher.add(new Option(name, name));
    publisher.hidden = publisher.options.length < 3;
  }, () => {});
  const fields = make("div", "pq-search", "");
  fields.append(words, publisher);
  const adding = MAY_CHANGE ? makeAdding(() => show(0)) : null;
  page.append(make("h2", "", "Articles"), said, ...(adding ? [adding.fold] : []), fields, list, more);
  return { page, words, adding, search: () => show(0) };
}

// An article that is opened from the list goes back to the list.
async function openShelved(source) {
  const kept = shelf;
  const scrolled = opened.scrollTop;
  await openArticle(source);
  if (opener !== source) return;
  leaveOpener();
  opener = shelfButton;
  shelfButton.setAttribute("aria-expanded", "true");
  barTools.prepend(
    makeButton("pq-tool pq-to-list", "All articles", () => {
      openPanel(shelfButton, [kept.page], "articles");
      opened.scrollTop = scrolled;
      source.focus({ preventScroll: true });
    }),
  );
}

// What is removed is gone, so it takes two presses.
async function takeOut(button) {
  if (!button.classList.contains("pq-strong")) {
    button.classList.add("pq-strong");
    button.textContent = "Remove for good";
    button.addEventListener("blur", () => {
      button.classList.remove("pq-strong");
      button.textContent = "Remove";
    }, { once: true });
    return;
  }
  const path = `${ARTICLES}/${encodeURIComponent(button.dataset.article)}`;
  const problem = await fetch(service(path), { method: "DELETE" }).then(problemOf, () => UNREACHABLE);
  if (problem) status.textContent = button.textContent = problem;
  else {
    const row = button.closest("li");
    const next = row.nextElementSibling ?? row.previousElementSibling;
    status.textContent = "Removed";
    row.replaceWith();
    (next?.querySelector("button") ?? shelf.words).focus();
    shelf.search();
    showBeginning();
  }
}

element.addEventListener("click", ({ target }) => {
  const shelved = target.closest(".pq-shelved");
  const taken = target.closest(".pq-take-out");
  if (shelved?.closest(".pq-glance")) openArticle(shelved);
  else if (shelved) openShelved(shelved);
  if (taken) takeOut(taken);
  if (target.closest(".pq-every")) openShelf();
  if (target.closest(".pq-first")) shownAdding().fold.querySelector("summary").focus();
});

shelfButton.addEventListener("click", () => {
  if (opener === shelfButton && opened.contains(shelf?.page)) closePanel();
  else openShelf();
});
