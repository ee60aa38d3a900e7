"""What tests of the pipeline share."""

from __future__ import annotations

import pytest

from toponyms import Gazetteer
from toponyms.matching.recall import Recall


@pytest.fixture(scope="session")
def recall(tiny: Gazetteer) -> Recall:
    """The channels over the tiny gazetteer."""
    return tiny._matcher.recall
