"""Read a gold set from a table: CSV with a row for each answer."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index import InputError
from qa.squad import read_text

_COLUMNS = ("id", "question", "answer", "articles", "kind")
_LIKE = "id,question,answer,articles,kind"


def is_table(path: Path) -> bool:
    """Whether a gold set is a table, by its name."""
    return path.name.removesuffix(".gz").endswith(".csv")


def read_table(path: Path) -> list[dict[str, Any]]:
    """Read a table as records of questions; rows of one id are its answers.

    The first row names the columns: `question` and `answer`, and if there are any, `id`, `articles`
    (ids with spaces between them; none: any article) and `kind`. A row without an id is a question
    of its own, and one without an answer says that no article answers it.

    Raises:
        InputError: the file or a row cannot be read; says which.
    """
    records: dict[str, dict[str, Any]] = {}
    for line, row in _rows(path):
        id, question = row["id"] or f"line-{line}", row["question"]
        record = records.setdefault(
            id, {"id": id, "question": question, "kind": row["kind"], "answers": []}
        )
        if not record["question"]:
            raise InputError(f"{path}, line {line}: the question is empty.")
        if question and question != record["question"]:
            raise InputError(
                f"{path}, line {line}: the id {id!r} has another question above. Give rows of one "
                "question the same words, and every other question an id of its own."
            )
        if row["answer"]:
            answer = {"text": row["answer"], "articles": row["articles"].split()}
            record["answers"].append(answer)
    if not records:
        raise InputError(f"The gold set {path} holds no questions.")
    return list(records.values())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(read_text(path, "gold set"), newline=""), strict=True)
    try:
        named = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in ("question", "answer") if name not in named]
        if missing:
            raise InputError(
                f"{path} has no column {missing[0]!r}. Its first line looks like {_LIKE}."
            )
        reader.fieldnames = named
        for row in reader:
            if None in row or None in row.values():
                raise InputError(
                    f"{path}, line {reader.line_num}: it has {_cells(row)} cells and not "
                    f"{len(named)}. Put cells with commas in quotation marks."
                )
            yield reader.line_num, {name: (row.get(name) or "").strip() for name in _COLUMNS}
    except csv.Error as error:
        raise InputError(f"{path}, line {reader.reader.line_num}: not CSV ({error}).") from None


def _cells(row: dict[Any, Any]) -> int:
    return sum(value is not None for name, value in row.items() if name) + len(row.get(None, ()))
