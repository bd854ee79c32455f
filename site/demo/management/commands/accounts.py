import os
import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.users.models import UserProfile

from home.roles import EDITORS, ensure_all

# The administrator has all rights; of the other roles, invite somebody under Settings → Users.
PEOPLE = {"admin": None, "editor": EDITORS}


class Command(BaseCommand):
    help = (
        "Creates the accounts “admin” and “editor” where they are missing; leaves existing ones as they are."
    )

    def handle(self, **options):
        User = get_user_model()
        ensure_all()
        given = os.environ.get("DEMO_PASSWORD")
        for name, group in PEOPLE.items():
            if User.objects.filter(username=name).exists():
                continue
            password = given or secrets.token_urlsafe(12)
            with transaction.atomic():
                user = User(username=name, email=f"{name}@museum.example", is_superuser=group is None)
                user.first_name = name.title()
                user.set_password(password)
                user.save()
                user.groups.set(Group.objects.filter(name=group))
                # Wagtail speaks Azerbaijani only in part; each person chooses for themselves under “Account”.
                profile = UserProfile.get_for_user(user)
                profile.preferred_language = "en"
                profile.save()
            shown = "the password in DEMO_PASSWORD" if given else f"password {password} (shown this once)"
            self.stdout.write(f"Account {name}: {shown}")
