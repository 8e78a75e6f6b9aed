"""Find models by name, and keep what is made from them in the cache."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import filelock

from index.articles import slug

_LONGEST_BUILD = 600.0  # seconds to wait for another process that is making the same files


def locate_model(name: str, packages: dict[str, str]) -> str:
    """Turn a model's name into a folder, or leave it as the name of a model on a hub.

    `packages` maps names to the Python package that carries the weights in its folder `model`.
    """
    if name in packages:
        spec = importlib.util.find_spec(packages[name])
        if spec and spec.origin:
            return str(Path(spec.origin).parent / "model")
    folder = Path(name).expanduser()
    return str(folder.resolve()) if folder.is_dir() else name


def model_name(name: str, model: str) -> str:
    """Give the name to record for a located model: of a folder its whole path."""
    return model if Path(name).expanduser().is_dir() else name


def cached_folder(cache: Path, kind: str, model: str, make: Callable[[Path], None]) -> Path:
    """Give the folder made from `model`, making it once; makers in other processes are waited for.

    The folder's name depends on the files of the model, so that changed weights are made anew.
    `make` fills an empty folder, which gets its final name only when it is complete.
    """
    folder = cache / kind / f"{slug(Path(model).name)}-{_stamp(model)}"
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(f"{folder}.lock", timeout=_LONGEST_BUILD):
        if not folder.is_dir():
            draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
            try:
                make(draft)
                draft.rename(folder)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
    return folder


def _stamp(model: str) -> str:
    digest = hashlib.sha256(model.encode())
    folder = Path(model)
    if folder.is_dir():
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            status = file.stat()
            digest.update(f"{file.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]
