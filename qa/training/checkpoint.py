"""Store a training run half done, and take it up again: tensors only, nothing unpickled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file

from index import InputError

_FILE = "checkpoint.safetensors"
_MOMENTS = ("exp_avg", "exp_avg_sq", "step")


def save_checkpoint(
    folder: Path, network: Any, optimizer: Any, chunk: int, recipe: dict[str, Any]
) -> None:
    """Store weights, Adam's moments and how far a run is; the last one stays until this stands."""
    tensors = {f"weight.{name}": tensor for name, tensor in network.state_dict().items()}
    for name, parameter in network.named_parameters():
        for moment in _MOMENTS:
            if moment in optimizer.state[parameter]:
                tensors[f"{moment}.{name}"] = optimizer.state[parameter][moment]
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    draft = folder / f"{_FILE}.draft"
    save_file(tensors, draft, {"chunk": str(chunk), "recipe": json.dumps(recipe, sort_keys=True)})
    draft.replace(folder / _FILE)


def load_checkpoint(folder: Path, network: Any, optimizer: Any, recipe: dict[str, Any]) -> int:
    """Load the checkpoint in a folder, if any; gives how many chunks of the run are done.

    Raises:
        InputError: the checkpoint is of another recipe or other sets, or damaged.
    """
    path = folder / _FILE
    if not path.is_file():
        return 0
    try:
        with safe_open(path, "pt") as file:
            about = file.metadata()
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except SafetensorError as error:
        raise InputError(f"{path} is damaged ({error}). Remove it to begin anew.") from None
    if json.loads(about["recipe"]) != json.loads(json.dumps(recipe)):
        raise InputError(
            f"{path} is of a run with another recipe. Give that recipe, or another --out."
        )
    weights = {name: tensors[f"weight.{name}"] for name in network.state_dict()}
    network.load_state_dict(weights)
    for name, parameter in network.named_parameters():
        moments = {m: tensors[f"{m}.{name}"] for m in _MOMENTS if f"{m}.{name}" in tensors}
        if moments:
            optimizer.state[parameter] = {
                m: tensor if m == "step" else tensor.to(parameter.device)
                for m, tensor in moments.items()
            }
    return int(about["chunk"])
