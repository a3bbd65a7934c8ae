// Glue between Streamlit and Cytoscape.js: draws what it is given, tells Python what was clicked.
// Labels are drawn as text on a canvas; nothing here becomes HTML.
const STYLE = [
  { selector: 'node', style: {
    'shape': 'data(shape)', 'background-color': 'data(colour)', 'label': 'data(label)',
    'width': 34, 'height': 34, 'font-size': 13, 'text-wrap': 'wrap', 'text-max-width': 150,
    'text-valign': 'bottom', 'text-margin-y': 5, 'color': '#222',
    'text-background-color': '#fff', 'text-background-opacity': 0.85, 'text-background-padding': 2 } },
  { selector: 'edge', style: {
    'curve-style': 'bezier', 'width': 'data(width)', 'line-color': '#8a8f98',
    'target-arrow-color': '#8a8f98', 'target-arrow-shape': 'triangle', 'label': 'data(label)',
    'font-size': 10, 'color': '#444', 'text-rotation': 'autorotate',
    'text-background-color': '#fff', 'text-background-opacity': 0.85, 'min-zoomed-font-size': 7 } },
  { selector: 'edge[line = "dashed"]', style: { 'line-style': 'dashed' } },
  { selector: 'edge[line = "dotted"]', style: { 'line-style': 'dotted' } },
  { selector: 'node[chosen = "yes"]', style: { 'border-width': 5, 'border-color': '#111' } },
  { selector: 'edge[chosen = "yes"]', style: {
    'line-color': '#d9480f', 'target-arrow-color': '#d9480f', 'z-index': 9 } },
];

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const box = parentElement.querySelector('.throughline-graph');
  const key = JSON.stringify(data.elements.map((e) => [e.data.id, e.position]));
  let cy = box.throughlineGraph;
  if (!cy || box.throughlineKey !== key) {
    if (cy) cy.destroy();
    cy = globalThis.cytoscape({
      container: box, elements: data.elements, style: STYLE, layout: { name: 'preset' },
      minZoom: 0.1, maxZoom: 4, 
    });
    cy.fit(undefined, 40);
    box.throughlineGraph = cy;
    box.throughlineKey = key;
  } else {
    data.elements.forEach((e) => cy.getElementById(e.data.id).data('chosen', e.data.chosen));
  }
  cy.off('tap');
  cy.on('tap', 'node', (event) => setTriggerValue('picked', { kind: 'node', id: event.target.id() }));
  cy.on('tap', 'edge', (event) => setTriggerValue('picked', { kind: 'edge', id: event.target.id() }));
}
