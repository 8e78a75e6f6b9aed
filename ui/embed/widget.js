// <pull-quote server="…">: a chat over the articles of a pullquote, for any page.

import { reading, understood, writeAnswer } from "./answers.js";
import { make } from "./elements.js";
import { Pullquote, PullquoteError, turnOf } from "./pullquote.js";

const MOST_TURNS = 8; // that the service remembers
const RULE = 1; // pixel of the line above a turn

/** The style of all widgets of a page. */
const styles = Promise.all(
  ["widget.css", "answers.css"].map(async (name) => {
    const response = await fetch(new URL(name, import.meta.url));
    return new CSSStyleSheet().replace(await response.text());
  }),
);

/** The element; its attributes are read when it is put into the page. */
class PullquoteElement extends HTMLElement {
  #pullquote;
  #turns = [];
  #asking = null; // what stops the question that is being asked
  #log = make("div", "log");
  #box = make("textarea", "box");
  #button = make("button", "ask", "Ask");
  #new = make("button", "new", "New");
  #intro = make("div", "intro");

  async connectedCallback() {
    if (this.shadowRoot) return; // moved, with all that it shows
    const root = this.attachShadow({ mode: "open" });
    this.#pullquote = new Pullquote(this.getAttribute("server"), {
      token: this.getAttribute("token") ?? "",
    });
    root.adoptedStyleSheets = await styles;
    root.append(this.#frame());
  }

  disconnectedCallback() {
    this.#asking?.abort();
  }

  /** Ask a question as if it had been typed. */
  ask(question) {
    this.#box.value = question;
    return this.#ask();
  }

  #frame() {
    const heading = make("h2", "", this.getAttribute("heading") ?? "Ask the articles");
    this.#new.type = "button";
    this.#new.hidden = true;
    this.#new.addEventListener("click", () => this.#begin());
    this.#log.setAttribute("role", "log");
    this.#log.setAttribute("aria-label", "Questions and answers");
    this.#log.tabIndex = 0; // for keys to scroll it
    this.#introduce();
    const frame = make(
      "section",
      "frame",
      make("header", "", heading, this.#new),
      this.#log,
      this.#form(),
    );
    frame.setAttribute("aria-label", heading.textContent);
    return frame;
  }

  #form() {
    const form = make("form", "", this.#box, this.#button);
    const placeholder = this.getAttribute("placeholder") ?? "Ask a question";
    this.#box.placeholder = placeholder;
    this.#box.setAttribute("aria-label", placeholder);
    this.#box.rows = 1;
    this.#box.maxLength = 1000;
    this.#box.enterKeyHint = "send";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#asking) this.#asking.abort();
      else this.#ask();
    });
    this.#box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        if (!this.#asking) this.#ask();
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#asking?.abort();
    });
    return form;
  }

  /** Say what this is, and offer the questions of the attribute `examples`. */
  #introduce() {
    const said = "Answers are exact words of the articles, with their sources.";
    const examples = listed(this.getAttribute("examples")).map((question) => {
      const chip = make("button", "chip", question);
      chip.type = "button";
      chip.addEventListener("click", () => {
        this.#box.focus();
        this.ask(question);
      });
      return chip;
    });
    this.#intro.replaceChildren(make("p", "plain", said), make("div", "chips", examples));
    this.#log.replaceChildren(this.#intro);
  }

  /** Begin another conversation. */
  #begin() {
    this.#asking?.abort();
    this.#turns = [];
    this.#new.hidden = true;
    this.#introduce();
    this.#box.focus();
  }

  async #ask() {
    const question = this.#box.value.trim();
    if (!question || this.#asking) return;
    const asking = new AbortController();
    const progress = make("div", "progress", make("p", "waiting", "Searching"));
    const turn = make("article", "turn", make("h3", "question", question), progress);
    this.#intro.remove();
    this.#log.append(turn);
    this.#box.value = "";
    this.#new.hidden = false;
    this.#wait(asking);
    this.#show(turn);
    try {
      const answer = await this.#streamed(question, progress, asking.signal);
      progress.replaceWith(writeAnswer(answer));
      if (turn.isConnected) this.#remember(answer); // else another conversation has begun
    } catch (error) {
      progress.replaceWith(problem(error));
      if (turn.isConnected) this.#box.value ||= question; // to be asked again
    } finally {
      if (this.#asking === asking) this.#wait(null);
    }
    this.#show(turn);
  }

  async #streamed(question, progress, signal) {
    const publishers = listed(this.getAttribute("publishers"));
    const asked = { publishers, turns: this.#turns, signal };
    for await (const { name, data } of this.#pullquote.stream(question, asked)) {
      if (name === "answer") return data;
      if (name === "understood") {
        progress.replaceChildren(understood(data), make("p", "waiting", "Searching"));
      } else if (name === "passages") {
        progress.querySelector(".waiting").replaceWith(reading(data));
      }
    }
    throw new PullquoteError("The answer was cut off. Ask again.");
  }

  /** Scroll the log, and not the page, to where a turn begins. */
  #show(turn) {
    if (turn.isConnected) this.#log.scrollTop = turn.offsetTop + RULE;
  }

  #remember(answer) {
    const turn = turnOf(answer);
    if (turn) this.#turns = [...this.#turns, turn].slice(-MOST_TURNS);
  }

  #wait(asking) {
    this.#asking = asking;
    this.#button.textContent = asking ? "Stop" : "Ask";
    this.#log.setAttribute("aria-busy", String(Boolean(asking)));
  }
}

/** Read an attribute that holds several things: they are parted by bars. */
function listed(attribute) {
  return (attribute ?? "").split("|").map((each) => each.trim()).filter(Boolean);
}

function problem(error) {
  if (error.name === "AbortError") return make("p", "note", "Stopped.");
  if (!(error instanceof PullquoteError)) {
    console.error(error);
    return make("p", "error", "Something failed in this page.");
  }
  const wait = error.retryAfter ? ` Try again in ${Math.ceil(error.retryAfter)} seconds.` : "";
  return make("p", "error", error.message + wait);
}

if (!customElements.get("pull-quote")) customElements.define("pull-quote", PullquoteElement);
