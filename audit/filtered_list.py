"""Change lists of the admin whose filters come from an address that anybody may type."""

from django.contrib.admin.views.main import IncorrectLookupParameters


class FilteredList:
    """A change list that refuses filter values which the database cannot compare."""

    def get_changelist_instance(self, request):
        # No row holds them: SQLite fails on keys beyond 64 bits, PostgreSQL on null characters.
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise IncorrectLookupParameters
        try:
            return super().get_changelist_instance(request)
        except OverflowError as error:
            raise IncorrectLookupParameters from error
