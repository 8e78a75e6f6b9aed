"""The shape of the house: imports run one way, heavy libraries stand in one room each."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "index": set(),
    "qa": {"index"},
    "eval": {"index", "qa"},
    "ui": {"index", "qa"},
}
TRAINING = "qa/training"  # nothing that answers questions imports it
PEERS = "eval/bench/peers"  # other systems, each imported in a process of its own
ONLY_IN = {
    "faiss": {"index/segment.py"},
    "tantivy": {"index/lexical.py"},
    "sqlite3": {"index/catalog.py", "index/database.py"},
    "langchain_core": {"qa/integrations/langchain.py"},
    "langchain_text_splitters": {"index/passages.py"},
    "sentence_transformers": {"index/encoder_export.py", "eval/bench/indexing.py", PEERS},
    "gradio": {"ui/chat/app.py"},
    "ir_measures": {"eval/ranking.py"},
    "jinja2": {"eval/report/page.py"},
    "iso639": {"index/language_codes.py"},
    "py3langid": {"index/language_detection.py"},
    "syntok": {"qa/english/sentences.py"},
    "torch": {
        "index/onnx_export.py",
        "index/encoder_export.py",
        "qa/network.py",
        "qa/reader_export.py",
        TRAINING,
        PEERS,
    },
    "transformers": {"qa/network.py", TRAINING, PEERS},
    "haystack": {"eval/bench/peers/haystack_system.py"},
    "txtai": {"eval/bench/peers/txtai_system.py"},
    "onnxruntime": {"index/onnx_runtime.py", "index/onnx_export.py"},
    "lxml": {"index/readers/markup.py"},
    "trafilatura": {"index/readers/web.py"},
    "pypdf": {"index/readers/pdf.py"},
    "docx": {"index/readers/word.py"},
    "httpcore": {"index/readers/fetching.py"},
    "httpx": {"index/readers/fetching.py"},
    "watchfiles": {"index/watching.py"},
    "limits": {"ui/http/rates.py"},
    "prometheus_client": {"ui/http/metrics.py"},
    "pythonjsonlogger": {"ui/http/logs.py"},
    "mcp": {"ui/mcp/server.py"},
}
HEAVY = [
    "torch",
    "transformers",
    "sentence_transformers",
    "faiss",
    "onnxruntime",
    "gradio",
    "lxml",
    "trafilatura",
    "pypdf",
    "docx",
    "httpx",
    "watchfiles",
    "yaml",
    "charset_normalizer",
    "langchain_core",
]


def source_files() -> list[Path]:
    return [file for package in MAY_IMPORT for file in sorted((ROOT / package).rglob("*.py"))]


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("file", source_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_run_one_way_and_heavy_libraries_have_one_room(file: Path) -> None:
    place = file.relative_to(ROOT)
    names = imported(file)
    assert names & MAY_IMPORT.keys() <= MAY_IMPORT[place.parts[0]] | {place.parts[0]}
    for library, rooms in ONLY_IN.items():
        assert library not in names or {str(place), str(place.parent)} & rooms


@pytest.mark.parametrize("file", source_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_file_opens_with_what_it_is_for(file: Path) -> None:
    assert ast.get_docstring(ast.parse(file.read_text("utf-8")))


@pytest.mark.parametrize("module", ["qa", "index", "eval.run", "ui.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    script = f"import sys, {module}; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.strip() == "[]"


def test_the_environment_is_read_in_one_place() -> None:
    readers = [
        str(file.relative_to(ROOT))
        for file in source_files()
        if re.search(r"environ(\.get|\[[^]]*\](?! *=))|getenv", file.read_text("utf-8"))
    ]
    assert readers == ["index/settings.py"]
