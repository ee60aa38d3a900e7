"""Time and memory: the project's budgets, and the same tasks done by other libraries in the same run."""
