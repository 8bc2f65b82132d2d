"""The theme: MkDocs finds its templates and assets by this package, ``coursenotes.theme``."""
