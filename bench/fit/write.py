"""`fitted.toml`, and the table of what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.report import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

HEAD = """\
# Written by `python -m bench fit`: change weights.toml and fit again, see docs/explain/calibration.md.
# A number counts where `hand` is still what weights.toml says; the reason of each stands there.
"""


def write(
    path: Path,
    about: Mapping[str, object],
    fitted: Mapping[str, tuple[float, float]],
    maps: Mapping[str, Sequence[tuple[float, float]]],
) -> None:
    """fitted: `table.row` to the number set by hand and the fitted one; maps: class to its knots."""
    lines = [HEAD, "[about]"]
    lines += [f"{name} = {_value(value)}" for name, value in about.items()]
    last = ""
    for name in sorted(fitted):
        group, _, row = name.partition(".")
        if group != last:
            lines += ["", f"[{group}]"]
            last = group
        hand, new = fitted[name]
        lines.append(f"{row} = {{ fitted = {new!r}, hand = {hand!r} }}")
    lines += ["", "[calibration]"]
    for name, points in maps.items():
        lines += [f'"{name} {at!r}" = {share!r}' for at, share in points]
    part = path.with_suffix(".part")
    part.write_text("\n".join(lines) + "\n", encoding="utf-8")
    part.replace(path)


def _value(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def print_weights(fitted: Mapping[str, tuple[float, float]], counts: Mapping[str, int]) -> None:
    """Each number before and after."""
    body = [
        [name, str(counts.get(name, 0)), f"{hand:.2f}", f"{new:.2f}", f"{new - hand:+.2f}"]
        for name, (hand, new) in sorted(fitted.items())
    ]
    table("weights, in nats", ["number", "questions", "by hand", "fitted", "change"], body)
