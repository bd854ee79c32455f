"""Accounts in the CMS: who may sign in, how they are invited, and what happens when they leave."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.users.utils import user_can_delete_user
from wagtail.users.views import users as wagtail_views
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from users.models import User
from users.rules import has_work, may_manage, would_be_last
from users.tasks import send_link


class IndexView(wagtail_views.IndexView):
    add_item_label = _("Invite a person")

    @property
    def columns(self):
        state = StatusTagColumn(
            "state",
            accessor=lambda account: account.state.label,
            label=_("State"),
            sort_key="is_active",
            primary=lambda account: account.state == User.State.ACTIVE,
            width="10%",
        )
        return [state if column.name == "is_active" else column for column in super().columns]


class InviteView(wagtail_views.CreateView):
    page_title = _("Invite a person")
    submit_button_label = _("Invite")
    submit_button_active_label = _("Inviting…")
    success_message = _("“%(object)s” is invited; the letter is on its way.")

    def get_page_subtitle(self):
        return ""  # the title says it

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def save_instance(self):
        account = super().save_instance()
        log(account, "users.invite", user=self.request.user)
        send_link(account)
        return account


class EditView(wagtail_views.EditView):
    def dispatch(self, request, *args, **kwargs):
        if not self.editing_self and not may_manage(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs() | {"by": self.request.user}
        kwargs.pop("editing_self")
        return kwargs

    @property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *buttons(self.object, self.request.user)]


def buttons(user, request_user):
    """Offer, in the menu of an account, what can be done about its password and its end."""
    if not may_manage(request_user, user):
        return
    if user.is_active:
        invited = user.state == User.State.INVITED
        label = _("Send the invitation again") if invited else _("Send a link to a new password")
        yield _button(user, "link", label, "mail", 30)
        yield _button(user, "deactivate", _("Deactivate"), "lock", 40)
    else:
        yield _button(user, "activate", _("Activate again"), "lock-open", 40)


def _button(account, name, label, icon, priority):
    url = reverse(f"wagtailusers_users:{name}", args=[account.pk])
    return Button(label, url, icon_name=icon, priority=priority)


class DeleteView(wagtail_views.DeleteView):
    """Deletes only what leaves no gap: an account whose owner has done nothing yet."""

    def dispatch(self, request, *args, **kwargs):
        account = self.get_object()
        if user_can_delete_user(request.user, account) and has_work(account):
            return KeepView.as_view()(request, pk=account.pk)
        return super().dispatch(request, *args, **kwargs)


class ConfirmView(WagtailAdminTemplateMixin, TemplateView):
    """Asks before something happens to an account; says what it will mean."""

    template_name = "users/admin/confirm.html"
    header_icon = "user"
    action = ""
    button = ""

    def dispatch(self, request, *args, pk, **kwargs):
        self.account = get_object_or_404(User, pk=pk)
        if not may_manage(request.user, self.account):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.account.display_name

    def get_breadcrumbs_items(self):
        edit = reverse("wagtailusers_users:edit", args=[self.account.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("wagtailusers_users:index"), "label": gettext("Users")},
            {"url": edit, "label": self.account.display_name},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        back = reverse("wagtailusers_users:edit", args=[self.account.pk])
        return super().get_context_data(**kwargs) | {
            "account": self.account,
            "sentences": self.sentences(),
            "action": reverse(f"wagtailusers_users:{self.action}", args=[self.account.pk]),
            "button": self.button,
            "back": back,
        }

    def post(self, request):
        if self.perform():
            log(self.account, f"users.{self.action}", user=request.user)
        return redirect("wagtailusers_users:edit", self.account.pk)


class LinkView(ConfirmView):
    page_title = _("Link to a password")
    action = "link"
    button = _("Send the link")

    def sentences(self):
        yield gettext("A letter with a link goes to %(email)s, in the language of the account.") % {
            "email": self.account.email
        }
        if self.account.state == User.State.INVITED:
            if self.account.invited_at:
                day = date_format(localtime(self.account.invited_at), "DATE_FORMAT")
                yield gettext("Last invited: %(day)s.") % {"day": day}
            yield gettext("The links of earlier letters are then worth nothing.")
        else:
            yield gettext("The present password stays valid until another is chosen.")

    def perform(self):
        if not self.account.is_active or not self.account.email:
            messages.error(
                self.request, gettext("An account that is shut, or has no address, gets no letter.")
            )
            return False
        if self.account.state == User.State.INVITED:
            self.account.invite()
            self.account.save(update_fields=["password", "invited_at"])
        send_link(self.account)
        messages.success(
            self.request, gettext("The letter to %(email)s is on its way.") % {"email": self.account.email}
        )
        return True


class DeactivateView(ConfirmView):
    page_title = _("Deactivate")
    action = "deactivate"
    button = _("Deactivate")

    def sentences(self):
        yield gettext("The person is signed out at once and cannot sign in any more.")
        yield gettext(
            "Pages, drafts, comments and entries in the history stay, with the name; locks are freed."
        )
        yield gettext("You can activate the account again; a new password is then chosen.")

    def perform(self):
        if would_be_last(self.account):
            messages.error(
                self.request, gettext("Nobody else has all rights. Give them to somebody else first.")
            )
            return False
        self.account.deactivate()
        messages.success(
            self.request, gettext("“%(name)s” is deactivated.") % {"name": self.account.display_name}
        )
        return True


class KeepView(DeactivateView):
    """The answer to who wants to delete an account with work: why not, and what instead."""

    page_title = _("Not deleted")

    def sentences(self):
        yield gettext(
            "This account cannot be deleted: there is work of this person (pages, drafts, uploads, comments or "
            "entries in the history), and it would lose its name."
        )
        if self.account.is_active:
            yield gettext("Deactivate it instead.")
            yield from super().sentences()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context if self.account.is_active else context | {"button": ""}

    def post(self, request):
        return self.get(request)  # it asked for deletion, and nobody deactivates by that


class ActivateView(ConfirmView):
    page_title = _("Activate again")
    action = "activate"
    button = _("Activate and send a link")

    def sentences(self):
        yield gettext("The account has the groups that it had.")
        yield gettext("A letter with a link goes to %(email)s, in the language of the account.") % {
            "email": self.account.email
        }

    def perform(self):
        if not self.account.is_active:
            self.account.activate()
            send_link(self.account)
        messages.success(
            self.request,
            gettext("“%(name)s” is invited; the letter is on its way.") % {"name": self.account.display_name},
        )
        return True


# For many accounts at once


class AssignRole(AssignRoleBulkAction):
    def check_perm(self, obj):
        return may_manage(self.request.user, obj)


class SetActiveState(SetActiveStateBulkAction):
    def check_perm(self, obj):
        return may_manage(self.request.user, obj)

    @classmethod
    def execute_action(cls, objects, mark_as_active=False, user=None, **kwargs):
        changed = [account for account in objects if account.is_active != mark_as_active]
        for account in changed:
            if mark_as_active:
                account.activate()
                send_link(account)
            elif would_be_last(account):
                continue
            else:
                account.deactivate()
            log(account, "users.activate" if mark_as_active else "users.deactivate", user=user)
        return len(changed), 0


class DeleteAccounts(DeleteBulkAction):
    template_name = "users/admin/confirm_bulk_delete.html"

    def check_perm(self, obj):
        return super().check_perm(obj) and not has_work(obj)
