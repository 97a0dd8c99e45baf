"""What the first page costs a weak network, and what it leaves on a phone: nothing."""

import socket

import pytest

from tests.browser import measures
from tests.browser.pages import ask_which_field, choose, send

MOST_BYTES = 14 * 1024
"""What a server may send before it has to wait for the first reply: ten packets."""


def network_of(page):
    """What goes over the network from now on: addresses asked for, and bytes received."""
    network = page.context.new_cdp_session(page)
    addresses, sizes = [], []
    network.on("Network.requestWillBeSent", lambda sent: addresses.append(sent["request"]["url"]))
    network.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    network.send("Network.enable")
    return addresses, sizes


def over_the_network(addresses):
    return [address for address in addresses if not address.startswith("data:")]


def bytes_of(site, path, encoding):
    """Everything that a server sends for a page, its headers too."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nAccept-Language: vi\r\n"
        f"Accept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        connection.sendall(request.encode())
        reply = b"".join(iter(lambda: connection.recv(65536), b""))
    assert reply.startswith(b"HTTP/1.1 200")
    return len(reply)


def test_the_first_page_is_two_requests_to_us_and_14_kilobytes(site, page):
    addresses, sizes = network_of(page)
    ask_which_field(page, site)
    page.wait_for_load_state("networkidle")
    asked = over_the_network(addresses)
    assert len(asked) == 2
    assert all(address.startswith(f"{site.address}/") for address in asked)
    assert 0 < sum(sizes) <= MOST_BYTES


@pytest.mark.parametrize("encoding", ["identity", "gzip", "gzip, deflate", "gzip, deflate, br"])
def test_the_first_page_is_14_kilobytes_whatever_a_phone_can_unpack(encoding, site, page):
    ask_which_field(page, site)
    stylesheet = page.locator("link[rel=stylesheet]").get_attribute("href")
    paths = (site.path("fields"), stylesheet)
    assert sum(bytes_of(site, path, encoding) for path in paths) <= MOST_BYTES


def test_the_second_page_finds_the_stylesheet_on_the_phone(site, page):
    ask_which_field(page, site)
    page.close()
    another = page.context.new_page()
    ask_which_field(another, site)
    transferred = "performance.getEntriesByType('resource').map((file) => file.transferSize)"
    assert another.evaluate(transferred) == [0]


def test_a_visit_leaves_nothing_on_the_phone_and_nothing_to_complain_about(site, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    kept = []
    for step in (lambda: ask_which_field(page, site), lambda: send(page), lambda: send(page)):
        step()
        kept.append(page.evaluate(measures.KEPT))
        if page.locator("#field-1").count():
            choose(page, 1, "field")
            choose(page, 3)
    assert kept == [["", 0, 0, 0, 0]] * 3
    assert (page.context.cookies(), complaints) == ([], [])
