"""What it costs to make a press kit of large pictures."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from core.models import MuseumImage
from core.models.images import Rights
from news.models import ExhibitionAbroadPage
from press.kits import kit_of

PICTURES = 10
SIZE = (5480, 3650)  # 20 megapixels
SECONDS, MEMORY = 30, 400 * 10**6


def measure_kit(scratch):
    """Make the kit of ten pictures of 20 megapixels in a process of its own, as the worker would.

    Args:
        scratch: folder; originals of the default storage must be in ``private`` below it.

    Returns:
        dict: ``seconds``, ``memory`` (bytes at the most), ``size`` (bytes of the ZIP).
    """
    page = ExhibitionAbroadPage.objects.filter(locale__language_code="ka").first()
    image = {"alt_text": "", "decorative": True}
    pictures = [
        {"image": image | {"image": _picture(number).pk}, "caption": f"{number}"}
        for number in range(PICTURES)
    ]
    page.body = json.dumps([{"type": "gallery", "value": {"heading": "", "pictures": pictures}}])
    page.lead_image = None
    kit = kit_of(page)
    path = Path(scratch) / "dossier.pickle"
    path.write_bytes(pickle.dumps(kit.dossier))
    called = [sys.executable, settings.BASE_DIR / "manage.py", "bench_kit", path]
    done = subprocess.run(
        called, env=os.environ | {"VAR_DIR": str(scratch)}, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def _picture(number):
    """Make a photograph-like picture: noise, which no compression makes small."""
    noise = Image.effect_noise((SIZE[0] // 4, SIZE[1] // 4), 60 + number).resize(SIZE)
    bands = [noise, noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT), noise.point(lambda shade: 255 - shade)]
    shades = Image.merge("RGB", bands)
    name = default_storage.save(f"original_images/bench-{number}.jpg", ContentFile(b""))
    with default_storage.open(name, "wb") as file:
        shades.save(file, "JPEG", quality=92)
    return MuseumImage.objects.create(
        title=f"{number}",
        file=name,
        width=SIZE[0],
        height=SIZE[1],
        rights=Rights.CC0,
        credit={"az": "Ölçmə üçün şəkil"},
    )
