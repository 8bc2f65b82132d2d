"""Course notes kept in one GitHub Flavored Markdown file → the pages of a website."""

from coursenotes.outline.reader import read_notes
from coursenotes.plan.site import Settings, plan_site
from coursenotes.preview import preview

__all__ = ["Settings", "plan_site", "preview", "read_notes"]
