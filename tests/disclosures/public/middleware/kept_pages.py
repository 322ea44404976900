"""The addresses that are kept in memory, and how browsers ask for them."""

from tests.disclosures.public.addresses import ADDRESSES

UNKEPT = {"/schemas/sheet-1.json", "/healthz", "/readyz"}
KEPT = [address for address in ADDRESSES if address not in UNKEPT]


def get(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code in (200, 304, 404), address
    return response
