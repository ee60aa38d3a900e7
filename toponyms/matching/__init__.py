"""The pipeline of one text: parse, recall, score, decide. Each stage is a pure function of the one before and the index."""
