"""The command, run as a person or a script would: output, exit codes, one clear line on error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index import Settings
from qa import Assistant, answer_from_json

pytestmark = pytest.mark.models

ROOT = Path(__file__).parents[1]


class Command:
    """Runs `pullquote` in a folder of its own."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "PULLQUOTE_CACHE": str(settings.cache),
            "PULLQUOTE_DATA": str(settings.data),
            "COLUMNS": "200",
        }

    def __call__(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "ui.cli", *arguments],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env={**self.environment, "PYTHONPATH": str(ROOT)},
        )


@pytest.fixture
def pullquote(tmp_path: Path, real_assistant: Assistant, real_settings: Settings) -> Command:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "harbour.md").write_text(
        "---\ntitle: Harbour opens\npublisher: The Coast\npublished: 2021-05-07\n---\n"
        "The mayor, Ann Lee, opened the new harbour on Friday. It took six years to build.\n"
    )
    (tmp_path / "news" / "empty.txt").write_text("")
    return Command(tmp_path, real_settings)


def test_from_a_folder_to_a_cited_answer(pullquote: Command) -> None:
    made = pullquote("index", "library", "news")
    assert made.returncode == 0
    assert "1 added, 0 changed, 0 unchanged, 1 skipped" in made.stdout
    assert "empty.txt: the file is empty" in made.stdout
    again = pullquote("index", "library", "news")
    assert "0 added, 0 changed, 1 unchanged, 1 skipped" in again.stdout
    answered = pullquote("ask", "library", "Who opened the harbour?")
    assert answered.returncode == 0
    assert "Ann Lee" in answered.stdout
    assert "[1] Harbour opens · The Coast · 7 May 2021" in answered.stdout
    described = pullquote("info", "library")
    assert "The Coast" in described.stdout


def test_only_the_articles_chosen_are_asked(pullquote: Command) -> None:
    (pullquote.folder / "news" / "second.txt").write_text("The bridge was closed on Monday.")
    pullquote("index", "library", "news")
    asked = ("ask", "library", "Who opened the harbour?")
    both = ("--publisher", "the coast", "--publisher", "The Coast")
    assert pullquote(*asked, *both).returncode == 0
    assert pullquote(*asked, "--since", "2021-05-07", "--until", "2021-05-07").returncode == 0
    assert pullquote(*asked, "--since", "2021-05-08").returncode == 3
    elsewhere = pullquote(*asked, "--article", "second")
    assert elsewhere.returncode == 3
    assert "Harbour opens" not in elsewhere.stdout
    unknown = pullquote(*asked, "--publisher", "The Cost")
    assert unknown.returncode == 2
    assert "There is no publisher 'The Cost' in this library. Did you mean 'The Coast'?" in (
        unknown.stderr
    )


def test_brackets_in_a_path_are_no_markup(pullquote: Command) -> None:
    made = pullquote("index", "my[b]lib", "news")
    assert made.stdout.splitlines()[-1] == "1 article, 1 passage in my[b]lib"
    assert "my[b]lib" in pullquote("info", "my[b]lib").stdout
    lost = pullquote("info", "my[/b]lib")
    assert lost.stderr.startswith("error: There is no library in my[/b]lib.")


def test_an_article_is_taken_out(pullquote: Command) -> None:
    pullquote("index", "library", "news")
    assert "nothing was removed" in pullquote("remove", "library", "harbour", "nowhere").stderr
    assert pullquote("ask", "library", "Who opened the harbour?").returncode == 0
    assert "1 removed" in pullquote("remove", "library", "harbour").stdout
    assert pullquote("ask", "library", "Who opened the harbour?").returncode == 3


def test_an_article_whose_file_is_gone_is_named(pullquote: Command) -> None:
    (pullquote.folder / "news" / "second.txt").write_text("The bridge was closed on Monday.")
    pullquote("index", "library", "news")
    (pullquote.folder / "news" / "second.txt").unlink()
    again = pullquote("index", "library", "news")
    assert again.returncode == 0
    assert "1 article gone from its file is kept: second" in again.stdout


def test_patterns_choose_the_files(pullquote: Command) -> None:
    drafts = pullquote.folder / "news" / "drafts"
    drafts.mkdir()
    (drafts / "second.md").write_text("The bridge was closed on Monday.")
    (drafts / "third.txt").write_text("The bridge was opened again on Tuesday.")
    every = ("index", "library", "news", "--include", "*.md", "--include", "third.*")
    made = pullquote(*every, "--exclude", "second.*")
    assert "2 added, 0 changed, 0 unchanged, 0 skipped" in made.stdout
    assert "1 added" in pullquote(*every).stdout
    none = pullquote(*every, "--exclude", "news/", "--exclude", "*")
    assert none.returncode == 2
    assert "No file in news is left by --include and --exclude." in none.stderr


