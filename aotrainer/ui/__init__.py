"""The front end: scenes on a stack, drawn with pygame. The only importer of pygame.

`App(services, home_scene(services)).run()` is all that the command line does.
"""

import os

# pygame reads this when it is imported, so it comes first.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

from aotrainer.ui.app import App, Observer, show_welcome
from aotrainer.ui.scene import Pop, Push, Quit, Replace, Scene, Transition
from aotrainer.ui.scenes import first_scene, home_scene, session_scene
from aotrainer.ui.scenes.damaged import DamagedScene, Loss, Rescue
from aotrainer.ui.scenes.locked import LockedScene
from aotrainer.ui.services import Services, Tracker
from aotrainer.ui.sound import Sounds
from aotrainer.ui.voice import Voice

__all__ = [
    "App",
    "DamagedScene",
    "LockedScene",
    "Loss",
    "Observer",
    "Pop",
    "Push",
    "Quit",
    "Replace",
    "Rescue",
    "Scene",
    "Services",
    "Sounds",
    "Tracker",
    "Transition",
    "Voice",
    "first_scene",
    "home_scene",
    "session_scene",
    "show_welcome",
]
