"""Every address of the CMS, with real objects in the place of its arguments, and somebody of each role to knock."""

import re

from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    Revision,
    Site,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from core.files.collections import ensure_collections
from core.models import SiteSettings
from core.translation import start
from home.models import Message
from home.roles import ensure_all
from press.models import Alert, PressLink, Subscriber
from tests import factories as make
from wording.models import GlossaryEntry

# Who knocks, by the name of their group; the letters stand in the table of the permission matrix.
ROLES = {
    "S": None,  # all rights
    "A": "Administrators",
    "E": "Editors",
    "W": "Writers",
    "T": "Translators into Georgian",
    "C": "Collection curators",
    "P": "Press officers",
    "M": "Correspondents",
    "N": "Nothing but the door",
}


def ensure_roles():
    """Make all groups, and one that may enter and do nothing."""
    from core.roles import ensure_group

    ensure_all()
    ensure_group(ROLES["N"])


def staff():
    """Return a signed-in browser for each role, by its letter."""
    clients = {}
    for letter, group in ROLES.items():
        client = clients[letter] = Client(raise_request_exception=False)
        name = (group or "boss").replace(" ", "-").lower()
        client.force_login(make.make_user(name, group) if group else make.make_superuser(name))
    return clients


class World:
    """One object of everything that an address of the CMS can be about. Call it in a transaction."""

    def __init__(self):
        ensure_roles()
        self.page = make.make_news(title="Xəbər")
        self.index = self.page.get_parent()
        snippets = {
            "institution": make.make_institution(name="Qurum"),
            "person": make.make_person(names={"az": "Ad"}),
            "cooperationarea": make.make_area(name="Sahə"),
            "room": make.make_room(),
            "objecttype": make.make_object_type(name="Növ"),
            "material": make.make_material(name="Ağac"),
            "school": make.make_school(name="Məktəb"),
            "notice": make.make_notice(text="Elan"),
            "menuitem": make.make_menu_item(self.page),
            "footer": make.make_footer(),
        }
        snippets["presslink"] = PressLink.objects.create(
            release=self.page.translation_key, name="Jurnalist", expires_at=timezone.now()
        )
        self.snippets = snippets
        missing = {kind._meta.model_name for kind in get_snippet_models()} - set(snippets)
        assert not missing, f"make one of each: {missing}"
        self.image, self.document = make.make_image(), make.make_document()
        ka = Locale.objects.get(language_code="ka")
        start(self.page, [ka])
        self.translation = Translation.objects.get(source__object_id=self.page.translation_key)
        task = GroupApprovalTask.objects.create(name="Oxuma")
        task.groups.add(*task.groups.model.objects.filter(name="Editors"))
        self.task, self.workflow = task, Workflow.objects.create(name="Yoxlama")
        WorkflowTask.objects.create(workflow=self.workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=self.workflow, page=self.index)
        self.page.save_revision()
        self.workflow.start(self.page, make.make_superuser("author"))
        make.make_message()
        Redirect.objects.create(old_path="/köhnə", redirect_link="/az/")
        Alert.objects.create(page_key=self.page.translation_key, language="az", title="x")
        Subscriber.objects.create(email="reader@example.org", language="az")
        GlossaryEntry.objects.create(az="muzey", en="museum")

    def arguments(self, route, namespace):
        """Return what to write for each argument of an address, by its name."""
        return self.common | self._of_namespace(route, namespace)

    @cached_property
    def common(self):
        page = self.page
        return {
            "page_id": page.pk,
            "page_pk": page.pk,
            "page_to_move_id": page.pk,
            "parent_page_id": self.index.pk,
            "destination_id": self.index.pk,
            "content_type_app_name": "news",
            "content_type_model_name": "newspage",
            "app_label": "news",
            "app_name": "core",
            "model_name": "newspage",
            "object_id": page.pk,
            "session_id": 1,
            "action": "publish",
            "action_name": "approve",
            "revision_id": page.latest_revision_id,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "task_state_id": TaskState.objects.get().pk,
            "workflow_state_id": WorkflowState.objects.get().pk,
            "task_id": self.task.pk,
            "workflow_pk": self.workflow.pk,
            "collection_id": self.collection().pk,
            "redirect_id": Redirect.objects.get().pk,
            "image_id": self.image.pk,
            "document_id": self.document.pk,
            "doc_id": self.document.pk,
            "uploaded_file_id": 1,
            "filter_spec": "width-100",
            "translation_id": self.translation.pk,
            "translation_source_id": TranslationSource.objects.get(object_id=page.translation_key).pk,
            "string_segment_id": StringSegment.objects.filter(source__object_id=page.translation_key)[0].pk,
            "overridable_segment_id": getattr(OverridableSegment.objects.first(), "pk", 1),
            "mode": "nothing",
            "uidb64": "MQ",
            "token": "x-y",
            "slug": "translate",
            "pk": page.pk,
        }

    @cached_property
    def by_namespace(self):
        return {
            "wagtailadmin_collections": self.collection(),
            "wagtaillocales": Locale.objects.get(language_code="tr"),
            "wagtailsites": Site.objects.get(),
            "wagtailusers_users": make.get_user_model().objects.get(username="author"),
            "wagtailusers_groups": make.Group.objects.get(name="Writers"),
            "wagtaildocs_chooser": self.document,
            "wagtailimages_chooser": self.image,
            "subscriber": Subscriber.objects.get(),
            "message": Message.objects.get(),
            "glossary": GlossaryEntry.objects.get(),
        }

    def _of_namespace(self, route, namespace):
        kind = namespace.rpartition("_")[2]
        if snippet := self.snippets.get(kind):
            revision = Revision.objects.for_instance(snippet).first()
            return {"pk": snippet.pk, "revision_id": getattr(revision, "pk", 1)}
        objects = self.by_namespace | {
            "wagtailadmin_workflows": self.task if "/tasks/" in route else self.workflow
        }
        found = {"pk": objects[namespace].pk} if namespace in objects else {}
        if "snippet" in route:
            found |= {
                "app_label": "partners",
                "model_name": "institution",
                "pk": self.snippets["institution"].pk,
            }
        if route.startswith("admin/translations/"):
            found |= {"pk": self.translation.pk}
        if "/bulk/" in route:
            found |= {"app_label": "wagtailcore", "model_name": "page"}
        if "tasks/add" in route:
            found |= {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
        if "admin/settings" in route:
            found |= {"model_name": "sitesettings", "pk": SiteSettings.load().pk}
        if "tag-autocomplete" in route:
            found |= {"app_name": "taggit", "model_name": "tag"}
        if "api/main/^images" in route or "api/main/^documents" in route:
            found |= {"pk": (self.image if "images" in route else self.document).pk}
        return found

    def collection(self):
        return ensure_collections()["collection"]

    def addresses(self):
        """Yield ``(route, path)`` of every address below ``/admin/``, once: as the URLconf writes it, and filled in."""
        seen = set()
        for route, namespaces in _routes(get_resolver().url_patterns):
            if not route.startswith("admin/") or route in seen or route == "admin/^.*/$":
                continue
            seen.add(route)
            values = self.arguments(route, namespaces[-1] if namespaces else "")
            yield route, "/" + _filled(route, values)


def _routes(patterns, before="", namespaces=()):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _routes(pattern.url_patterns, route, inner)
        else:
            yield route, namespaces


def _filled(route, values):
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda match: str(values[match[1]]), route)
    route = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), route)
    return route.replace("^", "").replace("$", "").replace("\\.", ".")
