"""How fast the alignment is, against other libraries and a loop in C, in one process.

    python -m tests.bench.dtw [--rounds 40] [--only pairs,batch,stream,start]

Single thread, CPU time, everybody in turn, the least of all rounds; what is printed are ratios, ours to
theirs. Libraries that are not installed are left out with a word (`pip install ".[test,bench]"` brings them
all); so is the C loop without a compiler. Every library returns its path in its own form: "path" compares
with that alone, though ours comes with each joint's part in every step; for "+ parts" the same numpy lines
make them of everybody's path.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
import tracemalloc
import warnings
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import process_time_ns

import numpy as np

from aotrainer.motion.dtw import Band, Reference

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
SHAPES = [(150, 200, 12), (300, 400, 24), (600, 900, 24), (300, 1800, 24)]
ROUND_NS = 5_000_000
"""A short call is repeated within a round until about this long has passed."""

C_LOOP = """
#include <stddef.h>
static double least(double a, double b) { return a < b ? a : b; }

double distance(const double *c, ptrdiff_t m, ptrdiff_t n, double *D) {
    for (ptrdiff_t i = 0; i < m; i++)
        for (ptrdiff_t j = 0; j < n; j++) {
            double before = i && j ? least(least(D[(i-1)*n+j], D[(i-1)*n+j-1]), D[i*n+j-1])
                          : i ? D[(i-1)*n+j] : j ? D[i*n+j-1] : 0.0;
            D[i*n+j] = c[i*n+j] + before;
        }
    return D[m*n-1];
}

ptrdiff_t path(const double *c, ptrdiff_t m, ptrdiff_t n, double *D, ptrdiff_t *p) {
    distance(c, m, n, D);
    ptrdiff_t i = m - 1, j = n - 1, k = 0;
    for (;; k++) {
        p[2*k] = i; p[2*k+1] = j;
        if (!i && !j) return k + 1;
        if (!i) j--;
        else if (!j) i--;
        else {
            double corner = D[(i-1)*n+j-1], above = D[(i-1)*n+j], left = D[i*n+j-1];
            if (corner <= above && corner <= left) { i--; j--; }
            else if (above <= left) i--;
            else j--;
        }
    }
}
"""
"""Written as anybody would; costs come from one matrix product, as ours do."""


def cache_by_identity(convert: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    """What a user of another layout would have at hand: converted once, outside the race."""
    converted: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def at_hand(x):
        if id(x) not in converted:
            converted[id(x)] = x, convert(x)
        return converted[id(x)][1]

    return at_hand


class CLoop:
    """The loop above, built on the spot."""

    def __init__(self) -> None:
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        if compiler is None:
            raise ImportError("no C compiler")
        with tempfile.TemporaryDirectory() as folder:
            source, library = Path(folder) / "loop.c", Path(folder) / "loop.so"
            source.write_text(C_LOOP)
            build = [compiler, "-O3", "-march=native", "-shared", "-fPIC", str(source), "-o", str(library)]
            subprocess.run(build, check=True)
            self._loop = ctypes.CDLL(str(library))
        self._loop.distance.restype = ctypes.c_double
        self._loop.path.restype = ctypes.c_ssize_t
        self._room = np.empty(0)

    def distance(self, x, y):
        cost = self._cost(x, y)
        return self._loop.distance(*self._arguments(cost))

    def path(self, x, y):
        cost = self._cost(x, y)
        steps = np.empty((len(x) + len(y), 2), np.intp)
        return steps[: self._loop.path(*self._arguments(cost), ctypes.c_void_p(steps.ctypes.data))]

    def _cost(self, x, y):
        a = np.concatenate([-2 * x, (x * x).sum(1, keepdims=True), np.ones((len(x), 1))], axis=1)
        b = np.concatenate([y, np.ones((len(y), 1)), (y * y).sum(1, keepdims=True)], axis=1)
        return a @ b.T

    def _arguments(self, cost):
        if self._room.size < cost.size:
            self._room = np.empty(cost.size)
        m, n = (ctypes.c_ssize_t(size) for size in cost.shape)
        return ctypes.c_void_p(cost.ctypes.data), m, n, ctypes.c_void_p(self._room.ctypes.data)


def c_loop():
    loop = CLoop()
    return {"path": loop.path, "distance": loop.distance}


def dtaidistance():
    dtw, ndim = import_module("dtaidistance.dtw"), import_module("dtaidistance.dtw_ndim")
    return {
        "path": lambda x, y: ndim.warping_path(x, y, use_c=True),
        "distance": ndim.distance_fast,
        "banded": lambda x, y, radius: ndim.distance_fast(x, y, window=radius + 1),
        "flat": lambda x, y: dtw.distance_fast(x[:, 0].copy(), y[:, 0].copy()),
    }


def tslearn():
    metrics = import_module("tslearn.metrics")
    return {
        "path": lambda x, y: metrics.dtw_path(x, y)[0],
        "distance": metrics.dtw,
        "banded": lambda x, y, radius: metrics.dtw(
            x, y, global_constraint="sakoe_chiba", sakoe_chiba_radius=radius
        ),
        "flat": metrics.dtw,
    }


def aeon():
    """In the layout that its documentation asks for, (d, n) and contiguous."""
    distances = import_module("aeon.distances")
    contiguous = cache_by_identity(lambda x: np.ascontiguousarray(x.T))
    return {
        "path": lambda x, y: distances.dtw_alignment_path(contiguous(x), contiguous(y))[0],
        "distance": lambda x, y: distances.dtw_distance(contiguous(x), contiguous(y)),
        "flat": lambda x, y: distances.dtw_distance(contiguous(x), contiguous(y)),
    }


def aeon_view():
    """With a transposed view of (n, d), which it does not document and which suits it better."""
    distances = import_module("aeon.distances")
    return {
        "path": lambda x, y: distances.dtw_alignment_path(x.T, y.T)[0],
        "distance": lambda x, y: distances.dtw_distance(x.T, y.T),
        "flat": lambda x, y: distances.dtw_distance(x.T, y.T),
    }


def librosa():
    sequence = import_module("librosa.sequence")
    return {
        "path": lambda x, y: sequence.dtw(x.T, y.T, metric="sqeuclidean")[1][::-1],
        "distance": lambda x, y: sequence.dtw(x.T, y.T, metric="sqeuclidean", backtrack=False)[-1, -1],
    }


def dtw_python():
    dtw = import_module("dtw")

    def align(x, y, **settings):
        return dtw.dtw(x, y, dist_method="sqeuclidean", step_pattern="symmetric1", **settings)

    def path(x, y):
        alignment = align(x, y)
        return np.column_stack([alignment.index1, alignment.index2])

    return {"path": path, "distance": lambda x, y: align(x, y, distance_only=True).distance}


PEERS: list[Callable[[], dict[str, Callable]]] = [
    c_loop,
    dtaidistance,
    tslearn,
    aeon,
    aeon_view,
    librosa,
    dtw_python,
]


def available() -> dict[str, dict[str, Callable]]:
    """What is installed, by name; says what is not."""
    found = {}
    for peer in PEERS:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found[peer.__name__] = peer()
        except ImportError as error:
            print(f"{peer.__name__}: left out ({error})")
    return found


def movement(frames: int, features: int, seed: int) -> np.ndarray:
    """Slow random curves, as joint angles are."""
    rng = np.random.default_rng(seed)
    turns = rng.normal(size=(max(4, frames // 30), features)).cumsum(axis=0)
    at = np.linspace(0, len(turns) - 1, frames)
    return np.column_stack([np.interp(at, np.arange(len(turns)), turn) for turn in turns.T])


def attempt(model: np.ndarray, frames: int, seed: int) -> np.ndarray:
    """The model's movement at another, bending tempo, and as shaky as tracking is."""
    at = np.linspace(0, 1, frames) ** 1.2 * (len(model) - 1)
    followed = np.column_stack([np.interp(at, np.arange(len(model)), column) for column in model.T])
    return followed + 0.05 * np.random.default_rng(seed).normal(size=followed.shape)


