"""Which passwords are refused, and that a good one is taken."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

REFUSED = [
    "short",
    "aaaaaaaaaaaaaaaa",
    "abcabcabcabcabc",
    "passwordpassword",
    "Password2026!!!!",
    "football-dragon!",
    "123456789012345",
    "ito.taro.example",
]


@pytest.mark.parametrize("password", REFUSED)
def test_a_weak_one_is_refused(password):
    user = User(username="ito.taro", email="ito.taro@example.com")

    with pytest.raises(ValidationError):
        validate_password(password, user)


@pytest.mark.parametrize(
    "password", ["tiger bicycle 7 umbrella", "ほっかいどうの雪はやわらかい", "Xk2#vV9!qPz4mR"]
)
def test_a_good_one_is_taken(password):
    validate_password(password, User(username="ito"))
