"""An encrypted film: read back as written, readable to where it was cut, and safe from tampering."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import VideoError
from aotrainer.film_file import LENGTH, MARK, FilmWriter, new_key, read_film

KEY = new_key()
PICTURES = [(n / 15, bytes([n]) * (100 + n)) for n in range(20)]


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "one.film"
    with FilmWriter(path, KEY) as writer:
        for time_s, picture in PICTURES:
            writer.add(time_s, picture)
    return path


def test_comes_back_as_it_was_written(film):
    assert list(read_film(film, KEY)) == PICTURES


def test_nothing_lies_in_the_clear_and_no_two_films_look_alike(film, tmp_path):
    again = tmp_path / "again.film"
    with FilmWriter(again, KEY) as writer:
        for time_s, picture in PICTURES:
            writer.add(time_s, picture)
    content = film.read_bytes()
    assert all(picture[:8] not in content for _time_s, picture in PICTURES)
    assert content[len(MARK) :] != again.read_bytes()[len(MARK) :]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_its_owner_may_read_it(film):
    assert film.stat().st_mode & 0o077 == 0


def test_another_key_opens_nothing(film):
    with pytest.raises(VideoError, match="another record"):
        list(read_film(film, new_key()))


def test_what_was_cut_short_is_read_to_there(film):
    content = film.read_bytes()
    for cut in (len(content) - 1, len(content) // 2, 30):
        film.write_bytes(content[:cut])
        found = list(read_film(film, KEY))
        assert found == PICTURES[: len(found)]
        assert (len(found) > 0) is (cut > 200)


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_a_changed_bit_is_noticed_or_ends_the_film(tmp_path_factory, place, bit):
    path = tmp_path_factory.mktemp("films") / "one.film"
    with FilmWriter(path, KEY) as writer:
        for time_s, picture in PICTURES[:3]:
            writer.add(time_s, picture)
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 1 << bit
    path.write_bytes(content)
    found = []
    try:
        found.extend(read_film(path, KEY))
    except VideoError:
        return
    assert found == PICTURES[: len(found)], "pictures that were never there"


def test_pictures_cannot_change_places(film):
    content = film.read_bytes()
    head, rest = content[:24], content[24:]
    first = LENGTH.size + LENGTH.unpack(rest[: LENGTH.size])[0]
    second = LENGTH.size + LENGTH.unpack(rest[first : first + LENGTH.size])[0]
    film.write_bytes(head + rest[first : first + second] + rest[:first] + rest[first + second :])
    with pytest.raises(VideoError):
        list(read_film(film, KEY))


@pytest.mark.parametrize("content", [b"", MARK, b"no film at all, but long enough to be one"])
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(VideoError, match="no film"):
        list(read_film(path, KEY))


def test_a_film_is_never_written_over_another_file(film):
    with pytest.raises(FileExistsError):
        FilmWriter(film, KEY)
