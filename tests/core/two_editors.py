"""What the tests of two editors at one text share: their forms as a browser sends them, and what somebody else does."""

from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from tests import factories as make
from tests.translation_helpers import FORM, fresh, segment, translation_of


def staff(username, first_name, last_name):
    user = make.make_superuser(username)
    get_user_model().objects.filter(pk=user.pk).update(first_name=first_name, last_name=last_name)
    user.refresh_from_db()
    return user


def form_of(html):
    """Return what a browser would send of the editor's form."""
    return querydict_from_html(
        html, form_id="page-edit-form" if 'id="page-edit-form"' in html else "w-editor-form"
    )


def opened(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return form_of(response.content.decode())


def newest(instance):
    """Return an object as it stands now: its newest draft, where it has drafts."""
    instance = fresh(instance)
    draft = getattr(instance, "get_latest_revision_as_object", None)
    return draft() if draft else instance


def saved_by(user, instance, **values):
    """Save a draft as somebody else does meanwhile; lists are child rows."""
    draft = newest(instance)
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user, log_action=True)


def refused(response):
    """Return the page that a person gets instead of a save: the editor, with the explanation."""
    assert response.status_code == 200
    html = response.content.decode()
    assert 'id="editing-conflict"' in html, "saved, or refused without a word"
    return html


def story(words):
    """Return what a story of one paragraph sends; scripts draw its fields, so no HTML holds them."""
    return nested_form_data({"body": streamfield([("text", rich_text(f"<p>{words}</p>"))])})


def put(client, instance, path, text, seen):
    """Type into localize's editor as the browser does: with what stood there before the translator's eyes."""
    ids = [translation_of(instance).pk, segment(instance, path).pk]
    url = reverse("wagtail_localize:edit_string_translation", args=ids)
    sent = urlencode({"value": text, "editing_seen": seen})
    return client.put(url, sent, content_type=FORM)
