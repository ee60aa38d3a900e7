"""Build hook: compiles the layer over the gazetteer of the tree that this distribution lies in.

A layer belongs to one gazetteer file, so that file is compiled first, unless it is there already; the same inputs give
the same bytes, whichever of the two distributions is built first.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LayerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts `toponyms_osm/data/osm.gaz` in place before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the layer over the tree's gazetteer."""
        here = Path(self.root).resolve()
        tree = here.parent.parent
        core = tree / "hatch_build.py"
        if not core.exists():
            raise FileNotFoundError(
                f"{core} is missing: the layer is compiled over the gazetteer of a checkout of toponyms;"
                " build it there, with `pip install . ./gazetteer/osm`"
            )
        sys.path[:0] = [str(tree), str(here)]
        try:
            spec = importlib.util.spec_from_file_location("toponyms_hatch_build", core)
            assert spec is not None
            assert spec.loader is not None
            hook = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(hook)
            gazetteer = hook.compile_tree(tree, self.app.display_info)
            from toponyms_osm.__main__ import compile_file

            compile_file(gazetteer, here / "toponyms_osm" / "data" / "osm.gaz")
        finally:
            del sys.path[:2]

    def clean(self, versions: list[str]) -> None:
        """Remove the compiled layer, so that the next build compiles it anew."""
        (Path(self.root) / "toponyms_osm" / "data" / "osm.gaz").unlink(missing_ok=True)