def parts(x: np.ndarray, y: np.ndarray, path) -> np.ndarray:
    """(P, d) what each joint adds to each step of somebody's path."""
    steps = np.asarray(path)
    difference = x[steps[:, 0]] - y[steps[:, 1]]
    return difference * difference


def race(runners: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Least CPU time of each, in microseconds, all taking turns."""
    repeats = {}
    for name, run in runners.items():
        run()
        began = process_time_ns()
        run()
        repeats[name] = max(1, ROUND_NS // max(1, process_time_ns() - began))
    best = dict.fromkeys(runners, np.inf)
    for _ in range(rounds):
        for name, run in runners.items():
            began = process_time_ns()
            for _ in range(repeats[name]):
                run()
            best[name] = min(best[name], (process_time_ns() - began) / repeats[name] / 1000)
    return best


def show(title: str, best: dict[str, float]) -> None:
    """Our time, and its ratio to everybody's."""
    ours = best["aotrainer"]
    ratios = "  ".join(f"{name} {ours / time:5.2f}" for name, time in best.items() if name != "aotrainer")
    print(f"{title:34} {ours / 1000:8.3f} ms   {ratios}", flush=True)


def pair(m: int, n: int, d: int, peers: dict[str, dict[str, Callable]], rounds: int) -> None:
    """One reference, one recording."""
    x = movement(m, d, 1)
    y = attempt(x, n, 2)
    reference = Reference(x)
    ours = {"aotrainer": lambda: reference.align(y)}
    own = {name: lambda peer=peer: peer["path"](x, y) for name, peer in peers.items()}
    with_parts = {name: lambda peer=peer: parts(x, y, peer["path"](x, y)) for name, peer in peers.items()}
    show(f"{m, n, d} path", race(ours | own, rounds))
    show(f"{m, n, d} path + parts", race(ours | with_parts, rounds))


def banded(m: int, radius: int, peers: dict[str, dict[str, Callable]], rounds: int) -> None:
    """Within a band of a tenth."""
    x = movement(m, 24, 1)
    y = attempt(x, m, 2)
    reference, band = Reference(x), Band.sakoe_chiba(m, m, radius)
    runners = {"aotrainer": lambda: reference.distance(y, band=band)}
    for name, peer in peers.items():
        if "banded" in peer:
            runners[name] = lambda peer=peer: peer["banded"](x, y, radius)
    show(f"{m, m, 24} band {radius}, distance", race(runners, rounds))


def flat(peers: dict[str, dict[str, Callable]], rounds: int) -> None:
    """A single feature, where a matrix product gains nothing."""
    x = movement(300, 1, 1)
    y = attempt(x, 400, 2)
    reference = Reference(x)
    runners = {"aotrainer": lambda: reference.distance(y)}
    runners |= {name: lambda peer=peer: peer["flat"](x, y) for name, peer in peers.items() if "flat" in peer}
    show(f"{300, 400, 1} distance", race(runners, rounds))


def batch(title: str, lengths: list[int], peers: dict[str, dict[str, Callable]], rounds: int) -> None:
    """One reference, an archive of 200."""
    x = movement(300, 24, 1)
    reference = Reference(x)
    archive = [attempt(x, n, seed) for seed, n in enumerate(lengths)]
    runners: dict[str, Callable] = {"aotrainer": lambda: reference.score_many(archive)}
    runners["(float32)"] = lambda: reference.score_many(archive, dtype=np.float32)
    for name, peer in peers.items():
        runners[name] = lambda peer=peer: [peer["distance"](x, y) for y in archive]
    show(f"200 recordings, {title}", race(runners, rounds))


def stream(rounds: int) -> None:
    """Frame by frame, with the match's begin."""
    for m in (100, 300, 600):
        x = movement(m, 24, 1)
        y = attempt(x, 500, 2)
        follower = Reference(x).stream()

        def run(follower=follower, y=y):
            for frame in y:
                follower.update(frame)

        per_frame = race({"aotrainer": run}, rounds)["aotrainer"] / len(y)
        print(f"stream, m={m} d=24: {per_frame:.1f} us a frame")


def start() -> None:
    """What it takes to be there: import, first call, memory."""
    code = (
        "import time; import numpy as np; t0 = time.perf_counter();"
        "from aotrainer.motion.dtw import Reference; t1 = time.perf_counter();"
        "x, y = np.random.rand(300, 24), np.random.rand(400, 24); t2 = time.perf_counter();"
        "Reference(x).align(y); print((t1 - t0) * 1e3, (time.perf_counter() - t2) * 1e3)"
    )
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = bytecode  # an installed package has it, too
        command = [sys.executable, "-c", code]
        runs = [subprocess.check_output(command, text=True, env=environment).split() for _ in range(15)]
    imported, first = np.array(runs, float).min(axis=0)
    print(f"import beyond numpy {imported:.1f} ms, first call with (300, 400, 24) {first:.1f} ms")
    for m, n, d in SHAPES:
        x = movement(m, d, 1)
        y = attempt(x, n, 2)
        tracemalloc.start()
        Reference(x).align(y)
        print(f"{m, n, d} peak memory {tracemalloc.get_traced_memory()[1] / 2**20:.1f} MiB")
        tracemalloc.stop()


def main() -> None:
    """Print everything that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="pairs,batch,stream,start")
    options = parser.parse_args()
    if any(os.environ.get(name) != "1" for name in THREADS):
        single = os.environ | dict.fromkeys(THREADS, "1")
        os.execve(sys.executable, [sys.executable, "-m", "tests.bench.dtw", *sys.argv[1:]], single)  # noqa: S606
    asked, rounds = options.only.split(","), options.rounds
    print(f"numpy {np.__version__}, Python {sys.version.split()[0]}; our time, and ours / theirs")
    peers = available() if {"pairs", "batch"} & set(asked) else {}
    if "pairs" in asked:
        for m, n, d in SHAPES:
            pair(m, n, d, peers, rounds)
        for m, radius in ((300, 30), (600, 60)):
            banded(m, radius, peers, rounds)
        flat(peers, rounds)
    if "batch" in asked:
        batch("300 frames each", [300] * 200, peers, max(5, rounds // 8))
        batch("200 to 400 frames", [200 + k for k in range(200)], peers, max(5, rounds // 8))
    if "stream" in asked:
        stream(rounds)
    if "start" in asked:
        start()


if __name__ == "__main__":
    main()
