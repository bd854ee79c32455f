"""Every kind of public page, with real content, as people meet it who see, hear or move differently."""

import os

import pytest
from selenium.webdriver.common.keys import Keys

from tests.showroom import chromium
from tests.showroom.site import ROOT, showroom

pytestmark = pytest.mark.browser

AXE = ROOT / "tests/showroom/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = [
    "home",
    "news",
    "agreement",
    "exhibition-abroad",
    "anniversary",
    "events",
    "event",
    "exhibition",
    "collection",
    "work",
    "rooms",
    "room",
    "makers",
    "cooperation",
    "institution",
    "people",
    "person",
    "text",
    "visit",
    "contact",
    "opportunities",
    "opportunity",
    "press-room",
    "press-kit",
    "feeds",
    "alerts",
    "search",
    "not-found",
]
RUN_AXE = """
const [tags, done] = arguments;
axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}).then(
    (found) => done(found.violations.map((fault) => `${fault.id}: ${fault.help} ` + fault.nodes.slice(0, 3).map(
        (node) => `${node.target} ${node.failureSummary}`).join(" | "))),
    (error) => done([String(error)]));
"""
# Everything a person can act on, as far as it is to be seen; a closed <details> hides what is in it. Within a group of
# radio buttons the arrow keys go on.
REACHABLE = """
return [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
)].filter((thing) => !thing.disabled && thing.tabIndex >= 0 && !(thing.type === "radio" && !thing.checked)
    && thing.checkVisibility({visibilityProperty: true})).length;
"""
FOCUSED = """
const now = document.activeElement;
if (!now || now === document.body) return null;
if (now.dataset.reached) return "again";  // a date has a stop for each of its parts
now.dataset.reached = "yes";
const style = getComputedStyle(now), box = now.getBoundingClientRect();
return {
    what: `${now.tagName} ${now.textContent.trim().slice(0, 40)} ${now.className}`,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
};
"""
TOO_WIDE = """
return document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")].filter(
    (thing) => thing.getBoundingClientRect().right > innerWidth + 0.5
).map((thing) => `${thing.tagName}.${thing.className}`).slice(0, 10);
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """The served demonstration content, its pictures drawn small."""
    if not AXE.is_file():
        reason = "axe is not installed: make showroom-tools"
        pytest.fail(reason) if os.environ.get("REQUIRE_BROWSER") else pytest.skip(reason)
    with showroom(ROOT / "var" / "showroom-small", width=480) as site:
        yield site


@pytest.fixture
def driver(chromium):
    yield chromium
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def visit(room, kind):
    found = [place for place in room.places if place["kind"] == kind]
    assert {place["language"] for place in found} == {"az", "en", "ka", "tr"}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(room, driver, kind):
    source, faults = AXE.read_text(), []
    for place in visit(room, kind):
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                chromium.screen(driver, width, prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
                driver.get(room.url + place["path"])
                driver.execute_script(source)
                found = driver.execute_async_script(RUN_AXE, TAGS)
                faults += [f"{place['path']} {width} {scheme}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_at_four_hundred_per_cent(room, driver, kind):
    # 1,280 pixels at 400 % are 320 CSS pixels (WCAG 1.4.10); the same holds for the smallest telephones.
    chromium.screen(driver, 320, 256)
    for place in visit(room, kind):
        driver.get(room.url + place["path"])
        assert driver.execute_script(TOO_WIDE) == [], place["path"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_and_shows_everything(room, driver, kind):
    place = visit(room, kind)[0]
    for width, features in ((1280, {}), (360, {"forced_colors": "active"})):
        chromium.screen(driver, width, **features)
        driver.get(room.url + place["path"])
        driver.execute_script(
            "document.querySelectorAll('details').forEach((folded) => { folded.open = true; })"
        )
        expected, reached, again = driver.execute_script(REACHABLE), [], 0
        while True:
            driver.switch_to.active_element.send_keys(Keys.TAB)
            stop = driver.execute_script(FOCUSED)
            again = again + 1 if stop == "again" else 0
            if stop is None or again > 6:
                break
            if again:
                continue
            assert stop["outlined"] and stop["seen"], stop
            reached.append(stop["what"])
        assert len(reached) == expected, reached


def test_nothing_moves_for_who_wants_it_still(room, driver):
    chromium.screen(driver, 1280, prefers_reduced_motion="reduce")
    moving = """return [...document.querySelectorAll("*")].filter((thing) => {
        const style = getComputedStyle(thing);
        return [style.transitionDuration, style.animationDuration].some(
            (times) => times.split(",").some((time) => parseFloat(time) > 0.01));
    }).map((thing) => thing.className)"""
    for kind in ("home", "work"):
        driver.get(room.url + visit(room, kind)[0]["path"])
        assert driver.execute_script(moving) == []
