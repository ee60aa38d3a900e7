"""Romanization against published samples, by standard, and its speed beside other libraries."""
