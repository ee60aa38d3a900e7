"""What a fresh process costs: start, first answer, memory. Each is the median of many runs, bare Python beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

MEMORY_CODE = """
import json
sums = {"rss": 0, "private": 0, "gazetteer_rss": 0, "gazetteer_private": 0}
path = ""
for line in open("/proc/self/smaps"):
    words = line.split()
    if "-" in words[0] and not words[0].endswith(":"):
        path = words[5] if len(words) > 5 else ""
    elif words[0] in ("Rss:", "Private_Clean:", "Private_Dirty:"):
        what = "rss" if words[0] == "Rss:" else "private"
        sums[what] += int(words[1])
        if path.endswith(".gaz"):
            sums["gazetteer_" + what] += int(words[1])
for line in open("/proc/self/status"):
    if line.startswith("VmHWM:"):
        sums["peak"] = int(line.split()[1])
print(json.dumps(sums))
"""
"""Sums of /proc/self/smaps in kB. What it uses itself weighs on bare Python too."""


class ChildFailed(Exception):
    """A fresh interpreter ended with an error; the message is its last line."""


def child(code: str, timeout: float = 600.0) -> tuple[float, str]:
    """Run code in a fresh interpreter; wall-clock seconds and what it printed."""
    environment = dict(os.environ)
    # as installed: bytecode is compiled once, not at every start
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(Path(__file__).resolve().parents[2]), environment.get("PYTHONPATH", "")]
    )
    with tempfile.TemporaryDirectory() as empty:
        started = perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            cwd=empty,
            env=environment,
            timeout=timeout,
        )
        seconds = perf_counter() - started
    if done.returncode:
        raise ChildFailed((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    return seconds, done.stdout


def over_bare(code: str, runs: int) -> tuple[float, float]:
    """(median of code - nothing over interleaved runs, best code - best nothing), seconds. The first pair is a warming.

    On a quiet machine both are the same; the second hardly moves when something else runs.
    """
    bare, measured = [], []
    for _ in range(runs + 1):
        bare.append(child("pass")[0])
        measured.append(child(code)[0])
    differences = [with_it - without for with_it, without in zip(measured[1:], bare[1:], strict=True)]
    return median(differences), min(measured) - min(bare)


def memory_after(code: str, runs: int = 3) -> dict[str, float]:
    """Megabytes of a fresh process after the code: resident, private, and the gazetteer's share of both.

    A page of the gazetteer file counts as private to a process as long as no other has it mapped, although it can be
    dropped and shared at any time: `private_own` leaves these pages out.
    """
    taken = []
    for _ in range(runs):
        _, printed = child(code + "\n" + MEMORY_CODE)
        taken.append(json.loads(printed.strip().splitlines()[-1]))
    figures: dict[str, Any] = {key: median(sums[key] for sums in taken) / 1024.0 for key in taken[0]}
    figures["private_own"] = figures["private"] - figures["gazetteer_private"]
    return {key: round(value, 1) for key, value in figures.items()}


def has_smaps() -> bool:
    """Whether this system tells a process what it has mapped (Linux)."""
    return Path("/proc/self/smaps").is_file()
