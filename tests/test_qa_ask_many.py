"""Many questions at once, from a list, from threads and from an event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from toys import TOY_CALIBRATION, ToyReader, make_article

from eval.questions import read_questions
from index import ArticleFilter, InputError, Library, Settings, find_files, read_collection
from index.starter import SEEDS
from qa import Answer, Assistant, Timings
from qa.reader import Marked

MASTER, LOAVES = "Who is the harbour master?", "How many loaves does the bakery in Mill Lane sell?"
GOLD = Path(__file__).parents[1] / "eval" / "gold" / "seeds.jsonl"
PATIENCE = 60.0  # seconds; a slow machine is no failure


class WatchedReader(ToyReader):
    """A reader that keeps the questions it was asked, and waits where it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.began, self.may_go_on = threading.Event(), threading.Event()
        self.may_go_on.set()

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = ()
    ) -> list[list[Marked]]:
        self.asked.append(question)
        self.began.set()
        assert self.may_go_on.wait(PATIENCE)
        return super().read(question, passages, titles)


class BrokenReader(WatchedReader):
    """A reader that fails, and takes its time."""

    def read(
        self, question: str, passages: Sequence[str], titles: Sequence[str] = ()
    ) -> list[list[Marked]]:
        self.asked.append(question)
        time.sleep(0.01)
        raise RuntimeError(f"no reading of {question}")


@pytest.fixture
def reader() -> WatchedReader:
    return WatchedReader()


@pytest.fixture
def watched(library: Library, reader: WatchedReader) -> Assistant:
    return Assistant(library, reader, TOY_CALIBRATION)


def untimed(answer: Answer) -> Answer:
    return replace(answer, timings=Timings(0.0, 0.0, 0.0))


def test_the_answers_stand_in_the_order_of_the_questions(assistant: Assistant) -> None:
    questions = [MASTER, LOAVES, "hello", "Who won the football final?", f" {MASTER} "] * 6
    together = assistant.ask_many(iter(questions))
    assert [untimed(a) for a in together] == [untimed(assistant.ask(q)) for q in questions]


def test_a_question_that_comes_twice_is_asked_once(
    watched: Assistant, reader: WatchedReader
) -> None:
    first, *others = watched.ask_many([MASTER] * 20)
    assert others == [first] * 19
    together, reader.asked = reader.asked, []
    watched.ask(MASTER)
    assert together == reader.asked


def test_filters_and_explanations_are_those_of_every_question(assistant: Assistant) -> None:
    where = ArticleFilter(articles=["bakery"])
    of_bakery = assistant.ask_many([MASTER, LOAVES], where=where, explain=True)
    assert [answer.found for answer in of_bakery] == [False, True]
    assert all(answer.explanation for answer in of_bakery)
    with pytest.raises(InputError, match="nowhere"):
        assistant.ask_many([MASTER], where=ArticleFilter(articles=["nowhere"]))


def test_without_questions_there_are_no_answers(assistant: Assistant) -> None:
    assert assistant.ask_many([]) == []


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ([MASTER, LOAVES, "  "], r"question 3 cannot be: The question is empty"),
        (["x" * 1001, ""], r"question 1 cannot be: The question has 1,001"),
        (MASTER, r"A list of questions is wanted"),
    ],
)
def test_what_cannot_be_asked_is_named_before_anything_is_asked(
    watched: Assistant, reader: WatchedReader, questions: list[str], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        watched.ask_many(questions)
    assert reader.asked == []


def test_an_error_ends_all_of_them(library: Library) -> None:
    reader = BrokenReader()
    many = [f"Who is harbour master number {number}?" for number in range(2000)]
    with pytest.raises(RuntimeError, match="no reading of"):
        Assistant(library, reader, TOY_CALIBRATION).ask_many(many)
    assert len(reader.asked) < len(many)


def test_the_event_loop_goes_on_while_a_question_is_read(
    watched: Assistant, reader: WatchedReader
) -> None:
    async def ask_and_release() -> Answer:
        reader.may_go_on.clear()
        asking = asyncio.create_task(watched.aask(MASTER))
        while not reader.began.is_set():
            await asyncio.sleep(0.001)
        reader.may_go_on.set()  # only a loop that goes on comes here
        return await asking

    assert untimed(asyncio.run(ask_and_release())) == untimed(watched.ask(MASTER))


def test_who_stops_waiting_is_free_at_once(watched: Assistant, reader: WatchedReader) -> None:
    async def give_up() -> None:
        reader.may_go_on.clear()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await watched.aask(MASTER)
        reader.may_go_on.set()

    asyncio.run(give_up())
    assert watched.ask(MASTER).text == "Ingrid Solberg"


def test_awaiting_a_bad_question_raises_as_asking_does(assistant: Assistant) -> None:
    with pytest.raises(InputError, match="is empty"):
        asyncio.run(assistant.aask(" "))


@pytest.mark.models
def test_the_real_models_answer_together_as_they_do_alone(real_assistant: Assistant) -> None:
    questions = [question.question for question in read_questions(GOLD)][::8]
    alone = [untimed(real_assistant.ask(question)) for question in questions]
    together = real_assistant.ask_many(reversed(questions))
    assert [untimed(answer) for answer in reversed(together)] == alone
    with ThreadPoolExecutor(8) as threads:
        in_threads = list(threads.map(real_assistant.ask, questions))
    assert [untimed(answer) for answer in in_threads] == alone


@pytest.mark.models
def test_while_articles_come_and_go_each_answer_is_of_one_state(
    tmp_path: Path, real_settings: Settings
) -> None:
    path = tmp_path / "library"
    with Library.open_or_create(path, settings=real_settings) as library:
        library.add(read_collection(find_files([SEEDS])))
    guest = make_article(
        "guest", "A Pentagon spokesman, Ann Lee, said that 40 missiles were fired."
    )
    assistant = Assistant.open(path, settings=real_settings)
    questions = ["Who is the Pentagon spokesman?", "How many missiles were fired?"]
    done = threading.Event()

    def answers() -> list[Answer]:
        return [untimed(answer) for answer in assistant.ask_many(questions)]

    def come_and_go(library: Library) -> None:
        for _ in range(4):
            library.add([guest])
            library.remove([guest.id])
        done.set()

    with Library.open(path, settings=real_settings) as writer:
        without = answers()
        writer.add([guest])
        with_guest = answers()
        assert without != with_guest
        writer.remove([guest.id])
        seen = []
        writing = threading.Thread(target=come_and_go, args=[writer])
        writing.start()
        while not done.is_set():
            seen.append(answers())
        writing.join()
    assistant.close()
    assert seen
    for at, question in enumerate(questions):
        for answer in seen:
            assert answer[at] in (without[at], with_guest[at]), question
