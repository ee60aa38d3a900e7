"""The index: keys of names, the one flat file that holds a compiled gazetteer, its writer, its reader, fuzzy lookup."""
