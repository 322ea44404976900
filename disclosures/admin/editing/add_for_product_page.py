"""Adding the row for what a product answers by itself to an item."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from disclosures.admin.page import admin_page, permitted, post_only
from disclosures.models import Answer
from disclosures.permissions import CHANGE_ANSWER
from products.models import Product


class ProductForm(forms.Form):
    product = forms.ModelChoiceField(Product.objects.none())

    def __init__(self, *args, products, **kwargs):
        super().__init__(*args, auto_id="id_add_%s", **kwargs)
        self.fields["product"].queryset = products
        self.fields["product"].empty_label = None
        self.fields["product"].widget.attrs["aria-label"] = gettext("product")


def answer_address(pk):
    """The address of the answer's form, for `post_only`; raises `Http404` where it is gone."""
    return reverse("admin:disclosures_answer_change", args=[get_object_or_404(Answer, pk=pk).pk])


@admin_page("<int:pk>/add-for-product/", "add_for_product")
@permitted(CHANGE_ANSWER)
@post_only(answer_address)
def add_for_product(request, model_admin, pk):
    """Leads to the row for what a product adds to this item, made where it is missing."""
    answer = get_object_or_404(Answer, pk=pk)
    form = ProductForm(request.POST, products=answer.checklist.products())
    if form.is_valid():
        answer = _ensured(answer, form.cleaned_data["product"], request.user)
        messages.success(request, gettext("Write what this product adds, and save."))
    else:
        messages.error(request, gettext("Please choose a product of this checklist."))
    return HttpResponseRedirect(reverse("admin:disclosures_answer_change", args=[answer.pk]))


def _ensured(answer, product, user):
    reason = gettext("Answer for %(product)s added.") % {"product": product}
    ensure = answer.checklist.ensure_product_answer
    try:
        with transaction.atomic():
            return ensure(answer.item, product, by=user, reason=reason)
    except IntegrityError:  # somebody else added it at the same moment
        return ensure(answer.item, product, by=user, reason=reason)
