"""What may be a PIN or a password, and what is kept of it."""

import pytest

from aotrainer.access.secret import LONGEST, fits, require_good, sealed
from aotrainer.errors import AccessError


@pytest.mark.parametrize("secret", ["2580", "190366", "correct horse", "Überfüße", "0" * 3 + "1"])
def test_good_ones(secret):
    require_good(secret)


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("", "too short"),
        ("258", "too short"),
        ("abc1234", "too short"),
        ("0000", "first"),
        ("1234", "first"),
        ("987654", "first"),
        ("x" * (LONGEST + 1), "too long"),
    ],
)
def test_bad_ones_and_why(secret, why):
    with pytest.raises(AccessError, match=why):
        require_good(secret)


def test_what_is_kept_does_not_contain_it_and_differs_each_time():
    seal = sealed("2580")
    assert seal.startswith("$argon2id$")
    assert "2580" not in seal.rsplit("$", 2)[0]
    assert seal != sealed("2580")


def test_only_the_right_one_fits_however_its_letters_are_written():
    seal = sealed("Straße füße")
    assert fits(seal, "Straße fu\u0308ße")
    assert not fits(seal, "Strasse fuesse")


@pytest.mark.parametrize("seal", ["", "damaged", "$argon2id$v=19$m=65536,t=3,p=4$x$y", "2580"])
def test_a_damaged_seal_fits_nothing(seal):
    assert not fits(seal, "2580")
    assert not fits(seal, "")
