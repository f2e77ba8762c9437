"""What is heard beside what is seen: a screen in words, a phase that begins, a repetition that counted."""

from __future__ import annotations

from aotrainer.language import _
from aotrainer.session import Phase, Session
from aotrainer.ui.falling import falling_words
from aotrainer.ui.scenes.message import MessageScene
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.sound import Sounds, Tone
from aotrainer.ui.voice import Voice
from aotrainer.ui.words import BEGIN_HERE, BEGIN_HERE_IN_TRIAL, side_call


class Announcer:
    """Listens along with the topmost scene; call `look` once in each round."""

    def __init__(self, sounds: Sounds, voice: Voice) -> None:
        self._sounds, self._voice = sounds, voice
        self._scene: object = None
        self._counted = 0

    def look(self, scene: object) -> None:
        """Say what is new since the last round."""
        if scene is not self._scene:
            self._scene, self._counted = scene, 0
            self._begin(scene)
        elif isinstance(scene, PhaseScene) and scene.phase is Phase.IMITATE:
            self._count(scene.running.session.repetitions)

    def _begin(self, scene: object) -> None:
        self._voice.hush()
        if isinstance(scene, PhaseScene):
            self._sounds.play(Tone.PHASE)
        self._voice.say(words_of(scene))

    def _count(self, repetitions: int) -> None:
        if repetitions > self._counted:
            self._sounds.play(Tone.COUNTED)
            self._voice.say(str(repetitions))
        self._counted = repetitions


def words_of(scene: object) -> str:
    """What is said when a scene appears: its own words, or its heading and what belongs to its phase."""
    own = scene.spoken() if isinstance(scene, Screen) else None
    if own is not None:
        return own
    if isinstance(scene, MessageScene):
        return _lines(scene.heading, scene.words)
    if isinstance(scene, PhaseScene):
        return _lines(_(scene.heading), *_more(scene.phase, scene.running.session))
    return ""


def _more(phase: Phase, session: Session) -> tuple[str, ...]:
    """Beside the heading of a phase."""
    task = session.task
    if phase is Phase.INTRODUCE:
        falling = falling_words(task) if session.care.fall_risk else ""
        return falling, _(task.exercise.instruction), _(task.exercise.caution)
    if phase is Phase.IMITATE and session.waits_for_start:
        return (_(BEGIN_HERE_IN_TRIAL if session.care.arm else BEGIN_HERE),)
    if phase is Phase.GET_READY:
        return side_call(task), _(task.exercise.placing)
    return ()


def _lines(*parts: str) -> str:
    """Each on its own line, between which something newer may break in."""
    return "\n".join(part for part in parts if part)
