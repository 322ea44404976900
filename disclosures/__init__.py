"""A disclosure sheet: edited, frozen by submission, approved by a second person, public."""
