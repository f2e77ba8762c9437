"""Does the score tell correct from incorrect movements of other people, and of one's own? UI-PRMD, by Kinect.

Vakanski et al., *Data* 3:2, 2018: ten healthy people do ten movements ten times each as they should, and ten
times as patients may. For every person, the model is one repetition of somebody else (the one most like all
of the others' correct ones), or, as the own baseline, one of the person's own other correct repetitions.
Nothing is fitted to the people it is tested on, and nothing to a movement: which joint is followed, and from
where, is what moves most in the model.

Two imagined cameras look on, from the front and from the side, and the score of a repetition is the mean, as
of factors, of what they see. Of a movement that both sides do alike, the camera in front scores either side.
Of what the product scores, only the wrong-exercise gate is left out.

Against oneself, there is a stricter measure than a score: how unlike a person's own correct repetitions
another one is (`likeness`), as the mean of both cameras.

Beside it, in the same table, what an afternoon would try: the frame-wise distance and raw dynamic time
warping of joint positions (hips in the middle, in trunk lengths, facing the camera, of the nearer side), and
the length of the hands' and feet's paths together with their mean speed.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.clean import clean
from aotrainer.motion.dtw import Reference
from aotrainer.motion.gates import ALIKE
from aotrainer.motion.judging import Judging
from aotrainer.motion.likeness import likeness, usual
from aotrainer.motion.pose import SIDES, Motion, Side, opposite
from aotrainer.motion.reps import swing_deg
from aotrainer.motion.score import Score, score_motion
from aotrainer.motion.skeletons import KINECT_22, motion_of_joints
from aotrainer.motion.tolerance import tolerances
from tests.bench import data
from tests.figure import ABDUCTION

VIEWS_DEG = (0.0, -90.0)
JOINTS = ("shoulder", "elbow", "hip", "knee", "reach", "trunk_lean")
SEGMENTS = {"trunk": 1.0, "upper_arm": 1.0, "forearm": 1.0, "thigh": 1.0, "shank": 1.0}
POSITIONS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
FRAMES = 40
"""To which every repetition is stretched for the frame-wise distance."""
FOLDER = "ui_prmd"
EVERY = 3
"""Of the others' correct repetitions, every third is enough to tell what people differ by."""
WORST = 1e-6
"""The score of what cannot be judged: less than any score there was."""
MODEL_SIDE: Side = "right"
BASELINES = ("path and speed", "frame-wise", "raw DTW")
MEASURES = {"others": ("score", *BASELINES), "own": ("likeness", "score", *BASELINES)}
"""The columns of the table, by whose correct repetitions are known."""


@dataclass(frozen=True)
class Take:
    """One repetition of somebody, seen from each view; `views` as it was done, `mirrored` with sides
    exchanged."""

    person: str
    correct: bool
    views: tuple[Motion, ...]
    mirrored: tuple[Motion, ...]

    @property
    def turned(self) -> Take:
        """The same with sides exchanged."""
        return replace(self, views=self.mirrored, mirrored=self.views)


def load(path: Path) -> list[Take]:
    """All repetitions of a movement."""
    data = np.load(path)
    names, fps = [str(name) for name in data["joint_names"]], float(data["fps"])
    takes = []
    for key in (key for key in data.files if "/" in key):
        label, title = key.split("/")
        metres = data[key] / 100
        joints = {name: metres[:, k] for k, name in enumerate(names)}
        other = {_other(name): joint * [-1, 1, 1] for name, joint in joints.items()}
        takes.append(Take(title.split("_")[1], label == "correct", _seen(joints, fps), _seen(other, fps)))
    return takes


def _other(name: str) -> str:
    return {"l_": "r_", "r_": "l_"}.get(name[:2], name[:2]) + name[2:]


def _seen(joints: dict[str, np.ndarray], fps: float) -> tuple[Motion, ...]:
    times = np.arange(len(next(iter(joints.values())))) / fps
    return tuple(motion_of_joints(times, joints, KINECT_22, view) for view in VIEWS_DEG)


def positions(motion: Motion) -> np.ndarray:
    """(n, 36) joints round the middle of the hips, in trunk lengths."""
    columns = [motion.column(f"{side}_{name}") for name in POSITIONS for side in SIDES]
    shoulders = motion.world[:, [motion.column(f"{side}_shoulder") for side in SIDES]].mean(axis=1)
    return motion.world[:, columns].reshape(len(motion), -1) / np.linalg.norm(shoulders, axis=1).mean()


