"""What others are told of translations where Django's own signals are silent: rows written in bulk."""

from django.dispatch import Signal

# The texts of a source, or translations of them, were written. Sent in the transaction that wrote them, with
# ``source``, the ``TranslationSource``.
strings_written = Signal()
