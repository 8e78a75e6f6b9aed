"""The page on HTTP shows what is true: its commands run, its tables are whole."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import serving
from http_clients import client_of, served
from typer.testing import CliRunner

from qa import Assistant
from ui.cli import app
from ui.http import HttpOptions
from ui.http.examples import ANSWERS
from ui.requests import Question
from ui.waiting_line import STOP_WITHIN

PAGE = (Path(__file__).parents[1] / "docs" / "http.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:7860"
TESTED = re.findall(r"<!-- tested -->\n```sh\n(.*?)```\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("jq")), reason="there is no curl or jq here"
)
def test_the_commands_shown_give_what_is_shown(assistant: Assistant) -> None:
    assert len(TESTED) == PAGE.count("<!-- tested -->") > 0
    with serving(served(assistant)) as address:
        for command, shown in TESTED:
            run = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", command.replace(ADDRESS, address)],
                capture_output=True,
                text=True,
                check=True,
            )
            assert run.stdout.strip() == shown.strip()


def test_every_route_is_in_the_table() -> None:
    shown = re.findall(r"`(GET|POST|PUT|DELETE) (/[\w/{}]+)[?`]", PAGE)
    assert {(method.lower(), path) for method, path in shown} == ANSWERS.keys()


def test_every_field_of_a_question_is_in_the_table() -> None:
    table = PAGE[PAGE.index("| field of the body") : PAGE.index("A field that is none")]
    names = re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in table.splitlines() if row))
    assert set(names) == Question.model_fields.keys()


def test_every_option_that_is_named_exists() -> None:
    options = set(re.findall(r"--[a-z][a-z-]+", PAGE))
    told = CliRunner().invoke(app, ["serve", "--help"], env={"COLUMNS": "200"}).output
    assert {option for option in options if option not in told} == set()
    assert {"--tokens", "--cors", "--rate-limit", "--stop-within"} <= options


def test_every_figure_is_in_the_table(assistant: Assistant) -> None:
    client = client_of(assistant)
    client.get("/api/v1/health")
    told = client.get("/metrics").text
    given = set(re.findall(r"# TYPE (pullquote_\w+)", told))
    shown = set(re.findall(r"`(pullquote_\w+)`", PAGE))
    assert {name for name in given if not name.endswith("_created")} == shown


def test_what_the_page_says_of_bounds_is_so() -> None:
    options = HttpOptions()
    assert f"| questions answered at once | {options.at_once} |" in PAGE
    assert f"more get 429 | {options.waiting} |" in PAGE
    assert f"`--stop-within` ({STOP_WITHIN:.0f} seconds)" in PAGE
