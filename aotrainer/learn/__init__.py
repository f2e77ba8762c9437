"""A therapist's own exercise from a video: the model is the most typical of its repetitions."""

from aotrainer.learn.files import require_new, write_exercise
from aotrainer.learn.lesson import SEGMENTS_OF, Lesson, find_lesson, joints_in, segments_of
from aotrainer.learn.template import view_name

__all__ = [
    "SEGMENTS_OF",
    "Lesson",
    "find_lesson",
    "joints_in",
    "require_new",
    "segments_of",
    "view_name",
    "write_exercise",
]
