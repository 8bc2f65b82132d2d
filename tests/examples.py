"""How many examples a property test tries."""

from hypothesis import settings


def times(factor: float) -> settings:
    """``factor`` times as many examples as the profile says: for what is quick, or takes long."""
    return settings(max_examples=round(factor * settings.default.max_examples))
