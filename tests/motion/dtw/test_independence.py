"""The core stands on numpy alone, and is there at once."""

import subprocess
import sys
import tracemalloc

from aotrainer.motion.dtw import Reference
from tests.motion.dtw.examples import movement


def test_numpy_is_all_that_gets_imported():
    code = (
        "import sys, numpy; before = set(sys.modules); import aotrainer.motion.dtw; "
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(new - set(sys.stdlib_module_names) - {'numpy'}))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["aotrainer"]


def test_one_pair_needs_at_most_9_mib():
    for m, n in ((150, 200), (300, 400), (600, 900), (300, 1800)):
        x, y = movement(m, features=24), movement(n, features=24)
        tracemalloc.start()
        Reference(x).align(y)
        peak_mib = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        assert peak_mib <= 9
