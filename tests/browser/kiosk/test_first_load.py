"""What the first visit costs a weak network, and that the program can be installed."""

import json

MOST_BYTES = 60 * 1000
ICON = {"any", "any maskable"}


def test_the_whole_first_visit_is_at_most_60_kilobytes(unpaired, network):
    """All that goes over the wire until the tablet does not need it any more, headers too."""
    tablet = unpaired(address=network.address)
    tablet.open()
    tablet.see("pairing")
    tablet.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    sizes = {path: size for path, size in network.sizes.items() if "icon-" not in path}
    assert len(sizes) > 20
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_the_second_visit_costs_next_to_nothing(unpaired, network):
    tablet = unpaired(address=network.address)
    tablet.open()
    tablet.see("pairing")
    tablet.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    network.sizes.clear()
    tablet.page.reload()
    tablet.see("pairing")
    assert not [path for path in network.sizes if "static" in path]


def test_it_can_be_installed_and_fills_the_screen(unpaired):
    tablet = unpaired()
    tablet.open()
    tablet.see("pairing")
    session = tablet.page.context.new_cdp_session(tablet.page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert (manifest["display"], manifest["scope"]) == ("fullscreen", "/kiosk")
    tablet.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    problems = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [
        problem["errorId"] for problem in problems if problem["errorId"] != "in-incognito"
    ] == []


def test_every_module_is_loaded_and_complains_of_nothing(unpaired):
    """Each of the files that are served runs in the browser, and the worker does."""
    tablet = unpaired()
    tablet.open()
    tablet.see("pairing")
    names = tablet.page.evaluate("""async () => {
        const linked = [...document.querySelectorAll("link[rel=modulepreload]")];
        await Promise.all(linked.map((link) => import(link.href)));
        return linked.map((link) => link.href);
    }""")
    assert len(names) > 20
    assert tablet.complaints == []
