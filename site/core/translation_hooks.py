"""A switchboard: translation in the CMS. Our views come before wagtail-localize's at the same addresses."""

from django.urls import path
from wagtail import hooks

from core import rights
from core.translation import asking, buttons, views

buttons.replace_localize()
hooks.register("before_edit_page", rights.refuse_restart, order=-2)
hooks.register("before_edit_snippet", rights.refuse_restart, order=-2)
hooks.register("before_bulk_action", rights.refuse_in_bulk)
hooks.register("before_edit_page", views.publish_from_editor, order=-1)
hooks.register("before_edit_snippet", views.publish_from_editor, order=-1)
hooks.register("before_bulk_action", views.refuse_bulk_publishing)
hooks.register("before_bulk_action", asking.before_bulk_action)
hooks.register("before_unpublish_page", asking.before_unpublish)
hooks.register("before_unpublish", asking.before_unpublish)  # snippets
hooks.register("before_move_page", asking.before_move)
hooks.register("before_delete_page", asking.before_delete_page)
hooks.register("before_delete_snippet", asking.before_delete_snippets)


@hooks.register("register_admin_urls", order=-1)
def translation_urls():
    snippet = "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/"
    return [
        path("localize/submit/page/<int:page_id>/", views.StartPageTranslation.as_view()),
        path(snippet, views.StartSnippetTranslation.as_view()),
        path("localize/translate/<int:translation_id>/machine_translate/", views.machine_translate),
        path("localize/update/<int:translation_source_id>/", views.UpdateTranslations.as_view()),
    ]
