// Articles that are added here: files, one after the other, or a text that is pasted.

const { upload: ACCEPTED = "", largest: LARGEST } = frame.dataset;
const UNSENT = "It could not be sent. Check that the server is running and the file still there, then try again.";
const LONGEST_NAME = 60; // characters of what a pasted text is called

function makeAdding(changed) {
  const fold = make("details", "pq-adding", "");
  const form = make("form", "pq-paste", "");
  const files = document.createElement("input");
  files.type = "file";
  files.multiple = true;
  files.accept = ACCEPTED;
  const sent = make("ul", "pq-sent", "");

  const title = field("Title", "text");
  const publisher = field("Publisher", "text");
  const published = field("Date", "date");
  const text = field("Text", "textarea");
  const add = make("button", "pq-tool pq-strong", "Add this text");
  const row = make("div", "pq-paste-row", "");
  row.append(title.label, publisher.label, published.label);
  form.append(row, text.label, add);

  const choose = make("label", "pq-choose", "Choose files, or drop them anywhere on this page");
  const bounds = `At most ${LARGEST / 1e6} MB each: ${ACCEPTED.replaceAll(",", " ")}`;
  choose.append(files, make("small", "", bounds));
  fold.append(make("summary", "", "Add articles"), choose, make("p", "pq-or", "or paste a text"), form, sent);

  async function send(list) {
    for (const file of list) await sendFile(file, sent);
    changed();
    showBeginning();
  }
  files.addEventListener("change", () => send([...files.files]).then(() => (files.value = "")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!text.input.value.trim()) return text.input.focus();
    const record = { title: title.input.value, publisher: publisher.input.value, published: published.input.value, text: text.input.value };
    const given = Object.entries(record).filter(([, value]) => value.trim());
    const name = `${title.input.value.replace(/[\p{C}/\\]/gu, " ").trim().slice(0, LONGEST_NAME) || "Pasted text"}.jsonl`;
    await send([new File([JSON.stringify(Object.fromEntries(given))], name)]);
    if (sent.lastElementChild.dataset.done) form.reset();
  });
  return { fold, send };
}

function field(name, type) {
  const label = make("label", "", name);
  const input = document.createElement(type === "textarea" ? type : "input");
  if (type === "textarea") input.rows = 6;
  else input.type = type;
  input.dir = type === "date" ? "" : "auto";
  label.append(input);
  return { label, input };
}

// Send a file, and say how far it is until it is added or refused.
async function sendFile(file, sent) {
  const item = make("li", "", "");
  const name = make("bdi", "", file.name.replace(/\.jsonl$/, ""));
  const said = make("span", "pq-said", "Sending …");
  const progress = document.createElement("progress");
  progress.setAttribute("aria-label", file.name);
  item.append(name, said, progress);
  sent.append(item);
  item.scrollIntoView({ block: "nearest" });
  const told = (text, share) => {
    said.textContent = text;
    if (share < 1) progress.value = share;
    else progress.removeAttribute("value"); // how many articles there will be, nobody knows
  };
  const refused = refusalOf(file);
  const outcome = refused ? { error: refused } : await put(file, told).catch(() => ({ error: UNSENT }));
  progress.remove();
  const { added = [], unchanged = 0, skipped = [], error = "" } = outcome;
  item.classList.toggle("pq-failed", !added.length && !unchanged);
  if (added.length || unchanged) item.dataset.done = "yes";
  const parts = [
    added.length && `${counted(added.length, "article")} added`,
    unchanged && `${counted(unchanged, "article")} there already`,
    ...skipped.slice(0, 3).map((why) => `left out: ${why}`),
    skipped.length > 3 && `${skipped.length - 3} more left out`,
    error,
  ];
  said.textContent = parts.filter(Boolean).join(" · ") || "No article was found in it.";
  status.textContent = `${name.textContent}: ${said.textContent}`;
}

// As the server would refuse it, but it need not be sent for that.
function refusalOf({ name, size }) {
  const kinds = ACCEPTED.split(",");
  if (!kinds.some((kind) => name.toLowerCase().endsWith(kind))) return `Only these can be added: ${kinds.join(", ")}.`;
  if (size > LARGEST) return `A file may have at most ${LARGEST / 1e6} MB; divide it.`;
  return size ? "" : "It is empty.";
}
