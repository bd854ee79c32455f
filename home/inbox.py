"""Where staff read and answer what visitors wrote."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from core.editing.views import GuardedModelEdit
from core.forms import MESSAGES
from home.forms import OF_KIND
from home.models import Message
from home.tasks import send_answer


class AnswerForm(forms.ModelForm):
    """The answer to a message; an answer is needed only where it is to be sent."""

    class Meta:
        model = Message
        fields = ["answer"]
        widgets = {"answer": forms.Textarea({"rows": 12})}

    def __init__(self, *args, for_user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].error_messages |= MESSAGES
        self.fields["answer"].widget.attrs["lang"] = self.instance.language

    def clean(self):
        data = super().clean()
        if "action-send" in self.data and not self.errors and not data["answer"]:
            raise ValidationError({"answer": _("Write the answer first.")})
        return data


class MessageView(GuardedModelEdit):
    """One message, to be read, answered by e-mail, or marked as answered."""

    template_name = "home/admin/message.html"
    page_title = gettext_lazy("Message")
    actions = ["send", "close", "reopen"]
    any_permission_required = ["change"]

    def get_context_data(self, **kwargs):
        message = self.object
        kinds = OF_KIND.get(message.kind, {})
        return super().get_context_data(**kwargs) | {
            "message": message,
            "details": [
                (field.verbose_name, getattr(message, field.name))
                for field in map(Message._meta.get_field, kinds)
                if getattr(message, field.name)
            ],
        }

    def form_valid(self, form):
        """Do what the button says. Two people may press theirs at once: the first one answers."""
        message = Message.objects.get(pk=form.instance.pk)
        if self.action == "reopen":
            done, text = message.reopen(), _("%(message)s is open again.")
        elif self.action in ("send", "close"):
            answer = form.cleaned_data["answer"] if self.action == "send" else ""
            done = message.close(self.request.user, answer)
            text = _("The answer to %(message)s is on its way.") if answer else _("%(message)s is answered.")
        else:
            raise PermissionDenied  # a form of nobody's making
        if done:
            if self.action == "send":
                send_answer(message)
            log(message, "wagtail.edit", user=self.request.user)
            messages.success(self.request, text % {"message": message})
        else:
            messages.error(self.request, _("Somebody else was quicker. This is how it stands now."))
            return redirect(self.get_edit_url())
        return redirect(self.get_success_url())


class MessageViewSet(ModelViewSet):
    """All messages, the newest first. Nobody writes one here, and nobody changes what a visitor wrote."""

    model = Message
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_order = 220
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    edit_view_class = MessageView
    edit_template_name = MessageView.template_name
    list_per_page = 40
    ordering = ["-received_at"]
    list_display = [
        TitleColumn(
            "reference",
            label=gettext_lazy("Message"),
            accessor=str,
            url_name="message:edit",
        ),
        Column("name", label=gettext_lazy("Name")),
        Column("subject", label=gettext_lazy("Subject")),
        Column("get_language_display", label=gettext_lazy("Language")),
        Column("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
        StatusTagColumn(
            "get_state_display",
            label=gettext_lazy("State"),
            sort_key="state",
            primary=lambda message: message.is_open,
        ),
        Column("answered_by", label=gettext_lazy("Answered by")),
        Column("delete_on", label=gettext_lazy("Deleted on"), sort_key="delete_on"),
    ]
    list_filter = ["state", "kind", "language"]
    search_fields = ["name", "email", "subject", "text"]

    @cached_property
    def _edit_handler(self):
        return None  # a plain form: all else is only read

    def get_form_class(self, for_update=False):
        return AnswerForm

    def get_urlpatterns(self):
        shut = {"add", "usage"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in shut]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"add_url_name": None, "usage_url_name": None, **kwargs})

    def get_permissions_to_register(self):
        return super().get_permissions_to_register().exclude(codename="add_message")
