// What the page begins with: the conversation that it showed before it was loaded anew, or the
// question that its address asks.

async function start() {
  const kept = history.state?.pullquote && readKept(history.state.pullquote);
  const asked = new URLSearchParams(location.search);
  if (kept && isOurs(kept)) showTalk(kept);
  else if (asked.get("q")) {
    await takeFilters(asked);
    ask(asked.get("q"));
  }
  // On a phone the keyboard would cover the examples.
  if (matchMedia("(hover: hover)").matches) box.focus({ preventScroll: true });
}

start();
