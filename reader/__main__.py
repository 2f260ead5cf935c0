"""`python -m reader` is `pullquote`."""

import sys
from pathlib import Path

# `-m` puts the current folder first on the import path, where anything may lie: only a checkout of ours may stay.
if not sys.flags.safe_path and Path(sys.path[0] or ".").resolve() != Path(__file__).resolve().parents[1]:
    del sys.path[0]

from reader.cli import main

sys.exit(main())
