"""What may be done to an account, and by whom."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from core.locks import lock

# What points to an account without being anybody's work.
PERSONAL = {"wagtailusers.userprofile", "wagtailadmin.editingsession", "wagtailcore.pagesubscription"}


def may_manage(actor, account):
    """Return whether one person may change, invite or shut another's account.

    Nobody does so to themselves: not by mistake, and not to gain rights. Nobody but administrators with all rights does
    so to one of their kind. Who acts therefore always remains, and with them somebody who has all rights.
    """
    if actor == account or not actor.has_perm("users.change_user"):
        return False
    return actor.is_superuser or not account.is_superuser


def would_be_last(account):
    """Return whether nobody with all rights would be left without this account.

    To be asked in the transaction that takes them away: two people who do so to one another wait for each other here.
    """
    if not account.is_superuser:
        return False
    with lock("administrators"):
        others = get_user_model().objects.filter(is_superuser=True, is_active=True).exclude(pk=account.pk)
        return not any(other.has_usable_password() for other in others)


def has_work(account):
    """Return whether anything in the site is somebody's work and would lose its name with the account.

    Pages and revisions, uploads, comments, answers, links, translations, locks, entries in the logs: whatever has a
    field that names an account, in any app. What the logs say of the account itself does not count.
    """
    for relation in type(account)._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        model = relation.related_model
        if model._meta.auto_created or model._meta.label_lower in PERSONAL:
            continue
        rows = model._base_manager.filter(**{relation.field.name: account.pk})
        if model is ModelLogEntry:
            kind = ContentType.objects.get_for_model(type(account))
            rows = rows.exclude(content_type=kind, object_id=str(account.pk))
        if rows.exists():
            return True
    return False
