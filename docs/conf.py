"""Sphinx configuration: `pip install ".[docs]" && sphinx-build -W docs docs/_build`."""

from importlib.metadata import version as installed

project = "toponyms"
author = "toponyms contributors"
copyright = "2026, toponyms contributors"
release = version = installed("toponyms")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
html_theme = "furo"
html_title = "toponyms"
