"""Distances and boxes on the sphere. Knows coordinates only, no gazetteer."""
