
// Sort, find and filter the questions. Without it the page still reads.
const table = document.querySelector("#questions");
const body = table.tBodies[0];
const rows = [...body.rows];
const find = document.querySelector("#find");
const verdict = document.querySelector("#verdict");
const kind = document.querySelector("#kind");
const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

function show() {
  const wanted = find.value.trim().toLowerCase();
  let count = 0;
  for (const row of rows) {
    const became = row.dataset.verdict;
    row.hidden =
      !words.get(row).includes(wanted) ||
      (kind.value !== "" && row.dataset.kind !== kind.value) ||
      (verdict.value === "wrong" && "good" in row.dataset) ||
      (!["", "wrong"].includes(verdict.value) && became !== verdict.value);
    count += !row.hidden;
  }
  document.querySelector("#count").value =
    count === rows.length ? `${count} questions` : `${count} of ${rows.length} questions`;
}

function sort(heading) {
  const falling = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const key = (row) => row.cells[heading.cellIndex].dataset.key;
  const order = (a, b) => key(a).localeCompare(key(b), "en", { numeric: false });
  const numbers = rows.every((row) => key(row).trim() !== "" && !Number.isNaN(Number(key(row))));
  const sorted = [...rows].sort(numbers ? (a, b) => key(a) - key(b) : order);
  body.append(...(falling ? sorted.reverse() : sorted));
}

for (const heading of table.tHead.rows[0].cells) {
  heading.firstElementChild.addEventListener("click", () => sort(heading));
}
for (const button of document.querySelectorAll("[data-verdict]:is(button)")) {
  button.addEventListener("click", () => {
    verdict.value = button.dataset.verdict;
    show();
    document.querySelector(".controls").scrollIntoView();
  });
}
for (const control of [find, verdict, kind]) control.addEventListener("input", show);
document.querySelector(".controls").addEventListener("submit", (event) => event.preventDefault());
show();
