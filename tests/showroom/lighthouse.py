"""Asks Lighthouse, as on a telephone, about the main kinds of page: the median of three runs each."""

import json
import os
import shutil
import statistics
import subprocess
import sys

from tests.showroom.chromium import FLAGS
from tests.showroom.site import ROOT, showroom

PROGRAM = ROOT / "tests/showroom/node_modules/.bin/lighthouse"
KINDS = ("home", "agreement", "event", "work", "news")
LANGUAGES = ("az", "ka")
RUNS = 3
TRIES = 3
# The lowest score of each category, and the most that each measure may be.
SCORES = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MEASURES = {"largest-contentful-paint": 1600, "cumulative-layout-shift": 0, "total-blocking-time": 20}


def ask(url):
    """Return Lighthouse's report of one run as a dict. Raises RuntimeError if it fails."""
    command = [
        *(str(PROGRAM), url, "--output=json", "--quiet", "--form-factor=mobile"),
        f"--only-categories={','.join(SCORES)}",
        f"--chrome-flags={' '.join(flag for flag in FLAGS if ' ' not in flag)}",
    ]
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    # On a busy machine Chromium now and then records no beginning of the load; that is no measurement.
    for _try in range(TRIES):
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if "NO_NAVSTART" not in done.stderr:
            break
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed at {url}: {done.stderr[:2000]}")
    return json.loads(done.stdout)


def median(reports):
    """Return the median scores (0–100), measures (ms) and the element painted largest of several reports."""
    scores = {
        name: round(100 * statistics.median(report["categories"][name]["score"] or 0 for report in reports))
        for name in SCORES
    }
    measures = {
        name: statistics.median(report["audits"][name]["numericValue"] for report in reports)
        for name in MEASURES
    }
    return scores, measures, _largest(reports[-1])


def _largest(report):
    items = report["audits"].get("largest-contentful-paint-element", {}).get("details", {}).get("items", [])
    nodes = [row["node"] for part in items for row in part.get("items", []) if "node" in row]
    return nodes[0]["selector"] if nodes else "?"


def main():
    """Print the table; returns 1 if a median misses its mark."""
    faults = []
    with showroom() as site:
        titles = ("performance", "accessible", "practices", "seo", "LCP ms", "CLS", "TBT ms")
        print(f"{'':<16}{''.join(f'{title:>12}' for title in titles)}  largest element")
        for place in site.places:
            if place["kind"] not in KINDS or place["language"] not in LANGUAGES:
                continue
            reports = [ask(site.url + place["path"]) for _run in range(RUNS)]
            scores, measures, largest = median(reports)
            name = f"{place['kind']} {place['language']}"
            lcp, cls, tbt = measures.values()
            print(
                f"{name:<16}{''.join(f'{score:>12}' for score in scores.values())}"
                f"{lcp:>12.0f}{cls:>12.3f}{tbt:>12.0f}  {largest}",
                flush=True,
            )
            faults += [f"{name}: {key} {scores[key]}" for key, least in SCORES.items() if scores[key] < least]
            faults += [
                f"{name}: {key} {measures[key]:.3g}" for key, most in MEASURES.items() if measures[key] > most
            ]
            failed = {
                audit["title"]
                for report in reports
                for audit in report["audits"].values()
                if audit.get("score") == 0 and audit.get("scoreDisplayMode") == "binary"
            }
            faults += [f"{name}: {title}" for title in sorted(failed)]
    print("\n" + ("\n".join(faults) or "All marks reached."))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
