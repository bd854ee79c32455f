"""What Wagtail cannot do to a picture by itself."""

from PIL import Image
from wagtail.images.image_operations import FilterOperation
from willow.plugins.pillow import PillowImage


class MatOperation(FilterOperation):
    """``mat-1200x630``: lay the whole picture in the middle of a mat of that size. What is larger stays as it is."""

    COLOUR = (240, 235, 225)  # --mat of the light scheme

    def construct(self, size):
        self.width, self.height = (int(side) for side in size.split("x"))

    def run(self, willow, image, env):
        hung = willow.image.convert("RGBA")
        if hung.width > self.width or hung.height > self.height:
            return willow
        mat = Image.new("RGB", (self.width, self.height), self.COLOUR)
        mat.paste(hung, ((self.width - hung.width) // 2, (self.height - hung.height) // 2), hung)
        return PillowImage(mat)
