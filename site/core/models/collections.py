from django.db import models
from wagtail.models import Collection


class SectionCollection(models.Model):
    """Which collection is a section's, whatever staff call it."""

    section = models.CharField(max_length=40, primary_key=True, editable=False)
    collection = models.OneToOneField(Collection, on_delete=models.CASCADE, related_name="+", editable=False)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.section
