"""The screens, and which of them shows which phase of a session."""

from __future__ import annotations

from collections.abc import Sequence

from aotrainer.comfort import NOT_CHOSEN
from aotrainer.protocol import Protocol
from aotrainer.session import Phase
from aotrainer.task import Task
from aotrainer.trial import Patient
from aotrainer.ui.running import Running, Views
from aotrainer.ui.scene import Scene
from aotrainer.ui.scenes.alone import AloneScene
from aotrainer.ui.scenes.clock import ClockScene, is_behind
from aotrainer.ui.scenes.feedback import FeedbackScene
from aotrainer.ui.scenes.get_ready import GetReadyScene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.imitate import ImitateScene
from aotrainer.ui.scenes.introduce import IntroduceScene
from aotrainer.ui.scenes.language import LanguageScene
from aotrainer.ui.scenes.observe import ObserveScene
from aotrainer.ui.scenes.place import PlaceScene
from aotrainer.ui.scenes.questions import CheckInScene, CheckOutScene
from aotrainer.ui.scenes.rest import RestScene
from aotrainer.ui.scenes.settle import SettleScene
from aotrainer.ui.scenes.stopped import StoppedScene
from aotrainer.ui.scenes.summary import SummaryScene
from aotrainer.ui.services import Services

VIEWS: Views = {
    Phase.CHECK_IN: CheckInScene,
    Phase.CHECK_OUT: CheckOutScene,
    Phase.PLACE: PlaceScene,
    Phase.SETTLE: SettleScene,
    Phase.STOPPED: StoppedScene,
    Phase.INTRODUCE: IntroduceScene,
    Phase.OBSERVE: ObserveScene,
    Phase.GET_READY: GetReadyScene,
    Phase.IMITATE: ImitateScene,
    Phase.FEEDBACK: FeedbackScene,
    Phase.REST: RestScene,
    Phase.SUMMARY: SummaryScene,
}


def first_scene(services: Services) -> Scene:
    """The first screen; before it, that the server is away, or the language where nobody has chosen one."""
    why = services.store.alone
    return _welcome(services) if why is None else AloneScene(services, why, lambda: _welcome(services))


def _welcome(services: Services) -> Scene:
    if services.comforts.now.language == NOT_CHOSEN:
        return LanguageScene(services, lambda: _after_a_look_at_the_clock(services))
    return _after_a_look_at_the_clock(services)


def _after_a_look_at_the_clock(services: Services) -> Scene:
    if is_behind(services):
        return ClockScene(services, lambda: home_scene(services))
    return home_scene(services)


def home_scene(services: Services) -> Scene:
    """Who trains, and what."""
    return HomeScene(services, lambda patient, tasks, dose: session_scene(services, patient, tasks, dose))


def session_scene(services: Services, patient: Patient, tasks: Sequence[Task], protocol: Protocol) -> Scene:
    """Begins a session in the record and shows its first phase."""
    return Running(services, patient, tasks, protocol, VIEWS).scene()
