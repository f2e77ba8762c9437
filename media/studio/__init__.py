"""The studio renders the target movements and the demo patient from a CC0 human.

A build tool: run it from the root of the repository as `python -m media.studio`.
"""
