"""Colours by their role, and what they are in each palette."""

from __future__ import annotations

from aotrainer.comfort import Theme

Colour = tuple[int, int, int]


class Tint(tuple[int, int, int]):
    """A colour by its role: scenes write the role, and the `Canvas` takes the palette's colour for it.

    It is itself the colour of the light palette, for what is always drawn in that: sheets and reports.
    """

    dark: Colour
    contrast: Colour

    def __new__(cls, light: Colour, dark: Colour | None = None, contrast: Colour | None = None) -> Tint:
        """A role; the colours that are not given are those of the light palette."""
        tint = super().__new__(cls, light)
        tint.dark, tint.contrast = dark or light, contrast or light
        return tint

    def shown(self, palette: Theme) -> Colour:
        """The colour in a palette."""
        if palette == "light":
            return self[:3]
        return self.dark if palette == "dark" else self.contrast


def shown(colour: Colour, palette: Theme) -> Colour:
    """The colour to draw with: of a role that of the palette, any other as it is."""
    return colour.shown(palette) if isinstance(colour, Tint) else colour
