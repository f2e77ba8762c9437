"""Watching, doing and judging, without the app; and making exercises of one's own."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from aotrainer import check, config, printout
from aotrainer.assembly import make_services, open_file, open_library, own_exercises, patient_recording
from aotrainer.cli.app import app
from aotrainer.cli.console import err, out
from aotrainer.cli.options import (
    ExercisesFolder,
    Rate,
    Shower,
    database,
    demonstrator_named,
    side_named,
    track,
)
from aotrainer.motion.angles import JOINTS
from aotrainer.motion.crowding import explained
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import score_motion
from aotrainer.protocol import DEFAULT_RATE


@app.command()
def demo(
    exercise: Annotated[str, typer.Argument(help="Which exercise to show.")] = "shoulder_abduction",
    output: Annotated[
        Path | None, typer.Option(help="Folder for the screenshots and the demo's own record.")
    ] = None,
    demonstrator: Shower = None,
    own: ExercisesFolder = None,
) -> None:
    """Run a short session on a bundled recording: no camera and no screen needed."""
    library, shower = open_library(own), demonstrator_named(demonstrator)
    chosen = library.exercise(exercise)
    folder = output or config.data_folder() / "demo"
    if not check.has_display():
        os.environ["SDL_VIDEODRIVER"] = "dummy"
    from aotrainer.demo import run_demo  # brings pygame, which most commands do without

    err.print("A session runs by itself for a minute or two …", style="dim")
    with open_file(database(folder)) as store:
        services = make_services(store, library, patient_recording(library, exercise), demonstrator=shower)
        trial = run_demo(services, exercise, folder / "screenshots")
        out.print(printout.outcome(chosen, trial.outcome, trial.side))
        out.print(f"Screenshots  {folder / 'screenshots'}", soft_wrap=True, highlight=False)
        out.print(f"Record       {store.path}", soft_wrap=True, highlight=False)


@app.command()
def score(
    exercise: Annotated[str, typer.Argument(help="Which exercise; see: aotrainer exercises")],
    video: Annotated[Path, typer.Argument(help="A video of somebody doing it.")],
    side: Annotated[
        str | None, typer.Option(help="left or right; found from the movement when not given.")
    ] = None,
    rate: Rate = DEFAULT_RATE,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    own: ExercisesFolder = None,
) -> None:
    """Judge a recorded attempt against the model."""
    library, asked = open_library(own), side_named(side)
    chosen = library.exercise(exercise)
    frames = track(video)
    outcome = score_motion(
        library.reference(exercise),
        Motion.from_frames(frames),
        chosen.judging,
        asked,
        rate,
        library.others(exercise),
        askew=library.askew(exercise),
    )
    outcome = explained(outcome, frames)
    if as_json:
        typer.echo(printout.outcome_json(chosen, outcome, asked))
    else:
        out.print(printout.outcome(chosen, outcome, asked))


@app.command()
def learn(
    video: Annotated[
        Path, typer.Argument(help="A video of the movement, best three times from rest to rest.")
    ],
    name: Annotated[str, typer.Option("--id", help="A name for it: small letters, digits and _.")],
    joints: Annotated[
        str, typer.Option(help=f"What moves, the first telling the repetitions: {', '.join(JOINTS)}.")
    ],
    side: Annotated[
        str | None, typer.Option(help="left or right; found from the movement when not given.")
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(help="Where to put it, instead of the app's own exercises.", show_default=False),
    ] = None,
) -> None:
    """Make an exercise of your own from a video."""
    from aotrainer import learn as learning  # brings the tracker and pygame
    from aotrainer.learn.picture import save_found

    place, asked, moving = folder or own_exercises(), side_named(side), learning.joints_in(joints)
    learning.require_new(name, place, config.shipped("exercises"))
    motion = Motion.from_frames(track(video))
    lesson = learning.find_lesson(motion, moving, asked)
    file = learning.write_exercise(lesson, motion, video, name, place)
    out.print(printout.lesson(lesson, learning.view_name(lesson.azimuth_deg)), highlight=False)
    for label, made in (("Picture", save_found(lesson, motion, video, file)), ("Exercise", file)):
        out.print(f"{label:<9} {made}", soft_wrap=True, highlight=False, markup=False)
