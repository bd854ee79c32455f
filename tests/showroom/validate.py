"""Gives every page of the sitemap, and some that no sitemap lists, to the Nu HTML checker."""

import json
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.showroom.site import ROOT, fetch, showroom

JAR = ROOT / "tests/showroom/node_modules/vnu-jar/build/dist/vnu.jar"


def check(pages):
    """Check documents.

    Args:
        pages: dict of address to HTML.

    Returns:
        list[str]: one line an error: address, line number, what is wrong.

    Raises:
        RuntimeError: without Java, without the checker, or if the checker itself fails.
    """
    if not (shutil.which("java") and JAR.is_file()):
        raise RuntimeError("Java and the checker are needed: “make showroom-tools” says how to get them")
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (address, html) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(html, encoding="utf-8")
            names[file.name] = address
        done = subprocess.run(
            [
                "java",
                "-Xss4m",
                "-jar",
                str(JAR),
                "--errors-only",
                "--format",
                "json",
                "--exit-zero-always",
                folder,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        messages = json.loads(done.stderr)["messages"]
    except ValueError as error:
        raise RuntimeError(f"the checker failed: {done.stderr[:2000]}") from error
    return [
        f"{names[Path(message['url']).name]}:{message.get('lastLine', '?')}: {message['message']}"
        for message in messages
    ]


def main():
    """Print what is wrong, HTML or an address of the sitemap that does not answer; returns 1 if anything is."""
    with showroom(ROOT / "var" / "showroom-small", width=480) as site:
        listed = site.addresses()
        addresses = [*listed, *(site.url + place["path"] for place in site.places)]
        with ThreadPoolExecutor(4) as readers:
            answers = dict(zip(addresses, readers.map(fetch, addresses), strict=True))
    faults = [f"{address}: {answers[address][0]}" for address in listed if answers[address][0] != 200]
    faults += check({address: html for address, (_status, html) in answers.items()})
    print(*faults[:100], f"{len(answers)} pages, {len(faults)} errors.", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
