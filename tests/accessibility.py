"""Print what each installed browser engine tells a screen reader about a page.

python tests/accessibility.py http://127.0.0.1:8000/course-1/ main

Chromium and Firefox give their accessibility trees. WebKit gives, by WebDriver, role and name of
each element: its tree is the document's, without elements that have neither.
"""

import sys

from engines import PACKAGES, Missing, started
from selenium.webdriver.common.by import By

FIREFOX = """
    const [done] = arguments;
    const service = Cc["@mozilla.org/accessibilityService;1"]
        .getService(Ci.nsIAccessibilityService);
    const window = Services.wm.getMostRecentWindow("navigator:browser");
    const walk = (node, depth, lines) => {
        const level = {};
        try { node.groupPosition(level, {}, {}); } catch { /* it has none */ }
        let id = "";
        try { id = node.attributes.getStringProperty("id"); } catch { /* it has none */ }
        const role = service.getStringRole(node.role);
        lines.push([depth, id, role, node.name ?? "", role == "heading" ? level.value : null]);
        for (let child = node.firstChild; child; child = child.nextSibling) {
            walk(child, depth + 1, lines);
        }
        return lines;
    };
    const look = (tries) => {
        const root = service.getAccessibleFor(window.gBrowser.selectedBrowser)?.firstChild;
        if (root?.childCount || !tries) done(root ? walk(root, 0, []) : []);
        else window.setTimeout(look, 100, tries - 1);
    };
    look(50);
"""


def tree(engine, driver, selector="body"):
    """Return the lines of the tree of the element at ``selector``: depth, role and name.

    A heading's role ends with its level. Raises Selenium's error if there is no element.
    """
    element = driver.find_element(By.CSS_SELECTOR, selector)
    return {"chromium": _chromium, "firefox": _firefox, "webkit": _webkit}[engine](driver, element)


def _chromium(driver, element):
    driver.execute_cdp_cmd("DOM.getDocument", {})
    found = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    nodes = {node["nodeId"]: node for node in found}
    driver.execute_script("window.__asked = arguments[0]", element)
    asked = driver.execute_cdp_cmd("Runtime.evaluate", {"expression": "window.__asked"})
    place = {"objectId": asked["result"]["objectId"]}
    backend = driver.execute_cdp_cmd("DOM.describeNode", place)["node"]["backendNodeId"]
    start = next(node for node in found if node.get("backendDOMNodeId") == backend)

    def walk(node, depth):
        if not node["ignored"]:
            values = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
            role = node["role"]["value"]
            role += f" {values['level']}" if role == "heading" else ""
            yield depth, role, node.get("name", {}).get("value", "")
            depth += 1
        for child in node.get("childIds", []):
            if child in nodes:
                yield from walk(nodes[child], depth)

    return list(walk(start, 0))


def _firefox(driver, element):
    """Firefox's tree names elements by id: one without gets a temporary one."""
    driver.execute_script("arguments[0].id ||= '__asked'", element)
    asked = driver.execute_script("return arguments[0].id", element)
    lines = driver.chrome(FIREFOX)
    driver.execute_script("if (arguments[0].id === '__asked') arguments[0].id = ''", element)
    first = next((i for i, line in enumerate(lines) if line[1] == asked), None)
    if first is None:
        return []  # it is not in the tree
    depth = lines[first][0]
    taken = []
    for line in lines[first:]:
        if taken and line[0] <= depth:
            break
        role = line[2] if line[4] is None else f"{line[2]} {line[4]}"
        taken.append((line[0] - depth, role, line[3]))
    return taken


def _webkit(driver, element):
    below = driver.execute_script("return [...arguments[0].querySelectorAll('*')]", element)
    depths = driver.execute_script(
        """const [root] = arguments;
        const depth = (node) => node === root ? 0 : 1 + depth(node.parentElement);
        return [root, ...root.querySelectorAll("*")].map(depth);""",
        element,
    )
    lines = []
    for one, depth in zip([element, *below], depths, strict=True):
        role, name = one.aria_role, one.accessible_name
        if role == "heading":
            role += f" {one.tag_name[1:]}" if one.tag_name[1:].isdigit() else ""
        if role or name:
            lines.append((depth, role, name))
    return lines


if __name__ == "__main__":
    address, *selector = sys.argv[1:]
    for engine in PACKAGES:
        print(f"--- {engine}")
        try:
            with started(engine) as driver:
                driver.get(address)
                for depth, role, name in tree(engine, driver, *selector):
                    print("  " * depth + f"{role} {name!r}")
        except Missing as lacking:
            print(lacking)
