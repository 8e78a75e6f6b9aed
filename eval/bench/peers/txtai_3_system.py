"""txtai with as many passages as it reads by default: three, which fit into its reader's window."""

from __future__ import annotations

from functools import partial

from eval.bench.peers import txtai_system

index = txtai_system.index
open = partial(txtai_system.open, passages=3)
