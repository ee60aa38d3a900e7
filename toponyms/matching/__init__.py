"""The pipeline of one text: parse, recall, score, decide; each a pure function of the one before and the index."""
