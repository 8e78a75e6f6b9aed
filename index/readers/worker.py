"""The process that reads files for another: requests come in, articles go out as JSON."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from index.articles import Article
from index.errors import InputError
from index.readers import feed, mail, pdf, web, word
from index.readers.isolation import packed

_MOST_MEMORY = 6_000_000_000  # bytes of addresses; libraries reserve many that they never use

READERS = {suffix: each.read for each in (web, pdf, word, feed, mail) for suffix in each.SUFFIXES}


def serve() -> None:
    """Answer each request, which is a line of JSON with the file's bytes behind it, with a line."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no answer
    _limit_memory()
    for line in requests:
        request = json.loads(line)
        data = requests.read(request["bytes"])
        signal.setitimer(signal.ITIMER_PROF, request["seconds"])  # then the system ends the process
        items = [packed(item) for item in read(Path(request["path"]), data)]
        signal.setitimer(signal.ITIMER_PROF, 0)
        answers.write(json.dumps(items).encode() + b"\n")
        answers.flush()


def read(path: Path, data: bytes) -> Iterator[Article | InputError]:
    """Read a file by its suffix; whatever goes wrong comes back as an error."""
    try:
        yield from READERS[path.suffix.lower()](path, data)
    except InputError as error:
        yield error
    except MemoryError:
        yield InputError("reading it takes too much memory; it may be damaged")
    except Exception as error:  # noqa: BLE001 - other people's parsers fail in ways of their own
        why = " ".join(f"{type(error).__name__}: {error}".split())
        yield InputError(f"its parser failed; it may be damaged ({why:.200})")


def _limit_memory() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MOST_MEMORY if hard == resource.RLIM_INFINITY else min(_MOST_MEMORY, hard)
    with suppress(OSError, ValueError):  # some systems have no such limit
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
