"""The landmarks of one attempt as BIDS-Motion has them: a table of numbers, its channels, how it came about.

Image landmarks are in picture heights from the middle of the picture, world landmarks in metres from the
middle of the hips; x to the right of the picture, y down, z away from the camera (`motion.pose`). The time of
each frame is in the first channel, because webcams do not keep a rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from aotrainer.exchange.columns import Row, Value, finite
from aotrainer.motion.packing import LEFT_OUT
from aotrainer.motion.pose import Motion
from aotrainer.trial import Trial

TRACKING_SYSTEM = "webcam"
"""BIDS' label of what recorded."""
MODEL = "MediaPipe Pose Landmarker"
DECIMALS = 6
"""Of what is written: a millionth of a picture height or of a metre is far below what a landmarker can tell;
the numbers as they were kept are in sourcedata."""
CHANNEL_COLUMNS = {
    "name": "Name of the channel: the columns of _motion.tsv, in this order.",
    "component": "Of a position: x to the right of the picture, y down, z away from the camera.",
    "type": "LATENCY: the frame's time; POS: a position; MISC: how sure the landmarker was that it was seen.",
    "tracked_point": "The landmark.",
    "units": "picture heights for what is in the picture, m for world landmarks, 1 for visibility.",
    "reference_frame": "The picture, from its middle; or the body, from the middle of its hips.",
}
SAID_BY_BIDS = frozenset({"participant_id", "session_id", "trial_uid", "start_s", "turn_s", "end_s"})
"""Columns of a repetition that the events of a recording say in BIDS' own."""
REFERENCE_FRAMES = {
    "picture": "Picture heights from the middle of the unflipped camera picture, x right, y down.",
    "hips": "Metres from the middle of the hips as the landmarker estimates them; z away from the camera.",
}


def tracked_points(motion: Motion) -> Motion:
    """Without the landmarks that the record leaves out, whose columns would hold nothing."""
    names = motion.skeleton.landmarks
    return motion.select([name for name in names if name not in LEFT_OUT or _is_there(motion, name)])


def channels(motion: Motion) -> Iterator[dict[str, Value]]:
    """A row for each column of `samples`."""
    yield _channel("time", "n/a", "LATENCY", "n/a", "s", "n/a")
    for landmark in motion.skeleton.landmarks:
        for axis in "xy":
            yield _channel(f"{landmark}_image_{axis}", axis, "POS", landmark, "picture heights", "picture")
        for axis in "xyz":
            yield _channel(f"{landmark}_world_{axis}", axis, "POS", landmark, "m", "hips")
        yield _channel(f"{landmark}_visibility", "n/a", "MISC", landmark, "1", "n/a")


def samples(motion: Motion) -> str:
    """Frame by frame, tab-separated, without a heading; n/a for what was not seen."""
    n = len(motion)
    values = np.concatenate(
        [motion.image, motion.world, motion.visibility[:, :, None]], axis=2, dtype=float
    ).reshape(n, -1)
    since_first_s = motion.times_s - motion.times_s[0]
    whole = np.round(np.column_stack([since_first_s, values]), DECIMALS) + 0.0  # no minus before a zero
    lines = ("\t".join(map(repr, row)) for row in whole.tolist())
    return "\n".join(lines).replace("nan", "n/a") + "\n"


def sidecar(trial: Trial, motion: Motion) -> dict[str, Any]:
    """How it was recorded."""
    rate = (len(motion) - 1) / motion.duration_s if motion.duration_s else 0.0
    rows = list(channels(motion))
    return {
        "TaskName": trial.exercise_id,
        "TaskDescription": f"{trial.exercise_id}, version {trial.exercise_version}, {trial.side} side",
        "SamplingFrequency": round(rate, 3),
        "SamplingFrequencyEffective": round(rate, 3),
        "RecordingDuration": round(motion.duration_s, 6),
        "RecordingType": "continuous",
        "TrackingSystemName": f"One webcam with {MODEL}",
        "SoftwareVersions": MODEL,
        "MotionChannelCount": len(rows),
        "TrackedPointsCount": len(motion.skeleton.landmarks),
        **{f"{kind}ChannelCount": _count(rows, kind) for kind in ("LATENCY", "MISC", "POS")},
        "MissingValues": "n/a",
        "FirstFrameOnCameraClockSeconds": float(motion.times_s[0]),
    }


def repetition_events(rows: Sequence[Row], first_s: float) -> Iterator[dict[str, Value]]:
    """The repetitions of an attempt as events of its recording; onset in seconds from its first frame."""
    for row in rows:
        start_s, turn_s, end_s = (row[name] for name in ("start_s", "turn_s", "end_s"))
        if isinstance(start_s, float) and isinstance(turn_s, float) and isinstance(end_s, float):
            rest = {name: finite(value) for name, value in row.items() if name not in SAID_BY_BIDS}
            yield {
                "onset": round(start_s - first_s, DECIMALS),
                "duration": round(end_s - start_s, DECIMALS),
                "trial_type": "repetition",
                "turn_s": round(turn_s - first_s, DECIMALS),
                **rest,
            }


def _is_there(motion: Motion, landmark: str) -> bool:
    return bool(np.isfinite(motion.image[:, motion.column(landmark)]).any())


def _channel(*values: str) -> dict[str, Value]:
    return dict(zip(CHANNEL_COLUMNS, values, strict=True))


def _count(rows: Sequence[Row], kind: str) -> int:
    return sum(row["type"] == kind for row in rows)
