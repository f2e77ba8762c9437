from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.pose import PoseFrame
from aotrainer.tracking.camera import Picture
from aotrainer.tracking.people import Box, Person
from aotrainer.tracking.subject import DOUBTED_S, FORGOTTEN_S, MERGED_S, Subject
from tests.figure import abduction
from tests.tracking.composites import ARMS, CORE, RATE_HZ, Standing, alone, chest, film, off_trunks, tracked


def frame(x=0.0, time_s=0.0, scale=0.4):
    motion = abduction(np.zeros(1), scale=scale, at=(x, 0.0))
    return PoseFrame(time_s, motion.image[0], motion.world[0], motion.visibility[0])


def person(x=0.0, scale=0.4):
    return Person.of(frame(x, scale=scale))


def point(x):
    return Box(x, -0.1, x, -0.1)


def place(subject):
    return pytest.approx(subject.patient.core.centre[0], abs=0.01)


def test_who_is_alone_is_the_patient_wherever_they_are():
    assert place(Subject().among([person(-0.6)], 0.0)) == -0.6


def test_of_several_the_largest_near_the_middle_is_the_patient():
    assert place(Subject().among([person(0.7), person(0.1), person(0.0, 0.1)], 0.0)) == 0.1


@pytest.mark.parametrize("x", [-0.5, 0.6])
def test_whom_somebody_points_at_is_the_patient(x):
    people = [person(-0.5, 0.2), person(0.0), person(0.6)]
    assert place(Subject().ask(point(x)).among(people, 0.0)) == x


def test_a_point_beside_everybody_means_the_nearest():
    assert place(Subject().ask(point(0.9)).among([person(-0.5), person(0.5)], 0.0)) == 0.5


def test_a_box_means_who_fills_it_best():
    people = [person(0.0), person(0.15, 0.2)]
    assert place(Subject().ask(people[1].whole).among(people, 0.0)) == 0.15


def test_a_wish_waits_until_somebody_is_there():
    subject = Subject().ask(point(0.5)).among([], 0.0).among([person(-0.4), person(0.5)], 1.0)
    assert place(subject) == 0.5
    assert subject.asked is None


def test_another_wish_changes_the_patient():
    people = [person(-0.5), person(0.5)]
    subject = Subject().ask(point(-0.5)).among(people, 0.0).ask(point(0.5)).among(people, 1.0)
    assert place(subject) == 0.5


def test_the_patient_stays_the_patient_when_somebody_larger_comes():
    subject = Subject().among([person(0.3, 0.2)], 0.0).among([person(0.0), person(0.3, 0.2)], 0.5)
    assert place(subject) == 0.3
    assert len(subject.others) == 1


def test_a_patient_who_left_is_not_replaced_at_once():
    subject = Subject().among([person(-0.5), person(0.5)], 0.0)
    patient = float(subject.patient.core.centre[0])
    helper = person(-patient)
    assert place(subject.among([helper, person(3.0)], 1.0)) == patient
    assert place(subject.among([helper, person(3.0)], FORGOTTEN_S + 1)) == -patient


def test_alone_the_patient_is_followed_through_the_room():
    subject, x = Subject().among([person(-0.8)], 0.0), -0.8
    for k in range(1, 60):
        x += 0.02
        subject, told = subject.followed(frame(x, k / 30))
        assert told.has_person
    assert place(subject) == x


def test_a_landmarker_that_leaps_to_somebody_else_is_not_believed():
    subject = Subject().among([person(0.0), person(0.7)], 0.0)
    subject, told = subject.followed(frame(0.0, 0.03))
    assert told.has_person
    subject, told = subject.followed(frame(0.7, 0.06))
    assert (told.has_person, told.crowded, told.time_s) == (False, True, 0.06)
    assert place(subject) == 0.0


def test_a_body_of_another_size_is_not_believed():
    subject = Subject().among([person(0.0)], 0.0)
    assert not subject.followed(frame(0.0, 0.03, 0.15))[1].has_person


def test_somebody_alone_who_was_lost_is_found_again_anywhere_and_hears_nothing_of_others():
    subject = Subject().among([person(-0.6)], 0.0)
    subject, told = subject.followed(frame(0.6, 0.5))
    assert (told.has_person, told.crowded) == (False, False)
    subject = subject.among([person(0.6)], 0.9)
    assert subject.followed(frame(0.6, 0.95))[1].has_person


def test_nobody_is_not_crowded_unless_others_are_there():
    lonely, beside = Subject().among([person()], 0.0), Subject().among([person(), person(0.8)], 0.0)
    assert not lonely.followed(PoseFrame.nobody(0.1))[1].crowded
    assert beside.followed(PoseFrame.nobody(0.1))[1].crowded


def test_two_who_stand_in_front_of_each_other_are_not_told_apart():
    subject = Subject().ask(point(0.0)).among([person(0.0), person(0.1)], 0.0)
    assert subject.followed(frame(0.0, 0.03))[1].crowded


