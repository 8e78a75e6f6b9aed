// What the page begins with: what the library holds, and questions that it answers.

const examples = find(".pq-examples");
const glance = find(".pq-glance");
const ROOM = examples.querySelectorAll("li").length; // questions, whose places are kept

let beginning = 0; // the last time that this was shown: what comes later of an earlier one is dropped

// Articles may have come or gone since the page was made. Questions are tried on them first, which
// takes a moment each: they come one by one, and nobody has to wait for them.
async function showBeginning() {
  const mine = ++beginning;
  const begun = await server.begin({}).catch(() => null);
  if (mine !== beginning || !begun) return;
  const note = find(".pq-note");
  if (note.innerHTML !== begun.note) note.innerHTML = begun.note;
  glance.innerHTML = begun.glance;
  examples.hidden = !begun.glance;
  frame.classList.toggle("pq-bare", !begun.glance); // nothing can be asked yet
  if (begun.glance) showExamples(mine);
}

async function showExamples(mine) {
  const list = examples.querySelector("ul");
  for (let number = 0; number < ROOM; number++) {
    const question = await server.example_question({ number }).catch(() => null);
    if (mine !== beginning) return;
    if (question) placeIn(list, number).replaceChildren(exampleButton(question));
    else {
      while (list.children[number]) list.children[number].remove();
      examples.hidden = !number;
      return;
    }
  }
}

function placeIn(list, number) {
  if (!list.children[number]) list.append(make("li", "", ""));
  return list.children[number];
}

function exampleButton(question) {
  const button = makeButton("pq-chip", question, () => ask(question));
  button.dir = "auto";
  return button;
}

showBeginning();
