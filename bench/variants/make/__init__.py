"""How the rows of the benchmark were made: `python -m bench.variants.make --data DIR` writes them again.

Nothing here calls the library's own romanization, inflection or matching: letter tables, paradigms and confusions are
its own files, written from the standards and grammars that they name. The gazetteer is asked one thing only, by id:
which id it gives to the place that a source names by KATOTTG code or GeoNames number.
"""