def stretched(values: np.ndarray) -> np.ndarray:
    """(FRAMES, d) of any number of frames."""
    now, then = np.linspace(0, 1, len(values)), np.linspace(0, 1, FRAMES)
    return np.stack([np.interp(then, now, column) for column in values.T], axis=1)


def on_one_side(takes: Sequence[Take], among: Sequence[int]) -> tuple[list[Take], int]:
    """All takes of the nearer side to what most of `among` do, and which of these is most like it."""
    pairs = [(take, take.turned) for take in takes]
    shapes = np.array([[stretched(positions(one.views[0])) for one in pair] for pair in pairs])
    chosen = np.zeros(len(takes), int)
    for _ in range(5):
        usual = np.median(shapes[among, chosen[among]], axis=0)
        chosen = ((shapes - usual) ** 2).sum(axis=(2, 3)).argmin(axis=1)
    away = ((shapes[among, chosen[among]] - usual) ** 2).sum(axis=(1, 2))
    return [pair[which] for pair, which in zip(pairs, chosen, strict=True)], among[int(away.argmin())]


def swings_deg(model: Motion, side: Side) -> dict[str, float]:
    """How far each joint of a side goes."""
    seen = clean(model)
    return {joint: swing_deg(joint_angle_deg(seen, joint, side)) for joint in JOINTS}


def two_sided(model: Take) -> bool:
    """Whether the other side does what the model's side does, by the joint that moves most."""
    own, other = (swings_deg(model.views[0], side) for side in (MODEL_SIDE, opposite(MODEL_SIDE)))
    primary = max(own, key=lambda joint: own[joint])
    return other[primary] >= ALIKE * own[primary]


def judging_of(model: Motion, view_deg: float) -> Judging:
    """What moves most in the model is followed; nobody was shown a tempo; the rest is the files' usual."""
    swings = swings_deg(model, MODEL_SIDE)
    primary = max(swings, key=lambda joint: swings[joint])
    return replace(
        ABDUCTION,
        model_side=MODEL_SIDE,
        azimuth_deg=view_deg,
        azimuth_tolerance_deg=90,
        primary_joint=primary,
        min_excursion_deg=1.0,
        segments=SEGMENTS,
        range_free_share=0.05,
        weights={"shape": 1.0, "range": 1.0, "tempo": 0.0, "hold": 0.0, "smoothness": 0.5, "posture": 1.0},
    )


def scores(model: Take, takes: Sequence[Take], correct: Sequence[Take]) -> np.ndarray:
    """(n,) of each take against the model, with tolerances from those who did it right."""
    views = [
        _scores(model.views[k], [one.views[k] for one in takes], [one.views[k] for one in correct], view)
        for k, view in enumerate(VIEWS_DEG)
    ]
    if two_sided(model):
        front = ([one.mirrored[0] for one in takes], [one.mirrored[0] for one in correct])
        views.append(_scores(model.mirrored[0], *front, VIEWS_DEG[0]))
    return np.exp(np.mean(np.log(views), axis=0))


def _scores(
    model: Motion, takes: Sequence[Motion], correct: Sequence[Motion], view_deg: float
) -> list[float]:
    judging = judging_of(model, view_deg)
    known = [_score(model, one, judging) for one in correct]
    usable = [one for one in known if one is not None]
    judging = tolerances(usable, judging) if usable else judging
    found = [_score(model, one, judging) for one in takes]
    return [WORST if one is None else max(one.total, WORST) for one in found]


def _score(model: Motion, attempt: Motion, judging: Judging) -> Score | None:
    """Whole takes are one repetition."""
    try:
        outcome = score_motion(
            model, attempt, judging, MODEL_SIDE, marked=[_whole(attempt)], marked_model=_whole(model)
        )
    except InvalidMotionError:
        return None
    return outcome if isinstance(outcome, Score) else None


def _whole(motion: Motion) -> tuple[float, float]:
    return float(motion.times_s[0]), float(motion.times_s[-1])


def auroc(score: np.ndarray, correct: np.ndarray) -> float:
    """How often a correct repetition scores higher than an incorrect one."""
    ranks = scipy.stats.rankdata(score)
    n, m = correct.sum(), (~correct).sum()
    return float((ranks[correct].sum() - n * (n + 1) / 2) / (n * m))


