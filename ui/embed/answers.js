// An answer as elements: its words, how sure they are, and where they stand.

import { counted, dotted, folded, isolate, make, makeTheirs, written } from "./elements.js";
import { Sources } from "./sources.js";

const SHOWN = 3; // sources of one answer; the rest folds away
const LONG_QUOTE = 90; // characters: from here on a quote is set smaller
const CONFIDENCE = [
  [0.9, "Very likely"],
  [0.7, "Likely"],
  [0.5, "Possibly"],
];

/** Write an answer, as the API gives it. */
export function writeAnswer(answer) {
  if (answer.reply) return make("div", "answer", makeTheirs("p", "plain", answer.reply));
  const sources = new Sources(answer.articles);
  return make("div", "answer", understood(answer), notice(answer), laidOut(answer, sources));
}

/** Say what a follow-up was taken to ask; nothing where it was asked as it stands. */
export function understood({ understood: question }) {
  return question ? makeTheirs("p", "note", `Understood as “${question}”`) : "";
}

function notice(answer) {
  return answer.language_notice ? makeTheirs("p", "note", answer.language_notice) : "";
}

function laidOut(answer, sources) {
  const read = answer.citations.length || answer.nearest.length;
  if (answer.facts.length || (answer.kind === "about_article" && !read)) {
    return facts(answer, sources);
  }
  if (!answer.found) return notFound(answer, sources);
  if (answer.items.length) return list(answer, sources);
  const said = answer.sources_differ ? sides(answer, sources) : quote(answer, sources);
  return [said, others(answer, sources)];
}

function quote(answer, sources) {
  // No slice of an article is a yes or a no: whoever asked has to read it.
  const label = answer.kind === "yes_no" ? make("h3", "label", "What the articles say") : "";
  const size = answer.text.length > LONG_QUOTE ? "quote long" : "quote";
  return [
    label,
    makeTheirs("blockquote", size, answer.text),
    make("p", "note", dotted(confidence(answer), countSources(answer))),
    sources.of(answer, SHOWN),
  ];
}

function notFound(answer, sources) {
  const unknown = answer.unknown.slice(0, SHOWN).map(({ text, suggestion }) => {
    const guess = suggestion ? ` Did you mean “${suggestion}”?` : "";
    return makeTheirs("p", "note", `No article mentions “${text}”.${guess}`);
  });
  const missing = make("p", "missing", "Not found in these articles");
  if (!answer.nearest.length) {
    return [missing, unknown, make("p", "note", "There is no article to look in.")];
  }
  const nearest = make("p", "note", "These passages come nearest to the question.");
  return [missing, unknown, nearest, sources.ofPassages(answer.nearest)];
}

function list(answer, sources) {
  const items = answer.items.map((item) =>
    make(
      "li",
      "",
      makeTheirs("blockquote", "quote small", item.text),
      folded(countSources(item), sources.of(item, item.citations.length)),
    ),
  );
  return [
    make("h3", "label", `${answer.items.length} in these articles`),
    make("p", "note", confidence(answer)),
    make("ol", "items", items),
  ];
}

function sides(answer, sources) {
  const differing = [answer, ...answer.alternatives.filter((other) => other.differs)];
  const newest = (said) => sources.days(said).at(-1) ?? "9999";
  const inTime = differing.toSorted((one, other) => (newest(one) < newest(other) ? -1 : 1));
  const columns = inTime.map((said) => {
    const latest = said.text === answer.latest ? make("strong", "badge", "Latest") : "";
    const days = sources.days(said);
    const sure = said === answer ? confidence(answer) : "";
    return make(
      "li",
      "side",
      make("p", "days", dotted(written(days[0], days.at(-1)) || "No date", latest)),
      makeTheirs("blockquote", "quote medium", said.text),
      make("p", "note", dotted(sure, countSources(said))),
      sources.of(said, 1),
    );
  });
  return [make("h3", "missing", "Sources differ"), make("ol", "sides", columns)];
}

function others(answer, sources) {
  const other = answer.alternatives.filter((alternative) => !alternative.differs);
  if (!other.length) return "";
  const shown = other.map((alternative) => [
    makeTheirs("blockquote", "quote small", alternative.text),
    sources.of(alternative, 1),
  ]);
  return folded(counted(other.length, "less likely answer"), shown);
}

function facts(answer, sources) {
  if (!answer.facts.length) return make("p", "missing", "No article here fits that description.");
  const [first] = answer.facts;
  const value = answer.facts.length === 1 ? first.value || "Not known" : "";
  const count = answer.facts.length + answer.more_facts;
  const of = count === 1 ? "the article, not its text" : `${count} articles, not their texts`;
  const told = answer.facts.map((fact, number) =>
    make(
      "li",
      "source",
      make("span", "number", String(number + 1)),
      sources.reference(sources.article(fact.article), fact.sentence),
    ),
  );
  return [
    value ? makeTheirs("p", "missing", value) : "",
    make("p", "note", `From the metadata of ${of}`),
    make("ol", "sources", told),
    answer.more_facts ? make("p", "note", `… and ${counted(answer.more_facts, "more article")}`) : "",
  ];
}

function confidence(answer) {
  const quality = answer.kind === "yes_no" ? "to the point" : "right";
  const likely = CONFIDENCE.find(([least]) => answer.confidence >= least)?.[1];
  const words = likely ? `${likely} ${quality}` : "Uncertain: check the source";
  const said = make("span", "sure", words);
  said.title = `Estimated chance that this is ${quality}: ${Math.round(100 * answer.confidence)}%`;
  return said;
}

function countSources({ citations, independent }) {
  const counts = counted(citations.length, "source");
  return independent === citations.length ? counts : `${counts}, ${independent} independent`;
}

/** Name what is being read, by its publishers. */
export function reading({ passages, articles }) {
  const names = [...new Set(articles.map((article) => article.publisher || article.title))];
  const line = make("p", "waiting", `Reading ${counted(passages.length, "passage")}`);
  if (names.length) line.append(" of ", ...dotted(...names.slice(0, 4).map(isolate)));
  return line;
}
