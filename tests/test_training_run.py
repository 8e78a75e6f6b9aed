"""Training runs on tiny models: what they learn, leave, take up again, average and restore."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from training_toys import QUESTIONS, save_network
from transformers import AutoConfig, AutoModelForQuestionAnswering, AutoTokenizer

from index import InputError, ModelError
from qa.reader import bundled_folder
from qa.reader_export import export_reader
from qa.training import train as training
from qa.training.average import average
from qa.training.examples import Sampling
from qa.training.questions import save_training_questions
from qa.training.recipe import Recipe
from qa.training.restore import restore
from qa.training.train import learning_rate, question_stream, read_weighted, train

PLAIN = Sampling(withheld=0.0, bare=0.0, keywords=0.0, typo=0.0)
RECIPE = Recipe(
    epochs=4, learning_rate=3e-3, batch_tokens=200, train_embeddings=True, sampling=PLAIN
)
SETS: list[training.Weighted] = [(QUESTIONS, 1.0)]


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Two threads spend their time waiting for each other when the models are this small."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("start")
    save_network(folder)
    return str(folder)


def weights_of(folder: Path | str) -> dict[str, torch.Tensor]:
    network = AutoModelForQuestionAnswering.from_pretrained(folder, dtype=torch.float32)
    weights: dict[str, torch.Tensor] = network.state_dict()
    return weights


def same(ones: dict[str, torch.Tensor], others: dict[str, torch.Tensor]) -> bool:
    assert ones.keys() == others.keys()
    return all(torch.equal(ones[name], others[name]) for name in ones)


# Learning


@pytest.mark.parametrize("kind", ["bert", "distilbert"])
def test_a_handful_of_questions_is_learned(
    tmp_path: Path,
    kind: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(training, "CHUNK", 60)
    save_network(tmp_path / "start", kind=kind)
    recipe = replace(RECIPE, epochs=60, learning_rate=5e-3, batch_tokens=400)
    with caplog.at_level("INFO"):
        train(str(tmp_path / "start"), SETS, tmp_path / "run", recipe)
    losses = [record.args[2] for record in caplog.records if "chunks" in record.msg]  # type: ignore[index]
    assert len(losses) == 6
    assert losses[-1] < losses[0] / 4  # type: ignore[operator]


def test_a_run_leaves_a_model_and_its_recipe(tmp_path: Path, start: str) -> None:
    train(start, SETS, tmp_path / "run", RECIPE)
    left = json.loads((tmp_path / "run" / "recipe.json").read_text("utf-8"))
    assert (left["start"], left["sets"]) == (start, [[6, 1.0]])
    assert left["recipe"]["epochs"] == 4
    assert left["recipe"]["sampling"]["withheld"] == 0.0
    assert AutoConfig.from_pretrained(tmp_path / "run").reads_titles is True
    assert not same(weights_of(tmp_path / "run"), weights_of(start))


def test_a_run_without_titles_says_so_in_its_config(tmp_path: Path, start: str) -> None:
    train(start, SETS, tmp_path, replace(RECIPE, epochs=1, sampling=replace(PLAIN, title=0.0)))
    assert AutoConfig.from_pretrained(tmp_path).reads_titles is False


def test_embeddings_stay_as_they_are_unless_trained(tmp_path: Path, start: str) -> None:
    train(start, SETS, tmp_path, replace(RECIPE, train_embeddings=False))
    before, after = weights_of(start), weights_of(tmp_path)
    for name in before:
        assert torch.equal(before[name], after[name]) == (".embeddings." in name)


# Taking up again


@pytest.mark.parametrize("dropout", [0.0, 0.2])
def test_a_run_taken_up_again_ends_where_one_never_stopped_does(
    tmp_path: Path, start: str, dropout: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "CHUNK", 7)
    recipe = replace(RECIPE, dropout=dropout, batch_tokens=80)
    train(start, SETS, tmp_path / "whole", recipe)

    save, step = training.save_checkpoint, training._step

    taken = [0]

    def save_and_stop(folder: Path, *state: Any) -> None:
        save(folder, *state)
        if state[2] == 1:
            raise KeyboardInterrupt

    def stop_inside_a_chunk(*state: Any, **how: Any) -> float:
        taken[0] += 1
        if taken[0] == 2:
            raise KeyboardInterrupt
        return step(*state, **how)

    for name, replacement in (("save_checkpoint", save_and_stop), ("_step", stop_inside_a_chunk)):
        monkeypatch.setattr(training, name, replacement)
        with pytest.raises(KeyboardInterrupt):
            train(start, SETS, tmp_path / "again", recipe)
    assert not (tmp_path / "again" / "model.safetensors").exists()
    monkeypatch.setattr(training, "save_checkpoint", save)
    monkeypatch.setattr(training, "_step", step)
    train(start, SETS, tmp_path / "again", recipe)
    assert same(weights_of(tmp_path / "whole"), weights_of(tmp_path / "again"))


def test_a_run_that_is_done_is_left_as_it_is(tmp_path: Path, start: str) -> None:
    train(start, SETS, tmp_path, RECIPE)
    before = weights_of(tmp_path)
    train(start, SETS, tmp_path, RECIPE)
    assert same(before, weights_of(tmp_path))


def test_another_seed_is_another_run(tmp_path: Path, start: str) -> None:
    train(start, SETS, tmp_path / "one", RECIPE)
    train(start, SETS, tmp_path / "other", replace(RECIPE, seed=2))
    assert not same(weights_of(tmp_path / "one"), weights_of(tmp_path / "other"))


def test_a_folder_with_another_run_is_refused(tmp_path: Path, start: str) -> None:
    train(start, SETS, tmp_path, RECIPE)
    for recipe, sets in [(replace(RECIPE, seed=2), SETS), (RECIPE, [(QUESTIONS, 2.0)])]:
        with pytest.raises(
            InputError, match=r"another recipe\. Give that recipe, or another --out"
        ):
            train(start, sets, tmp_path, recipe)


def test_a_damaged_checkpoint_is_refused(tmp_path: Path, start: str) -> None:
    (tmp_path / "checkpoint.safetensors").write_bytes(b"no tensors")
    with pytest.raises(InputError, match=r"checkpoint\.safetensors is damaged"):
        train(start, SETS, tmp_path, RECIPE)


# What a run is made of


def test_the_learning_rate_rises_peaks_and_falls_to_nothing() -> None:
    recipe = Recipe(learning_rate=1e-4, warmup=0.2)
    rates = [learning_rate(recipe, at) for at in (0, 0.1, 0.2, 0.6, 1)]
    assert rates == pytest.approx([0, 0.5e-4, 1e-4, 0.5e-4, 0])
    assert learning_rate(replace(recipe, warmup=0), 0) == 1e-4


def test_weights_say_how_often_an_epoch_gives_a_question() -> None:
    few, more = QUESTIONS[:2], QUESTIONS[2:]
    sets = [(few, 2.0), (more, 0.5)]
    stream = [question.id for question in question_stream(sets, Recipe(epochs=1.5))]
    assert len(stream) == 9  # (2 × 2 + 4 / 2) × 1.5
    first = stream[:6]
    assert sorted(first.count(question.id) for question in QUESTIONS) == [0, 0, 1, 1, 2, 2]
    assert all(first.count(question.id) == 2 for question in few)
    assert stream == [question.id for question in question_stream(sets, Recipe(epochs=1.5))]


def test_a_set_can_be_named_with_a_weight(tmp_path: Path) -> None:
    for name in ("set.jsonl.gz", "rate=3.jsonl.gz", "rate=3"):
        save_training_questions(tmp_path / "made.jsonl.gz", QUESTIONS[:1])
        (tmp_path / name).write_bytes((tmp_path / "made.jsonl.gz").read_bytes())
    assert read_weighted(f"{tmp_path}/set.jsonl.gz") == (QUESTIONS[:1], 1.0)
    assert read_weighted(f"{tmp_path}/set.jsonl.gz=0.5") == (QUESTIONS[:1], 0.5)
    assert read_weighted(f"{tmp_path}/rate=3.jsonl.gz") == (QUESTIONS[:1], 1.0)
    assert read_weighted(f"{tmp_path}/rate=3.jsonl.gz=2") == (QUESTIONS[:1], 2.0)


@pytest.mark.parametrize("weight", ["", "much", "0", "-1", "nan", "inf"])
def test_a_weight_is_a_number_above_nothing(tmp_path: Path, weight: str) -> None:
    save_training_questions(tmp_path / "set.jsonl.gz", QUESTIONS)
    with pytest.raises(InputError, match="the weight after = is a number above 0"):
        read_weighted(f"{tmp_path}/set.jsonl.gz={weight}")


def test_a_run_without_questions_is_refused(tmp_path: Path, start: str) -> None:
    with pytest.raises(InputError, match="no question to train on"):
        train(start, [(QUESTIONS, 0.01)], tmp_path, RECIPE)


# Averaging


def test_an_average_is_the_mean_of_every_weight(tmp_path: Path) -> None:
    runs = [tmp_path / name for name in ("one", "two", "three")]
    for seed, run in enumerate(runs):
        save_network(run, seed=seed)
    average(runs, tmp_path / "mean")
    mean, parts = weights_of(tmp_path / "mean"), [weights_of(run) for run in runs]
    for name, weight in mean.items():
        expected = sum(part[name] for part in parts) / 3
        assert torch.allclose(weight, expected, atol=1e-6)
    assert not torch.allclose(mean["qa_outputs.weight"], parts[0]["qa_outputs.weight"])


def test_models_of_different_shapes_have_no_average(tmp_path: Path) -> None:
    save_network(tmp_path / "narrow", width=16)
    save_network(tmp_path / "wide", width=32)
    with pytest.raises(InputError, match=r"wide is not of the same shape as .*narrow"):
        average([tmp_path / "narrow", tmp_path / "wide"], tmp_path / "mean")
    assert not (tmp_path / "mean").exists()


# Restoring


@pytest.mark.parametrize("quantize", [True, False])
@pytest.mark.parametrize("kind", ["bert", "distilbert"])
def test_a_restored_reader_is_the_exported_one_but_for_rounding(
    tmp_path: Path, kind: str, quantize: bool
) -> None:
    network = save_network(tmp_path / "model", kind=kind)
    export_reader(str(tmp_path / "model"), tmp_path / "exported", quantize=quantize)
    restore(tmp_path / "exported", tmp_path / "restored")
    before, after = weights_of(tmp_path / "model"), weights_of(tmp_path / "restored")
    assert before.keys() == after.keys()
    for name, weight in before.items():
        step = float(weight.abs().max()) / 127 if quantize else 0.0
        assert float((after[name] - weight).abs().max()) <= step
    again = AutoModelForQuestionAnswering.from_pretrained(tmp_path / "restored").eval()
    ids = torch.tensor([[2, 9, 10, 3, 4, 8, 11, 3]])
    with torch.inference_mode():
        logits, others = (each(input_ids=ids).start_logits[0].numpy() for each in (network, again))
    assert np.abs(logits - others).max() <= 0.1 * np.ptp(logits) if quantize else 1e-5


def test_a_restored_reader_tells_question_from_passage_pads_and_cuts(tmp_path: Path) -> None:
    restore(bundled_folder(), tmp_path)
    words = AutoTokenizer.from_pretrained(tmp_path)
    pairs = words(["who", "who"], ["ann " * 600, "bob"], truncation="only_second", padding=True)
    assert words.model_input_names == ["input_ids", "attention_mask", "token_type_ids"]
    assert [len(ids) for ids in pairs["input_ids"]] == [512, 512]
    assert pairs["token_type_ids"][1][:5] == [0, 0, 0, 1, 1]
    assert sum(pairs["attention_mask"][1]) == 5


def test_a_restored_reader_can_be_trained_and_exported(tmp_path: Path, start: str) -> None:
    train(start, SETS, tmp_path / "run", replace(RECIPE, epochs=1))
    export_reader(str(tmp_path / "run"), tmp_path / "exported")
    restore(tmp_path / "exported", tmp_path / "restored")
    assert AutoConfig.from_pretrained(tmp_path / "restored").reads_titles is True
    train(str(tmp_path / "restored"), SETS, tmp_path / "more", replace(RECIPE, epochs=1))
    export_reader(str(tmp_path / "more"), tmp_path / "again")
    assert json.loads((tmp_path / "again" / "reader.json").read_text("utf-8"))["titles"] is True


def test_a_folder_without_a_reader_cannot_be_restored(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no reader to train on: it has no model\.onnx"):
        restore(tmp_path, tmp_path / "restored")
    save_network(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="cannot be read"):
        restore(tmp_path, tmp_path / "restored")


# Commands


@pytest.mark.parametrize(
    ("command", "arguments", "message"),
    [
        ("train", ["none.json", "--start", "START", "--out", "out"], "Cannot read the training"),
        ("train", ["SET=much", "--start", "START", "--out", "out"], "the weight after ="),
        ("train", ["SET", "--start", "empty", "--out", "out"], "There is no model 'empty'"),
        ("mine", ["none.json", "--out", "out"], "Cannot read the training set none.json"),
        ("mine", ["SET", "SET", "--out", "out"], "would overwrite"),
        ("average", ["START", "empty", "--out", "out"], "There is no model 'empty'"),
        ("restore", ["--reader", "empty", "--out", "out"], "empty holds no reader to train on"),
    ],
)
def test_a_command_says_what_is_wrong_in_a_sentence(
    tmp_path: Path,
    start: str,
    command: str,
    arguments: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    save_training_questions(tmp_path / "set.jsonl.gz", QUESTIONS)
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PULLQUOTE_THREADS", "1")
    monkeypatch.chdir(tmp_path)
    given = [a.replace("START", start).replace("SET", "set.jsonl.gz") for a in arguments]
    monkeypatch.setattr(sys, "argv", [f"{command}.py", *given])
    with pytest.raises(SystemExit) as stopped:
        importlib.import_module(f"qa.training.{command}").main()
    assert stopped.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"{command}.py: error: ")
    assert message in last


def test_the_train_command_trains_and_the_average_command_averages(
    tmp_path: Path, start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULLQUOTE_THREADS", "1")
    save_training_questions(tmp_path / "set.jsonl.gz", QUESTIONS)
    options = ["--start", start, "--epochs", "1", "--single", "--no-bf16"]
    for seed in ("1", "2"):
        run = ["--seed", seed, "--out", str(tmp_path / seed)]
        monkeypatch.setattr(sys, "argv", ["train.py", f"{tmp_path}/set.jsonl.gz=2", *options, *run])
        training.main()
    left = json.loads((tmp_path / "2" / "recipe.json").read_text("utf-8"))
    assert (left["recipe"]["seed"], left["recipe"]["shared"]) == (2, False)
    assert left["sets"] == [[6, 2.0]]
    runs = [str(tmp_path / "1"), str(tmp_path / "2")]
    monkeypatch.setattr(sys, "argv", ["average.py", *runs, "--out", str(tmp_path / "mean")])
    importlib.import_module("qa.training.average").main()
    assert weights_of(tmp_path / "mean")
