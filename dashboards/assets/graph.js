// Glue between Streamlit and Cytoscape.js: draws what it is given, tells Python what was clicked.
// Labels are drawn as text on a canvas and tips are set as textContent; nothing becomes HTML.
const PRINT = { text: '#222222', back: '#ffffff' };
const MANY = 300; // nodes from which lines are plain and names wait for the zoom
const SOME = 100; // nodes from which the chosen ones' names are written large
const STEP = 60;

function coloursOf(box) {
  const style = getComputedStyle(box);
  const read = (name, other) => style.getPropertyValue(name).trim() || other;
  return {
    text: read('--st-text-color', PRINT.text), back: read('--st-background-color', PRINT.back),
  };
}

function styleOf(colours, data) {
  const { dashes } = data, isLarge = data.nodes.length > MANY;
  const label = {
    'color': colours.text, 'text-background-color': colours.back,
    'text-background-opacity': 0.85, 'text-background-padding': 2,
  };
  const lines = ['dashed', 'dotted', 'dashdot'].map((line) => ({
    selector: `edge[line = "${line}"]`,
    style: { 'line-style': 'dashed', 'line-dash-pattern': dashes[line] },
  }));
  return [
    { selector: 'node', style: {
      ...label, 'shape': 'data(shape)', 'background-color': 'data(colour)', 'label': 'data(label)',
      'width': 34, 'height': 34, 'font-size': 13, 'text-wrap': 'wrap', 'text-valign': 'bottom',
      'text-margin-y': 5, 'min-zoomed-font-size': isLarge ? 9 : 4 } },
    { selector: 'edge', style: {
      ...label, 'curve-style': isLarge ? 'straight' : 'bezier', 'width': 'data(width)',
      'line-color': '#8a8f98', 'target-arrow-color': '#8a8f98', 'target-arrow-shape': 'triangle',
      'label': isLarge ? '' : 'data(label)', 'font-size': 10, 'text-rotation': 'autorotate',
      'min-zoomed-font-size': 8.5, 'line-cap': 'butt' } },
    ...(isLarge ? [] : lines),
    { selector: 'node[chosen = "yes"]', style: {
      'border-width': 5, 'border-color': colours.text, 'font-weight': 'bold',
      ...(data.nodes.length > SOME ? { 'font-size': 34, 'min-zoomed-font-size': 0 } : {}) } },
    { selector: 'edge[chosen = "yes"]', style: {
      'line-color': '#d9480f', 'target-arrow-color': '#d9480f', 'z-index': 9 } },
  ];
}

function elementsOf(data) {
  const names = new Map(data.nodes.map((row) => [row[0], row[5]]));
  const told = (lines) => lines.filter(Boolean).join('\n');
  const nodes = data.nodes.map(([id, label, kind, x, y, name, place, links]) => {
    const [title, shape, colour] = data.kinds[kind];
    const tip = told([name, title, place, links]);
    return { group: 'nodes', data: { id, label, shape, colour, tip }, position: { x, y } };
  });
  const edges = data.edges.map(([id, source, target, label, width, line, type, when]) => {
    const ends = `${names.get(source)} → ${names.get(target)}`;
    const tip = told([ends, type, label, when, data.meant[line]]);
    return { group: 'edges', data: { id, source, target, label, width, line, tip } };
  });
  return [...nodes, ...edges];
}

function drawnAnew(box, data, isLarge) {
  const cy = globalThis.cytoscape({
    container: box, elements: elementsOf(data), layout: { name: 'preset' }, minZoom: 0.03,
    maxZoom: 4, style: styleOf(coloursOf(box), data),
    hideEdgesOnViewport: data.edges.length > 3000, textureOnViewport: isLarge,
    pixelRatio: isLarge ? 1 : 'auto',
  });
  choose(cy, data.chosen);
  cy.fit(undefined, 40);
  return cy;
}

