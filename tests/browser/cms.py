"""The CMS through the eyes and fingers of an editor: what is clicked here is what a person clicks.

Every step waits for what it needs, for as long as a slow machine may take, and for nothing else.
"""

import time

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
    TimeoutException,
    WebDriverException,
)
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

PATIENCE = 40  # seconds
AGAIN = 8  # seconds after which a person presses a button once more
PASSING = (
    IndexError,
    ElementClickInterceptedException,
    ElementNotInteractableException,
    NoSuchElementException,
    StaleElementReferenceException,
)
CENTRE = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})"
# A click goes to a point: it misses what a new block is still pushing down.
STEADY = """
const [element, done] = arguments;
element.scrollIntoView({block: "center", behavior: "instant"});
let before = null;
const look = () => {
    const { x, y } = element.getBoundingClientRect();
    if (before && before.x === x && before.y === y) done(true);
    else { before = { x, y }; setTimeout(look, 20); }
};
look();
"""
BESIDE = "document.body.dispatchEvent(new MouseEvent('mousedown', {bubbles: true}))"
# The field's tab and the collapsed panels around it, outermost first, as the buttons that open them.
CLOSED_AROUND = """
const buttons = [];
for (let node = arguments[0]; node; node = node.parentElement) {
    if (node.matches("[role=tabpanel][hidden]")) {
        buttons.unshift(document.querySelector(`[role=tab][href="#${node.id}"]`));
    }
    if (node.matches(".w-panel__content[hidden]")) {
        buttons.unshift(node.closest(".w-panel").querySelector("[data-panel-toggle]"));
    }
}
return buttons;
"""
# Asked in one step, because the frame is replaced at each update.
PREVIEWED = """
const frame = document.querySelector("iframe.w-preview__iframe");
return frame?.offsetWidth && frame.contentDocument?.body?.innerText || "";
"""
# The tab of the editor of translations under which an element is hidden.
HIDDEN_BY = """
const panel = arguments[0].closest("[id^=tab-][hidden]");
return panel && document.querySelector(`[role=tab][href="#${panel.id}"]`);
"""

WITHOUT_OUTLINE = ".messages a[href$='?without_outline']"


