"""The studio is in the repository only: its tests are left out where the wheel alone is tested."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("media") else ["test_*.py"]
