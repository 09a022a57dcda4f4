"""The command; see ``harness``."""

import sys

from tests.crash.harness import main

sys.exit(main())
