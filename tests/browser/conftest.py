"""One server and one Chromium for all browser tests of a process, and the books they keep of what went wrong.

The site is served as it is in production: by its own middleware, with its own Content-Security-Policy, static files
and uploads included. The content of a module is made once and committed, because server and tests are different
connections; a test therefore makes what it needs and counts on nothing that another test made.
"""

import json
import re

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test.testcases import LiveServerThread

from core.roles import ensure_editors
from tests import factories as make
from tests.showroom.chromium import start as start_chromium

pytest.register_assert_rewrite("tests.browser.journey", "tests.browser.cms")
from tests.browser.cms import Cms  # noqa: E402 - once its assertions can speak

# The browser writes violations into its log as well, but not always those of frames; of what a script complains
# about it writes neither the page nor what an object holds.
LISTENER = """
const plainly = (thing) => Array.isArray(thing) ? JSON.stringify(thing).slice(0, 2000) : thing;
const complain = console.error;
console.error = (...things) => complain(`on ${location.pathname}:`, ...things.map(plainly));
document.addEventListener("securitypolicyviolation", (event) => console.error(
    `CSP ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`
));
"""
# How Wagtail speaks of what a person has not finished yet: it cannot save it by itself, and its checker of content
# finds an empty cell in the preview. On public pages the checker is listened to.
UNFINISHED = re.compile(
    r"/admin/\S* - Failed to load resource: the server responded with a status of 400 "
    r'|"on /admin/[^"]*" "axe\.run results"'
)


class Server:
    """The site on a port of its own; ``failures`` lists the answers that no test expects."""

    def __init__(self):
        self.failures = []
        # Django's own wrappers for static files and uploads are left out: the site serves both itself.
        self.thread = LiveServerThread("127.0.0.1", static_handler=lambda _app: self.watched())
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        if self.thread.error:
            raise self.thread.error
        self.url = f"http://127.0.0.1:{self.thread.port}"

    def watched(self):
        application = get_wsgi_application()

        def serve(environ, start_response):
            def start(status, headers, *rest):
                if status.startswith("5"):
                    self.failures.append(f"{status}: {environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
                return start_response(status, headers, *rest)

            return application(environ, start)

        return serve


class Browser:
    """Chromium on the site, with what it said about the pages it showed."""

    def __init__(self, driver, server):
        self.driver, self.server = driver, server
        self.expected = []

    def expect(self, status, path):
        """Take the answer that a page was meant to have for no trouble."""
        self.expected.append(
            f"{self.server.url}{path} - Failed to load resource: the server responded with a status of {status} "
        )

    def open(self, path):
        self.driver.get(self.server.url + path)

    def troubles(self):
        """Return the lines of the console that tell of an error or a violation, and empty the console."""
        return [
            f"{line['level']} {line['message']}"
            for line in self.driver.get_log("browser")
            if (line["level"] == "SEVERE" or "Content Security Policy" in line["message"])
            and not UNFINISHED.search(line["message"])
            and not line["message"].startswith(tuple(self.expected))
        ]

    def strangers(self):
        """Return the addresses of other hosts that were asked for."""
        events = (json.loads(line["message"])["message"] for line in self.driver.get_log("performance"))
        sent = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        assert sent
        return [
            url for url in sent if not url.startswith((self.server.url, "data:", "blob:", "about:", "chrome"))
        ]

    def forget(self):
        """Begin anew: no page, no cookies, no log."""
        self.driver.get("about:blank")
        for window in self.driver.window_handles[1:]:
            self.driver.switch_to.window(window)
            self.driver.close()
        self.driver.switch_to.window(self.driver.window_handles[0])
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.server.failures.clear()


@pytest.fixture(scope="module")
def db(django_db_setup, django_db_blocker):
    """In the place of pytest-django's: a database for a module, not for a test, and as it was made when that ends."""
    with django_db_blocker.unblock():
        yield
        django_db_setup.restore()


@pytest.fixture(scope="session")
def server(django_db_setup):
    settings.WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = True  # choosers are searched
    server = Server()
    yield server
    server.thread.terminate()


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    driver = start_chromium(tmp_path_factory.mktemp("chromium"))
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": LISTENER})
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def site(db, server):
    """The four homes and the account ``editor``."""
    homes = make.make_homes()
    ensure_editors()
    make.make_user("editor", "Editors")
    return homes


@pytest.fixture
def browser(chromium, server, site):
    """A browser that nobody has used; when the test is over it must have had no reason to complain."""
    browser = Browser(chromium, server)
    browser.forget()
    yield browser
    browser.driver.get("about:blank")  # the CMS takes leave of the server now, not in the next test
    assert server.failures == []
    assert browser.troubles() == []
    assert browser.strangers() == []


@pytest.fixture
def editor(browser):
    """The CMS as the account ``editor`` sees it after signing in."""
    cms = Cms(browser)
    cms.sign_in("editor", make.PASSWORD)
    return cms
