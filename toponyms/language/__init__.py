"""What languages do to place names: type words, relation words and case endings, all of it data in `data/*.tsv`.

The tables are read when a gazetteer is compiled and stored in it; at run time `GenericWords.from_bytes` and
`endings.from_bytes` take them from there.
"""
