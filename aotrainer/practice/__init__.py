"""PURE: how practice is arranged: when feedback is shown, what comes easier or harder, when to rest.

Nothing here looks at a clock, a camera, a screen or a database; times come in as seconds.
"""
