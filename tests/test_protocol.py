from dataclasses import replace

import pytest

from aotrainer.errors import ProtocolError
from aotrainer.protocol import DEFAULT_PROTOCOL, PRESETS


def test_presets_are_the_published_doses():
    doses = {p.id: (p.observe_s, p.imitate_s, p.sets) for p in PRESETS.values()}
    assert doses == {"priming": (45, 60, 2), "franceschini": (180, 120, 3), "ertelt": (360, 360, 1)}
    assert all(p.rate == 0.75 and p.source for p in PRESETS.values())
    assert DEFAULT_PROTOCOL in PRESETS


@pytest.mark.parametrize("rate", [0.5, 0.75, 1.0])
def test_the_rate_may_be_chosen(rate):
    assert replace(PRESETS["priming"], rate=rate).rate == rate


@pytest.mark.parametrize(
    "change", [{"rate": 0.4}, {"rate": 1.1}, {"sets": 0}, {"observe_s": 0}, {"imitate_s": -1}]
)
def test_a_dose_outside_the_protocol_is_refused(change):
    with pytest.raises(ProtocolError):
        replace(PRESETS["priming"], **change)
