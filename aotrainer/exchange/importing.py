"""A research folder into a record: all of it or nothing, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aotrainer.audit import Audited, Deed
from aotrainer.exchange.exact import ExactReader
from aotrainer.store import Store


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many people, sessions, events, attempts, pages and later scores came in, and were here already."""

    new: Mapping[str, int]
    known: Mapping[str, int]


def take_in(store: Store, folder: Path, now: datetime, who: str) -> TakenIn:
    """Add what a research folder holds to a record.

    What is known by its uid is left as it is here. All is read before anything is written, and written in
    one transaction: raises `ExchangeError` or `StoreError` and leaves the record as it was, where anything
    is wrong.

    who : as they are known to the program, for the audit trail
    """
    reader = ExactReader(folder)
    reader.look_through()
    with store.taking_in() as taking:
        for label, about in reader.people():
            before = Counter(taking.new)
            patient = taking.person(about.person)
            for sitting, recordings in reader.sittings(label):
                session = taking.sitting(patient, sitting)
                for event in sitting.events:
                    taking.event(session, event)
                for trial, landmarks in zip(sitting.trials, recordings, strict=True):
                    taking.trial(session, trial, landmarks)
            for page in about.pages:
                taking.page(patient, page)
            for later in about.later_scores:
                taking.later_score(patient, later)
            came = {f"{kind}s": number for kind, number in (taking.new - before).items()}
            taking.audit(Audited(Deed.IMPORTED, now, who, about.person.uid, came))
        return TakenIn(dict(taking.new), dict(taking.known))
