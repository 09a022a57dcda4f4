"""Keep the database of a data folder as test data."""

import sys
from pathlib import Path

from tests.store.released import keep

print(keep(Path(sys.argv[1])))