def test_fields_of_json_lines_and_tables_can_be_named(pullquote: Command) -> None:
    record = {"body": "Ann Lee opened it.", "head": "Harbour", "paper": "The Coast", "by": "Bo Ek",
              "day": "2021-05-07", "link": "https://coast.example/1", "key": "Seven"}  # fmt: skip
    (pullquote.folder / "wire.jsonl").write_text(json.dumps(record))
    names = {"text": "body", "title": "head", "publisher": "paper", "author": "by", "date": "day",
             "url": "link", "id": "key"}  # fmt: skip
    options = [part for name, own in names.items() for part in (f"--{name}-field", own)]
    assert pullquote("index", "library", "wire.jsonl", *options).returncode == 0
    shown = pullquote("info", "library").stdout
    assert "seven  Harbour · The Coast · 7 May 2021" in shown
    author = pullquote("ask", "library", "Who wrote the article about the harbour?")
    assert "Bo Ek" in author.stdout
    address = pullquote("ask", "library", "What is the link to the article about the harbour?")
    assert "https://coast.example/1" in address.stdout
    wrong = pullquote("index", "other", "wire.jsonl", *options, "--title-field", "heading")
    assert wrong.returncode == 2
    assert "wire.jsonl: no field 'heading'; its fields: body, head, paper" in wrong.stdout


def test_prune_takes_out_what_is_gone_from_the_folders_named(pullquote: Command) -> None:
    other = pullquote.folder / "other"
    other.mkdir()
    (other / "ferry.txt").write_text("The ferry was late on Monday.")
    second = pullquote.folder / "news" / "second.md"
    second.write_text("---\ntitle: Bridge\n---\nThe bridge was closed on Monday.")
    pullquote("index", "library", "news", "other")
    second.unlink()
    (other / "ferry.txt").unlink()
    named = pullquote("index", "library", "news").stdout
    assert "2 articles gone from their files are kept: ferry, second\n" in named
    assert "take such articles out with --prune, or with: pullquote remove library ID …" in named
    pruned = pullquote("index", "library", "news", "--prune").stdout
    assert "took out 1 article gone from its file: second\n" in pruned
    assert "1 article gone from its file is kept: ferry\n" in pruned
    assert "take such articles out with: pullquote remove library ID …" in pruned


def test_an_article_whose_file_has_another_name_now_has_moved(pullquote: Command) -> None:
    pullquote("index", "library", "news")
    (pullquote.folder / "news" / "harbour.md").rename(pullquote.folder / "news" / "renamed.md")
    moved = pullquote("index", "library", "news").stdout
    assert "    moved  harbour\n" in moved
    assert "0 added, 0 changed, 1 moved, 0 unchanged, 1 skipped" in moved


def test_a_library_beside_the_articles_is_not_read(pullquote: Command) -> None:
    pullquote("index", "news/library", "news")
    assert "1 unchanged, 1 skipped" in pullquote("index", "news/library", "news").stdout


def test_info_lists_the_articles(pullquote: Command) -> None:
    pullquote("index", "library", "news")
    assert "harbour  Harbour opens · The Coast · 7 May 2021" in pullquote("info", "library").stdout
    described = json.loads(pullquote("info", "library", "--json").stdout)
    assert [article["id"] for article in described["listed"]] == ["harbour"]
    assert (described["articles"], described["publishers"]) == (1, ["The Coast"])


def test_json_is_an_answer_that_can_be_read_back(pullquote: Command) -> None:
    run = pullquote("ask", "Who is the Pentagon spokesman?", "--json")
    answer = answer_from_json(json.loads(run.stdout))
    assert run.returncode == 0
    assert answer.text == "Jonathan Hoffman"


def test_a_sentence_piped_on_stays_whole_and_one_line(pullquote: Command) -> None:
    lines = pullquote("ask", "Who is the Pentagon spokesman?").stdout.splitlines()
    assert any(len(line) > 160 and line.endswith("at Al Asad and Irbil.”") for line in lines)


def test_what_the_articles_do_not_answer_exits_with_3(pullquote: Command) -> None:
    run = pullquote("ask", "Which recipe won the baking contest?")
    assert run.returncode == 3
    assert "Not found in these articles" in run.stdout
    assert "Nearest passages" in run.stdout


