"""How much memory a process has held."""

from __future__ import annotations

from pathlib import Path


def peak_memory() -> float:
    """The most that this process has had in memory, mapped files included, in megabytes."""
    status = Path("/proc/self/status").read_text("ascii")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak) / 1000
