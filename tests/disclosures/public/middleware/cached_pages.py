"""The addresses that are cached, and how browsers ask for them."""

from tests.disclosures.public.addresses import ADDRESSES

UNCACHED = {"/schemas/sheet-1.json", "/schemas/sheet-2.json", "/healthz", "/readyz"}
CACHED = [address for address in ADDRESSES if address not in UNCACHED]
MISSING = "/sheet/versions/1.0/since/1.0/"  # no version is compared with itself
FOUND = [address for address in CACHED if address != MISSING]


def get(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code in (200, 304, 404), address
    return response
