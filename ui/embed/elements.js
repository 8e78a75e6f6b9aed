// Elements made of text: nothing that others wrote is ever read as HTML.

const DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** Make an element; strings among the children become text, and what is empty is left out. */
export function make(tag, style = "", ...children) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== ""));
  return element;
}

/** Make an element for words of others, whose direction is their own. */
export function makeTheirs(tag, style, ...children) {
  const element = make(tag, style, ...children);
  element.dir = "auto";
  return element;
}

/** Join pieces of a line by a sign. */
export function joined(parts, sign) {
  return parts.flatMap((part, number) => (number ? [sign, part] : [part]));
}

/** Join pieces of a line by dots; those that are empty leave no gap. */
export function dotted(...parts) {
  return joined(
    parts.filter((part) => part !== null && part !== ""),
    " · ",
  );
}

/** Set a piece of a line apart, so that its marks of direction cannot reorder what is around. */
export function isolate(text) {
  return text ? make("bdi", "", text) : "";
}

/** Link to a web address; only the label where the address is not http or https. */
export function link(address, label) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!["http:", "https:"].includes(url?.protocol)) return label;
  const anchor = make("a", "", label);
  anchor.href = url.href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

/** Write ISO dates as news does, from the first to the last; empty where there is none. */
export function written(first, last = first) {
  if (!first) return "";
  return DAY.formatRange(new Date(first), new Date(last));
}

/** Write a number with its noun. */
export function counted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Fold something away under a line that opens it. */
export function folded(summary, ...inside) {
  return make("details", "more", make("summary", "", summary), ...inside);
}
