// What browse.py asks of a page; the value of the last expression is the answer.

(() => {
  // What is one pixel wide is there for screen readers alone.
  const visible = (element) =>
    element.getBoundingClientRect().width > 1 && getComputedStyle(element).visibility === "visible";

  // [red, green, blue, alpha], the last from 0 to 1; null for what is no plain colour.
  const colour = (text) => {
    const parts = /^rgba?\(([^)]*)\)$/.exec(text);
    if (!parts) return null;
    const numbers = parts[1].split(/[,\/ ]+/).map(Number);
    return numbers.length === 3 ? [...numbers, 1] : numbers;
  };
  const over = (front, back) => [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);

  // Grounds from the element outwards until one covers all; then painted from there.
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      const layer = colour(getComputedStyle(each).backgroundColor);
      if (layer && layer[3] > 0) layers.push(layer);
      if (layer && layer[3] === 1) break;
    }
    return layers.reduceRight((back, front) => over(front, back), [255, 255, 255, 1]);
  };

  // WCAG 2.1: relative luminance, and the contrast of two.
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  const opacity = (element) => {
    let product = 1;
    for (let each = element; each; each = each.parentElement) product *= Number(getComputedStyle(each).opacity);
    return product;
  };
  const isLarge = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  };

  // Of each combination of colours, the first text that nobody can read.
  const pale = () => {
    const seen = new Map();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.data.trim();
      const element = texts.currentNode.parentElement;
      if (!text || /^(SCRIPT|STYLE|TITLE|DESC|NOSCRIPT)$/i.test(element.tagName) || !visible(element)) continue;
      const style = getComputedStyle(element);
      const ink = colour(element instanceof SVGElement ? style.fill : style.color);
      if (!ink) continue;
      ink[3] *= opacity(element);
      const paper = ground(element);
      const ratio = contrast(over(ink, paper), paper);
      if (ratio >= (isLarge(style) ? 3 : 4.5)) continue;
      const key = `${ink} on ${paper.slice(0, 3)}`;
      const kind = element.className.baseVal ?? element.className;
      if (!seen.has(key)) seen.set(key, `${ratio.toFixed(2)} for "${text.slice(0, 30)}" (${kind})`);
    }
    return [...seen.values()];
  };

  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  return {
    pale: pale(),
    ids,
    twice: [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))],
    links: [...document.querySelectorAll("a[href]")].map((each) => each.href),
    title: document.title,
    width: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  };
})();
