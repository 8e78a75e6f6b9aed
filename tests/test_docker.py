"""The Dockerfile, as far as it can be checked without building it."""

from __future__ import annotations

import json
import re
import tomllib
from inspect import signature
from pathlib import Path

import pytest

from index import Settings
from ui.cli import app
from ui.terminal.serving import serve

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
IGNORED = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]


def instructions(name: str) -> list[str]:
    """What follows an instruction's name, wherever it stands; lines that go on are joined."""
    whole = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", DOCKERFILE))
    return re.findall(rf"(?m)^{name} (.*)$", whole)


def copied() -> list[str]:
    """What is copied from the folder that the image is built in."""
    copies = [copy.split() for copy in instructions("COPY") if not copy.startswith("--from")]
    return [source for *sources, _ in copies for source in sources]


def test_it_stands_on_one_image_and_names_no_other_host() -> None:
    assert {each.split()[0] for each in instructions("FROM")} == {"python:3.11-slim"}
    addresses = re.findall(r"https?://[^\s'\"]+", DOCKERFILE)
    assert all(address.startswith("http://127.0.0.1:7860/") for address in addresses)


@pytest.mark.parametrize("source", copied())
def test_what_is_copied_is_there_and_not_ignored(source: str) -> None:
    assert (ROOT / source).exists()
    assert f"!{source}" in IGNORED


def test_every_package_is_copied() -> None:
    assert {package.split(".")[0] for package in PACKAGES["packages"]} <= set(copied())


def test_nothing_but_what_is_copied_gets_into_the_build() -> None:
    assert IGNORED[1] == "*"
    assert {line[1:] for line in IGNORED if line.startswith("!")} == set(copied())


def test_the_locked_requirements_are_installed_and_no_others() -> None:
    installs = [run for run in instructions("RUN") if "pip install" in run]
    assert installs == ["pip install -r requirements.lock", "pip install --no-deps ."]


def test_it_runs_the_command_as_it_is_and_not_as_root() -> None:
    (entry,), (command,) = instructions("ENTRYPOINT"), instructions("CMD")
    assert json.loads(entry) == ["pullquote"]
    subcommand, library, option, _ = json.loads(command)
    known = {command.callback.__name__ for command in app.registered_commands if command.callback}
    assert subcommand in known
    assert str(Path(library).parent) in json.loads(instructions("VOLUME")[0])
    assert f"pullquote index {library} " in instructions("RUN")[-1]
    assert option.removeprefix("--") in signature(serve).parameters
    assert instructions("USER")[-1] not in ("0", "root")


def test_its_port_and_its_health_are_those_of_the_service() -> None:
    from ui.http.paths import HEALTH

    assert instructions("EXPOSE") == [str(signature(serve).parameters["port"].default)]
    assert f"http://127.0.0.1:7860{HEALTH}'" in instructions("HEALTHCHECK")[0]


def test_its_variables_are_those_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given = dict(re.findall(r"(PULLQUOTE_\w+)=(\S+)", DOCKERFILE))
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings.from_environment()
    assert {str(settings.cache), str(settings.data)} == set(given.values())
    assert str(settings.data) in json.loads(instructions("VOLUME")[0])
