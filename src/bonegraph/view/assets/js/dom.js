// Elements are made by hand and text only ever enters as text nodes.
const byId = (id) => document.getElementById(id);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in DIRECT) node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}
const DIRECT = { checked: 1, disabled: 1, value: 1, hidden: 1, tabIndex: 1 };

function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function fill(node, ...children) {
  node.textContent = "";
  append(node, children);
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value !== undefined) node.setAttribute(name, String(value));
  append(node, children);
  return node;
}

const button = (label, action, attributes) => el("button", { type: "button", onclick: action, ...attributes }, label);

// The addresses were checked when the page was made; a second look costs nothing.
function link(label, address) {
  if (!/^https:\/\/[a-z0-9.-]+\/[^\s"'<>\\]*$/i.test(address)) return document.createTextNode(label);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label);
}

const stored = {
  // storage throws in sandboxed frames
  get(name) {
    try {
      return window.localStorage.getItem(`bonegraph.${name}`);
    } catch (error) {
      return null;
    }
  },
  set(name, value) {
    try {
      window.localStorage.setItem(`bonegraph.${name}`, value);
    } catch (error) {
      /* not kept, and that is all */
    }
  },
};

const CALM = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const SMALL = () => window.matchMedia("(max-width: 920px)").matches;
