// Puts another address in place of the present one, without an entry in the browser's history.
export default function ({ data }) {
  if (location.search.slice(1) === data.query) return;
  history.replaceState({}, '', `${location.pathname}?${data.query}`);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}
