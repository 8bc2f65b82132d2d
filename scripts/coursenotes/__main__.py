"""``python -m coursenotes``, where the command itself is not on the path."""

import sys

from coursenotes.cli import main

sys.exit(main())
