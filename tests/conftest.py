"""What every test can count on: no display is opened, nothing is written to the user's own record."""

import os
from datetime import UTC, datetime

import pytest
from hypothesis import settings

from aotrainer.config import shipped

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

# The machines are shared: how long an example takes says nothing.
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Only asked for where several processes share the work."""
    from tests.sharing import Sharing

    return Sharing(config, log)


def pytest_collection_modifyitems(items):
    """What takes long begins first, so that in the end no core waits for another."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory):
    """A new record, made once, to be copied."""
    from aotrainer.store import Store

    path = tmp_path_factory.mktemp("empty") / "record.sqlite"
    Store.open(path, shipped("migrations"), datetime(2026, 1, 1, tzinfo=UTC)).close()
    return path


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("AOTRAINER_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AOTRAINER_DATABASE_URL", raising=False)
