"""What is measured in a page, each a function of JavaScript that a test evaluates."""

WIDER_THAN_THE_WINDOW = """() => {
  const page = document.scrollingElement;
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.right > page.clientWidth + 1 && !element.closest('.sr');
  });
  if (page.scrollWidth > page.clientWidth) wide.push(page);
  return wide.map((element) => element.outerHTML.slice(0, 80));
}"""

BOXES = """
  const boxes = [];
  const root = document.querySelector(within ?? 'body');
  const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const add = (element, box) => {
    if (box.width > 1 && box.height > 1 && box.right > 0 && !element.closest('.sr'))
      boxes.push({ element, box });
  };
  while (words.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    for (const line of range.getClientRects()) add(words.currentNode.parentElement, line);
  }
  for (const control of root.querySelectorAll('input, select, textarea, svg'))
    add(control, control.getBoundingClientRect());
  const named = (element) => element.outerHTML.slice(0, 80);
"""
"""Each line of words and each control within a part of the page, with where it is."""

OVERLAPPING = f"""(within) => {{
  {BOXES}
  const shared = (from, to, one, other) =>
    Math.min(one.box[to], other.box[to]) - Math.max(one.box[from], other.box[from]);
  const pairs = [];
  boxes.forEach((one, index) => boxes.slice(index + 1).forEach((other) => {{
    if (one.element === other.element) return;
    const across = shared('left', 'right', one, other);
    const down = shared('top', 'bottom', one, other);
    if (across > 2 && down > 3) pairs.push([named(one.element), named(other.element)]);
  }}));
  return pairs;
}}"""

CUT = f"""(within) => {{
  {BOXES}
  const leaving = boxes.filter(({{ element, box }}) => {{
    const frame = element.closest('.choice, button, .summary, .done, .banner, header, table, main');
    const around = frame?.getBoundingClientRect();
    return around && (box.left < around.left - 1 || box.right > around.right + 1 ||
      box.top < around.top - 1 || box.bottom > around.bottom + 1);
  }});
  const hiding = [...document.body.querySelectorAll('*')].filter((element) =>
    getComputedStyle(element).overflow !== 'visible' &&
    !element.matches('.sr, textarea, input, svg') &&
    (element.scrollWidth > element.clientWidth + 1 ||
      element.scrollHeight > element.clientHeight + 1));
  return [...leaving.map(({{ element }}) => named(element)), ...hiding.map(named)];
}}"""

WIDER_THAN_THEIR_FIELDS = """() => {
  const letters = document.createElement('canvas').getContext('2d');
  const isCut = (field) => {
    const style = getComputedStyle(field);
    letters.font = style.font;
    const padding = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
    return letters.measureText(field.placeholder).width > field.clientWidth - padding;
  };
  return [...document.querySelectorAll('input[placeholder]')].filter(isCut)
    .map((field) => field.placeholder);
}"""
"""The words in empty fields that say what belongs there, and cannot be read to their end."""

UGLY = f"() => [({WIDER_THAN_THE_WINDOW})(), ({CUT})(), ({OVERLAPPING})()]"

TOO_SMALL = """() => {
  const sizes = (selector, least) => [...document.querySelectorAll(selector)]
    .filter((element) => element.getClientRects().length)
    .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
    .filter(([, box]) => box.width < least || box.height < least)
    .map(([name, box]) => `${name} ${box.width} × ${box.height}`);
  return [
    ...sizes('.choice, button, .btn, select, textarea', 44),
    ...sizes('input:not(.choice input, .form-check input, [type=hidden])', 44),
    ...sizes('.form-check', 44),
    ...sizes('a', 24),
  ];
}"""

SMALL_LETTERS = f"""(within) => {{
  {BOXES}
  const isSmall = ({{ element }}) => parseFloat(getComputedStyle(element).fontSize) < 16;
  const hasLetters = ({{ element }}) => !element.matches('[type=radio], [type=checkbox], svg');
  return boxes.filter(hasLetters).filter(isSmall).map(({{ element }}) => named(element));
}}"""

SPACED_OUT = """(is_spaced) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * {
      line-height: 1.5 !important;
      letter-spacing: .12em !important;
      word-spacing: .16em !important;
    }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = is_spaced ? [sheet] : [];
}"""
"""The spacing that WCAG 1.4.12 lets a reader ask for."""

FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const style = getComputedStyle(element.closest('.choice') ?? element);
  return {
    name: element.id || element.className || element.textContent.trim(),
    isSeen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""

STOPS = """() => {
  const chosen = (group) => group.find((each) => each.checked) ?? group[0];
  const radios = (one, all) => all.filter((each) => each.type === 'radio' &&
    each.name === one.name && each.form === one.form);
  const reached = 'a[href], button, input, select, textarea, summary, iframe, [tabindex]';
  const stops = [...document.querySelectorAll(reached)]
    .filter((each) => each.tabIndex >= 0 && !each.disabled && each.getClientRects().length)
    .filter((each, _, all) => each.type !== 'radio' || each === chosen(radios(each, all)));
  stops.forEach((each, place) => { each.dataset.stop = place; });
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  return stops.map((each) => each.outerHTML.slice(0, 80));
}"""
"""Where the Tab key has to go, in the order of the page; it starts from the top then."""

STOPPED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element.closest('.choice') ?? element);
  const box = element.getBoundingClientRect();
  return {
    place: Number(element.dataset.stop ?? -1),
    isSeen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 &&
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""

KEPT = """async () => [
  document.cookie,
  localStorage.length,
  sessionStorage.length,
  (await indexedDB.databases()).length,
  (await caches.keys()).length,
]"""