def test_somebody_who_walks_in_between_two_looks_is_expected():
    subject = Subject().ask(point(0.0)).among([person(0.0), person(0.7)], 0.0)
    subject = subject.among([person(0.0), person(0.5)], 0.35)
    for k in range(10):
        subject, told = subject.followed(frame(0.0, 0.35 + k / 30))
        assert told.has_person
    subject, told = subject.followed(frame(0.0, 0.35 + 0.8))
    assert told.crowded


def met():
    """Two people of whom one has just been hidden."""
    subject = Subject().ask(point(0.0)).among([person(0.0), person(0.3)], 0.0)
    return subject.among([person(0.1)], 0.35)


def test_two_found_as_one_are_not_believed_until_they_part():
    subject = met()
    assert subject.beside_others
    assert subject.followed(frame(0.05, 0.4))[1].crowded
    parted = subject.among([person(-0.4), person(0.0)], 0.7)
    assert place(parted) == 0.0
    assert parted.followed(frame(0.0, 0.75))[1].has_person


def test_who_is_found_alone_for_long_is_believed_again():
    subject = met()
    for k in range(1, 20):
        subject = subject.among([person(0.0)], 0.35 + k * 0.35)
    assert MERGED_S < 19 * 0.35 < DOUBTED_S
    assert not subject.beside_others
    assert subject.followed(frame(0.0, 7.1))[1].has_person


def test_a_view_shows_the_patient_and_hides_the_others():
    picture = Picture(0.0, np.full((90, 160, 3), 200, np.uint8))
    subject = Subject().ask(point(-0.5)).among([person(-0.5, 0.3), person(0.6, 0.3)], 0.0)
    seen = subject.view(picture).image
    assert (seen[45, round(90 * -0.5 + 80)] == 200).all()
    assert (seen[45, round(90 * 0.6 + 80)] == 0).all()
    assert (picture.image == 200).all()


def test_a_view_of_somebody_alone_is_the_picture_itself():
    picture = Picture(0.0, np.full((90, 160, 3), 200, np.uint8))
    assert Subject().view(picture) is picture
    assert Subject().among([person()], 0.0).view(picture) is picture


def test_who_stands_a_little_aside_then_may_be_the_other_one_in_front():
    subject = met()
    for k in range(1, 20):
        subject = subject.among([person(0.07)], 0.35 + k * 0.35)
    assert subject.followed(frame(0.07, 7.1))[1].crowded
    for k in range(20, 35):
        subject = subject.among([person(0.07)], 0.35 + k * 0.35)
    assert subject.followed(frame(0.07, 12.3))[1].has_person


LIFTS, DRINKS = "shoulder_abduction", "hand_to_mouth"
FRAMES = 60


@pytest.mark.slow
@pytest.mark.parametrize(
    ("patient", "other"),
    [
        (Standing(LIFTS, -60), Standing(DRINKS, 270)),
        (Standing(DRINKS, 270), Standing(LIFTS, -60)),
        (Standing(LIFTS, 330, 0.7), Standing(DRINKS, -20)),
    ],
    ids=["left", "right", "smaller"],
)
def test_of_two_moving_people_the_landmarks_are_always_the_chosen_ones(patient, other):
    truth = alone(patient, FRAMES)
    poses = tracked(film([other, patient], FRAMES), chest(truth))
    assert all(pose.has_person for pose in poses)
    assert off_trunks(poses, truth, CORE).max() < 0.1
    assert np.median(off_trunks(poses, truth, ARMS)) < 0.05


def test_without_a_choice_the_larger_one_near_the_middle_is_followed():
    patient, other = Standing(DRINKS, 107), Standing(LIFTS, -150)
    poses = tracked(film([other, patient], FRAMES))
    assert off_trunks(poses, alone(patient, FRAMES), CORE).max() < 0.1


def test_somebody_who_comes_in_and_stands_beside_changes_nothing():
    patient = Standing(DRINKS, 80)
    comes = Standing(LIFTS, lambda k: max(300, 660 - 8 * k))
    poses = tracked(film([patient, comes], FRAMES))
    truth = alone(patient, FRAMES)
    assert all(pose.has_person for pose in poses)
    assert off_trunks(poses, truth, CORE).max() < 0.1


@pytest.mark.slow
@pytest.mark.parametrize("in_front", [True, False])
def test_somebody_who_walks_past_never_becomes_the_patient(in_front):
    patient, passer = Standing(LIFTS, 80), Standing(DRINKS, lambda k: 700 - 11 * k)
    people = [patient, passer] if in_front else [passer, patient]
    count = 100
    truth = alone(patient, count)
    poses = tracked(film(people, count), chest(truth))
    # Another person would be off by a trunk's length, half a metre, and more.
    assert off_trunks(poses, truth, CORE).mean(axis=1).max() < 0.5
    assert poses[-1].has_person
    assert 0.4 * RATE_HZ < sum(pose.crowded for pose in poses) < 0.5 * count


def test_a_marked_frame_holds_no_landmarks():
    marked = PoseFrame.nobody(1.0, crowded=True)
    assert not marked.has_person
    assert replace(marked, crowded=False).time_s == 1.0