def baselines(model: Take, takes: Sequence[Take]) -> dict[str, np.ndarray]:
    """Minus the distances that an afternoon would try, by their names, each (n,)."""
    theirs = positions(model.views[0])
    reference, path = Reference(theirs), _path(theirs, model.views[0].duration_s)
    return {
        "path and speed": -np.array([np.abs(_path(*_moved(one)) - path).sum() for one in takes]),
        "frame-wise": -np.array(
            [np.linalg.norm(stretched(_moved(one)[0]) - stretched(theirs)) for one in takes]
        ),
        "raw DTW": -np.array([reference.align(_moved(one)[0]).normalized_distance for one in takes]),
    }


def _moved(take: Take) -> tuple[np.ndarray, float]:
    return positions(take.views[0]), take.views[0].duration_s


def _path(values: np.ndarray, seconds: float) -> np.ndarray:
    """(2,) logarithms of the length of all joints' paths and of their mean speed."""
    length = np.linalg.norm(np.diff(values.reshape(len(values), -1, 3), axis=0), axis=2).sum()
    return np.log([length, length / seconds])


def likenesses(takes: Sequence[Take], correct: Sequence[Take]) -> np.ndarray:
    """(n,) minus how many times further than usual each take is from a person's own correct ones."""
    views = []
    for k in range(len(VIEWS_DEG)):
        own = usual([one.views[k] for one in correct])
        views.append([-likeness(one.views[k], own).times_usual for one in takes])
    return np.mean(views, axis=0)


def by_others(takes: Sequence[Take]) -> dict[str, float]:
    """AUROC against a model and with tolerances that know nothing of the person who is judged."""
    correct, people = np.array([one.correct for one in takes]), np.array([one.person for one in takes])
    told = {name: np.zeros(len(takes)) for name in MEASURES["others"]}
    for person in np.unique(people):
        others = np.flatnonzero((people != person) & correct)
        sided, typical = on_one_side(takes, others.tolist())
        own = [sided[k] for k in np.flatnonzero(people == person)]
        known = [sided[k] for k in others[::EVERY] if people[k] != people[typical]]
        columns = {"score": scores(sided[typical], own, known), **baselines(sided[typical], own)}
        for name, values in columns.items():
            told[name][people == person] = values
    return {name: auroc(values, correct) for name, values in told.items()}


def by_own(takes: Sequence[Take]) -> dict[str, float]:
    """The mean over people of the AUROC against their own correct repetitions, never itself.

    The score and the baselines are told one of them as a model, the likeness and the tolerances all of them.
    """
    found: dict[str, list[float]] = {name: [] for name in MEASURES["own"]}
    for person in sorted({one.person for one in takes}):
        own = [one for one in takes if one.person == person]
        right = [k for k, one in enumerate(own) if one.correct]
        sided, _ = on_one_side(own, right)
        seen = [replace(one, views=tuple(clean(view) for view in one.views)) for one in sided]
        told = {name: np.zeros(len(own)) for name in found}
        wrong = [k for k in range(len(own)) if k not in right]
        for group in [*([k] for k in right), wrong]:
            others = [k for k in right if k not in group]
            _, typical = on_one_side(sided, others)
            known = [sided[k] for k in others if k != typical]
            attempt = [sided[k] for k in group]
            columns = {
                "likeness": likenesses([seen[k] for k in group], [seen[k] for k in others]),
                "score": scores(sided[typical], attempt, known),
                **baselines(sided[typical], attempt),
            }
            for name, values in columns.items():
                told[name][group] = values
        correct = np.array([one.correct for one in own])
        for name, values in told.items():
            found[name].append(auroc(values, correct))
    return {name: float(np.mean(values)) for name, values in found.items()}


def report(folder: Path) -> str:
    """The table of every movement there is."""
    paths = sorted(folder.glob("ui_prmd_m*.npz"))
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(_row, paths))
    head = [
        "movement",
        *(f"{name}, {whose}" for whose, names in MEASURES.items() for name in names),
    ]
    mean = ["mean", *np.mean([row[1:] for row in rows], axis=0)]
    lines = [head, ["---"] * len(head), *rows, mean]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _row(path: Path) -> list[object]:
    takes = load(path)
    return [path.stem.removeprefix("ui_prmd_"), *by_others(takes).values(), *by_own(takes).values()]


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Print the table, or say that the data is not there."""
    folder = data.folder(FOLDER)
    print(report(folder) if folder else data.missing("UI-PRMD", FOLDER))


if __name__ == "__main__":
    main()
