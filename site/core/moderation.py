"""What an approval does at the end of a workflow.

Wagtail imports this while its own models are loading: what is needed of them is imported when it is needed.
"""


def publish_approved(workflow_state, user=None):
    """Publish what was approved: a translation through the one door, anything else as its newest revision.

    A release hour ahead schedules it. Named by the setting ``WAGTAIL_FINISH_WORKFLOW_ACTION``.

    Args:
        workflow_state: the ``WorkflowState``, just approved; inside the transaction of the approval.
        user: who approved; must have the right to publish.

    Raises:
        NotPublishable: the translation is not complete, or is no longer what was submitted; the approval is to be
            rolled back.
        PermissionDenied: if the user may not publish.
    """
    from core.translation import managed_translation, publish_reviewed

    approved = workflow_state.content_object
    translation = managed_translation(approved) if hasattr(approved, "translation_key") else None
    if translation is None:
        approved.get_latest_revision().publish(user=user)
    else:
        publish_reviewed(translation, workflow_state.current_task_state.revision, user)