// What was drawn stays where it is, dragged nodes too; only what is new or gone changes.
function changed(cy, data) {
  const wanted = new Set([...data.nodes, ...data.edges].map((row) => row[0]));
  cy.elements().filter((element) => !wanted.has(element.id())).remove();
  if (cy.elements().length === wanted.size) return;
  cy.add(elementsOf(data).filter((element) => cy.getElementById(element.data.id).empty()));
}

function choose(cy, ids) {
  const wanted = new Set(ids);
  cy.batch(() => {
    cy.elements('[chosen]').filter((e) => !wanted.has(e.id())).removeData('chosen');
    for (const id of wanted) cy.getElementById(id).data('chosen', 'yes');
  });
}

function tips(cy, box, tip) {
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

function zoomed(cy, factor) {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

const KEYS = {
  ArrowLeft: (cy) => cy.panBy({ x: STEP, y: 0 }), ArrowRight: (cy) => cy.panBy({ x: -STEP, y: 0 }),
  ArrowUp: (cy) => cy.panBy({ x: 0, y: STEP }), ArrowDown: (cy) => cy.panBy({ x: 0, y: -STEP }),
  '+': (cy) => zoomed(cy, 1.25), '=': (cy) => zoomed(cy, 1.25), '-': (cy) => zoomed(cy, 0.8),
  '0': (cy) => cy.fit(undefined, 40),
};

function wrapped(pen, text, width) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// The picture at twice the size on white, with the notice under it.
async function picture(state) {
  const { cy, box, data } = state;
  cy.style(styleOf(PRINT, data));
  const asked = { output: 'blob-promise', full: true, bg: PRINT.back };
  const extent = cy.elements().boundingBox();
  const scale = Math.min(2, 8000 / Math.max(extent.w, extent.h, 1));
  const drawn = await createImageBitmap(await cy.png({ ...asked, scale }));
  cy.style(styleOf(coloursOf(box), data));
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  const size = 22, font = `${size}px sans-serif`, side = 40;
  canvas.width = Math.max(drawn.width, 1200) + 2 * side;
  pen.font = font;
  const lines = wrapped(pen, data.notice, canvas.width - 2 * side);
  canvas.height = drawn.height + 3 * side + lines.length * size * 1.4;
  pen.fillStyle = PRINT.back;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, side, side);
  pen.font = font;
  pen.fillStyle = PRINT.text;
  lines.forEach((line, row) => pen.fillText(line, side, drawn.height + 2 * side + (row + 1) * size * 1.4));
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

async function taken(state) {
  const address = URL.createObjectURL(await picture(state));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'throughline_graph.png';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function started(frame, box) {
  const state = { box, tip: frame.querySelector('.throughline-tip') };
  const does = {
    in: () => zoomed(state.cy, 1.25), out: () => zoomed(state.cy, 0.8),
    fit: () => state.cy.fit(undefined, 40), png: () => taken(state),
  };
  frame.querySelector('.throughline-tools').addEventListener('click', (event) => {
    does[event.target.dataset.does]?.();
  });
  box.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key](state.cy);
  });
  box.addEventListener('transitionend', () => {
    state.cy.style(styleOf(coloursOf(box), state.data));
  });
  return state;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const frame = parentElement.querySelector('.throughline-frame');
  const box = frame.querySelector('.throughline-graph');
  const state = (box.throughline ??= started(frame, box));
  const isLarge = data.nodes.length > MANY;
  const isSame = state.cy && state.data.view === data.view && state.isLarge === isLarge;
  Object.assign(state, { data, isLarge });
  if (isSame) {
    changed(state.cy, data);
    choose(state.cy, data.chosen);
  } else {
    state.cy?.destroy();
    state.cy = box.throughlineGraph = drawnAnew(box, data, isLarge);
    tips(state.cy, box, state.tip);
  }
  state.cy.off('tap');
  for (const kind of ['node', 'edge']) {
    state.cy.on('tap', kind, (event) => {
      state.tip.hidden = true;
      setTriggerValue('picked', { kind, id: event.target.id() });
    });
  }
  return () => {
    state.cy.destroy();
    delete box.throughline;
  };
}
