// What stands around the canvas: tools, the list of nodes, the legend, the caption.
function tooled(state) {
  const { frame, cy, data } = state, look = chosenNode(state).data('look');
  const marked = cy.nodes('[marked]').length;
  const is = {
    open: look && !(look === 'node' && data.opened.includes(data.node)), hide: look, reset: data.isDragged,
    focus: look, mark: look, group: marked > 1,
  };
  for (const [name, on] of Object.entries(is)) {
    frame.querySelector(`[data-does=${name}]`).disabled = !on;
  }
  frame.querySelector('[data-does=group]').textContent = marked ? `Fold ${marked} marked` : 'Fold marked';
}

function listed(state) {
  const { frame, data } = state, box = frame.querySelector('[data-is=find]');
  const option = (value, text) => Object.assign(document.createElement('option'), { value, textContent: text });
  const nodes = data.nodes.filter((row) => ['node', 'hub'].includes(row[7]))
    .sort((one, other) => (one[6].toUpperCase() < other[6].toUpperCase() ? -1 : 1));
  box.replaceChildren(option('', 'Choose a node …'),
    ...nodes.map((row) => option(row[0], `${row[6]} (${data.kinds[row[3]][0]})`)));
  box.value = data.node ?? '';
}

function explained(state) {
  const { frame, data } = state, dark = isDark(coloursOf(state.box)) ? 1 : 0;
  const item = (mark, colour, text) => {
    const box = document.createElement('span'), sign = document.createElement('span');
    sign.textContent = `${mark} `;
    sign.style.color = colour;
    sign.setAttribute('aria-hidden', 'true');
    box.append(sign, text);
    return box;
  };
  const stroke = (colour, dashes, text) => {
    const box = document.createElement('span');
    const made = (name, values) => {
      const found = document.createElementNS('http://www.w3.org/2000/svg', name);
      Object.entries(values).forEach(([key, value]) => found.setAttribute(key, value));
      return found;
    };
    const svg = made('svg', { width: 40, height: 8, 'aria-hidden': 'true' });
    svg.append(made('line', { x1: 0, x2: 40, y1: 4, y2: 4, stroke: colour, 'stroke-width': 3,
      'stroke-dasharray': dashes.join(' ') || 'none' }));
    box.append(svg, text);
    return box;
  };
  const kinds = new Set(data.nodes.map((row) => row[3])), tones = new Set(data.edges.map((row) => row[6]));
  const styles = new Set(data.edges.map((row) => row[5]));
  frame.querySelector('.throughline-legend').replaceChildren(
    ...Object.entries(data.kinds).filter(([kind]) => kinds.has(kind))
      .map(([, [title, mark, , colour]]) => item(mark, colour, title)),
    ...Object.entries(data.tones).filter(([tone]) => tones.has(tone))
      .map(([, row]) => stroke(row[dark], [], row[2])),
    ...Object.keys(data.meant).filter((line) => styles.has(line))
      .map((line) => stroke('#8a8f98', data.dashes[line], data.meant[line])),
  );
  const caption = frame.querySelector('.throughline-caption');
  caption.textContent = data.caption;
  caption.hidden = !data.caption;
}
