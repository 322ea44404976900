"""Products in the admin."""

from django.contrib import admin

from audit.admin import TrackedAdmin

from .models import Product


@admin.register(Product)
class ProductAdmin(TrackedAdmin):
    change_list_template = "admin/products/product/change_list.html"
    list_display = ["name", "slug", "in_service_since", "retired_on"]
    list_filter = [("retired_on", admin.EmptyFieldListFilter)]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "website", "position", "in_service_since", "retired_on"]
    fixed_fields = ["slug"]
