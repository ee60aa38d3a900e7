"""Fitting: the weights of the score and the calibration of its probabilities, from questions with known answers.

`python -m bench fit` walks through the modules in this order: `questions` and `made` (what is asked), `observe` (what
the library's own stages measured), `model` (weights by a softmax with an alternative for nothing), `isotonic` (maps
from probability to share right), `write` (`fitted.toml`).
"""
