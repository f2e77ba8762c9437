"""The therapist's chart of one person: plan, measurements, goals, notes and corrections. Pure.

Nothing in a chart is ever changed: each `Entry` stays as it was written, and a newer one says that it stands
in its place.
"""

from aotrainer.chart.entry import Entry, Kind, in_force

__all__ = ["Entry", "Kind", "in_force"]
