"""Takes the pictures of the guide in the CMS from the running site, in each language, as an editor sees it."""

import base64
import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.cms import PREVIEWED, Cms
from tests.showroom import chromium
from tests.showroom.site import LANGUAGES, ROOT, showroom

FOLDER = ROOT / "site" / "desk" / "static" / "desk" / "guide"
PASSWORD = "only-for-pictures"
SCREEN = (1120, 720)
COLOURS = 128  # enough for forms, and a third of the bytes
# Asks the API of the CMS for the first object of a type, as the CMS's own scripts do: it lists twenty at a time, and
# cannot be asked for a type.
FIRST = """
const [list, type, done] = arguments;
const look = (offset) => fetch(`/admin/api/main/${list}&limit=20&offset=${offset}`)
    .then((answer) => answer.json())
    .then(({ meta, items }) => {
        const item = items.find((candidate) => candidate.meta.type === type);
        if (item || offset + 20 >= meta.total_count) done(item?.id);
        else look(offset + 20);
    });
look(0);
"""
# Nothing blinks, floats in or waits under the pointer.
STILL = """
const style = document.createElement("style");
style.textContent = "*, *::before, *::after { transition: none !important; animation: none !important; "
    + "caret-color: transparent !important } [data-tippy-root] .w-tooltip { visibility: hidden }";
document.head.append(style);
document.activeElement?.blur();
"""
# The form asks for both names of whoever saves it.
NAMED = {"name_email-first_name": "Leyla", "name_email-last_name": "Həsənova"}
ACCOUNT = """
for (const [name, value] of Object.entries(arguments[0])) document.querySelector(`[name="${name}"]`).value = value;
document.querySelector("[name=locale-preferred_language]").form.requestSubmit();
"""
AT_THE_TOP = "arguments[0].scrollIntoView({block: 'start', behavior: 'instant'}); window.scrollBy(0, -110)"
PANEL = """
const field = document.querySelector(`[name="${arguments[0]}"]`);
return field.closest(".w-panel") || field.parentElement;
"""


class Window:
    """What ``Cms`` asks of a browser: a driver, and how to come to a path of the site."""

    def __init__(self, driver, url):
        self.driver, self.url = driver, url

    def open(self, path):
        self.driver.get(self.url + path)


class Photographer(Cms):
    """An editor who takes pictures of what is on the screen, for the guide of one language."""

    def __init__(self, window, language, folder):
        super().__init__(window)
        self.language, self.folder = language, Path(folder) / language
        self.folder.mkdir(parents=True, exist_ok=True)

    def first(self, kind, of="pages/?locale=az"):
        """Return the key of the first object of a type, among the Azerbaijani pages unless said otherwise."""
        key = self.driver.execute_async_script(FIRST, of, kind)
        assert key, f"the demonstration content has no {kind} in {of}"
        return key

    def show(self, name):
        """Open the panels around a field of a form and bring its panel to the top of the screen."""
        self.field(name)
        self.to_the_top(name)

    def to_the_top(self, name):
        self.driver.execute_script(AT_THE_TOP, self.driver.execute_script(PANEL, name))

    def take(self, name, height=SCREEN[1]):
        """Write a picture of the upper ``height`` pixels of the screen."""
        self.driver.execute_script(STILL)
        self.driver.execute_async_script(chromium.ALL_PICTURES)
        clip = {"x": 0, "y": 0, "width": SCREEN[0], "height": height, "scale": 1}
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip | self.scrolled()})
        picture = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
        picture.quantize(COLOURS, dither=Image.Dither.NONE).save(self.folder / f"{name}.png", optimize=True)

    def scrolled(self):
        x, y = self.driver.execute_script("return [window.scrollX, window.scrollY]")
        return {"x": x, "y": y}

    def speak(self):
        """Choose the language of the CMS, as the first page of the guide tells."""
        self.open("/admin/account/")
        self.driver.execute_script(ACCOUNT, {**NAMED, "locale-preferred_language": self.language})
        self.wait(lambda: self.all(".messages .success"), "the account to be saved")

    # The pictures, in the order of the guide

    def account(self):
        self.open("/admin/account/")
        self.to_the_top("locale-preferred_language")
        self.take("account", 420)

    def news(self):
        self.open(f"/admin/pages/{self.first('news.NewsIndexPage')}/add_subpage/")
        self.take("kinds", 560)
        self.open(f"/admin/pages/{self.first('news.AgreementPage')}/edit/")
        self.find("[name=title]")
        self.take("news-form")

    def picture(self):
        self.open(f"/admin/images/{self.first('core.MuseumImage', 'images/?order=id')}/")
        self.find("[name=title]")
        self.take("picture-form")

    def preview(self):
        self.open(f"/admin/pages/{self.first('news.AgreementPage')}/edit/")
        toggle = "[data-side-panel-toggle=preview]"
        if self.find(toggle).get_attribute("aria-expanded") != "true":
            self.press(toggle)
        self.wait(lambda: self.driver.execute_script(PREVIEWED), "the preview")
        self.take("preview")
        self.press(toggle)

    def publish_menu(self):
        self.press("footer .w-dropdown__toggle")
        self.find("[name=action-publish]")
        self.driver.execute_script(STILL)
        self.take("publish-menu")

    def embargo(self):
        self.open("/admin/snippets/press/presslink/add/")
        self.find("[name=name]")
        self.take("embargo-link", 620)

    def translate(self):
        self.open(f"/admin/pages/{self.first('news.AgreementPage', 'pages/?locale=tr')}/edit/")
        self.find(".js-translation-editor li")
        self.take("translate")

    def history(self):
        self.open(f"/admin/pages/{self.first('news.AgreementPage')}/history/")
        self.take("history", 480)

    def opening(self):
        self.open("/admin/settings/core/sitesettings/")
        self.wait(lambda: self.all("[name=special_days-TOTAL_FORMS]"), "the settings")
        self.show("special_days-TOTAL_FORMS")
        self.take("special-days")
        self.open("/admin/snippets/home/notice/add/")
        self.find("[name=text]")
        self.take("notice", 520)

    def sessions(self):
        self.open(f"/admin/pages/{self.first('events.EventPage')}/edit/")
        self.show("sessions-TOTAL_FORMS")
        self.take("sessions")


def main(languages, folder=FOLDER):
    """Take all pictures in the languages that are named, or in all."""
    os.environ["DEMO_PASSWORD"] = PASSWORD
    with showroom(ROOT / "var" / "guide") as site, tempfile.TemporaryDirectory() as profile:
        driver = chromium.start(profile)
        try:
            chromium.screen(driver, *SCREEN, prefers_color_scheme="light", prefers_reduced_motion="reduce")
            for language in languages or LANGUAGES:
                photograph(driver, site.url, language, folder)
                print(language, flush=True)
        finally:
            driver.quit()


def photograph(driver, url, language, folder, password=PASSWORD):
    driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    # Before anybody has signed in the page speaks as the browser asks.
    driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": language}})
    editor = Photographer(Window(driver, url), language, folder)
    editor.open("/admin/login/")
    editor.find("[name=username]")
    editor.take("sign-in")
    editor.sign_in("admin", password)
    editor.speak()
    for step in (
        editor.account,
        editor.news,
        editor.picture,
        editor.preview,
        editor.publish_menu,
        editor.embargo,
        editor.translate,
        editor.history,
        editor.opening,
        editor.sessions,
    ):
        step()


if __name__ == "__main__":
    main(sys.argv[1:])
