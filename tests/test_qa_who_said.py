"""Who said a quotation: answered by the rules for speakers, silent for every other question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Article, Hit, Library, Passage
from index.retrieval import Ranked
from qa import Assistant, Turn
from qa.by_kind.who_said import CONFIDENCE, quoted_in, who_said

SHIPS = make_article(
    "ships",
    "The harbour was closed. “We saw ten ships, and they’d all come home,” said Harbour spokesman "
    "Bo Ek.\n\nAnn Lee said that the ferry would be late on Friday. “Go home,” said Cy Orr.",
)
COPY = make_article("copy", "“We saw ten ships,” Bo Ek told CNN. Some had sunk.")
OTHER = make_article("other", "We saw ten ships. They were old. “Go home” hung on the wall.")


def hits(*articles: Article) -> list[Hit]:
    return [
        Hit(
            Passage(number, article, 0, min(60, len(article.text))),
            number,
            Ranked(number, 1, 1, 1, 1, 1),
        )
        for number, article in enumerate(articles, start=1)
    ]


def names(question: str, *articles: Article) -> list[tuple[str, str]]:
    spans = who_said(question, hits(*articles))
    return [(span.hit.passage.article.id, span.text) for span in spans]


@pytest.mark.parametrize(
    "question",
    [
        "Who said “We saw ten ships”?",
        'Who said "we saw ten ships"?',
        "Who said 'We saw ten ships'?",
        "who said that “we saw  ten\nships”",
        "Who told reporters “We saw ten ships” on Friday?",
        "Hi, who said: “We saw ten ships”",
        "Who said we saw ten ships?",
        "Who was quoted as saying “We saw ten ships”?",
        "Whose words are these: “We saw ten ships”?",
        "“We saw ten ships” – who said that?",
        "By whom was “We saw ten ships” said?",
        "Which spokesman said “We saw ten ships”?",
    ],
)
def test_who_said_words_is_whoever_the_articles_say_spoke_them(question: str) -> None:
    assert names(question, SHIPS, COPY, OTHER) == [("ships", "Bo Ek"), ("copy", "Bo Ek")]


def test_marks_and_apostrophes_may_be_of_any_sort() -> None:
    assert names('Who said "they\'d all come home"?', SHIPS) == [("ships", "Bo Ek")]


def test_what_is_only_reported_has_a_speaker_too() -> None:
    assert names("Who said “the ferry would be late”?", SHIPS) == [("ships", "Ann Lee")]
    assert names("Who said that the ferry would be late?", SHIPS) == [("ships", "Ann Lee")]


def test_a_sentence_that_says_who_speaks_is_theirs_who_say_most_of_it() -> None:
    whole = "Ann Lee said that the ferry would be late on Friday."
    assert names(f"Who said “{whole}”?", SHIPS) == [("ships", "Ann Lee")]
    assert names("Who said “the ferry would be late on Friday. “Go home”?", SHIPS) == []
    cut = "Who said “We saw ten ships, and they’d all …”?"
    assert names(cut, SHIPS) == [("ships", "Bo Ek")]


@pytest.mark.parametrize(
    "question",
    [
        "Who saw ten ships?",
        "Who wrote “We Saw Ten Ships”, the song?",
        "Who is Bo Ek?",
        "Who denied “we saw ten ships”?",
        "What did Bo Ek say?",
        "Why did he say “We saw ten ships”?",
        "When was “We saw ten ships” said?",
        "Who said so?",
        "Who said “”?",
        "Who said “…”?",
        "Who said that ships?",  # too few words to be anybody's
        "Who said “We saw eleven ships”?",
        "Who said “saw ten ship”?",
        "Who laughed when he said “We saw ten ships”?",
        "“We saw ten ships” – is that true?",
    ],
)
def test_other_questions_and_other_words_have_no_speaker(question: str) -> None:
    assert names(question, SHIPS, COPY, OTHER) == []


def test_where_no_article_tells_who_speaks_nobody_does() -> None:
    assert names("Who said “We saw ten ships”?", OTHER) == []
    assert names("Who said “Go home”?", OTHER) == []
    both = make_article("both", "“Go home,” said Bo Ek. “Go home,” said Ann Lee.")
    assert names("Who said “Go home”?", both) == []


def test_a_span_is_the_name_in_the_best_hit_of_its_article() -> None:
    (first, second) = hits(SHIPS, SHIPS)
    (span,) = who_said("Who said “We saw ten ships”?", [second, first])
    assert SHIPS.text[span.start : span.end] == "Bo Ek"
    assert span.hit is first
    assert span.score == span.reading > 0


@pytest.fixture
def ships(tmp_path: object) -> Assistant:
    library = Library.create(tmp_path / "ships", ToyEncoder())  # type: ignore[operator]
    library.add([SHIPS, COPY, OTHER])
    return Assistant(library, ToyReader(), TOY_CALIBRATION)


def test_the_assistant_answers_with_the_speaker_and_every_article(ships: Assistant) -> None:
    answer = ships.ask("Who said “We saw ten ships”?", explain=True)
    assert (answer.found, answer.text, answer.confidence) == (True, "Bo Ek", CONFIDENCE)
    assert {citation.article.id for citation in answer.citations} == {"ships", "copy"}
    for citation in answer.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote


def test_who_said_that_after_an_answer_is_answered_in_what_it_cited(ships: Assistant) -> None:
    turn = Turn("What did they see?", "ten ships", SHIPS.text[24:101], ("ships",))
    answer = ships.ask("Who said that?", turns=[turn])
    assert answer.understood == "Who said “We saw ten ships, and they’d all come home”?"
    assert (answer.text, [c.article.id for c in answer.citations]) == ("Bo Ek", ["ships"])


@given(st.text(alphabet="who said tat“”\"'‘’ .?,\n…ten", max_size=60))
def test_any_question_is_read(question: str) -> None:
    assert isinstance(quoted_in(question), str)
    who_said(question, hits(SHIPS))


@pytest.mark.timeout(20)
def test_a_long_quotation_of_one_word_does_not_take_for_ever() -> None:
    who_said(f"Who said “{'a ' * 490}b”?", hits(make_article("a", "a " * 100_000)))
