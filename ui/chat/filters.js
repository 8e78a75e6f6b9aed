// Where to look: filters stand in a fold, and those in force stay in view outside it.

const fold = find(".pq-fold");
const active = find(".pq-active");
const [publisher, language, since, until] = ["publisher", "language", "since", "until"].map(
  (name) => find(`[name=${name}]`),
);
const DAY = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

const written = (day) => new Date(day).toLocaleDateString("en-GB", DAY);
const select = (list) => ({
  value: () => list.value,
  text: () => list.selectedOptions[0].textContent,
  set: (value) => {
    list.value = value;
    if (list.value !== value) list.add(new Option(value, value, true, true));
  },
});
const day = (input, word) => ({
  value: () => input.value,
  text: () => `${word} ${written(input.value)}`,
  set: (value) => (input.value = value),
});
const FILTERS = {
  publisher: select(publisher),
  article: { value: () => chosenArticle.id, text: () => chosenArticle.name, set: chooseArticle },
  language: select(language),
  since: day(since, "from"),
  until: day(until, "to"),
};

const inForce = () => Object.keys(FILTERS).filter((name) => FILTERS[name].value());
const describeFilters = () => inForce().map((name) => FILTERS[name].text()).join(" · ");

// As the server wants them.
function filtersToSend() {
  const list = (name) => (FILTERS[name].value() ? [FILTERS[name].value()] : []);
  return {
    publishers: list("publisher"),
    articles: list("article"),
    languages: list("language"),
    since: since.value || null,
    until: until.value || null,
  };
}

// What a link says of them, by their names in it.
const filtersInLink = ({ publishers, articles, languages, since, until }) =>
  Object.entries({ publisher: publishers[0], article: articles[0], language: languages?.[0], since, until });

function setFilter(name, value, text) {
  FILTERS[name].set(value, text);
  showFilters();
}

function showFilters() {
  const names = inForce();
  active.replaceChildren(...names.map(activeFilter));
  active.hidden = !names.length;
  until.min = since.value;
  since.max = until.value;
}

function activeFilter(name) {
  const text = FILTERS[name].text();
  const remove = make("button", "pq-remove", "");
  remove.type = "button";
  remove.setAttribute("aria-label", `Remove the filter ${text}`);
  const label = make("span", "", text);
  label.dir = "auto";
  const cross = make("span", "pq-cross", "×");
  cross.ariaHidden = "true";
  remove.append(label, cross);
  remove.addEventListener("click", () => {
    setFilter(name, "");
    (active.querySelector("button") ?? fold).focus();
  });
  const item = make("li", "", "");
  item.append(remove);
  return item;
}

function onlyArticle(id, title) {
  setFilter("article", id, title);
  box.focus();
}

function offer(list, options) {
  const kept = list.value;
  const before = [...list.options].find((option) => option.value === kept);
  list.replaceChildren(new Option("All", ""), ...options);
  if (kept && !options.some((option) => option.value === kept)) list.add(before);
  list.value = kept;
  list.closest("label").hidden = !options.length && !kept;
}

// Asked anew at every unfolding: articles come and go.
async function offerChoices() {
  const choices = await server.filter_choices({}).catch(() => null);
  if (!choices) return;
  offer(publisher, choices.publishers.map((name) => new Option(name, name)));
  offer(language, choices.languages.map(({ id, name }) => new Option(name, id)));
}

// As a link names them, which knows articles by their ids alone.
async function takeFilters(asked) {
  if (Object.keys(FILTERS).some((name) => asked.get(name))) await offerChoices();
  for (const name of Object.keys(FILTERS)) setFilter(name, asked.get(name) ?? "");
  const id = asked.get("article");
  const [found] = (id && (await server.find_article({ id }).catch(() => null))) || [];
  if (found) setFilter("article", id, found.name);
}

fold.addEventListener("click", () => {
  const open = fold.getAttribute("aria-expanded") !== "true";
  fold.setAttribute("aria-expanded", open);
  find(".pq-filters").hidden = !open;
  if (open) offerChoices();
});

for (const input of [publisher, language, since, until]) input.addEventListener("change", showFilters);
showFilters(); // a browser may have kept what was chosen before a reload
