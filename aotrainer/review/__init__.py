"""Looking back: what was done, whether it is getting better, and reports for the patient and the chart. Pure.

`gather` reads what is kept of one person, `course_of` works it out, `report` writes it as one HTML file.
"""

from aotrainer.review.course import Course, course_of
from aotrainer.review.kept import Kept, gather
from aotrainer.review.report import READERS, Reader, report

__all__ = ["READERS", "Course", "Kept", "Reader", "course_of", "gather", "report"]
