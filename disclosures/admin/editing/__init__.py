"""Edit: guidelines, checklists and answers, one or many at a time."""
