"""Watch a movement, do it at once, see how it went, keep the record."""

__version__ = "0.1.0"
