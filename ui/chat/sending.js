// A file on its way to the service, and what the service tells of it bit by bit.

// Send a file, and give what became of it; `told` learns meanwhile how far it is. An XMLHttpRequest,
// since fetch does not say how much of a body has been sent.
function put(file, told) {
  const url = service(ARTICLES);
  url.searchParams.set("name", file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      told(`${Math.round((100 * loaded) / total)}% sent …`, loaded / total);
    });
    request.addEventListener("progress", () => {
      const { read } = lastLine(request.responseText) ?? {};
      if (request.status < 300 && read) told(`${counted(read, "article")} read …`, 1);
    });
    request.addEventListener("error", reject);
    request.addEventListener("load", () => resolve(outcomeOf(request)));
    request.send(file);
  });
}

function outcomeOf({ status, responseText }) {
  const last = lastLine(responseText);
  if (status < 300) return last && !last.read ? last : { error: UNSENT }; // else it was cut off
  return { error: last?.error ?? UNREACHABLE };
}

// Of what the service tells, a JSON object a line, the newest that is whole.
function lastLine(text) {
  const end = text.lastIndexOf("\n");
  const whole = end < 0 ? text : text.slice(0, end);
  try {
    return JSON.parse(whole.slice(whole.lastIndexOf("\n") + 1));
  } catch {
    return null;
  }
}
