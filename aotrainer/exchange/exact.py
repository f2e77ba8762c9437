"""The part of a research folder from which a record is made again, to the last digit.

    sourcedata/aotrainer/manifest.json       the names of all files below, with their SHA-256
    sourcedata/aotrainer/SUB.json            a person, their chart and later scores
    sourcedata/aotrainer/SUB/SES.json        a session with its events and attempts
    sourcedata/aotrainer/SUB/SES/NNN.packed  the landmarks of its NNNth attempt (`motion.packing`), or .npz
                                             (`motion.archive`) for those that an older release kept

Everything else in the folder is a view of this for other programs, and is not read. Nothing is read that the
manifest does not name, and no name is taken from what is in a file, so that none can lead elsewhere.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from aotrainer.errors import AotrainerError, ExchangeError
from aotrainer.exchange.faithful import MEND, decode, encode
from aotrainer.exchange.new_folder import NewFolder
from aotrainer.exchange.subjects import Subject
from aotrainer.holdings import LaterScore, Page, Person, Sitting
from aotrainer.motion import formats
from aotrainer.motion.formats import NPZ, PACKED, Landmarks
from aotrainer.motion.pose import BODY

PLACE = "sourcedata/aotrainer"
MANIFEST = f"{PLACE}/manifest.json"
FORMAT = 2
"""Of this layout; changes whenever an older aotrainer could not read it. In 1 all landmarks were .npz."""
READABLE = (1, FORMAT)
ENDINGS = {PACKED: "packed", NPZ: "npz"}
"""Of the names of files with landmarks, by their form."""
PERSON = re.compile(r"sub-[0-9a-f]{8,32}\.json")
SITTING = re.compile(r"(sub-[0-9a-f]{8,32})/ses-\d{3,}\.json")
LANDMARKS = re.compile(r"sub-[0-9a-f]{8,32}/ses-\d{3,}/\d{3,}\.(npz|packed)")
UID = re.compile(r"[0-9a-f]{32}")
DAMAGED = (AttributeError, MemoryError, OSError, RuntimeError, ValueError, zipfile.BadZipFile)
"""What unpacking raises where something else is packed."""
MAX_FILE = 256 * 2**20
"""Bytes of one file, before and after it is unpacked. Ten minutes at 60 pictures a second are 26 million."""


@dataclass(frozen=True, slots=True)
class About:
    """A person without the sessions."""

    person: Person
    pages: tuple[Page, ...]
    later_scores: tuple[LaterScore, ...]


class ExactWriter:
    """Writes person after person; `finish` writes the manifest, without which nothing is read."""

    def __init__(self, folder: NewFolder) -> None:
        self._folder = folder
        self._written: dict[str, str] = {}

    def subject(self, subject: Subject) -> None:
        """A person with the chart; the sessions come one by one."""
        about = About(subject.person, subject.pages, subject.later_scores)
        self._keep_json(f"{subject.label}.json", encode(about))

    def sitting(self, subject: str, label: str, sitting: Sitting) -> None:
        """A session with its landmarks."""
        self._keep_json(f"{subject}/{label}.json", _encoded(sitting))
        for number, trial in enumerate(sitting.trials, start=1):
            if trial.motion is not None:
                kept = formats.exact(trial.motion)
                name = landmarks_of(subject, label, number, kept.format)
                self._written[name] = self._folder.write(f"{PLACE}/{name}", kept.content)

    def finish(self) -> None:
        """The manifest."""
        self._folder.write_json(MANIFEST, {"format": FORMAT, "files": dict(sorted(self._written.items()))})

    def _keep_json(self, name: str, value: Any) -> None:
        self._written[name] = self._folder.write_json(f"{PLACE}/{name}", value)


class ExactReader:
    """Reads what `ExactWriter` wrote; anything else raises `ExchangeError`, and nothing else does."""

    def __init__(self, folder: Path) -> None:
        self._root = folder / PLACE
        self._files = _manifest(folder)

    def people(self) -> Iterator[tuple[str, About]]:
        """Everybody, by label."""
        for name in self._named(PERSON):
            label = name.removesuffix(".json")
            about: About = decode(About, self._json(name), name)
            entries = [page.entry for page in about.pages]
            _require_uids(name, about.person.uid, *(entry.uid for entry in entries))
            _require_uids(name, *(entry.replaces for entry in entries), *(page.trial for page in about.pages))
            if not about.person.uid.startswith(label.removeprefix("sub-")):
                raise ExchangeError(f"{name} is about somebody else.", MEND)
            yield label, about

    def sittings(self, subject: str) -> Iterator[tuple[Sitting, tuple[Landmarks | None, ...]]]:
        """Somebody's sessions in their order, without landmarks; and those of each attempt as kept."""
        for name in self._named(SITTING):
            if name.startswith(f"{subject}/"):
                sitting, recorded = _decoded(self._json(name), name)
                label = name.removesuffix(".json").partition("/")[2]
                yield (
                    sitting,
                    tuple(
                        self._landmarks(subject, label, number) if there else None
                        for number, there in enumerate(recorded, start=1)
                    ),
                )

    def look_through(self) -> None:
        """Read everything once, to find what is wrong before anything is written anywhere."""
        for label, _ in self.people():
            for _, recordings in self.sittings(label):
                for landmarks in recordings:
                    if landmarks is not None:
                        require_motion(landmarks)

    def _named(self, pattern: re.Pattern[str]) -> list[str]:
        return sorted((name for name in self._files if pattern.fullmatch(name)), key=_in_order)

    def _json(self, name: str) -> Any:
        try:
            return json.loads(self._bytes(name))
        except (ValueError, RecursionError) as error:
            raise ExchangeError(f"{name} is damaged.", MEND) from error

    def _landmarks(self, subject: str, label: str, number: int) -> Landmarks:
        names = {form: landmarks_of(subject, label, number, form) for form in ENDINGS}
        form = next((form for form, name in names.items() if name in self._files), PACKED)
        return Landmarks(form, self._bytes(names[form]))

    def _bytes(self, name: str) -> bytes:
        if name not in self._files:
            raise ExchangeError(f"The manifest does not name {name}.", MEND)
        content = _read(self._root, name)
        if sha256(content).hexdigest() != self._files[name]:
            raise ExchangeError(f"{name} was changed after it was exported.", MEND)
        return content


