"""A switchboard: the review of translations in the CMS."""

from django.urls import path
from wagtail import hooks

from review import lists, views
from review.reviews import NOTE, NoteFormatter

hooks.register("before_edit_page", views.answer_editor, order=-2)  # before the one that publishes
hooks.register("before_edit_snippet", views.answer_editor, order=-2)
hooks.register("register_page_header_buttons", views.page_buttons)
hooks.register("desk_items", lists.desk_items)


@hooks.register("register_admin_urls")
def review_urls():
    return [
        path("review/", views.WaitingView.as_view(), name="review_waiting"),
        path("review/sent-back/", views.SentBackView.as_view(), name="review_sent_back"),
        path("review/<int:translation_id>/", views.ReviewView.as_view(), name="review_translation"),
    ]


@hooks.register("register_log_actions")
def notes(actions):
    actions.register_action(NOTE)(NoteFormatter)
