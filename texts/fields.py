"""The model fields for text: their values pass the door on validation and again on every save."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Length

from .evidence import clean_evidence
from .validation import MAX_LENGTH, clean_line, clean_link, clean_text


class _DoorFormField(forms.CharField):
    """Leaves every judgement to the door, so that a form answers in the same words as code."""

    def __init__(self, *, clean, **kwargs):
        kwargs.pop("max_length", None)
        super().__init__(**kwargs)
        self.clean_value = clean

    def to_python(self, value):
        return self.clean_value(super().to_python(value))


class _DoorField:
    """A model field whose values pass the door on validation and again on every save."""

    clean_value = staticmethod(clean_text)

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else self.clean_value(value)

    def get_prep_value(self, value):
        """Past the door: what people search for need not be fit to publish."""
        value = models.Field.get_prep_value(self, value)
        return value if value is None or hasattr(value, "resolve_expression") else str(value)

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        try:
            value = self.to_python(value)
            self.run_validators(value)
        except ValidationError as error:
            raise ValidationError({self.name: error.error_list}) from error
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(
            **{"form_class": _DoorFormField, "clean": self.clean_value, **kwargs}
        )


class DisclosureText(_DoorField, models.TextField):
    """Text of several lines, at most 4,000 characters."""


class DisclosureLine(_DoorField, models.CharField):
    """Text on one line."""

    clean_value = staticmethod(clean_line)


class DisclosureLink(DisclosureLine):
    """One absolute http(s) address."""

    clean_value = staticmethod(clean_link)


class DisclosureEvidence(DisclosureText):
    """Links, one a line; see `texts.evidence`."""

    clean_value = staticmethod(clean_evidence)


def at_most_4000(model, *fields):
    """The CHECK constraints that hold the limit in the database too."""
    return [
        models.CheckConstraint(
            condition=models.Q((f"{field}__length__lte", MAX_LENGTH)),
            name=f"{model}_{field}_at_most_4000",
        )
        for field in fields
    ]


models.TextField.register_lookup(Length)
