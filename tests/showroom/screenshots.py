"""Photographs every kind of page on three screens in four languages, into ``var/screenshots``."""

import sys
import tempfile

from tests.showroom import chromium
from tests.showroom.site import ROOT, showroom

WIDTHS = (360, 768, 1280)
FOLDER = ROOT / "var" / "screenshots"


def main(kinds):
    """Photograph the kinds of page that are named, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with showroom() as site, tempfile.TemporaryDirectory() as profile:
        driver = chromium.start(profile)
        try:
            for place in site.places:
                if kinds and place["kind"] not in kinds:
                    continue
                for width in WIDTHS:
                    chromium.screen(driver, width, prefers_color_scheme="light")
                    driver.get(site.url + place["path"])
                    name = f"{place['kind']}-{place['language']}-{width}.png"
                    chromium.photograph(driver, FOLDER / name)
                print(f"{place['kind']:<20}{place['language']}", flush=True)
        finally:
            driver.quit()
    print(f"The pictures are in {FOLDER.relative_to(ROOT)}/.")


if __name__ == "__main__":
    main(sys.argv[1:])
