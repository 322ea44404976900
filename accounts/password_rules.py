"""What no password may be, beside what Django refuses: repetitions and one or two common words."""

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MIN_CHARACTERS = 5  # different ones
SHORTEST_WORD = 3  # letters


class Repetition:
    """Refuses what repeats a few characters, or one piece."""

    def validate(self, password, user=None):
        """Raises `ValidationError` for such a password."""
        if len(set(password)) < MIN_CHARACTERS or password in (password + password)[1:-1]:
            raise ValidationError(_("This password repeats itself."), code="repetition")

    def get_help_text(self):
        return _("Your password does not repeat a few characters or one word.")


class CommonWords:
    """Refuses one or two common passwords, whatever figures and signs stand between.

    Only some two hundred of the common passwords that Django knows have twelve letters or more.
    """

    def __init__(self):
        self.words = CommonPasswordValidator().passwords

    def validate(self, password, user=None):
        """Raises `ValidationError` for such a password."""
        letters = "".join(one for one in password.casefold() if one.isalpha())
        if letters and self._is_made_of_words(letters):
            raise ValidationError(_("This password is made of common words."), code="common_words")

    def get_help_text(self):
        return _("Your password is not one or two common passwords.")

    def _is_made_of_words(self, letters):
        """Whether it is one of them, or two; three are a phrase, which is hard to guess."""
        pairs = ((letters[:at], letters[at:]) for at in range(SHORTEST_WORD, len(letters)))
        return letters in self.words or any({*pair} <= self.words for pair in pairs)
