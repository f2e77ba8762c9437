"""The landmarks alone, one .npz for each recording, with a table that says what each of them is."""

from __future__ import annotations

from collections.abc import Iterable

from aotrainer.exchange import rows
from aotrainer.exchange.cells import csv_lines, to_csv
from aotrainer.exchange.columns import Column, Table
from aotrainer.exchange.exact import landmarks_of
from aotrainer.exchange.new_folder import NewFolder
from aotrainer.exchange.subjects import Subject
from aotrainer.exchange.tables import TRIALS
from aotrainer.motion import archive

RECORDINGS = Table(
    "recordings",
    "One row for each file.",
    (Column("file", "text", "The file, below this folder."), *TRIALS.columns),
)
README = """\
Landmarks recorded by aotrainer, one file for each attempt; recordings.csv says what each of them is, and
data_dictionary.json what its columns mean. In Python:

    import numpy as np
    with np.load("sub-.../ses-001/001.npz") as recording:
        times_s = recording["times_s"]        # (n,) seconds on the camera's clock
        image = recording["image"]            # (n, 33, 2) picture heights from the middle, x right, y down
        world = recording["world"]            # (n, 33, 3) metres from the middle of the hips, z away
        visibility = recording["visibility"]  # (n, 33) 0 to 1; 0 and NaN where nobody was seen
        kind, *names = recording["skeleton"]  # the landmarks in the order of the arrays

The picture is not flipped: a person who faces the camera has their left at larger x. Eyes and mouth are not
kept, and NaN with visibility 0.
"""


def write_npz(folder: NewFolder, subjects: Iterable[Subject]) -> None:
    """Every recording."""
    folder.write_text("README.txt", README)
    folder.write_json("data_dictionary.json", RECORDINGS.described())
    folder.append("recordings.csv", to_csv(RECORDINGS, ()))
    for subject in subjects:
        for label, sitting in subject.sittings():
            lines = []
            for number, (trial, row) in enumerate(
                zip(sitting.trials, rows.trials(subject, label, sitting), strict=True), start=1
            ):
                if trial.motion is not None:
                    name = landmarks_of(subject.label, label, number)
                    folder.write(name, archive.to_bytes(trial.motion))
                    lines.append({"file": name, **row})
            folder.append("recordings.csv", csv_lines(RECORDINGS, lines))
