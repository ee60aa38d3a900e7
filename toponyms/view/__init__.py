"""How answers are shown: in words, as plain values and as HTML.

Pure functions over the values of `toponyms.types`. They read what an answer already carries and compute nothing anew,
so that what is shown is what was decided.
"""

from __future__ import annotations

from toponyms.view.description import place_words
from toponyms.view.explanation import explain
from toponyms.view.markup import place_html, resolution_html
from toponyms.view.values import place_dict, place_feature, resolution_dict
from toponyms.view.words import address, printable, printable_lines, probability

__all__ = [
    "address",
    "explain",
    "place_dict",
    "place_feature",
    "place_html",
    "place_words",
    "printable",
    "printable_lines",
    "probability",
    "resolution_dict",
    "resolution_html",
]
