// Where words stand: a source each, with its publisher, day, link, and the sentence marked.

import { counted, dotted, folded, isolate, joined, link, make, makeTheirs, written } from "./elements.js";

const REACH = 280; // characters of a sentence shown on either side of a span
const LONGEST_SPAN = 240; // characters of a span shown in its sentence

/** The sources of one answer, numbered through in the order in which they are asked for. */
export class Sources {
  #articles;
  #characters = new Map(); // of each article's text: offsets count code points
  #next = 1;

  constructor(articles) {
    this.#articles = new Map(articles.map((article) => [article.id, article]));
  }

  /** The article with this id. */
  article(id) {
    return this.#articles.get(id);
  }

  /** The days of publication of what is cited, the oldest first. */
  days(cited) {
    const days = cited.citations.map((citation) => this.article(citation.article).published);
    return days.filter(Boolean).sort();
  }

  /** List where words stand; all after the first few are folded. */
  of(cited, shown) {
    const first = this.#next;
    const notes = this.#kinships(cited, first);
    const items = cited.citations.map((citation, at) => this.#source(citation, notes[at]));
    const rest = items.slice(shown);
    const listed = [make("ol", "sources", items.slice(0, shown))];
    if (rest.length) {
      listed.push(folded(counted(rest.length, "more source"), make("ol", "sources", rest)));
    }
    return listed;
  }

  /** List passages, each on its own. */
  ofPassages(passages) {
    return make(
      "ol",
      "sources",
      passages.map((passage) => this.#source(passage, "")),
    );
  }

  /** Write where and when an article appeared, and a line that links to it. */
  reference(article, said, page = null) {
    const place = page === null ? "" : `p. ${page}`;
    const where = dotted(isolate(article.publisher), written(article.published), place);
    return [make("span", "where", where), makeTheirs("span", "title", link(article.url, said))];
  }

  #source(citation, kinship) {
    const article = this.article(citation.article);
    const notes = dotted(speaker(citation), kinship);
    return make(
      "li",
      "source",
      make("span", "number", String(this.#next++)),
      this.reference(article, article.title || article.id, citation.page),
      makeTheirs("span", "sentence", this.#excerpt(citation)),
      notes.length ? make("span", "notes", notes) : "",
    );
  }

  /** The sentence of a citation with its span marked, shortened where it is very long. */
  #excerpt({ article, start, end, sentence: [first, last] }) {
    if (!this.#characters.has(article)) {
      this.#characters.set(article, Array.from(this.article(article).text));
    }
    const text = this.#characters.get(article);
    const piece = (from, to) => text.slice(from, to).join("");
    const cut = Math.min(end, start + LONGEST_SPAN);
    const from = wordStart(text, first, start);
    const to = wordEnd(text, cut, last);
    const whole = first === start && last === end; // a mark on all of it would mark nothing
    const words = piece(start, cut);
    return [
      from > first ? "…" : "",
      piece(from, start),
      whole ? words : make("mark", "", words),
      piece(cut, to),
      to < last ? "…" : "",
    ];
  }

  /** Say of each citation which source it repeats, or which ones repeat it. */
  #kinships(cited, first) {
    const notes = cited.citations.map(() => "");
    for (const [original, ...copies] of cited.families) {
      copies.forEach((copy) => {
        notes[copy] = `Same wording as source ${first + original}`;
      });
      const named = copies.map((copy) => {
        const { publisher, title, id } = this.article(cited.citations[copy].article);
        return [" ", isolate(publisher || title || id), ` (${first + copy})`];
      });
      if (named.length) notes[original] = make("span", "", "Also in:", joined(named, ","));
    }
    return notes;
  }
}

/** Go back from a place by at most `REACH` characters, to the start of a word. */
function wordStart(text, first, place) {
  if (place - first <= REACH) return first;
  const space = text.indexOf(" ", place - REACH);
  return 0 <= space && space < place ? space + 1 : place - REACH;
}

/** Go on from a place by at most `REACH` characters, to the end of a word. */
function wordEnd(text, place, last) {
  if (last - place <= REACH) return last;
  const space = text.lastIndexOf(" ", place + REACH);
  return place < space ? space : place + REACH;
}

function speaker({ speaker: said }) {
  if (!said) return "";
  const name = said.name.split(/\s+/).join(" ");
  return make("span", "", said.quoted ? "Quoted: " : "According to ", isolate(name));
}
