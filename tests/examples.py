"""Set how many examples a property test tries."""

from hypothesis import settings


def times(factor: float) -> settings:
    """Try ``factor`` times as many examples as the profile sets: more if quick, fewer if slow."""
    return settings(max_examples=round(factor * settings.default.max_examples))
