"""VP9 in WebM by PyAV."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

KEYFRAME_EVERY = 30  # frames; the player jumps back at the end of each repetition


def write_webm(path: Path, frames: Sequence[NDArray[np.uint8]], fps: int, crf: int) -> None:
    """Write (height, width, 3) RGB frames."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libvpx-vp9", rate=fps)
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, fps)
        stream.options = {
            "crf": str(crf),
            "b": "0",
            "g": str(KEYFRAME_EVERY),
            "cpu-used": "2",
            "row-mt": "1",
        }
        for image in frames:
            for packet in stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)
