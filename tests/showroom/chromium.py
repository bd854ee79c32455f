"""The Chromium of the machine, started so that it asks nobody but the site."""

import base64
import shutil

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
    "--window-size=1400,1000",
    # Whatever asks for another host finds none, and the failure is in the log.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
# Resolves when every picture has come and can be drawn, the lazy ones too; a broken one is not waited for.
ALL_PICTURES = """
const done = arguments[arguments.length - 1];
document.querySelectorAll("img[loading=lazy]").forEach((image) => { image.loading = "eager"; });
const come = [...document.images].map((image) => image.decode().catch(() => {}));
Promise.all([...come, document.fonts.ready]).then(() => requestAnimationFrame(() => done()));
"""


def start(profile, *flags):
    """Return a Selenium driver with a new profile in a folder. Raises RuntimeError where Chromium is missing."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (binary and driver):
        raise RuntimeError("chromium and chromedriver are needed: apt install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, *flags, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.add_experimental_option("perfLoggingPrefs", {"enableNetwork": True, "enablePage": False})
    chromium = webdriver.Chrome(options=options, service=Service(driver))  # given, so that none is downloaded
    chromium.set_page_load_timeout(60)
    chromium.set_script_timeout(60)
    return chromium


def screen(driver, width, height=900, **features):
    """Show pages on a screen of that size in CSS pixels; ``features`` are media features with _ for -."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    media = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})


def photograph(driver, path, *, tallest=9000):
    """Write a picture of the whole page, down to ``tallest`` pixels."""
    driver.execute_async_script(ALL_PICTURES)
    page = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": page["width"], "height": min(page["height"], tallest), "scale": 1}
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
    path.write_bytes(base64.b64decode(shot["data"]))
