// One article to look in, chosen from what the server finds for the words typed: the pattern
// "combobox" of the ARIA Authoring Practices, with a list that is chosen from by hand.

const typedArticle = find("#pq-article");
const offered = find("#pq-offered");
const TYPED = 150; // milliseconds after the last letter

let chosenArticle = { id: "", name: "" };
let searched = 0; // the last search: what comes later of an earlier one is dropped
let typing = 0;

function chooseArticle(id, name) {
  chosenArticle = { id, name: id ? name || id : "" };
  typedArticle.value = chosenArticle.name;
  closeOffered();
}

async function offerArticles() {
  const mine = ++searched;
  const words = typedArticle.value === chosenArticle.name ? "" : typedArticle.value;
  const found = await server.find_article({ words: words.slice(0, 500) }).catch(() => null);
  if (mine !== searched || document.activeElement !== typedArticle) return;
  offered.replaceChildren(...(found ?? []).map(articleOption));
  if (!found?.length) offered.append(noOption(found ? "No article fits." : UNREACHABLE));
  offered.hidden = false;
  typedArticle.setAttribute("aria-expanded", "true");
  highlight(null);
  status.textContent = counted(found?.length ?? 0, "article");
}

function articleOption({ id, name, about }, number) {
  const option = make("li", "pq-option", "");
  option.id = `pq-option-${number}`;
  option.setAttribute("role", "option");
  const title = make("span", "pq-title", name);
  title.dir = "auto";
  const source = make("span", "pq-source", "");
  source.append(make("bdi", "", about));
  option.append(title, source);
  option.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus
  option.addEventListener("click", () => choose(id, name));
  return option;
}

function noOption(text) {
  const option = make("li", "pq-none", text);
  option.setAttribute("role", "option");
  option.setAttribute("aria-disabled", "true");
  return option;
}

function choose(id, name) {
  chooseArticle(id, name);
  showFilters();
}

function closeOffered() {
  searched++;
  clearTimeout(typing);
  offered.hidden = true;
  typedArticle.setAttribute("aria-expanded", "false");
  typedArticle.removeAttribute("aria-activedescendant");
}

const highlighted = () => offered.querySelector("[aria-selected=true]");

function highlight(option) {
  highlighted()?.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) typedArticle.setAttribute("aria-activedescendant", option.id);
  else typedArticle.removeAttribute("aria-activedescendant");
}

function moveHighlight(by) {
  const options = [...offered.querySelectorAll(".pq-option")];
  const at = options.indexOf(highlighted());
  const next = at < 0 && by < 0 ? options.length - 1 : (at + by + options.length) % options.length;
  if (options.length) highlight(options[next]);
}

typedArticle.addEventListener("focus", () => typedArticle.select());
typedArticle.addEventListener("click", () => offered.hidden && offerArticles());
typedArticle.addEventListener("input", () => {
  if (!typedArticle.value) choose("", ""); // wiped out: all of them again
  clearTimeout(typing);
  typing = setTimeout(offerArticles, TYPED);
});
typedArticle.addEventListener("blur", () => chooseArticle(chosenArticle.id, chosenArticle.name));
typedArticle.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by) {
    event.preventDefault();
    if (offered.hidden) offerArticles();
    else moveHighlight(by);
  } else if (event.key === "Enter") {
    event.preventDefault(); // it does not ask
    (highlighted() ?? offered.querySelector(".pq-option:only-child"))?.click();
  } else if (event.key === "Escape" && !offered.hidden) {
    event.preventDefault(); // the panel stays open
    chooseArticle(chosenArticle.id, chosenArticle.name);
  }
});