def landmarks_of(subject: str, session: str, number: int, form: int = NPZ) -> str:
    """Where the landmarks of a session's attempt are, counted from 1."""
    return f"{subject}/{session}/{number:03}.{ENDINGS[form]}"


def require_motion(landmarks: Landmarks) -> None:
    """Raises `ExchangeError` for what is not the landmarks of a body, or would fill the memory."""
    try:
        if landmarks.format == NPZ:
            _require_small(landmarks.content)
        motion = landmarks.motion()
    except DAMAGED as error:
        raise ExchangeError("A file of landmarks is damaged.", MEND) from error
    except ExchangeError:
        raise
    except AotrainerError as error:
        raise ExchangeError(f"A file of landmarks is damaged: {error.what}", MEND) from error
    if motion.skeleton.landmarks != BODY.landmarks or not len(motion):
        raise ExchangeError("A file of landmarks is not of a body.", MEND)


def _require_small(content: bytes) -> None:
    """Of an .npz; `packing` itself unpacks so much and no more."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > MAX_FILE:
        raise ExchangeError("A file of landmarks is too large.", MEND)


def _encoded(sitting: Sitting) -> dict[str, Any]:
    """With `recorded` for each attempt in the place of its landmarks."""
    data: dict[str, Any] = encode(sitting)
    for each, trial in zip(data["trials"], sitting.trials, strict=True):
        del each["motion"]
        each["recorded"] = trial.motion is not None
    return data


def _decoded(data: Any, name: str) -> tuple[Sitting, tuple[bool, ...]]:
    recorded: list[bool] = []
    trials = data.get("trials") if isinstance(data, dict) else None
    for each in trials if isinstance(trials, list) else ():
        if not isinstance(each, dict) or not isinstance(each.get("recorded"), bool) or "motion" in each:
            raise ExchangeError(f"{name} does not say which attempts were recorded.", MEND)
        recorded.append(each.pop("recorded"))
        each["motion"] = None
    sitting: Sitting = decode(Sitting, data, name)
    _require_uids(name, sitting.uid, *(event.uid for event in sitting.events))
    _require_uids(name, *(trial.uid for trial in sitting.trials))
    if (sitting.ended_at is None) != (sitting.ending is None):
        raise ExchangeError(f"{name} says half of how it ended.", MEND)
    return sitting, tuple(recorded)


def _require_uids(name: str, *uids: str | None) -> None:
    """Uids become names of files at the next export, so nothing else may stand in their place."""
    for uid in uids:
        if uid is not None and not UID.fullmatch(uid):
            raise ExchangeError(f"{name} has {uid!r:.80} in the place of a uid.", MEND)


def _manifest(folder: Path) -> Mapping[str, str]:
    try:
        data = json.loads(_read(folder, MANIFEST))
    except (ValueError, RecursionError) as error:
        raise ExchangeError(f"The manifest in {folder} is damaged.", MEND) from error
    if not isinstance(data, dict) or data.get("format") not in READABLE:
        raise ExchangeError(f"{folder} was exported by another aotrainer.", "Install the newest aotrainer.")
    files: Mapping[str, str] = decode(Mapping[str, str], data.get("files"), "The manifest")
    for name in files:
        if not any(pattern.fullmatch(name) for pattern in (PERSON, SITTING, LANDMARKS)):
            raise ExchangeError(f"The manifest names {name!r:.80}, which is no file of an export.", MEND)
        if f"{name.partition('/')[0].removesuffix('.json')}.json" not in files:
            raise ExchangeError(f"The manifest does not say whose {name} is.", MEND)
    if not files:
        raise ExchangeError("There is nobody in the folder.", MEND)
    return files


def _read(root: Path, name: str) -> bytes:
    """A file below a folder; raises `ExchangeError` for none, a link, or one that is too large."""
    path = root
    for part in name.split("/"):
        path = path / part
        if path.is_symlink():
            raise ExchangeError(f"{path} is a link.", "Put the file itself there; links are not followed.")
    try:
        if path.stat().st_size > MAX_FILE:
            raise ExchangeError(f"{path} is too large.", MEND)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ExchangeError(
            f"{path} is not there.", "Name the folder of a research export, complete and unchanged."
        ) from error
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror}.", "Check the folder.") from error


def _in_order(name: str) -> tuple[str, int]:
    """By person, then by the number of the session."""
    subject, _, session = name.removesuffix(".json").partition("/ses-")
    return subject, int(session or 0)
