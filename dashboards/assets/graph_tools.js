// What a reader does with the graph: addresses, years, places, keys, and the picture to take away.
const STEP = 60, NUDGE = 20, PLAY = 900;
const BEGUN = ['case', 'entity', 'from', 'to', 'from_name', 'to_name', 'loops', 'way', 'hidden',
  'expanded', 'group', 'at', 'year', 'caption', 'node', 'edge'];

// A new address: an entry of its own in the browser's history for each step, none for a choice.
// The event tells Streamlit, which then runs the page with it as if the reader had come back here.
function moved(change, replace) {
  const query = new URLSearchParams(location.search), before = query.toString();
  change(query);
  for (const name of ['node', 'edge']) {
    const value = query.get(name);
    query.delete(name);
    if (value) query.append(name, value);
  }
  if (query.toString() === before) return;
  history[replace ? 'replaceState' : 'pushState']({}, '', `${location.pathname}?${query}`);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}

function added(query, name, value) {
  if (!query.getAll(name).includes(value)) query.append(name, value);
}

function without(query, name, place) {
  const kept = query.getAll(name).filter((_, number) => number !== place);
  query.delete(name);
  kept.forEach((value) => query.append(name, value));
}

function picked(state, kind, id) {
  moved((query) => {
    query.set(kind, id);
    if (kind === 'node') query.delete('edge');
  }, true);
}

// A count opens; a group unfolds; an entity is chosen, and opened where it is drawn as a count.
function tapped(state, node) {
  const look = node.data('look'), id = node.id();
  if (look === 'group') moved((query) => without(query, 'group', Number(id.split(':')[1])));
  else if (look === 'node') picked(state, 'node', id);
  else opens(state, node);
}

function opens(state, node) {
  if (!node || node.empty()) return;
  if (node.data('look') === 'group') { tapped(state, node); return; }
  moved((query) => {
    added(query, 'expanded', node.id());
    if (node.data('look') !== 'rest') query.set('node', node.id());
    query.delete('edge');
  });
}

function hides(state, node) {
  if (!node || node.empty() || node.data('look') === 'group') return;
  moved((query) => {
    added(query, 'hidden', node.id());
    query.delete('node');
    query.delete('edge');
  });
}

function focuses(state, node) {
  if (!node || node.empty() || !['node', 'hub'].includes(node.data('look'))) return;
  moved((query) => {
    BEGUN.forEach((name) => query.delete(name));
    query.set('entity', node.id());
    query.set('node', node.id());
  });
}

function marks(state, node) {
  if (!node || node.empty() || !['node', 'hub'].includes(node.data('look'))) return;
  if (node.data('marked')) node.removeData('marked'); else node.data('marked', 'yes');
  tooled(state);
}

function groups(state) {
  const ids = state.cy.nodes('[marked]').map((node) => node.id());
  if (ids.length < 2) return;
  state.cy.nodes('[marked]').removeData('marked');
  moved((query) => query.append('group', ids.join('|')));
}

// Only what was dragged, as key.x.y; the last sixty.
function dropped(state, node) {
  const kept = (new URLSearchParams(location.search).get('at') ?? '').split('_').filter(Boolean);
  const key = node.data('key'), x = Math.round(node.position('x')), y = Math.round(node.position('y'));
  node.position({ x, y });
  const others = kept.filter((one) => !one.startsWith(`${key}.`));
  const at = [...others, `${key}.${x}.${y}`].slice(-60).join('_');
  moved((query) => query.set('at', at), true);
}

function chosenNode(state) {
  return state.cy.nodes('[chosen = "yes"]').filter((node) => node.id() === state.data.node).first();
}

function stepped(state, by) {
  const nodes = state.cy.nodes().sort((one, other) => (one.data('label') < other.data('label') ? -1 : 1));
  const at = nodes.map((node) => node.id()).indexOf(state.data.node);
  const next = nodes[(at + by + nodes.length) % nodes.length];
  if (next) picked(state, 'node', next.id());
}

function nudged(state, x, y) {
  const node = chosenNode(state);
  if (node.empty()) return;
  node.shift({ x, y });
  clearTimeout(state.nudging);
  state.nudging = setTimeout(() => dropped(state, node), 500);
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = {
  '+': (state) => zoomed(state.cy, 1.25), '=': (state) => zoomed(state.cy, 1.25),
  '-': (state) => zoomed(state.cy, 0.8), '0': (state) => whole(state),
  'n': (state) => stepped(state, 1), 'p': (state) => stepped(state, -1),
  'Enter': (state) => opens(state, chosenNode(state)),
  'Delete': (state) => hides(state, chosenNode(state)),
  'f': (state) => focuses(state, chosenNode(state)), 'm': (state) => marks(state, chosenNode(state)),
  'g': (state) => groups(state), ' ': (state) => plays(state),
  'r': () => moved((query) => query.delete('at'), true),
};

function pressed(state, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key];
  const does = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!arrow && !does) return;
  event.preventDefault();
  if (arrow && event.shiftKey) nudged(state, arrow[0] * NUDGE, arrow[1] * NUDGE);
  else if (arrow) { state.isMoved = true; state.cy.panBy({ x: -arrow[0] * STEP, y: -arrow[1] * STEP }); }
  else does(state);
}