class Cms:
    """Chromium in the hands of somebody who is signed in, or about to be."""

    def __init__(self, browser):
        self.browser, self.driver = browser, browser.driver
        self.typed = []  # every text that went into a form

    # What every step is made of

    def open(self, path):
        self.browser.open(path)

    def wait(self, condition, what, seconds=PATIENCE):
        """Return what ``condition()`` returns once it is true; says ``what`` was waited for if it never is."""

        def attempt(_driver):
            try:
                return condition()
            except WebDriverException as error:
                # An element that was replaced just now, for which chromedriver has no exception of its own.
                if "does not belong to the document" in (error.msg or ""):
                    return False
                raise

        waiting = WebDriverWait(self.driver, seconds, poll_frequency=0.05, ignored_exceptions=PASSING)
        try:
            return waiting.until(attempt)
        except TimeoutException:
            raise AssertionError(f"waited in vain for {what} on {self.driver.current_url}") from None

    def all(self, selector, within=None):
        return (within or self.driver).find_elements(By.CSS_SELECTOR, selector)

    def find(self, selector, within=None):
        """Return the first displayed element, as soon as there is one."""
        return self.wait(
            lambda: next((item for item in self.all(selector, within) if item.is_displayed()), None), selector
        )

    def press(self, target, within=None):
        """Click an element, or the first displayed one of a selector, as soon as nothing is in its way."""

        def attempt():
            element = self.find(target, within) if isinstance(target, str) else target
            self.driver.execute_async_script(STEADY, element)
            try:
                element.click()
            except ElementClickInterceptedException:
                # On a slow machine a calendar may open after its field was left; it closes as one clicks beside it.
                self.driver.execute_script(BESIDE)
                raise
            return True

        self.wait(attempt, f"a click on {target}")

    def press_words(self, selector, words, within=None):
        """Click the displayed element that says exactly these words."""

        def attempt():
            items = self.all(selector, within)
            for item in items:
                if item.is_displayed() and item.text.strip() == words:
                    self.driver.execute_async_script(STEADY, item)
                    item.click()
                    return True
            return False

        self.wait(attempt, f"{selector} “{words}”")

    def leave(self, click):
        """Do something that leads to another page, and wait until that page is there."""
        self.driver.execute_script("window.here = true")
        click()
        self.wait(
            lambda: self.driver.execute_script("return !window.here && document.readyState === 'complete'"),
            "the next page",
        )

    # Accounts

    def sign_in(self, username, password):
        self.open("/admin/login/")
        self.find("[name=username]").send_keys(username)
        self.find("[name=password]").send_keys(password)
        self.leave(lambda: self.press(".login-form [type=submit]"))
        assert self.driver.current_url.endswith("/admin/"), self.find(".messages").text

    # Forms

    def control(self, name):
        return self.wait(lambda: self.all(f"[data-edit-form] [name='{name}']")[0], f"the field {name}")

    def field(self, name):
        """Return the control of a name, with its tab and panels opened."""
        element = self.control(name)
        for button in self.driver.execute_script(CLOSED_AROUND, element):
            self.press(button)
        return element

    def fill(self, **values):
        """Fill in plain fields, each by its name: text, numbers, days, choices, ticks."""
        for name, value in values.items():
            element = self.field(name)
            self.driver.execute_script(CENTRE, element)
            if element.tag_name == "select":
                Select(element).select_by_value(value)
            elif element.get_attribute("type") == "checkbox":
                if element.is_selected() != value:
                    self.press(element)
            else:
                self.press(element)
                element.send_keys(Keys.CONTROL + "a")
                element.send_keys(value)
                # Not with the tabulator: the next field may open a calendar over the one after it.
                self.driver.execute_script("arguments[0].blur()", element)
                self.typed.append(value)

    def write(self, **texts):
        """Type into rich texts, each by the name of its field."""
        for name, text in texts.items():
            hidden = self.control(name)
            field = self.driver.execute_script("return arguments[0].closest('[data-field]')", hidden)
            box = self.find("[role=textbox][contenteditable=true]", field)
            self.press(box)
            box.send_keys(text)
            # The editor hands over what was typed a moment later.
            self.wait(lambda text=text, kept=hidden: text in kept.get_attribute("value"), "the text typed")
            self.typed.append(text)

    def add_row(self, relation):
        """Press the “Add …” of a list of rows; returns the prefix of the new row's fields."""

        def rows():
            return int(self.driver.find_element(By.ID, f"id_{relation}-TOTAL_FORMS").get_attribute("value"))

        before = rows()
        self.press(f"[id='id_{relation}-ADD']")
        self.wait(lambda: rows() == before + 1, "the new row")
        return f"{relation}-{before}"

    def add_block(self, label):
        """Add a block to the end of the story by its “+”; returns what the names of its fields begin with."""
        count = self.control("body-count")
        before = count.get_attribute("value")
        story = self.driver.find_element(By.CSS_SELECTOR, "[data-contentpath='body']")
        self.press([button for button in self.all(".c-sf-add-button", story) if button.is_displayed()][-1])
        self.press_words(".w-combobox__option-text", label)
        self.wait(lambda: count.get_attribute("value") != before, f"the block {label}")
        return f"body-{before}-value"

    def repeat_weekly(self, weeks):
        """Copy the last session of an event to the weeks that follow."""
        box = self.find("[data-repeat-weekly]")
        number = self.find("input", box)
        number.clear()
        number.send_keys(str(weeks))
        self.press("button", box)
        self.wait(lambda: self.find("[role=status]", box).text, "the sessions")

    # Choosers

    def choose(self, name, words):
        """Choose a snippet, an image, a document or a page in the window that opens, by searching for it."""
        field = self.field(name)
        chooser = self.driver.find_element(By.ID, f"{field.get_attribute('id')}-chooser")
        search = self._open_chooser(chooser)

        def found():
            links = self.all(".modal-body a[data-chooser-modal-choice], .modal-body a.choose-page")
            return [link for link in links if words in (link.text or link.get_attribute("title"))]

        def pressed():
            found()[0].click()
            return True

        if not found():
            search.send_keys(words)
        self.wait(pressed, f"“{words}” among the choices")
        self.wait(lambda: not self.all(".modal-body"), "the window to close")
        assert field.get_attribute("value")

    def _open_chooser(self, chooser):
        """Press “Choose …” until its window is open; returns the window's search field.

        A button that an automatic save moves between the press and the release of the mouse gets no click, and a
        person presses it again.
        """
        pressed = 0

        def opened():
            nonlocal pressed
            if fields := [item for item in self.all(".modal-body input[name=q]") if item.is_displayed()]:
                return fields[0]
            if time.monotonic() - pressed > AGAIN and not self.all(".modal"):
                self.press(".unchosen [data-chooser-action-choose]", chooser)
                pressed = time.monotonic()
            return None

        return self.wait(opened, "the window with the choices")

    # Saving, seeing, publishing

    def add_child(self, parent, kind, *, outline=False):
        """Begin a page of a kind, by the name it has in the list of kinds; with an empty story unless told."""
        self.open(f"/admin/pages/{parent.pk}/add_subpage/")
        if "/add_subpage/" in self.driver.current_url:  # Wagtail does not ask if there is only one
            self.leave(lambda: self.press_words("main a", kind))
        if not outline and self.all(WITHOUT_OUTLINE):
            self.leave(lambda: self.press(WITHOUT_OUTLINE))

    def save(self):
        self.leave(lambda: self.press("footer .action-save"))
        self.succeeded()

    def publish(self):
        def click():
            self.press("footer .w-dropdown__toggle")
            self.press("[name=action-publish]")

        self.leave(click)
        self.agree()
        self.succeeded()

    def agree(self):
        """Publish all the same, if the checklist asks."""
        if "/desk/publish/" in self.driver.current_url:
            self.leave(lambda: self.press("main form [type=submit]"))

    def succeeded(self):
        complaints = ".messages .error, .messages .warning, .w-field__errors, .error-message"
        assert self.all(".messages .success"), [item.text for item in self.all(complaints) if item.text]

    def preview(self, words):
        """Open the preview beside the form, wait until it shows the words, and close it again."""
        toggle = "[data-side-panel-toggle=preview]"
        if self.find(toggle).get_attribute("aria-expanded") != "true":
            self.press(toggle)

        def shown():
            return words in self.driver.execute_script(PREVIEWED)

        self.wait(shown, f"“{words}” in the preview")
        self.press(toggle)

    # Translating

    def start_translation(self, locale, menu="[aria-label=Actions]"):
        """From the menu of an object: “Translate …”, the language, “Submit”.

        Args:
            locale: the language to translate into.
            menu: selector of the button that opens the menu, by default that of the form that is open.
        """
        self.press(f"main {menu}")
        self.leave(lambda: self.press(".w-dropdown__content a[href*='/localize/submit/']"))
        self.press(f"[name=locales][value='{locale.pk}']")
        self.leave(lambda: self.press("input[type=submit][value=Submit]"))
        self.succeeded()

    def translate(self, words):
        """Translate every text that waits for it, one after the other.

        Args:
            words: ``{source: translation}`` of everything that may wait.

        Returns:
            list[str]: the sources that were translated.
        """
        waiting = ".js-translation-editor li.incomplete"
        self.find(waiting)
        sources = []
        while count := len(self.all(waiting)):
            if tab := self.driver.execute_script(HIDDEN_BY, self.all(waiting)[0]):
                self.press(tab)
            # The editor draws itself anew at each step: nothing is kept in hand.
            self.press_words(f"{waiting} button", "Translate")
            sources.append(self.find(f"{waiting}:has(textarea) p").text)
            self.find(f"{waiting} textarea").send_keys(words[sources[-1]])
            self.press_words(f"{waiting} button", "Save")
            self.wait(lambda count=count: len(self.all(waiting)) == count - 1, f"“{sources[-1]}” to be saved")
        return sources

    def preview_translation(self):
        """See the translation as it will be; the editor opens it in another window, which is not needed here."""
        self.driver.get(self.find("footer a[href*='/preview/']").get_attribute("href"))

    def publish_translation(self):
        self.leave(lambda: self.press("button[name=action][value=publish]"))
        self.agree()
        self.succeeded()
