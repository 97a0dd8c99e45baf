// Elements of a page. Words become text, never markup: nothing that was typed is ever parsed.

/**
 * An element with its attributes, listeners (`onclick`) and children.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * A copy of a drawing that the page brought along.
 * @param {string} name
 */
export function drawing(name) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById(`drawing-${name}`));
  return template.content.cloneNode(true);
}

/**
 * @param {string} look
 * @param {(event: Event) => void} press
 * @param {...(Node | string | null | undefined | false)} children
 */
export function button(look, press, ...children) {
  return make("button", { type: "button", class: look, onclick: press }, ...children);
}

/** @param {string} id */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
