// A client of pullquote's HTTP API in one file, for browsers and for Node 18 or later.
//
//   import { Pullquote } from "http://127.0.0.1:7860/pullquote.js";
//   const pullquote = new Pullquote("http://127.0.0.1:7860");
//   const answer = await pullquote.ask("Who is the Pentagon spokesman?");
//
// Offsets count Unicode code points of an article's text: slice with `sliceText`.

// What the service takes of an earlier turn, in characters and articles.
const LONGEST_TEXT = 1000;
const LONGEST_ID = 200;
const MOST_ARTICLES = 8;

/**
 * @typedef {object} Where Which articles to look in: those that meet every condition given.
 * @property {string[]} [publishers] Any of these, in capitals or not.
 * @property {string[]} [articles] Any of these ids.
 * @property {string} [since] The first day of publication, YYYY-MM-DD.
 * @property {string} [until] The last day of publication, YYYY-MM-DD.
 * @property {string[]} [languages] Any of these, by codes or English names.
 */

/**
 * @typedef {object} Turn An earlier question of a conversation; `turnOf` makes one of an answer.
 * @property {string} question
 * @property {string} [answer]
 * @property {string} [sentence]
 * @property {string[]} [articles]
 */

/** @typedef {{signal?: AbortSignal}} Stoppable */
/** @typedef {Where & Stoppable & {turns?: Turn[], explain?: boolean}} AskOptions */

/**
 * @typedef {object} Citation `quote` is `[start, end)` of the text of the article with id `article`.
 * @property {string} article
 * @property {number} start
 * @property {number} end
 * @property {string} quote
 * @property {[number, number]} sentence
 * @property {number} score
 * @property {number | null} page
 * @property {{name: string, start: number, end: number, quoted: boolean} | null} speaker
 */

/**
 * @typedef {object} Cited
 * @property {string} text
 * @property {Citation[]} citations
 * @property {number[][]} families The numbers of citations that go back to one source.
 * @property {number} independent
 * @property {boolean} differs
 */

/**
 * @typedef {object} Article
 * @property {string} id
 * @property {string} title
 * @property {string} text
 * @property {string} publisher
 * @property {string} author
 * @property {string | null} published
 * @property {string} url
 * @property {string} origin
 * @property {string} language
 * @property {Record<string, string>} sources
 */

/** @typedef {Omit<Article, "text" | "origin" | "sources"> & {characters: number}} ArticleSummary */

/**
 * @typedef {object} Answer
 * @property {string} question
 * @property {string} understood
 * @property {string} kind
 * @property {boolean} found
 * @property {string} text
 * @property {number} confidence
 * @property {Citation[]} citations
 * @property {number[][]} families
 * @property {number} independent
 * @property {boolean} sources_differ
 * @property {string | null} latest
 * @property {Cited[]} alternatives
 * @property {Cited[]} items
 * @property {{article: string, field: string, value: string, sentence: string}[]} facts
 * @property {number} more_facts
 * @property {string} reply
 * @property {Citation[]} nearest
 * @property {{text: string, suggestion: string | null}[]} unknown
 * @property {Article[]} articles
 * @property {{retrieve: number, read: number, total: number}} timings
 * @property {string} language_notice
 * @property {object | null} explanation
 */

/**
 * @typedef {object} Passages
 * @property {{rank: number, article: string, start: number, end: number, text: string,
 *   page: number | null, score: number, cosine: number, lexical: number}[]} passages
 * @property {ArticleSummary[]} articles
 */

/**
 * @typedef {{name: "understood", data: {question: string, understood: string}}
 *   | {name: "passages", data: Passages}
 *   | {name: "answer", data: Answer}} StreamEvent
 */

/** What the service refused or could not do: `message` is a sentence for a person. */
export class PullquoteError extends Error {
  /**
   * @param {string} message
   * @param {number} [status] Of HTTP; 0 where the service could not be reached, or broke off.
   * @param {number | null} [retryAfter] Seconds to wait before asking again, where it said so.
   * @param {string} [requestId] What its log calls the request.
   */
  constructor(message, status = 0, retryAfter = null, requestId = "") {
    super(message);
    this.name = "PullquoteError";
    this.status = status;
    this.retryAfter = retryAfter;
    this.requestId = requestId;
  }
}

/** A service, and how it is asked. Every method rejects with `PullquoteError`, or as aborted. */
export class Pullquote {
  #base;
  #token;
  #fetch;

  /**
   * @param {string | URL} base Where the service is, with the path that a proxy shows it under.
   * @param {{token?: string, fetch?: typeof fetch}} [options] `token` is one of `--tokens`.
   */
  constructor(base, { token = "", fetch = globalThis.fetch } = {}) {
    this.#base = String(base).replace(/\/+$/, "");
    this.#token = token;
    this.#fetch = fetch.bind(globalThis);
  }

  /**
   * @param {string} question
   * @param {AskOptions} [options]
   * @returns {Promise<Answer>}
   */
  async ask(question, { signal, ...options } = {}) {
    return this.#post("ask", { question, ...options }, signal);
  }

