"""Weighs a first visit: what comes over the wire, compressed, by what it is, until the page has settled unscrolled."""

import json
import sys
import tempfile
import time
from collections import Counter

from tests.showroom import chromium
from tests.showroom.site import showroom

KB = 1000
# The heaviest a first visit may be, in kilobytes: by kind of page and language, then by what it is made of.
BUDGETS = {"home": 450, "agreement": 180, "exhibition-abroad": 180, "anniversary": 180}
GEORGIAN = 240  # of an article: its letters weigh more
PARTS = {"Stylesheet": 30, "Script": 15}
FORMS = ("contact", "alerts")
COLUMNS = ("Document", "Stylesheet", "Script", "Font", "Image", "Other")


def visit(driver, url):
    """Return bytes by kind of resource, the foreign addresses asked for and the cookies of one first visit."""
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.clearBrowserCache", {})
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    driver.get("about:blank")
    driver.get_log("performance")
    driver.get(url)
    driver.execute_async_script("const done = arguments[0]; document.fonts.ready.then(() => done())")
    time.sleep(0.5)  # for the last “loading finished” to reach the log
    weights, kinds, foreign = Counter(), {}, []
    for line in driver.get_log("performance"):
        event = json.loads(line["message"])["message"]
        data = event["params"]
        if event["method"] == "Network.requestWillBeSent":
            address = data["request"]["url"]
            if address.startswith("data:"):
                continue
            kinds[data["requestId"]] = data.get("type", "Other")
            if not address.startswith(url.split("/", 3)[0] + "//127.0.0.1"):
                foreign.append(address)
        elif event["method"] == "Network.loadingFinished" and data["requestId"] in kinds:
            kind = kinds[data["requestId"]]
            weights[kind if kind in COLUMNS else "Other"] += data["encodedDataLength"]
    return weights, foreign, driver.get_cookies()


def main():
    """Print the table; returns 1 if anything is over its budget."""
    faults = []
    with showroom() as site, tempfile.TemporaryDirectory() as profile:
        driver = chromium.start(profile)
        try:
            print(f"{'kB on a first visit':<26}{''.join(f'{name:>12}' for name in COLUMNS)}{'all':>9}")
            for place in site.places:
                chromium.screen(driver, 412, 823, prefers_color_scheme="light")
                weights, foreign, cookies = visit(driver, site.url + place["path"])
                name, total = f"{place['kind']} {place['language']}", weights.total() / KB
                print(
                    f"{name:<26}{''.join(f'{weights[part] / KB:>12.1f}' for part in COLUMNS)}{total:>9.1f}",
                    flush=True,
                )
                budget = BUDGETS.get(place["kind"])
                if budget and place["kind"] != "home" and place["language"] == "ka":
                    budget = GEORGIAN
                faults += [f"{name}: {total:.0f} kB, more than {budget}"] if budget and total > budget else []
                faults += [
                    f"{name}: {part} {weights[part] / KB:.1f} kB, more than {most}"
                    for part, most in PARTS.items()
                    if weights[part] / KB > most
                ]
                faults += [f"{name}: asks {address}" for address in foreign]
                faults += [
                    f"{name}: sets the cookie {cookie['name']}"
                    for cookie in cookies
                    if place["kind"] not in FORMS  # an opened form needs one against forgery
                ]
        finally:
            driver.quit()
    print("\n" + ("\n".join(faults) or "All within the budget; no other host asked, no cookie set."))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
