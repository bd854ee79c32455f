"""Menu, footer and notice."""

from demo.builders.base import Builder, moment_in
from home.models import Footer, MenuItem, Notice


class MenuBuilder(Builder):
    section = "menu"
    title = "Menu"
    model = MenuItem
    ignored = ()


class FooterBuilder(Builder):
    section = "footer"
    title = "Footer"
    model = Footer


class NoticeBuilder(Builder):
    section = "notice"
    title = "Notice"
    model = Notice

    def prepared(self, instance, item, language, world):
        facts = dict(item.facts)
        if "until_in_days" in facts:
            facts["until"] = moment_in(world, facts.pop("until_in_days"))
        return facts, item.words[language]
