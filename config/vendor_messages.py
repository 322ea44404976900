"""Words of libraries that ship no Japanese for them, or another than ours; ours is in locale/ja.

Nothing imports this: it lets makemessages find them.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

SIMPLE_HISTORY = [
    gettext_noop("Change History"),
    gettext_noop("Changes"),
    gettext_noop(
        "Choose a date from the list below to revert to a previous version of this object."
    ),
    gettext_noop("Comment"),
    gettext_noop("Deleted %(type_name)s"),
    gettext_noop("None"),
    gettext_noop("Object"),
    gettext_noop("Or press the 'Change History' button to edit the history."),
    gettext_noop("Press the 'Change History' button below to edit the history."),
    gettext_noop("Press the 'Revert' button below to revert to this version of the object."),
    gettext_noop("Revert"),
    gettext_noop("Revert %(verbose_name)s"),
    gettext_noop("Revert %s"),
    gettext_noop('The %(name)s "%(obj)s" was changed successfully.'),
    gettext_noop("This object doesn't have a change history."),
    gettext_noop("View %(verbose_name)s"),
    gettext_noop("View history: %s"),
    gettext_noop("You may edit it again below"),
]
IMPORT_EXPORT = [
    gettext_noop(
        "%(exc_name)s encountered while trying to read file. "
        "Ensure you have chosen the correct format for the file."
    ),
    gettext_noop("%s through import_export"),
    ngettext_lazy("Export %(len)s selected item.", "Export %(len)s selected items.", "len"),
    gettext_noop("Form is not validated, call `is_valid` first"),
    gettext_noop("Import finished: {} new, {} updated, {} deleted and {} skipped {}."),
    gettext_noop(
        "No valid data to import. Ensure your file has the correct headers or data for import."
    ),
    gettext_noop("Non field specific"),
    gettext_noop(
        "Please correct these errors in your data where possible, "
        "then reupload it using the form above."
    ),
    gettext_noop("Resource"),
    gettext_noop("Row"),
    gettext_noop("Select all"),
    gettext_noop('Select at least 1 field for "%(resource_name)s" to export'),
    gettext_noop("Some rows failed to validate"),
    gettext_noop(
        "The following fields are declared in 'import_id_fields' "
        "but are not present in the file headers: %s"
    ),
    gettext_noop(
        "The following fields are declared in 'import_id_fields' "
        "but are not present in the resource fields: %s"
    ),
    gettext_noop("This exporter will export the following fields: "),
    gettext_noop("Value could not be parsed."),
    gettext_noop("call to force_str() on instance failed: %s"),
    gettext_noop("export failed due to IllegalCharacterError"),
    gettext_noop("use_natural_foreign_keys and key_is_id cannot both be True"),
]
ALLAUTH = [  # one word, passkey, for what it calls a security key
    gettext_noop("Add Security Key"),
    gettext_noop("Are you sure you want to remove this security key?"),
    gettext_noop("Edit Security Key"),
    gettext_noop("No security keys have been added."),
    gettext_noop("Remove Security Key"),
    gettext_noop("Security Keys"),
    gettext_noop("Security key"),
    gettext_noop("Use a security key"),
    ngettext_lazy(
        "You have added %(count)s security key.", "You have added %(count)s security keys.", "count"
    ),
]
