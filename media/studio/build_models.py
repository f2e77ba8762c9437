"""Make the pose models' `.task` bundles from the packages that ship Google's Apache-2.0 graphs.

Run it in an environment of its own that holds ``mediapipe==0.10.21``: the writer of the input normalisation
that the Tasks API asks for needs a compiled part which later wheels lack. The bundles load in 0.10.31.

    pip download --no-deps mediapipe==0.10.21      # the person detector
    npm pack @mediapipe/pose@0.5.1675469404        # the landmark models
    python media/studio/build_models.py WHEEL.whl PACKAGE.tgz aotrainer/tracking/models

Both packages are checked against their SHA-256; the bundles come out the same, byte for byte.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
import zipfile
from pathlib import Path

from mediapipe.tasks.python.metadata.metadata_writers.metadata_writer import MetadataWriter

WHEEL_SHA256 = {
    "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl": (
        "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3"
    ),
}
PACKAGE_SHA256 = "8bb349a7b3a3ba699df23be804ddd3b3eab810b50b15406894be257859388a84"
DETECTOR = "mediapipe/modules/pose_detection/pose_detection.tflite"
SIZES = ("full", "lite")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest date a zip file can hold, so that bundles do not differ by the day they were made."""


def main(wheel: Path, package: Path, folder: Path) -> None:
    """Write one bundle a size, and the file of checksums that the landmarker compares them with."""
    _check(wheel, WHEEL_SHA256.get(wheel.name, ""))
    _check(package, PACKAGE_SHA256)
    # pixel values 0..255 to the detector's -1..1 and the landmark models' 0..1
    detector = _normalised(zipfile.ZipFile(wheel).read(DETECTOR), 127.5, 127.5)
    sums = []
    for size in SIZES:
        landmarks = _normalised(_member(package, f"package/pose_landmark_{size}.tflite"), 0.0, 255.0)
        name = f"pose_landmarker_{size}.task"
        content = _bundle({"pose_detector.tflite": detector, "pose_landmarks_detector.tflite": landmarks})
        (folder / name).write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    (folder / "SHA256SUMS").write_text("".join(sums))


def _check(path: Path, expected: str) -> None:
    if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
        sys.exit(f"{path.name} is not the package that the models were made from. Fetch that version again.")


def _member(package: Path, name: str) -> bytes:
    with tarfile.open(package) as archive:
        member = archive.extractfile(name)
        return member.read() if member else b""


def _normalised(graph: bytes, mean: float, std: float) -> bytes:
    """The graph with the metadata that tells the Tasks API to feed it (pixel - mean) / std."""
    return bytes(MetadataWriter.create(bytearray(graph)).add_image_input([mean], [std]).populate()[0])


def _bundle(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in parts.items():
            bundle.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return buffer.getvalue()


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
