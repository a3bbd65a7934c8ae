// Glue between Streamlit and Cytoscape.js: draws what it is given; each step becomes an address.
// Labels are drawn as text on a canvas and tips are set as textContent; nothing becomes HTML.
const PRINT = { text: '#222222', back: '#ffffff' };
const MANY = 300; // nodes from which lines are plain
const FEW_LINES = 60; // up to here every line bears its words; beyond, those of the chosen node
const NEAR = 1.25; // no larger where little is drawn
const FONT = 13, SMALL = 11, LEAST = 9.3; // sizes as placed, and the least that is read on a screen

function coloursOf(box) {
  const style = getComputedStyle(box);
  const read = (name, other) => style.getPropertyValue(name).trim() || other;
  return {
    text: read('--st-text-color', PRINT.text), back: read('--st-background-color', PRINT.back),
  };
}

function isDark(colours) {
  const parts = colours.text.match(/^#(..)(..)(..)/)?.slice(1).map((two) => parseInt(two, 16))
    ?? colours.text.match(/\d+/g)?.map(Number) ?? [0, 0, 0];
  return parts[0] + parts[1] + parts[2] > 384;
}

function styleOf(state, colours) {
  const { data } = state, isLarge = data.nodes.length > MANY, dark = isDark(colours) ? 1 : 0;
  const isPlain = data.edges.length > FEW_LINES;
  const sized = (size) => () => (state.isPrinted ? size : Math.max(size, LEAST / (state.cy?.zoom() ?? 1)));
  const label = {
    'color': colours.text, 'text-background-color': colours.back,
    'text-background-opacity': 0.85, 'text-background-padding': 1,
  };
  const lines = ['dashed', 'dotted', 'dashdot'].map((line) => ({
    selector: `edge[line = "${line}"]`,
    style: { 'line-style': 'dashed', 'line-dash-pattern': data.dashes[line] },
  }));
  const tones = Object.entries(data.tones).map(([tone, [light, night]]) => ({
    selector: `edge[tone = "${tone}"]`,
    style: { 'line-color': dark ? night : light, 'target-arrow-color': dark ? night : light },
  }));
  const pills = {
    'shape': 'round-rectangle', 'background-color': colours.back, 'border-width': 2,
    'border-color': 'data(colour)', 'text-valign': 'center', 'text-margin-y': 0,
    'width': (node) => pillSize(state, node)[0], 'height': (node) => pillSize(state, node)[1],
    'text-background-opacity': 0,
  };
  return [
    { selector: 'node', style: {
      ...label, 'shape': 'data(shape)', 'background-color': 'data(colour)', 'label': 'data(label)',
      'width': 22, 'height': 22, 'font-size': sized(FONT), 'text-wrap': 'wrap',
      'text-valign': 'bottom', 'text-margin-y': 3 } },
    { selector: 'node[look != "node"]', style: pills },
    { selector: 'edge', style: {
      ...label, 'curve-style': isLarge ? 'straight' : 'bezier', 'width': 'data(width)',
      'target-arrow-shape': 'triangle', 'arrow-scale': 0.8, 'label': isPlain ? '' : 'data(label)',
      'font-size': sized(SMALL), 'text-rotation': 'autorotate', 'line-cap': 'butt' } },
    ...(isLarge ? [] : lines), ...tones,
    { selector: 'edge.near', style: { 'label': 'data(label)', 'z-index': 8 } },
    { selector: 'node.mute', style: { 'text-opacity': 0, 'text-background-opacity': 0 } },
    { selector: 'edge.away', style: { display: 'none' } },
    { selector: 'node.pale', style: { opacity: 0.35 } },
    { selector: 'node[marked]', style: {
      'border-width': 4, 'border-style': 'dashed', 'border-color': colours.text } },
    { selector: 'node[chosen = "yes"]', style: {
      'border-width': 4, 'border-color': colours.text, 'border-style': 'solid',
      'font-weight': 'bold', 'z-index': 9 } },
    { selector: 'edge[chosen = "yes"]', style: {
      'line-color': '#d9480f', 'target-arrow-color': '#d9480f', 'label': 'data(label)',
      'z-index': 9 } },
  ];
}

function pillSize(state, node) {
  const lines = node.data('label').split('\n');
  const font = state.isPrinted ? FONT : Math.max(FONT, LEAST / (state.cy?.zoom() ?? 1));
  const longest = Math.max(...lines.map((line) => line.length));
  return [longest * font * 0.6 + 12, lines.length * font * 1.2 + 6];
}

function elementsOf(data) {
  const names = new Map(data.nodes.map((row) => [row[0], row[6]]));
  const told = (lines) => lines.filter(Boolean).join('\n');
  const nodes = data.nodes.map(([id, key, label, kind, x, y, name, look, facts]) => {
    const [, , shape, colour] = data.kinds[kind];
    const tip = told([name, ...facts]);
    return { group: 'nodes', data: { id, key, label, shape, colour, look, tip }, position: { x, y } };
  });
  const edges = data.edges.map((row) => {
    const [id, source, target, label, width, line, tone, type, when, first, last, isLink] = row;
    const ends = `${names.get(source)} → ${names.get(target)}`;
    const tip = told([ends, type, label, when, isLink ? data.meant[line] : '']);
    return { group: 'edges',
      data: { id, source, target, label, width, line, tone, tip, first, last, isLink } };
  });
  return [...nodes, ...edges];
}

function drawnAnew(state) {
  const { box, data, isLarge } = state;
  state.cy = box.throughlineGraph = globalThis.cytoscape({
    container: box, elements: elementsOf(data), layout: { name: 'preset' }, minZoom: 0.03,
    maxZoom: 4, hideEdgesOnViewport: data.edges.length > 3000, textureOnViewport: isLarge,
    pixelRatio: isLarge ? 1 : 'auto',
  });
  state.cy.style(styleOf(state, coloursOf(box)));
  state.isMoved = false;
  heard(state);
  shaped(state);
  framed(state);
}

// What was drawn stays where it is; what is new or gone changes, and what has other words.
function changed(state) {
  const { cy, data } = state;
  const wanted = new Map(elementsOf(data).map((element) => [element.data.id, element]));
  cy.batch(() => {
    cy.elements().filter((element) => !wanted.has(element.id())).remove();
    for (const [id, element] of wanted) {
      const old = cy.getElementById(id);
      if (old.empty()) continue;
      if (element.group === 'edges' && (old.source().id() !== element.data.source
        || old.target().id() !== element.data.target)) { old.remove(); continue; }
      old.data(element.data);
      if (element.position && !old.grabbed()) old.position(element.position);
    }
    cy.add([...wanted.values()].filter((element) => cy.getElementById(element.data.id).empty()));
  });
}

// A picture that is wide and low needs no high box.
function shaped(state) {
  const { cy, box } = state, extent = cy.elements().boundingBox();
  const wanted = box.clientWidth * (extent.h / Math.max(extent.w, 1)) + 90;
  const most = Math.min(720, innerHeight * 0.78);
  box.style.height = `${Math.round(Math.max(Math.min(340, most), Math.min(most, wanted)))}px`;
  cy.resize();
}

// All of it where names can be read then; on a small screen the part around what it is about.
function framed(state) {
  const { cy, data } = state;
  cy.fit(undefined, 24);
  const least = Math.min(1, LEAST / FONT);
  if (cy.zoom() < least && cy.width() < 700) {
    cy.zoom(least);
    const about = data.about.map((id) => cy.getElementById(id)).find((node) => node.nonempty())
      ?? cy.nodes().max((node) => node.degree()).ele;
    if (about?.nonempty()) cy.center(about);
  } else if (cy.zoom() > NEAR) { cy.zoom(NEAR); cy.center(); }
  scaled(state);
}

function whole(state) {
  state.isMoved = false;
  state.cy.fit(undefined, 24);
  if (state.cy.zoom() > NEAR) { state.cy.zoom(NEAR); state.cy.center(); }
}

// Names keep a size that can be read; of two that would lie over each other one waits.
function scaled(state) {
  const { cy } = state;
  cy.style().update();
  const font = Math.max(FONT * cy.zoom(), LEAST), taken = [];
  const rank = (node) => (node.data('chosen') ? 1e6 : 0) + (node.data('look') === 'node' ? 0 : 1e3) + node.degree();
  const nodes = cy.nodes().toArray().sort((one, other) => rank(other) - rank(one));
  cy.batch(() => nodes.forEach((node) => {
    const lines = node.data('label').split('\n'), { x, y } = node.renderedPosition();
    const wide = Math.max(...lines.map((line) => line.length)) * font * 0.56, high = lines.length * font * 1.2;
    const top = node.data('look') === 'node' ? y + 14 * cy.zoom() : y - high / 2;
    const covers = taken.some(([left, up, w, h]) => {
      const across = Math.min(left + w, x + wide / 2) - Math.max(left, x - wide / 2);
      const down = Math.min(up + h, top + high) - Math.max(up, top);
      return across > 0 && down > 0 && across * down > 0.4 * Math.min(w * h, wide * high);
    });
    node.toggleClass('mute', covers && node.data('look') === 'node' && !node.data('chosen'));
    if (!covers) taken.push([x - wide / 2, top, wide, high]);
  }));
}

function choose(state) {
  const { cy, data } = state, wanted = new Set(data.chosen);
  cy.batch(() => {
    cy.elements('[chosen]').filter((e) => !wanted.has(e.id())).removeData('chosen');
    cy.edges('.near').removeClass('near');
    for (const id of wanted) cy.getElementById(id).data('chosen', 'yes');
    const node = cy.getElementById(data.node ?? '');
    if (node.nonempty() && node.isNode()) node.connectedEdges().addClass('near');
  });
}

function tips(state) {
  const { cy, box, tip } = state;
  cy.on('mouseover', 'node, edge', (event) => {
    tip.textContent = event.target.data('tip');
    tip.hidden = false;
    const { x, y } = event.renderedPosition;
    const top = box.offsetTop, right = x > box.clientWidth / 2;
    tip.style.left = right ? '' : `${x + 16}px`;
    tip.style.right = right ? `${box.clientWidth - x + 16}px` : '';
    tip.style.top = `${top + Math.max(4, Math.min(y, box.clientHeight - 120))}px`;
  });
  cy.on('mouseout pan zoom', () => { tip.hidden = true; });
}

function heard(state) {
  const { cy } = state;
  tips(state);
  let waiting = 0;
  cy.on('zoom', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => { if (!cy.destroyed()) scaled(state); });
  });
  cy.on('tap', 'node', (event) => {
    state.tip.hidden = true;
    if (event.originalEvent?.shiftKey) marks(state, event.target);
    else tapped(state, event.target);
  });
  cy.on('tap', 'edge', (event) => {
    state.tip.hidden = true;
    if (event.target.data('isLink')) picked(state, 'edge', event.target.id());
  });
  cy.on('dragfreeon', 'node', (event) => dropped(state, event.target));
  cy.on('dragpan scrollzoom pinchzoom', () => { state.isMoved = true; });
}

