import os
import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.users.models import UserProfile

from core.roles import ensure_editors
from home.roles import ensure_correspondents
from press.roles import ensure_press_officers, let_see_alerts
from wording.roles import let_keep_glossary


class Command(BaseCommand):
    help = (
        "Creates the accounts “admin” and “editor” where they are missing; leaves existing ones as they are."
    )

    def handle(self, **options):
        User = get_user_model()
        group = let_keep_glossary(let_see_alerts(ensure_editors()))
        ensure_correspondents()
        ensure_press_officers()
        given = os.environ.get("DEMO_PASSWORD")
        for name in ("admin", "editor"):
            if User.objects.filter(username=name).exists():
                continue
            password = given or secrets.token_urlsafe(12)
            with transaction.atomic():
                user = User(username=name, email=f"{name}@museum.example", is_superuser=name == "admin")
                user.first_name = name.title()
                user.set_password(password)
                user.save()
                if name == "editor":
                    user.groups.add(group)
                # Wagtail speaks Azerbaijani only in part; each person chooses for themselves under “Account”.
                profile = UserProfile.get_for_user(user)
                profile.preferred_language = "en"
                profile.save()
            shown = "the password in DEMO_PASSWORD" if given else f"password {password} (shown this once)"
            self.stdout.write(f"Account {name}: {shown}")