function zoomed(cy, factor) {
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

// Lines that may hold in the year; one without a day is drawn in any, and that is said.
function dated(state, year) {
  const { cy, frame, data } = state;
  const holds = (edge) => {
    const first = edge.data('first'), last = edge.data('last');
    return (first == null || first <= year) && (last == null || last >= year);
  };
  cy.batch(() => {
    cy.edges().forEach((edge) => { edge.toggleClass('away', year != null && !holds(edge)); });
    cy.nodes().forEach((node) => {
      const isAlone = year != null && node.degree() > 0 && node.connectedEdges().not('.away').empty();
      node.toggleClass('pale', isAlone);
    });
  });
  const all = cy.edges().length, shown = cy.edges().not('.away').length;
  const undated = cy.edges().filter((edge) => edge.data('first') == null && edge.data('last') == null).length;
  const none = undated ? `; ${undated} state no day and stand in every year` : '';
  frame.querySelector('output').textContent = year == null
    ? `${all} lines of all years${undated ? `, ${undated} of them without a day` : ''}`
    : `${year}: ${shown} of ${all} lines${none}`;
  const range = frame.querySelector('[data-is=year]');
  range.setAttribute('aria-valuetext', year == null ? 'all years' : `${year}, ${shown} of ${all} lines`);
  range.value = year ?? data.years?.[1] ?? 0;
  state.year = year;
}

function timed(state) {
  const { frame, data } = state, row = frame.querySelector('.throughline-time');
  const range = row.querySelector('[data-is=year]');
  range.disabled = !data.years || data.years[0] === data.years[1];
  row.querySelectorAll('button').forEach((button) => { button.disabled = range.disabled; });
  if (data.years) [range.min, range.max] = data.years;
  dated(state, state.playing ? state.year : data.year);
}

function stops(state) {
  clearInterval(state.playing);
  state.playing = null;
  const button = state.frame.querySelector('[data-does=play]');
  button.textContent = '▶ Play the years';
  button.setAttribute('aria-pressed', 'false');
}

function kept(year) {
  moved((query) => { if (year == null) query.delete('year'); else query.set('year', year); }, true);
}

function plays(state) {
  if (!state.data.years) return;
  const [first, last] = state.data.years;
  if (state.playing) { stops(state); kept(state.year); return; }
  const button = state.frame.querySelector('[data-does=play]');
  button.textContent = '❚❚ Pause';
  button.setAttribute('aria-pressed', 'true');
  dated(state, state.year == null || state.year >= last ? first : state.year);
  state.playing = setInterval(() => {
    if (!state.frame.isConnected || state.year >= last) {
      stops(state);
      if (state.frame.isConnected) kept(state.year);
    } else dated(state, state.year + 1);
  }, PLAY);
}

function wrapped(pen, text, width) {
  const lines = [''];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function written(pen, lines, at) {
  pen.font = at.font;
  lines.forEach((line, row) => pen.fillText(line, at.x, at.y + (row + 1) * at.step));
  return at.y + lines.length * at.step;
}

// The picture at twice the size on white: title above; caption, legend and notice below.
async function picture(state) {
  const { cy, data } = state, zoom = cy.zoom(), pan = { ...cy.pan() };
  state.isPrinted = true;
  cy.style(styleOf(state, PRINT));
  const extent = cy.elements().boundingBox();
  const scale = Math.min(2, 8000 / Math.max(extent.w, extent.h, 1));
  const asked = { output: 'blob-promise', full: true, bg: PRINT.back, scale };
  const drawn = await createImageBitmap(await cy.png(asked));
  state.isPrinted = false;
  cy.style(styleOf(state, coloursOf(state.box)));
  cy.viewport({ zoom, pan });
  const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  const side = 40, step = 31, small = '22px sans-serif', large = 'bold 30px sans-serif';
  canvas.width = Math.max(drawn.width, 1200) + 2 * side;
  const room = canvas.width - 2 * side;
  pen.font = large;
  const title = wrapped(pen, data.title, room);
  pen.font = small;
  const below = [data.caption, ...data.legend, data.notice].filter(Boolean)
    .flatMap((text) => wrapped(pen, text, room));
  canvas.height = drawn.height + 3 * side + title.length * 42 + below.length * step;
  pen.fillStyle = PRINT.back;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = PRINT.text;
  const top = written(pen, title, { x: side, y: side / 2, step: 42, font: large }) + side / 2;
  pen.drawImage(drawn, side, top);
  written(pen, below, { x: side, y: top + drawn.height + side / 2, step, font: small });
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
