"""Which tests run in one process, when several share the work.

Tests in classes of the same name that begins with `TestOne` look at one thing that is dear to make: one
process makes it once, and runs them all. So it is with all tests of a file or a
folder in `WHOLE`.
"""

from xdist.scheduler import LoadScopeScheduling

ONE = "TestOne"
WHOLE = ("tests/test_wheel.py", "tests/tracking/test_two_people.py", "tests/review/")


class Sharing(LoadScopeScheduling):
    """Gives each process the next test, or the next that belong together, in the order of the tests."""

    def __init__(self, config, log=None):
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid):
        file, *names = nodeid.split("::")
        together = next((name for name in names if name.startswith(ONE)), None)
        whole = next((place for place in WHOLE if file.startswith(place)), None)
        return together or whole or nodeid
