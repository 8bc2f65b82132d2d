"""Run the command as ``python -m coursenotes``, if it is not on the path."""

import sys

from coursenotes.cli import main

sys.exit(main())
