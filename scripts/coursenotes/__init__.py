"""Course notes kept in one GitHub Flavored Markdown file → the pages of a website."""

from coursenotes.preview import preview
from coursenotes.reading import read_notes
from coursenotes.site import Settings, plan_site

__all__ = ["Settings", "plan_site", "preview", "read_notes"]
