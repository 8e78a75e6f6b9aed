"""A conversation outlives its articles; and what a page sends of it is not trusted."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from handmade import HOSTILE

from index import ArticleFilter, InputError, Library
from qa import Answer, Assistant, Turn
from ui.chat.replies import reply_to_card, reply_to_question
from ui.conversation import ask_in_conversation, remember
from ui.explained import articles_read
from ui.requests import EarlierTurn, Question
from ui.terminal.asking import show_answer
from ui.terminal.talk import Talk

ASKED = "Who is the harbour master?"
SAID = "Who said that?"


@pytest.fixture
def turn(assistant: Assistant) -> Turn:
    made = remember(assistant.ask(ASKED))
    assert made is not None
    return made


def test_an_article_that_is_gone_does_not_break_what_follows(
    assistant: Assistant, library: Library, turn: Turn
) -> None:
    assert set(turn.article_ids) == {"harbour", "bridge"}
    library.remove(["bridge"])
    with pytest.raises(InputError, match="There is no article 'bridge'"):
        assistant.ask(SAID, turns=[turn])
    answer = ask_in_conversation(assistant, SAID, [turn])
    assert answer.understood
    assert {article.id for article in answer.articles} == {"harbour"}
    library.remove(["harbour"])
    assert ask_in_conversation(assistant, SAID, [turn]).understood


def test_what_is_wrong_with_the_question_itself_is_still_said(
    assistant: Assistant, turn: Turn
) -> None:
    with pytest.raises(InputError, match="The question is empty"):
        ask_in_conversation(assistant, " ", [turn])
    with pytest.raises(InputError, match="There is no article 'gone'"):
        ask_in_conversation(assistant, SAID, [turn], where=ArticleFilter(articles=["gone"]))


def test_small_talk_is_not_remembered(assistant: Assistant) -> None:
    assert remember(assistant.ask("hello")) is None


def test_a_turn_survives_the_way_through_the_browser(turn: Turn) -> None:
    sent = EarlierTurn.of(turn).model_dump()
    assert EarlierTurn.model_validate(sent).turn == turn


def test_the_page_gets_a_turn_and_sends_it_back(assistant: Assistant) -> None:
    first = reply_to_question({"question": ASKED}, assistant)
    assert first["ok"]
    assert first["said"] == "Ingrid Solberg. 2 sources."
    second = reply_to_question(
        {"question": "Where was she born?", "turns": [first["turn"]]}, assistant
    )
    assert "Understood as “Where was Ingrid Solberg born?”" in second["html"]
    assert second["turn"]
    assert second["turn"]["question"] == "Where was Ingrid Solberg born?"
    assert reply_to_question({"question": "thanks"}, assistant)["turn"] is None


def test_the_page_gets_the_explanation_with_the_answer(assistant: Assistant) -> None:
    html = reply_to_question({"question": ASKED, "explain": False}, assistant)["html"]
    assert "Why this answer" in html
    assert "has changed since" not in html


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "Who?",
        [],
        {},
        {"question": 7},
        {"question": None},
        {"question": "Who?", "more": 1},
        {"question": "Who?", "turns": "x"},
        {"question": "Who?", "turns": [None]},
        {"question": "Who?", "turns": [{}]},
        {"question": "Who?", "turns": [{"question": "Who?", "html": "x"}]},
        {"question": "Who?", "turns": [{"question": ["Who?"]}]},
        {"question": "Who?", "turns": [{"question": "Who?", "articles": ["x" * 501]}]},
        {"question": "Who?", "turns": [{"question": "Who?", "articles": {"a": 1}}]},
        {"question": "Who?", "turns": [{"question": "Who?"}] * 9},
        {"question": "Who?", "publishers": "The Coast"},
        {"question": "Who?", "since": "soon"},
    ],
)
def test_what_no_page_sends_is_refused(sent: object, assistant: Assistant) -> None:
    reply = reply_to_question(sent, assistant)
    assert reply == {
        "ok": False,
        "html": '<p class="pq-error" dir="auto">'
        "The page sent what is no question. Load it again.</p>",
    }


@pytest.mark.parametrize(
    "turn",
    [
        {"question": "x" * 1001},
        {"question": "Who?", "answer": "x" * 1001},
        {"question": "Who?", "sentence": "x" * 1001},
        {"question": "Who?", "articles": ["a"] * 9},
        {"question": "Who?", "articles": ["a" * 201]},
    ],
)
def test_a_turn_that_is_too_long_is_refused(turn: dict[str, object], assistant: Assistant) -> None:
    reply = reply_to_question({"question": SAID, "turns": [turn]}, assistant)
    assert not reply["ok"]
    assert "Leave that turn out." in reply["html"]


def test_hostile_turns_and_filters_are_only_words(assistant: Assistant) -> None:
    half = "\ud800"
    turn = {
        "question": f"Who is {half}?",
        "answer": HOSTILE,
        "sentence": half,
        "articles": [HOSTILE],
    }
    for question in ("Where was he born?", SAID, half, "And why?"):
        reply = reply_to_question({"question": question, "turns": [turn]}, assistant)
        assert reply["ok"], reply["html"]
        assert "<script" not in reply["html"]
    for name in (HOSTILE, half):
        refused = reply_to_question({"question": "Who?", "publishers": [name]}, assistant)
        assert not refused["ok"]
        assert "<script" not in refused["html"]
        assert half not in refused["html"]


def test_filters_choose_the_articles(assistant: Assistant) -> None:
    sent = {"question": ASKED, "publishers": ["Daily Ferry"], "until": "2021-05-09", "since": None}
    html = reply_to_question(sent, assistant)["html"]
    assert 'data-article="bridge"' in html
    assert 'data-article="harbour"' not in html
    nowhere = reply_to_question({**sent, "articles": ["harbour"]}, assistant)["html"]
    assert "There is no article to look in." in nowhere


def test_a_card_without_a_quote_opens_the_whole_article(assistant: Assistant) -> None:
    opened = reply_to_card({"article": "bridge", "start": None}, assistant)
    assert opened["ok"]
    assert "<mark" not in opened["html"]
    assert "Engineers closed the bridge" in opened["html"]
    assert not reply_to_card({"article": "gone"}, assistant)["ok"]


def talk(assistant: Assistant, typed: str, monkeypatch: pytest.MonkeyPatch) -> list[Answer]:
    """Pipe questions in, and give the answers that were shown."""
    shown: list[Answer] = []
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode(errors="surrogateescape")))
    )
    Talk(assistant, ArticleFilter(), explain=False, show=shown.append).run()
    return shown


def test_a_piped_conversation_understands_follow_ups_until_quit(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = f"{ASKED}\n\nWhere was she born?\n/new\nWhere was she born?\n/quit\nWho?\n"
    answers = talk(assistant, typed, monkeypatch)
    assert [answer.understood for answer in answers] == ["", "Where was Ingrid Solberg born?", ""]


def test_an_article_that_was_told_of_can_be_asked_about(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = "Who published the story titled “About bridge”?"
    typed = f"{first}\nWhen was it published?\nAnd who wrote it?\n"
    answers = talk(assistant, typed, monkeypatch)
    assert [(a.understood, a.text) for a in answers] == [
        ("", "Daily Ferry"),
        ("When was the article published?", "9 May 2021"),
        ("Who wrote the article?", ""),
    ]
    assert [fact.article.id for fact in answers[-1].facts] == ["bridge"]


def test_a_question_that_cannot_be_asked_ends_no_conversation(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "x" * 1001 + "\n/nothing\n\udcff\nhello\n" + ASKED
    replies = talk(assistant, typed, monkeypatch)
    assert [bool(answer.reply) for answer in replies] == [False, True, False]
    assert replies[-1].text == "Ingrid Solberg"


def test_only_the_last_turns_are_remembered(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[int] = []
    ask = Assistant.ask

    def counting(self: Assistant, question: str, **options: object) -> Answer:
        passed.append(len(options["turns"]))  # type: ignore[arg-type]
        return ask(self, question, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Assistant, "ask", counting)
    talk(assistant, f"{ASKED}\n" * 10, monkeypatch)
    assert passed == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8]


def test_an_explained_answer_is_shown_with_its_explanation(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr("ui.terminal.asking.out.print", shown.append)
    answer = assistant.ask(ASKED, explain=True)
    show_answer(answer)
    show_answer(replace(answer, explanation=None))
    assert len(shown) == 3


def test_a_request_asks_what_python_asks(assistant: Assistant) -> None:
    asked = Question(question=ASKED, articles=["bridge"], explain=True).ask(assistant)
    assert asked.explanation
    assert {passage.article for passage in asked.explanation.passages} == {"bridge"}
    assert Question(question=ASKED).ask(assistant).explanation is None


def test_an_article_that_changed_while_it_was_read_is_not_shown(
    assistant: Assistant, library: Library
) -> None:
    explanation = assistant.ask(ASKED, explain=True).explanation
    assert explanation
    assert {"harbour", "bridge"} <= articles_read(explanation, library).keys()
    before = library.article("bridge")
    assert before
    library.add([replace(before, text=before.text.replace("Ingrid Solberg", "Astrid Solberg"))])
    assert "bridge" not in articles_read(explanation, library)