def test_small_talk_and_metadata_are_answered(pullquote: Command) -> None:
    hello = pullquote("ask", "hello")
    assert hello.returncode == 0
    assert hello.stdout.startswith("Hello! This library holds 5 articles")
    author = pullquote("ask", "Who wrote the ABC story?")
    assert author.returncode == 0
    assert "Luis Martinez" in author.stdout
    assert "from the metadata of the article abc-news" in author.stdout
    assert "sure" not in author.stdout
    unknown = pullquote("ask", "Who wrote the article about penguins?")
    assert unknown.returncode == 3
    assert unknown.stdout == "No article here fits that description.\n"


def test_an_answer_is_explained_as_tables_and_as_json(pullquote: Command) -> None:
    asked = ("ask", "Who is the Pentagon spokesman?", "--explain")
    shown = pullquote(*asked).stdout
    for heading in ("Passages found", "Words marked in them", "Possible answers, merged"):
        assert heading in shown
    explanation = json.loads(pullquote(*asked, "--json").stdout)["explanation"]
    assert explanation["candidates"][0]["text"] == "Jonathan Hoffman"


def test_a_conversation_about_an_article_goes_on_about_it(pullquote: Command) -> None:
    typed = "Who wrote the ABC story?\nWhen was it published?\n"
    lines = pullquote("chat", typed=typed).stdout.splitlines()
    assert lines[1].endswith(": Luis Martinez and Elizabeth McLaughlin")
    assert lines[4:] == [
        "> When was it published?",
        "understood as: When was the article published?",
        "",
        f"{lines[1].replace('Author', 'Date').rpartition(':')[0]}: 7 January 2020",
        "    from the metadata of the article abc-news",
        "",
    ]


def test_questions_piped_in_are_a_conversation(pullquote: Command) -> None:
    run = pullquote(
        "chat", typed="Who is the Pentagon spokesman?\nWhat did he say?\n/x\n/quit\nx\n"
    )
    assert run.returncode == 0
    assert "> Who is the Pentagon spokesman?\n“Jonathan Hoffman”\n" in run.stdout
    assert "understood as: What did Jonathan Hoffman say?" in run.stdout
    assert run.stdout.endswith("> /quit\n")
    assert run.stderr == (
        "error: There is no command /x. Type a question, /new for another conversation, or /quit.\n"
    )
    assert pullquote("chat", "nowhere").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", "nowhere", "Who?"], "There is no library in nowhere."),
        (["ask", " "], "The question is empty."),
        (["ask", "x" * 100_000], "The question has 100,000 characters"),
        (["ask", "nowhere", "who", "is", "it"], "Put the question in quotation marks"),
        (["ask", "news"], "What do you want to ask?"),
        (["ask", "Who?", "--since", "1 May"], "'1 May' is no date; write it as YYYY-MM-DD."),
        (["index", "library", "nowhere"], "There is no file or folder nowhere."),
        (["index", "library", "news/empty.txt"], "No article could be read."),
        (["index", "news", "news"], "news holds the articles; name another folder"),
        (["eval", "nowhere.jsonl"], "Cannot read the gold set nowhere.jsonl"),
        (["eval", "news", "nowhere", "b"], "Cannot read the gold set nowhere"),
        (["info", "nowhere"], "There is no library in nowhere."),
        (["serve", "nowhere", "--port", "0"], "There is no library in nowhere."),
        (["serve", "--host", "203.0.113.1"], "Cannot listen on 203.0.113.1:7860"),
    ],
)
def test_bad_input_exits_with_2_and_one_line(
    pullquote: Command, arguments: list[str], message: str
) -> None:
    run = pullquote(*arguments)
    assert run.returncode == 2
    (line,) = [line for line in run.stderr.splitlines() if line.startswith("error: ")]
    assert message in line
    assert "Traceback" not in run.stderr


def test_debug_shows_where(pullquote: Command) -> None:
    for arguments in (["--debug", "info", "nowhere"], ["info", "nowhere", "--debug"]):
        assert "Traceback" in pullquote(*arguments).stderr


def test_help_and_version(pullquote: Command) -> None:
    assert "exact words" in pullquote("--help").stdout
    assert pullquote("--version").stdout.startswith("pullquote 0.")
    assert "eval" in pullquote("--help").stdout


def test_eval_reports_figures_for_scripts(pullquote: Command, tmp_path: Path) -> None:
    own = (ROOT / "eval" / "gold" / "seeds.jsonl").read_text().splitlines()
    (tmp_path / "gold.jsonl").write_text("\n".join([*own[:3], own[-1]]))
    run = pullquote("eval", "gold.jsonl", "--json")
    figures = json.loads(run.stdout)
    assert run.returncode == 0
    assert (figures["questions"], figures["answerable"]) == (4, 3)
    assert 0 <= figures["f1"] <= 1
    shown = pullquote("eval", "gold.jsonl")
    assert "found/not-found accuracy" in shown.stdout
