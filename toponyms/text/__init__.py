"""Text before it means anything: its script, letters of the wrong alphabet, one form for every way of typing it.

Layer 1: it knows no gazetteer and no index. The facts are data with a reason a row: `characters.tsv`, `homoglyphs.tsv`.
"""
