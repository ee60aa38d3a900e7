"""What the tests of calques and of the words they are made of share."""

from __future__ import annotations

import pytest

from toponyms.build.rules import Rules
from toponyms.language.calques import Calques


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules as the tree has them, which no test changes."""
    return Rules.load()


@pytest.fixture(scope="session")
def parts(rules: Rules) -> Calques:
    """The tables of what parts of names mean, as a gazetteer carries them."""
    return Calques.from_bytes(rules.parts)
