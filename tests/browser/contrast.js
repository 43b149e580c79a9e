// Texts whose contrast with their ground is below WCAG AA (4.5 to 1).
() => {
  const channel = (v) => (v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const faults = [];
  for (const node of document.querySelectorAll("body *")) {
    const written = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!written || !node.getClientRects().length || node.disabled || node.closest(".skip,noscript,script,style")) continue;
    const [a, b] = [light(numbers(getComputedStyle(node).color).slice(0, 3)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faults.push([node.className || node.tagName, node.textContent.slice(0, 30), ratio]);
  }
  return faults;
}
