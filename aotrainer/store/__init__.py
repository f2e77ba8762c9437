"""The record: patients, sessions, trials and repetitions in one SQLite file, safe against a cut of power.

The only importer of sqlalchemy and alembic. Callers see `Store`, frozen records and `aotrainer.trial` types;
whatever goes wrong underneath reaches them as a `StoreError` in plain words.
"""

from aotrainer.records import SessionRecord, TrialRecord
from aotrainer.store.store import Store

__all__ = ["SessionRecord", "Store", "TrialRecord"]
