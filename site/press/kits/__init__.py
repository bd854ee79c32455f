"""Press kits: what the press is given of a release or an exhibition, in one language.

``kit_of(page)`` gathers it, from any page that ``has_kit``, public or not; ``folders`` makes the files and keeps them;
``views`` answers for what is public.
"""

from press.kits.kit import Kit, kit_of

__all__ = ["Kit", "kit_of"]