  /**
   * Ask, and be told how far it is: what was understood, the passages, the answer, which is last.
   * @param {string} question
   * @param {AskOptions} [options]
   * @returns {AsyncGenerator<StreamEvent, void, void>}
   */
  async *stream(question, { signal, ...options } = {}) {
    const response = await this.#send("ask/stream", { question, ...options }, signal);
    for await (const { name, data } of eventsOf(response.body, this.#reached)) {
      if (name === "error") {
        throw new PullquoteError(data.error, data.status, null, data.request_id);
      }
      yield /** @type {StreamEvent} */ ({ name, data });
      if (name === "answer") return;
    }
    throw new PullquoteError("The answer was cut off. Ask again.");
  }

  /**
   * @param {string[]} questions At most 100, each on its own.
   * @param {Where & Stoppable} [options]
   * @returns {Promise<Answer[]>} In the order of the questions.
   */
  async batch(questions, { signal, ...options } = {}) {
    return (await this.#post("ask/batch", { questions, ...options }, signal)).answers;
  }

  /**
   * @param {string} question
   * @param {Where & Stoppable & {limit?: number}} [options]
   * @returns {Promise<Passages>} The passages that fit best; nothing is read in them.
   */
  async search(question, { signal, ...options } = {}) {
    return this.#post("search", { question, ...options }, signal);
  }

  /**
   * @param {Omit<Where, "articles"> & Stoppable
   *   & {title?: string, limit?: number, after?: string}} [options]
   * @returns {Promise<{articles: ArticleSummary[], total: number, next: string | null}>} One page
   *   of the list; `next` is the `after` of the page that follows.
   */
  async articles({ signal, publishers = [], languages = [], ...options } = {}) {
    const query = new URLSearchParams();
    publishers.forEach((name) => query.append("publisher", name));
    languages.forEach((name) => query.append("language", name));
    for (const [name, value] of Object.entries(options)) {
      // Null is nothing, too: `next` of the last part, and what JSON has for no day.
      if (value !== undefined && value !== null) query.append(name, String(value));
    }
    return this.#get(`articles?${query}`, signal);
  }

  /**
   * @param {string} id
   * @param {Stoppable} [options]
   * @returns {Promise<Article>}
   */
  async article(id, { signal } = {}) {
    return this.#get(`articles/${encodeURIComponent(id)}`, signal);
  }

  /**
   * @param {string} id
   * @param {number} start
   * @param {number} end
   * @param {Stoppable} [options]
   * @returns {Promise<string>} `[start, end)` of the article's text.
   */
  async slice(id, start, end, { signal } = {}) {
    const where = `articles/${encodeURIComponent(id)}/text?start=${start}&end=${end}`;
    return (await this.#get(where, signal)).text;
  }

  async #get(path, signal) {
    return this.#json(await this.#send(path, undefined, signal));
  }

  async #post(path, body, signal) {
    return this.#json(await this.#send(path, body, signal));
  }

  async #send(path, body, signal) {
    const headers = body === undefined ? {} : { "Content-Type": "application/json" };
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    const asked = {
      method: body === undefined ? "GET" : "POST",
      body: body === undefined ? undefined : JSON.stringify(body),
      headers,
      signal,
      credentials: "omit",
    };
    const response = await this.#reached(() => this.#fetch(`${this.#base}/api/v1/${path}`, asked));
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  async #json(response) {
    return this.#reached(() => response.json());
  }

  /** Wait for the network; a browser does not tell why it fails, so all that may be is named. */
  #reached = async (wait) => {
    try {
      return await wait();
    } catch (error) {
      if (["AbortError", "TimeoutError"].includes(error?.name)) throw error;
      throw new PullquoteError(
        `${this.#base} cannot be reached, or does not take questions from this page.`,
      );
    }
  };
}

/**
 * Give `[start, end)` of a text, counted in Unicode code points as all offsets of pullquote are.
 * @param {string} text
 * @param {number} start
 * @param {number} [end]
 */
export function sliceText(text, start, end) {
  return Array.from(text).slice(start, end).join("");
}

/**
 * Make of an answer the turn that a later question may refer to; null of small talk.
 * @param {Answer} answer
 * @returns {Turn | null}
 */
export function turnOf(answer) {
  if (answer.reply) return null;
  const [first] = answer.citations;
  const text = first && answer.articles.find((article) => article.id === first.article)?.text;
  const told = [...answer.citations, ...answer.facts].map((each) => each.article);
  return {
    question: sliceText(answer.understood || answer.question, 0, LONGEST_TEXT),
    answer: sliceText(answer.text, 0, LONGEST_TEXT),
    sentence: text ? sliceText(sliceText(text, ...first.sentence), 0, LONGEST_TEXT) : "",
    articles: [...new Set(told)].filter((id) => id.length <= LONGEST_ID).slice(0, MOST_ARTICLES),
  };
}

async function problemOf(response) {
  const { status, statusText, headers } = response;
  let told = {};
  try {
    told = await response.json();
  } catch {
    // Not from pullquote: a proxy answers in words of its own.
  }
  const sentence = told?.error || `The service answered ${status} ${statusText}`.trim();
  const requestId = headers.get("X-Request-ID") || told?.request_id || "";
  return new PullquoteError(sentence, status, seconds(headers.get("Retry-After")), requestId);
}

function seconds(header) {
  if (!header) return null;
  const left = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(left) ? Math.max(0, left) : null;
}

/** Read server-sent events, as the HTML standard says, from a stream of bytes. */
async function* eventsOf(body, reached) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let name = "";
  let data = [];
  try {
    while (true) {
      const { done, value } = await reached(() => reader.read());
      rest += decoder.decode(value, { stream: !done });
      // The last line may not be whole, and a \r at the end may be half a line end.
      const lines = rest.split(done ? /\r\n|\n|\r/ : /\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        const [, field, told] = /^([^:]*)(?:: ?(.*))?$/s.exec(line);
        if (field === "event") name = told ?? "";
        else if (field === "data") data.push(told ?? "");
        else if (line === "") {
          if (data.length) yield { name, data: JSON.parse(data.join("\n")) };
          name = "";
          data = [];
        }
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => {}); // whoever stops listening stops the asking
  }
}
