from django.core.management.base import BaseCommand

from core.roles import ensure_editors
from home.roles import ensure_correspondents
from press.roles import ensure_press_officers, let_see_alerts
from wording.roles import let_keep_glossary


class Command(BaseCommand):
    help = "Makes the groups of staff with the rights they need; what somebody added to them stays."

    def handle(self, **options):
        editors = let_keep_glossary(let_see_alerts(ensure_editors()))
        for group in (editors, ensure_correspondents(), ensure_press_officers()):
            self.stdout.write(f"{group.name}: {group.user_set.count()} members")
