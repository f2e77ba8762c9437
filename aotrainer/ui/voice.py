"""Sentences said aloud by a voice of the system, without a network and without ever keeping anybody waiting.

One thread speaks. Only the newest words count: what was not begun yet is forgotten, and what is being said
ends with its sentence.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from threading import Event, Lock, Thread

from aotrainer.errors import AotrainerError
from aotrainer.language import spoken
from aotrainer.ui.system_voice import Engine, system_engine

SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")

log = logging.getLogger(__name__)


def sentences(words: str) -> list[str]:
    """The words in the pieces between which something newer may break in."""
    return [piece.strip() for piece in SENTENCE_END.split(words) if piece.strip()]


class Voice:
    """Says the newest words as long as a voice is wanted; silent where there is none.

    wanted : asked before each sentence
    make_engine : called in the thread that speaks; raises `AotrainerError` where there is no voice
    problem : why nothing can be heard, in plain words; empty as long as nothing is known to be wrong
    """

    def __init__(
        self, wanted: Callable[[], bool] = lambda: True, make_engine: Callable[[], Engine] = system_engine
    ) -> None:
        self._wanted, self._make_engine = wanted, make_engine
        self._lock, self._news = Lock(), Event()
        self._newest: tuple[str, str] | None = None
        self._closed = False
        self._thread: Thread | None = None
        self.problem = ""

    def start(self) -> None:
        """Look for a voice, in the background, once; `problem` says if there is none."""
        with self._lock:
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._run, name="voice", daemon=True)
                self._thread.start()

    def say(self, words: str) -> None:
        """Say this next, in the language in use, instead of what was to be said; returns at once."""
        if not words or not self._wanted():
            return
        self.start()
        with self._lock:
            self._newest = (words, spoken())
        self._news.set()

    def hush(self) -> None:
        """Forget what was not said yet."""
        with self._lock:
            self._newest = None

    def close(self) -> None:
        """Say nothing more; a sentence under way is not waited for."""
        self.hush()
        self._closed = True
        self._news.set()

    def _run(self) -> None:
        try:
            engine = self._make_engine()
            while not self._closed:
                self._news.wait()
                self._news.clear()
                self._speak(engine)
        except AotrainerError as error:
            self.problem = str(error)
            log.info("there is no voice: %s", error)
        except Exception as error:
            # Drivers of system voices raise whatever they like; without a voice all else goes on.
            log.exception("the voice failed")
            self.problem = f"{type(error).__name__}: {error}"

    def _speak(self, engine: Engine) -> None:
        """What is newest, sentence by sentence, until something newer comes."""
        words, language = self._take()
        for sentence in sentences(words):
            if self._closed or self._news.is_set() or not self._wanted():
                return
            self.problem = engine.say(sentence, language)

    def _take(self) -> tuple[str, str]:
        with self._lock:
            newest, self._newest = self._newest, None
        return newest or ("", "")
