"""The admin of this project is the stock one with a start page of its own."""

from django.contrib.admin.apps import AdminConfig


class DashboardAdminConfig(AdminConfig):
    default_site = "disclosures.dashboard.admin_site.DashboardSite"
