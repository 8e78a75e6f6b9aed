// The keyboard: Enter asks, the arrows call earlier questions back, a slash goes to the question,
// Escape closes the panel.

let recalled = -1; // how many questions back from the newest; -1 is what is being typed

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    recalled = -1;
    form.requestSubmit();
  }
  const steps = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (steps && (!box.value || recalled >= 0) && recall(recalled + steps)) event.preventDefault();
});
box.addEventListener("input", () => (recalled = -1));

function recall(place) {
  const { exchanges } = talk;
  if (place >= exchanges.length) return true;
  if (place < -1) return false;
  recalled = place;
  box.value = place < 0 ? "" : exchanges.at(-1 - place).question;
  box.setSelectionRange(box.value.length, box.value.length);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!element.isConnected || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") closePanel();
  if (event.key !== "/" || event.target.closest?.("input, textarea, select")) return;
  event.preventDefault();
  box.focus();
});
