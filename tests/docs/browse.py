#!/usr/bin/python3
"""browse.py FOLDER [--front] [--find WORD=PAGE...] [--limit SECONDS] - visits each page of a site in a real browser.

Serves FOLDER on a port of the loopback and opens each page in chromium, 360 pixels wide, once light and once dark.
Complains about

  errors on the console, requests that fail, requests to anywhere else
  links and anchors that lead nowhere, IDs that a page has twice
  pages that scroll sideways, text whose contrast is less than WCAG AA asks

  --front           the theme can be switched and the menu opens on index.html
  --find WORD=PAGE  the search finds PAGE for WORD
  --limit SECONDS   for all of it; 600 unless told

Exits with 0 if there is nothing to complain about, with 1 if there is, 2 for bad usage, and 77 if there is no browser.
"""

import argparse
import functools
import http.server
import json
import pathlib
import shutil
import signal
import sys
import threading
import urllib.parse

WIDTH, HEIGHT = 360, 740
PAGE_SECONDS, WAIT_SECONDS = 30, 10


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Site:
    """A folder, served until the end of the with block."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        handler = functools.partial(Quiet, directory=folder)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def pages(self):
        return sorted(str(page.relative_to(self.folder)) for page in self.folder.rglob("*.html"))

    def has(self, path):
        return (self.folder / path).is_file()


class Browser:
    """A chromium that reaches nothing but the loopback."""

    def __init__(self):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                         "--disable-background-networking", "--disable-component-update",
                         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = Service(shutil.which("chromedriver"))
        try:
            self.driver = webdriver.Chrome(service=service, options=options)
        except BaseException:
            service.stop()
            raise
        self.driver.set_page_load_timeout(PAGE_SECONDS)
        self.driver.set_script_timeout(PAGE_SECONDS)
        self.command("Emulation.setDeviceMetricsOverride",
                     width=WIDTH, height=HEIGHT, deviceScaleFactor=1, mobile=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def command(self, name, **arguments):
        return self.driver.execute_cdp_cmd(name, arguments)

    def scheme(self, value):
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": value}, {"name": "prefers-reduced-motion", "value": "reduce"}])

    def open(self, address):
        self.driver.get(address)
        self.driver.execute_script("""
            const still = document.createElement("style");
            still.textContent = "* { transition: none !important; animation: none !important; }";
            document.head.append(still);""")

    def evaluate(self, script):
        answer = self.command("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait(self, script):
        """Until the script gives something; what it gave last if that takes too long."""
        from selenium.common.exceptions import TimeoutException
        from selenium.webdriver.support.ui import WebDriverWait
        try:
            return WebDriverWait(self.driver, WAIT_SECONDS, poll_frequency=0.05).until(lambda _: self.evaluate(script))
        except TimeoutException:
            return self.evaluate(script)

    def console_errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def network(self):
        """Addresses that were asked for, and complaints about the answers."""
        asked, failed = [], []
        for entry in self.driver.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            values = event["params"]
            if event["method"] == "Network.requestWillBeSent":
                asked.append(values["request"]["url"])
            elif event["method"] == "Network.loadingFailed" and not values.get("canceled"):
                failed.append(values["errorText"])
            elif event["method"] == "Network.responseReceived" and values["response"]["status"] >= 400:
                failed.append(f"{values['response']['status']} for {values['response']['url']}")
        return asked, failed


class Check:
    def __init__(self, site, browser):
        self.site, self.browser = site, browser
        self.questions = (pathlib.Path(__file__).parent / "page.js").read_text()
        self.complaints = 0
        self.links, self.ids = {}, {}

    def complain(self, page, text):
        print(f"{page}: {text}", flush=True)
        self.complaints += 1

    def visit(self, page):
        self.browser.scheme("light")
        self.browser.open(self.site.root + urllib.parse.quote(page))
        found = self.browser.evaluate(self.questions)
        self.links[page], self.ids[page] = set(found["links"]), set(found["ids"])
        if found["width"] > found["room"]:
            self.complain(page, f"scrolls sideways: {found['width']} pixels on a screen of {found['room']}")
        for name in found["twice"]:
            self.complain(page, f"has the ID {name} more than once")
        self.browser.scheme("dark")
        for scheme, pale in (("light", found["pale"]), ("dark", self.browser.evaluate(self.questions)["pale"])):
            for text in pale:
                self.complain(page, f"too little contrast, {scheme}: {text}")
        self.check_logs(page)

    def check_logs(self, page):
        for error in self.browser.console_errors():
            self.complain(page, f"on the console: {error}")
        asked, failed = self.browser.network()
        for problem in failed:
            self.complain(page, f"a request failed: {problem}")
        for address in asked:
            if not address.startswith((self.site.root, "data:", "blob:")):
                self.complain(page, f"asks for {address}")

    def check_links(self):
        for page, links in self.links.items():
            for link in sorted(links):
                if link.startswith(self.site.root):
                    self.check_link(page, urllib.parse.urlsplit(link))
                elif not link.startswith(("http://", "https://", "mailto:")):
                    self.complain(page, f"leads out of the site: {link}")

    def check_link(self, page, link):
        path = urllib.parse.unquote(link.path).lstrip("/") or "index.html"
        anchor = urllib.parse.unquote(link.fragment)
        if not self.site.has(path):
            self.complain(page, f"dead link: {path}")
        elif anchor and path in self.ids and anchor not in self.ids[path]:
            self.complain(page, f"dead anchor: {path}#{anchor}")

    def find(self, word, page):
        self.browser.open(f"{self.site.root}search.html?q={urllib.parse.quote(word)}")
        wanted = json.dumps(f"/{page}")
        if not self.browser.wait(f"""[...document.querySelectorAll("#search-results li a")]
                .some((each) => new URL(each.href).pathname === {wanted})"""):
            self.complain("search.html", f"does not find {page} for {word}")
        self.check_logs(f"search.html?q={word}")

    def front(self):
        self.browser.open(self.site.root)
        theme = "(document.body.dataset.theme ?? null)"
        before = self.browser.evaluate(theme)
        self.browser.evaluate('document.querySelector(".mobile-header .theme-toggle")?.click()')
        if not self.browser.wait(f"{theme} !== {json.dumps(before)}"):
            self.complain("index.html", "the theme cannot be switched")
        self.browser.evaluate('localStorage.clear(); document.querySelector("label[for=__navigation]")?.click()')
        if not self.browser.wait('document.querySelector(".sidebar-drawer")?.getBoundingClientRect().left >= 0'):
            self.complain("index.html", "the menu does not open")
        self.check_logs("index.html")


def arguments():
    usage = "browse.py FOLDER [--front] [--find WORD=PAGE...] [--limit SECONDS]; see --help"
    parser = argparse.ArgumentParser(usage=usage, add_help=False)
    parser.add_argument("folder")
    parser.add_argument("--front", action="store_true")
    parser.add_argument("--find", nargs="*", default=[])
    parser.add_argument("--limit", type=int, default=600)
    if set(sys.argv[1:]) & {"-h", "--help"}:
        print(__doc__)
        sys.exit(0)
    given = parser.parse_args()
    if not (pathlib.Path(given.folder) / "index.html").is_file():
        parser.error(f"there is no site in {given.folder}: it has no index.html")
    if any("=" not in each for each in given.find):
        parser.error("--find takes WORD=PAGE")
    return given


class OutOfTime(BaseException):
    """Nothing on the way out takes it for an error of its own."""


def out_of_time(*_):
    raise OutOfTime


def run(given, site, browser):
    check = Check(site, browser)
    pages = site.pages()
    for page in pages:
        check.visit(page)
    check.check_links()
    for each in given.find:
        check.find(*each.split("=", 1))
    if given.front:
        check.front()
    print(f"{len(pages)} pages, {sum(map(len, check.links.values()))} links, {check.complaints} complaints")
    return 1 if check.complaints else 0


def main():
    given = arguments()
    try:
        import selenium  # noqa: F401
    except ImportError:
        selenium = None
    if not selenium or not shutil.which("chromium") or not shutil.which("chromedriver"):
        print("browse.py: chromium, chromium-driver and python3-selenium are needed: run scripts/setup docs")
        return 77
    # Whatever ends this early, the with blocks end browser and server.
    signal.signal(signal.SIGALRM, out_of_time)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.alarm(given.limit)
    try:
        with Site(given.folder) as site, Browser() as browser:
            return run(given, site, browser)
    except OutOfTime:
        print(f"browse.py: not done within {given.limit} s")
        return 1


if __name__ == "__main__":
    sys.exit(main())
