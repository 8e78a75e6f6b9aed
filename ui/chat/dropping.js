// Files that are dropped anywhere on the page are added; where nothing can be, they are left alone,
// for the browser would show them in the place of this page.

const withFiles = (event) => event.dataTransfer?.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (!withFiles(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = MAY_CHANGE ? "copy" : "none";
  frame.classList.toggle("pq-dropping", MAY_CHANGE);
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) frame.classList.remove("pq-dropping"); // it left the window
});
document.addEventListener("drop", (event) => {
  if (!withFiles(event)) return;
  event.preventDefault();
  frame.classList.remove("pq-dropping");
  if (MAY_CHANGE) shownAdding().send([...event.dataTransfer.files]);
});
