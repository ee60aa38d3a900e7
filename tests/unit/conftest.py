"""Rules and tables that several test files read, and none changes."""

from __future__ import annotations

import pytest

from tests.tiny import open_tiny
from toponyms import Gazetteer
from toponyms.build.rules import Rules
from toponyms.index.keys import KeyRules
from toponyms.language.calques import Calques


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules as the tree has them, which no test changes."""
    return Rules.load()


@pytest.fixture(scope="session")
def parts(rules: Rules) -> Calques:
    """The tables of what parts of names mean, as a gazetteer carries them."""
    return Calques.from_bytes(rules.parts)


@pytest.fixture(scope="session")
def keys() -> KeyRules:
    """The rules of keys as the tree has them."""
    return KeyRules.load()


@pytest.fixture(scope="session")
def tiny() -> Gazetteer:
    """A gazetteer of some thirty places, which no test changes."""
    return open_tiny()
