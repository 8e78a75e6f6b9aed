"""The one way from a question to an answer: understood, looked up or read, decided, shown."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from index import ArticleFilter, Hit, InputError, Library, Settings
from index.language_detection import ENGLISH
from qa.answers import Answer, Citation, Timings
from qa.asked import check_question, check_questions
from qa.by_kind.evidence import show_evidence
from qa.confidence import Calibration
from qa.conversation import LEAST_SURE, Turn, look_again, resolve
from qa.conversation import Understood as Meant
from qa.explain import explain_answer
from qa.explanation import Explanation
from qa.finding import PASSAGES, find, search
from qa.language_limit import language_notice
from qa.many import ask_together
from qa.question_language import foreign_language
from qa.questions import answer_about_articles, kind_of, small_talk_reply
from qa.reader import Reader, bundled_folder, open_reader
from qa.sources.disagreement import find_alternatives
from qa.stages import OnStage, Retrieved, Understood, unwatched

_NEAREST = 3


class Assistant:
    """Answers questions about the articles of a library. Safe to use from several threads."""

    def __init__(
        self,
        library: Library,
        reader: Reader,
        calibration: Calibration,
        languages: Collection[str] = (ENGLISH,),
    ) -> None:
        self.library = library
        self.reader = reader
        self._calibration = calibration
        self._languages = languages  # that the reader is made for; none: it does not tell

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        reader: str | None = None,
        threshold: float | None = None,
        settings: Settings | None = None,
    ) -> Assistant:
        """Open a library with a reader: the bundled one, or a Transformers model by name or folder.

        Without `reader` that is the one that the library names, and never downloaded, for a library
        may come from a stranger; the bundled one if it names none.

        `threshold` is the confidence, in [0, 1], below which an answer is "not found"; by default
        that of the reader's calibration.

        Raises:
            InputError: `threshold` is out of bounds.
            LibraryError: there is no usable library in `path`.
            ModelError: there is no such reader, or the library's encoder is not here.
        """
        settings = settings or Settings.from_environment()
        if threshold is not None and not 0 <= threshold <= 1:
            raise InputError(f"A threshold of {threshold} is no probability; give one from 0 to 1.")
        library = Library.open(path, settings=settings)
        try:
            library.prepare()
            opened = open_reader(reader, library.reader, settings)
            # A reader without one borrows the bundled one's: log-odds mean the same in each.
            own = Calibration.stands_in(opened.folder)
            calibration = Calibration.load(opened.folder if own else bundled_folder())
            if threshold is not None:
                calibration = replace(calibration, threshold=threshold)
            return cls(library, opened, calibration, opened.languages)
        except BaseException:
            library.close()
            raise

    def ask(
        self,
        question: str,
        *,
        where: ArticleFilter | None = None,
        turns: Sequence[Turn] = (),
        explain: bool = False,
        on_stage: OnStage = unwatched,
    ) -> Answer:
        """Answer a question with words of the articles, or say that they do not answer it.

        With `where`, in the articles alone that it lets pass. `turns` are the earlier ones of a
        conversation, oldest first: a follow-up is understood from them, and one about what was
        cited ("Who said that?") is asked of those articles unless `where` names others; so is, once
        more and as it stands, one that nothing answers as it was understood. With `explain`, the
        answer carries what was retrieved, marked and merged. `on_stage` is told what is known on
        the way, in this thread: see `qa.stages`.

        Raises:
            InputError: the question is empty, longer than 1,000 characters, or not valid Unicode;
                `where` names a publisher or an article that the library does not have.
        """
        asked = check_question(question)
        began = time.perf_counter()
        first = resolve(asked, turns)
        answer = self._answer(asked, first, where, explain=explain, on_stage=on_stage)
        second = None if where or answer.found else look_again(asked, first, turns)
        if second:
            again = self._answer(asked, second, where, explain=explain, on_stage=on_stage)
            answer = again if again.found and again.confidence >= LEAST_SURE else answer
        return replace(
            answer,
            timings=replace(answer.timings, total=1000 * (time.perf_counter() - began)),
            language_notice=language_notice(answer, self._languages),
            # Of another language's words nobody knows which are names and which are "the".
            unknown=() if foreign_language(asked) else answer.unknown,
        )

    def ask_many(
        self,
        questions: Iterable[str],
        *,
        where: ArticleFilter | None = None,
        explain: bool = False,
    ) -> list[Answer]:
        """Answer many questions, each as `ask` answers it alone; the answers stand in their order.

        Quicker than asking one after the other: while one is read, others are searched for and
        weighed. Each stands alone; for follow-ups, `ask` with `turns`.

        Raises:
            InputError: as `ask`. A question that cannot be asked is named by its number, from 1,
                before any is asked.
        """
        asked = check_questions(questions)
        return ask_together(partial(self.ask, where=where, explain=explain), asked)

    async def aask(
        self,
        question: str,
        *,
        where: ArticleFilter | None = None,
        turns: Sequence[Turn] = (),
        explain: bool = False,
    ) -> Answer:
        """Answer a question as `ask` does, in a thread, while the event loop goes on.

        Cancelled, it stops waiting at once. What has begun is read to its end, and the answer is
        dropped.

        Raises:
            InputError: as `ask`.
        """
        import asyncio  # late: whoever awaits has it loaded, and `import qa` stays quick

        ask = partial(self.ask, where=where, turns=turns, explain=explain)
        return await asyncio.to_thread(ask, question)

    def _answer(
        self,
        asked: str,
        understood: Meant,
        where: ArticleFilter | None,
        *,
        explain: bool,
        on_stage: OnStage,
    ) -> Answer:
        where = where or ArticleFilter(articles=understood.article_ids)
        on_stage(Understood(asked, understood.shown))
        answer = self._answer_unread(understood.question, where)
        if answer is None:
            answer = self._answer_by_reading(
                understood.question, where, explain=explain, on_stage=on_stage
            )
        elif explain:
            answer = replace(answer, explanation=Explanation(understood.question, 0.0))
        shown = "" if understood.shown == asked else understood.shown
        return replace(answer, question=asked, understood=shown)

    def _answer_unread(self, question: str, where: ArticleFilter) -> Answer | None:
        """Answer what no text of an article answers: small talk, and questions about articles."""
        reply = small_talk_reply(question, self.library.info)
        if reply is not None:
            return Answer.of_reply(question, reply)
        about = answer_about_articles(question, lambda: self.library.articles(where))
        return None if about is None else Answer.of_facts(question, about)

    def _answer_by_reading(
        self, question: str, where: ArticleFilter, *, explain: bool, on_stage: OnStage
    ) -> Answer:
        began = time.perf_counter()
        kind = kind_of(question)
        ranked = search(self.library, kind, question, where)
        retrieved = time.perf_counter()
        on_stage(Retrieved(ranked[:PASSAGES]))
        finding = find(question, kind, ranked, self.reader, self._calibration)
        finished = time.perf_counter()
        candidates, threshold = finding.candidates, self._calibration.threshold
        found = finding.confidence >= threshold
        answer = Answer(
            question=question,
            kind=kind,
            found=found,
            text=candidates[0].text if found else "",
            confidence=finding.confidence,
            citations=candidates[0].citations if found else (),
            items=finding.items if found else (),
            alternatives=find_alternatives(kind, candidates) if found else (),
            nearest=() if found else tuple(_passage(hit) for hit in finding.hits[:_NEAREST]),
            timings=Timings(
                retrieve=1000 * (retrieved - began),
                read=1000 * (finished - retrieved),
                total=1000 * (time.perf_counter() - began),
            ),
            unknown=() if found else tuple(self.library.unknown_words(question)),
            explanation=explain_answer(question, threshold, finding) if explain else None,
        )
        return show_evidence(answer)

    def close(self) -> None:
        """Close the library."""
        self.library.close()


def _passage(hit: Hit) -> Citation:
    passage = hit.passage
    span = (passage.start, passage.end)
    return Citation(passage.article, *span, passage.text, span, hit.ranked.score)
