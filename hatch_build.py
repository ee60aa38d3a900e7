"""Build hook: compiles the gazetteer that a wheel or an editable install carries.

Runs in the isolated build environment, where only hatchling and xxhash are installed, and imports the compiler from
the tree that is being built. A gazetteer already compiled from the same inputs is left as it is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SCOPE = "default"
GAZETTEER = Path("toponyms", "_data", "toponyms.gaz")


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts `toponyms/_data/toponyms.gaz` in place before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the default scope unless the file there was compiled from the same inputs."""
        compile_tree(Path(self.root), self.app.display_info)

    def clean(self, versions: list[str]) -> None:
        """Remove the compiled gazetteer, so that the next build compiles it anew."""
        (Path(self.root) / GAZETTEER).unlink(missing_ok=True)


def compile_tree(root: Path, say: Callable[[str], None]) -> Path:
    """Compile the default scope of a source tree; the file, which is left as it is where the inputs are the same."""
    snapshot, seeds, target = root / "gazetteer" / "snapshot", root / "seeds", root / GAZETTEER
    if not any(snapshot.glob("*.tsv.xz")):
        raise FileNotFoundError(
            f"{snapshot} holds no snapshot of the gazetteer (*.tsv.xz), so there is nothing to compile; "
            "build from a complete checkout or sdist, or make the snapshot with `toponyms build --sources DIR`"
        )
    # From this tree, not from an installed copy: code and data must be of one version.
    sys.path.insert(0, str(root))
    try:
        from toponyms.build.compile import compile_gazetteer, inputs_fingerprint
        from toponyms.errors import GazetteerError
        from toponyms.index.reader import read_header

        try:
            written = read_header(target).inputs.hex()
        except GazetteerError:
            written = ""
        if written == inputs_fingerprint(snapshot, seeds, SCOPE):
            say(f"{GAZETTEER} is up to date")
            return target
        say(f"compiling {GAZETTEER} from {snapshot}")
        started = time.perf_counter()
        target.parent.mkdir(exist_ok=True)
        compile_gazetteer(target, scope=SCOPE, snapshot=snapshot, seeds=seeds, progress=say)
        say(f"compiled {target.stat().st_size / 1e6:.1f} MB in {time.perf_counter() - started:.0f} s")
    finally:
        sys.path.remove(str(root))
    return target
