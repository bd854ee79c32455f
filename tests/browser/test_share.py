"""The end of an article in a browser: what can be copied, and what is printed."""

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from tests import factories as make

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def article(site):
    return make.make_news("ka", title="სიახლე")


def shown(driver, selector):
    return [element.is_displayed() for element in driver.find_elements("css selector", selector)]


def test_link_and_citation_can_be_copied(browser, article):
    driver = browser.driver
    rights = {
        "origin": browser.server.url,
        "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
    }
    driver.execute_cdp_cmd("Browser.grantPermissions", rights)
    browser.open(article.get_url())
    link, citation = driver.find_elements("css selector", "button[data-copy]")
    for button, part in ((link, article.get_url()), (citation, "„სიახლე“")):
        button.click()
        said = button.find_element("xpath", "following-sibling::*[@role='status']")
        WebDriverWait(driver, 10).until(lambda _driver, said=said: said.text == "დაკოპირებულია")
        copied = driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
        assert part in copied


def test_on_paper_a_page_ends_with_where_it_was_found(browser, article):
    driver = browser.driver
    about = make.make_standard_page("ka", title="შესახებ")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        browser.open(article.get_url())
        assert not any(shown(driver, ".share, .cite a, .cite button, .site-menu, .languages, .print-address"))
        assert shown(driver, ".cite__text") == [True]
        assert article.get_url() in driver.find_element("css selector", ".cite__text").text
        browser.open(about.get_url())
        assert shown(driver, ".print-address") == [True]
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.open(about.get_url())
    assert shown(driver, ".print-address") == [False]
