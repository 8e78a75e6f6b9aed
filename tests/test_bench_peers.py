"""Systems beside each other: the same questions for all, errors that count, figures by hand."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from toys import make_article
from training_toys import save_network

from eval.bench.peers import figures
from eval.bench.peers.collection import Collection, gather, sample
from eval.bench.peers.plot import draw_each
from eval.bench.peers.system import ENCODER, MODULES, Reply, Weights, system_named
from eval.bench.peers.trial import Outcome, Trial, ask_all, read_trials
from eval.bench.peers.turns import try_systems
from eval.ground import Place
from eval.questions import GoldAnswer, GoldQuestion
from index import InputError
from qa.reader import bundled_folder

HARBOUR = make_article(
    "harbour", "The mayor opened it.\n\nOn Friday, Ann Bell closed the bridge.\n\nIt was old."
)
PEERS = {"Haystack": "haystack_integrations", "txtai": "txtai", "txtai-3": "txtai"}


def question(text: str, *answers: str, title: str = "") -> GoldQuestion:
    return GoldQuestion(text, text, tuple(GoldAnswer(answer) for answer in answers), title=title)


def outcome(*answers: str, best: str = "", **fields: object) -> Outcome:
    made = Outcome("1", "Who?", list(answers), best, best, exact=False, failure="", ms=1.0)
    return replace(made, **fields)  # type: ignore[arg-type]


def trial(*outcomes: Outcome, system: str = "own", **fields: object) -> Trial:
    made = Trial(system, "toys", 10, 5000, 2.0, 300.0, 200.0, list(outcomes))
    return replace(made, **fields)  # type: ignore[arg-type]


# The sample


def test_every_system_is_asked_the_same_questions_of_both_kinds_each_once() -> None:
    known = [question(f"Who is {number}?", "Ann") for number in range(30)]
    unknown = [question(f"Where is {number}?") for number in range(30)]
    drawn = sample([*known, *unknown, *known], 8)
    assert drawn == sample([*known, *unknown, *known], 8)
    assert sum(one.answerable for one in drawn) == 8
    assert len(drawn) == 10
    assert len({one.question for one in drawn}) == 10
    assert [one.answerable for one in drawn] != [True] * 8 + [False] * 2  # mixed


def test_questions_with_contexts_are_asked_of_these_and_others_of_the_starter_articles(
    tmp_path: Path,
) -> None:
    squad = {"id": "1", "question": "Who?", "title": "A_town", "answers": {"text": ["Ann"]}}
    own = {"id": "2", "question": "When?", "answers": [{"text": "Friday"}]}
    gold = tmp_path / "gold.jsonl"
    lines = [squad | {"context": "Ann came."}, squad | {"context": "Bob left.", "id": "3"}, own]
    gold.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    of_squad, of_seeds = gather([gold], 5)
    assert [article.text for article in of_squad.articles] == ["Ann came.\n\nBob left."]
    assert [one.question for one in of_squad.questions] == ["Who?"]
    assert [one.question for one in of_seeds.questions] == ["When?"]
    assert "abc-news" in {article.id for article in of_seeds.articles}


# Asking


def test_an_answer_is_exact_only_where_the_article_says_just_that() -> None:
    begin = HARBOUR.text.index("Ann Bell")
    places = {
        "right": Place("harbour", begin, begin + 8),
        "shifted": Place("harbour", begin + 1, begin + 9),
        "elsewhere": Place("bridge", begin, begin + 8),
        "untold": None,
    }

    def ask(text: str) -> Reply:
        return Reply("Ann Bell", "Ann Bell", lambda: places[text])

    asked = [question(name, "Ann Bell") for name in places]
    outcomes = ask_all(ask, asked, {"harbour": HARBOUR.text})
    assert [one.exact for one in outcomes] == [True, False, False, False]
    assert [one.f1 for one in outcomes] == [1.0] * 4


def test_an_error_of_a_system_is_a_wrong_answer_and_no_refusal() -> None:
    def ask(text: str) -> Reply:
        if text == "Where?":
            return Reply("", "a bridge", lambda: None)
        raise TypeError("nothing there")

    asked = [question("Who?", "Ann"), question("Where?")]
    failed, refused = ask_all(ask, asked, {})
    assert (failed.failure, failed.f1, failed.refused) == ("TypeError: nothing there", 0.0, False)
    assert (refused.failure, refused.refused) == ("", True)


def test_a_system_that_is_not_installed_is_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(MODULES, "other", "no_such_system")
    with pytest.raises(InputError, match=r"no_such_system.*pip install"):
        system_named("other")


# Figures


def test_figures_are_what_their_formulas_give() -> None:
    own = trial(
        outcome("Ann Bell", best="Ann Bell", exact=True),
        outcome("Ann Bell", best="Ann"),  # precision 1, recall 1/2
        outcome("Ann Bell", best="Ann Bell", text=""),  # right, but refused
        outcome("Ann Bell", failure="TypeError: x"),
        outcome(best="Bob"),
        outcome(),
    )
    assert figures.em(own) == 100 * 2 / 4
    assert figures.f1(own) == pytest.approx(100 * (1 + 2 / 3 + 1 + 0) / 4)
    assert figures.given_f1(own) == pytest.approx(100 * (1 + 2 / 3 + 0 + 0) / 4)
    assert figures.answered(own) == 100 * 2 / 4
    assert figures.refused(own) == 100 * 1 / 2
    assert figures.exact(own) == pytest.approx(100 * 1 / 3)
    assert figures.failures(own) == 1
    assert figures.indexing_rate(own) == 2.5  # 5,000 characters in 2 s


def test_the_first_times_do_not_count() -> None:
    slow = [outcome("Ann", ms=900.0)] * figures.WARM_UP
    own = trial(*slow, *(outcome("Ann", ms=float(ms)) for ms in range(1, 21)))
    assert (figures.ms(own, 0.5), figures.ms(own, 0.95)) == (10.0, 19.0)


def test_the_lead_is_bounded_by_what_chance_makes_of_the_questions() -> None:
    right, wrong = outcome("Ann", best="Ann"), outcome("Ann", best="Bob")
    own = trial(*[right] * 40)
    assert figures.lead_interval(own, trial(*[wrong] * 40)) == (100.0, 100.0)
    low, high = figures.lead_interval(own, trial(*[right] * 20, *[wrong] * 20))
    assert 30 < low < 50 < high < 70


def test_the_table_has_a_column_for_each_system_and_the_comparison_a_row() -> None:
    outcomes = [outcome("Ann", best="Ann", exact=True)] * 20
    own = trial(*outcomes)
    slow = [replace(one, ms=4.0, best="Bob") for one in outcomes]
    other = trial(*slow, system="other", indexing_mb=600.0, asking_mb=800.0, indexing_s=8.0)
    lines = figures.table([own, other]).splitlines()
    assert lines[0] == "| toys, 20 + 0 questions | own | other |"
    assert "| EM; F1, likeliest words | 100.0; 100.0 | 0.0; 0.0 |" in lines
    row = figures.comparison(own, [other]).splitlines()[-1]
    assert row == "| other | +100.0 (+100.0 to +100.0) | 0.25 | 0.50; 0.25 | 4.0; 4.0 |"


def test_trials_are_read_as_they_were_stored_and_can_be_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    trials = [trial(*[outcome("Ann", best="Ann")] * 20, outcome(best="x"), system=s) for s in "ab"]
    stored = tmp_path / "trials.json"
    stored.write_text(json.dumps([asdict(one) for one in trials]), "utf-8")
    assert read_trials(stored) == trials
    other = replace(trials[0], collection="seeds")
    draw_each([*trials, other], tmp_path)
    for name in ("peers-toys.svg", "peers-seeds.svg"):
        assert "<svg" in (tmp_path / name).read_text("utf-8")


# The systems themselves


@pytest.mark.models
@pytest.mark.parametrize("name", ["pullquote", "Haystack", "transformers"])
def test_a_system_tells_where_its_words_stand(name: str, tmp_path: Path) -> None:
    _, reply = ask_system(name, tmp_path)
    place = reply.place()
    assert place
    assert reply.best
    assert HARBOUR.text[place.start : place.end] == reply.best


@pytest.mark.models
@pytest.mark.parametrize("name", ["txtai", "txtai-3"])
def test_txtai_answers_from_what_it_stored(name: str, tmp_path: Path) -> None:
    passages, reply = ask_system(name, tmp_path)
    assert passages == 3
    assert reply.text in {reply.best, ""}


@pytest.mark.models
def test_a_system_in_a_process_of_its_own_is_asked_all_questions_in_order(tmp_path: Path) -> None:
    asked = [question(f"Who closed bridge {number}?", "Ann Bell") for number in range(12)]
    toys = Collection("toys", [HARBOUR], asked)
    (tried,) = try_systems(toys, Weights(ENCODER, bundled_folder()), {"pullquote": tmp_path})
    assert [one.question for one in tried.outcomes] == [one.question for one in asked]
    assert figures.failures(tried) == 0
    assert (tried.characters, tried.passages) == (len(HARBOUR.text), 1)
    assert min(tried.indexing_s, tried.indexing_mb, tried.asking_mb) > 0


def ask_system(name: str, folder: Path) -> tuple[int, Reply]:
    """Index an article and ask of it, with a reader of chance for all but pullquote."""
    pytest.importorskip(PEERS.get(name, "torch"))
    reader = bundled_folder()
    if name != "pullquote":
        reader = folder / "reader"
        save_network(reader)
    weights, store = Weights(ENCODER, reader), folder / "store"
    store.mkdir()
    system = system_named(name)
    passages = system.index([HARBOUR], weights, store)
    return passages, system.open(weights, store)("Who closed the bridge?")
