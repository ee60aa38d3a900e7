"""The variants benchmark: how people, machines and grammar write place names of Ukraine and around (README.md)."""
