"""Members of staff: their accounts, and who asked for a new password."""

from datetime import timedelta

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession
from wagtail.models import LockableMixin

from core.locks import lock

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

# Counted in the table itself, which all servers share and which is never away.
PER_SENDER = 5  # an hour
OF_ALL = 100  # an hour
LETTERS_PER_ADDRESS = 3  # a day: nobody is buried in letters because somebody else typed their address


class User(AbstractUser):
    """A member of staff. Ours from the first migration, because a user model cannot be swapped in later.

    Nobody but its owner ever knows a password: an account begins without one, and a letter leads to where it is chosen.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        ACTIVE = "active", _("Active")
        DEACTIVATED = "deactivated", _("Deactivated")

    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)

    @property
    def state(self):
        """How the account stands: invited until its owner has chosen a password."""
        if not self.is_active:
            return self.State.DEACTIVATED
        return self.State.ACTIVE if self.has_usable_password() else self.State.INVITED

    @property
    def display_name(self):
        return self.get_full_name() or self.get_username()

    def invite(self):
        """Leave the account without a password; links of earlier letters are worth nothing from now on."""
        self.set_unusable_password()
        self.invited_at = timezone.now()

    @transaction.atomic
    def deactivate(self):
        """Shut the account, keep all that its owner did, and free what they held.

        Its sessions and links end at once and for ever, because the password they are bound to is gone: who comes back
        is invited again.
        """
        self.is_active = False
        self.set_unusable_password()
        self.save(update_fields=["is_active", "password"])
        for model in apps.get_models():
            if issubclass(model, LockableMixin) and model._meta.get_field("locked_by").model is model:
                held = model._base_manager.filter(locked_by=self)
                held.update(locked=False, locked_by=None, locked_at=None)
        EditingSession.objects.filter(user=self).delete()

    def activate(self):
        """Open the account again, for its owner to choose a password."""
        self.is_active = True
        self.invite()
        self.save(update_fields=["is_active", "password", "invited_at"])


class TooManyRequests(Exception):
    """Refused for now: too many requests within the hour, from this sender or altogether."""


class ResetRequestQuerySet(models.QuerySet):
    def receive(self, email, sender_mark):
        """Count a request for a new password. Return whether a letter may go to the address.

        Args:
            email: as it was typed; whether anybody here has it makes no difference.
            sender_mark: of who asks (``core.clients``).

        Raises:
            TooManyRequests: the sender, or all senders together, have asked too often within the hour.
        """
        now = timezone.now()
        mark = salted_hmac("users.reset", email.lower(), algorithm="sha256").hexdigest()[:32]
        with transaction.atomic(), lock("reset-requests"):
            recent = self.filter(received_at__gt=now - HOUR)
            of_sender = recent.filter(sender_mark=sender_mark) if sender_mark else recent.none()
            if of_sender.count() >= PER_SENDER or recent.count() >= OF_ALL:
                raise TooManyRequests
            letters = self.filter(received_at__gt=now - DAY, address_mark=mark).count()
            self.create(sender_mark=sender_mark, address_mark=mark)
        return letters < LETTERS_PER_ADDRESS

    def due(self):
        """Narrow to what is a day old, and limits nothing any more."""
        return self.filter(received_at__lt=timezone.now() - DAY)


class ResetRequest(models.Model):
    """That somebody asked for a new password, for the limits against abuse: without the address, and for a day."""

    received_at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    sender_mark = models.CharField(max_length=32, blank=True, editable=False)
    address_mark = models.CharField(max_length=32, editable=False)

    objects = ResetRequestQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    def __str__(self):
        return str(self.received_at)
