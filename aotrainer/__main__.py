"""The entry: `aotrainer`, and `python -m aotrainer`."""

from __future__ import annotations

import sys

CANNOT_LOAD = (
    "aotrainer cannot start: {cause}. Install it again; on a Linux computer without a desktop, install the "
    "graphics library first (Debian and Ubuntu: apt-get install libgl1)."
)


def main() -> None:
    """Run the command line; a library that is missing is told in words."""
    try:
        from aotrainer.cli import main as command_line
    except ImportError as cause:
        sys.exit(CANNOT_LOAD.format(cause=cause))
    command_line()


if __name__ == "__main__":
    main()
