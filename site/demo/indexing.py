"""Search and reference index during a bulk load: each thing once, when it is finished, not at each of its saves."""

from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch import index
from modelsearch.backends import get_search_backends
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def saves_unindexed():
    """Let saves index nothing, at once or by a background task; whoever saves calls ``index_things`` afterwards."""
    models = index.get_indexed_models()
    connected = [model for model in models if post_save.disconnect(post_save_signal_handler, sender=model)]
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in connected:
            post_save.connect(post_save_signal_handler, sender=model)


def index_things(things):
    """Put things of one model into both indexes."""
    things = list(things)
    if not things:
        return
    model = type(things[0])
    if ReferenceIndex.is_indexed(model):
        for thing in things:
            ReferenceIndex.create_or_update_for_object(thing)
    if index.class_is_indexed(model):
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(model, things)
