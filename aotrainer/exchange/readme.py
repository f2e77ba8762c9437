"""What stands in the README of a research folder."""

README = """\
Action observation training, recorded by aotrainer.

Each participant watched short clips of a movement and did the movement before a webcam at once. What was
shown, how it was watched, the landmarks of the body while doing, and how each repetition compared with the
model are here. There is no video and no sound.

Modelled on BIDS-Motion
  participants.tsv              who took part, under pseudonyms; the code of the arm in a trial
  sub-*/sub-*_sessions.tsv      sessions
  sub-*/ses-*/beh/*_task-doing_beh.tsv       every attempt: what was shown before it (speed, seconds, loops,
                                perspective, side, sizes in pixels), by which thresholds it was judged, and
                                how it went
  sub-*/ses-*/beh/*_task-watching_beh.tsv    every dose of watching: the video-parameter log
  sub-*/ses-*/beh/*_task-session_events.tsv  everything else: ratings, stops, help, steps, faults
  sub-*/ses-*/motion/*_motion.tsv            landmarks; the first column is the time of each frame
  sub-*/ses-*/motion/*_events.tsv            the repetitions of that recording
  sourcedata/randomisation.tsv  codes in the order of enrolment; which code is which arm is not here
  sourcedata/aotrainer/         the record itself, with the landmarks as they are kept. `aotrainer import
                                FOLDER` makes a record of it again.

What to know
  Landmarks: MediaPipe Pose, its 33 points without eyes and mouth, one camera, the picture not flipped: a
  person who faces the camera has their left at larger x. World landmarks are an estimate; depth is the least
  certain of it.
  Times: UTC. They are as they were; shift them before you publish, if your ethics board asks for it.
  A score always stands with the version of the algorithm that gave it. Scores of the same attempt by other
  versions are in sourcedata/aotrainer.
  A text that begins like a formula has an apostrophe before it, so that no spreadsheet runs it.
  In texts, a tab, a line break and a backslash are written as \\t, \\n and \\\\.
"""
