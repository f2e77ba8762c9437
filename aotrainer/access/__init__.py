"""Who may see the therapist's area: a PIN, waits after wrong ones, and a lock for who has gone away.

Pure: times come in as monotonic seconds, and what has to be kept is handed to whoever keeps it.
"""

from aotrainer.access.guard import Guard
from aotrainer.access.lock import IDLE_MINUTES, Lock
from aotrainer.access.secret import LONGEST, require_good

__all__ = ["IDLE_MINUTES", "LONGEST", "Guard", "Lock", "require_good"]