function started(frame, box) {
  const state = { frame, box, tip: frame.querySelector('.throughline-tip') };
  const does = {
    in: () => zoomed(state.cy, 1.25), out: () => zoomed(state.cy, 0.8), fit: () => whole(state),
    png: () => taken(state), open: () => opens(state, chosenNode(state)),
    hide: () => hides(state, chosenNode(state)), focus: () => focuses(state, chosenNode(state)),
    mark: () => marks(state, chosenNode(state)), group: () => groups(state), reset: () => KEYS.r(),
    play: () => plays(state), all: () => { stops(state); dated(state, null); kept(null); },
  };
  frame.addEventListener('click', (event) => {
    const name = event.target.dataset?.does;
    if (name === 'in' || name === 'out') state.isMoved = true;
    does[name]?.();
  });
  frame.querySelector('[data-is=find]').addEventListener('change', (event) => {
    if (event.target.value) picked(state, 'node', event.target.value);
  });
  const range = frame.querySelector('[data-is=year]');
  range.addEventListener('input', () => { stops(state); dated(state, Number(range.value)); });
  range.addEventListener('change', () => kept(Number(range.value)));
  box.addEventListener('keydown', (event) => pressed(state, event));
  box.addEventListener('transitionend', () => {
    state.cy.style(styleOf(state, coloursOf(box)));
    explained(state);
  });
  // Where the canvas lies is remembered by Cytoscape; while a page grows above it, it moves.
  for (const name of ['pointerdown', 'mousedown', 'touchstart', 'mousemove']) {
    box.addEventListener(name, () => state.cy?.renderer().invalidateContainerClientCoordsCache(), true);
  }
  state.watching = new ResizeObserver(() => {
    if (!state.cy || state.cy.destroyed() || !box.clientWidth) return;
    state.cy.resize();
    if (!state.isMoved) framed(state);
  });
  state.watching.observe(box);
  return state;
}

export default function (component) {
  const { data, parentElement } = component;
  const frame = parentElement.querySelector('.throughline-frame');
  const box = frame.querySelector('.throughline-graph');
  const state = (box.throughline ??= started(frame, box));
  const isLarge = data.nodes.length > MANY;
  const isSame = state.cy && state.data.view === data.view && state.isLarge === isLarge;
  const wasPlain = state.cy && state.data.edges.length > FEW_LINES;
  Object.assign(state, { data, isLarge });
  if (isSame) {
    changed(state);
    if (wasPlain !== data.edges.length > FEW_LINES) state.cy.style(styleOf(state, coloursOf(box)));
    choose(state);
    scaled(state);
  } else {
    stops(state);
    state.cy?.destroy();
    drawnAnew(state);
    choose(state);
  }
  listed(state);
  timed(state);
  explained(state);
  tooled(state);
  return () => {
    stops(state);
    state.watching.disconnect();
    state.cy.destroy();
    delete box.throughline;
  };
}
