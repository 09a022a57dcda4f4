"""What the bundle starts; the window's children come through here as well."""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()
    from zjbuy_desktop.__main__ import main

    sys.exit(main())
