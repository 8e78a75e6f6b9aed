// The script tag: puts the chat where it stands. See docs/other-apps.md for what it takes.
// A script of the old kind, for a module does not know its own element.
(() => {
  const script = document.currentScript;
  const server = new URL(".", script.src);
  const element = document.createElement("pull-quote");
  // Its own attributes without "data-": heading, placeholder, examples, publishers, theme, token.
  for (const { name, value } of script.attributes) {
    if (name.startsWith("data-")) element.setAttribute(name.slice("data-".length), value);
  }
  if (!element.hasAttribute("server")) element.setAttribute("server", server.href);
  const target = script.dataset.target && document.querySelector(script.dataset.target);
  if (target) target.append(element);
  else script.after(element);
  import(new URL("embed/{{version}}/widget.js", server).href).catch(() => {
    element.textContent =
      `The articles cannot be asked from here. pullquote at ${server.host} does not run, or was ` +
      `not started with --cors ${location.origin}.`;
  });
})();
