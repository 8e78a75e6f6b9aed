// Where to look: filters stand in a fold, and those in force stay in view outside it.

const fold = find(".pq-fold");
const active = find(".pq-active");
const fields = Object.fromEntries(
  ["publisher", "article", "since", "until"].map((name) => [name, find(`[name=${name}]`)]),
);
const DAY = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

const written = (day) => new Date(day).toLocaleDateString("en-GB", DAY);
const chosen = (field) => field.selectedOptions[0].textContent;
const FILTERS = {
  publisher: () => chosen(fields.publisher),
  article: () => chosen(fields.article),
  since: () => `from ${written(fields.since.value)}`,
  until: () => `to ${written(fields.until.value)}`,
};

const inForce = () => Object.keys(FILTERS).filter((name) => fields[name].value);
const describeFilters = () => inForce().map((name) => FILTERS[name]()).join(" · ");

// As the server wants them.
function filtersToSend() {
  const { publisher, article, since, until } = fields;
  return {
    publishers: publisher.value ? [publisher.value] : [],
    articles: article.value ? [article.value] : [],
    since: since.value || null,
    until: until.value || null,
  };
}

function setFilter(name, value) {
  const field = fields[name];
  field.value = value;
  if (field.value !== value && field.options) field.add(new Option(value, value, true, true));
  showFilters();
}

function showFilters() {
  const names = inForce();
  active.replaceChildren(...names.map(activeFilter));
  active.hidden = !names.length;
  fields.until.min = fields.since.value;
  fields.since.max = fields.until.value;
}

function activeFilter(name) {
  const text = FILTERS[name]();
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

// The list of articles may leave out the one that is open.
function onlyArticle(id, title) {
  const there = [...fields.article.options].some((option) => option.value === id);
  if (!there) fields.article.add(new Option(title, id));
  setFilter("article", id);
  box.focus();
}

function offer(field, options) {
  const kept = field.value;
  const before = [...field.options].find((option) => option.value === kept);
  field.replaceChildren(new Option("All", ""), ...options);
  if (kept && !options.some((option) => option.value === kept)) field.add(before);
  field.value = kept;
  field.closest("label").hidden = !options.length && !kept;
}

// Asked anew at every unfolding: articles come and go.
async function offerChoices() {
  const choices = await server.filter_choices({}).catch(() => null);
  if (!choices) return;
  offer(fields.publisher, choices.publishers.map((name) => new Option(name, name)));
  offer(fields.article, choices.articles.map(({ id, name }) => new Option(name, id)));
}

fold.addEventListener("click", () => {
  const open = fold.getAttribute("aria-expanded") !== "true";
  fold.setAttribute("aria-expanded", open);
  find(".pq-filters").hidden = !open;
  if (open) offerChoices();
});

for (const field of Object.values(fields)) field.addEventListener("change", showFilters);
showFilters(); // a browser may have kept what was chosen before a reload
