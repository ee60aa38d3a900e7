"""Accuracy and speed of `toponyms`, measured beside baselines and peers.

Run `python -m bench accuracy --data DIR` and `python -m bench speed`.

Nothing here is part of the installed package. The public sets are read from a directory given on the command line
and are never copied: their licences vary, and news texts belong to others.
"""
