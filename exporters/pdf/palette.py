"""The colours of everything Navette prints: red, green and blue, from 0 to 1."""

Colour = tuple[float, float, float]

NAVY: Colour = (0.09, 0.2, 0.38)
GREY: Colour = (0.38, 0.41, 0.46)
PALE: Colour = (0.945, 0.955, 0.97)
LINE: Colour = (0.8, 0.83, 0.87)
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
