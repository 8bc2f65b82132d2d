"""Disable plugins that would break pages; :mod:`.ignored_settings` warns about each."""

from __future__ import annotations

from mkdocs.plugins import PluginCollection

from coursenotes.adapters.ignored_settings import advice_on


def disable_incompatible(plugins: PluginCollection) -> None:
    """Let no event reach those of ``plugins`` that cannot work here."""
    disabled = [plugin for name, plugin in plugins.items() if advice_on(name)]
    for methods in plugins.events.values():
        # In place, since MkDocs is iterating over one of these lists.
        methods[:] = [m for m in methods if getattr(m, "__self__", None) not in disabled]
