"""Sequences to align: random ones for hypothesis, and movements."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays


@st.composite
def pairs(draw, longest=12, features=3):
    """Two sequences of small whole numbers, which tie often: that is where engines differ."""
    d = draw(st.integers(1, features))
    lengths = [draw(st.integers(1, longest)) for _ in range(2)]
    return tuple(draw(arrays(float, (n, d), elements=st.integers(-2, 2).map(float))) for n in lengths)


def movement(frames, features=6, seed=0, tempo=1.0):
    """Raise and lower, the features out of step with each other; the tempo bends when it is not 1."""
    t = np.linspace(0, 1, frames) ** tempo
    phases = np.random.default_rng(seed).uniform(0, 1, features)
    return np.column_stack([np.sin(np.pi * t + phase) + np.cos(4 * np.pi * t * phase) for phase in phases])


def noisy(values, seed=1, size=0.05):
    return values + size * np.random.default_rng(seed).normal(size=values.shape)
