"""Reading a set's files from the directory that the user names."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

from bench.cases import DataMissing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ORIGINS = {
    "ua_cir_eyesonrussia": "Centre for Information Resilience, Eyes on Russia map, eyesonrussia.org",
    "ua_bellingcat_civharm": "Bellingcat, Civilian Harm in Ukraine, ukraine.bellingcat.com",
    "ua_ucdp_ged": "Uppsala Conflict Data Program, GED and candidate events, ucdp.uu.se/downloads (CC BY 4.0)",
    "reverse_ucdp": "the same UCDP events, one row a point",
    "factrueval": "FactRuEval-2016, github.com/dialogue-evaluation/factRuEval-2016",
    "slavicner": "SlavicNER corpus, github.com/SlavicNLP/SlavicNER",
    "lgl": "Local-Global Lexicon, in github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation",
    "trnews": "TR-News, in github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation",
    "geovirus": "GeoVirus, in github.com/milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation",
    "translit": "tests of github.com/interscript/maps, github.com/nalgeon/iuliia and github.com/paiv/uklatn (MIT)",
    "geocoder_tester": "github.com/geocoders/geocoder-tester",
}
"""Folder of a set to where it can be had. `docs/reference/benchmarks.md` says what the rows look like."""


def read_rows(data: Path, folder: str, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a JSON-lines file, plain or gzipped.

    Raises:
        DataMissing: the file is not there.
    """
    path = data / folder / name
    if not path.is_file():
        raise DataMissing(f"{path} is missing; the set comes from: {ORIGINS[folder]}")
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    for line in content.decode("utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            if isinstance(row, dict):
                yield row
