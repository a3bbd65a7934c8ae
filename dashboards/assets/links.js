// A plain click on a link to another place of this server moves there without loading the page
// anew; every other click (middle, with a key held) is the browser's own.
if (!window.throughlineLinks) {
  window.throughlineLinks = true;
  // Streamlit's own links (menu, page links) move softly by themselves.
  const OURS = '[data-testid="stHtml"] a, [data-testid="stMarkdownContainer"] a, .throughline a';
  const OWN = '[data-testid="stPageLink"], [data-testid^="stTopNav"], [data-testid^="stSidebarNav"]';
  // While suggestions are being made, a move would end on an empty page: their answer belongs to
  // the page that is left. What was typed just now is not asked yet, and not any more.
  const ASKED = 200, BEGUN = 400, LONGEST = 3000;
  const isBusy = () => {
    const since = performance.now() - (window.throughlineTyped ?? -LONGEST);
    const app = document.querySelector('[data-testid="stApp"]');
    const isAtWork = app?.dataset.testScriptState !== 'notRunning';
    return since > ASKED && since < LONGEST && (since < BEGUN || isAtWork);
  };
  window.throughlineMove = (address, isSame, then) => {
    if (isBusy()) {
      setTimeout(() => window.throughlineMove(address, isSame, then), 30);
      return;
    }
    history[isSame ? 'replaceState' : 'pushState'](null, '', address);
    // Streamlit runs the page that the address names when the browser goes back or forward.
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
    then?.();
  };
  // An answer that comes too late all the same empties the page: its address still stands.
  setInterval(() => {
    if (document.getElementById('root')?.childElementCount === 0) location.reload();
  }, 500);
  document.addEventListener('click', (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.(OURS);
    if (!link?.href || link.closest(OWN) || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin) return;
    event.preventDefault();
    event.stopPropagation();
    if (url.hash && url.pathname === location.pathname && url.search === location.search) {
      document.getElementById(url.hash.slice(1))?.scrollIntoView();
      return;
    }
    // What only sorts or unfolds is the same place: Back must lead to the one before.
    const isSame = link.dataset.same !== undefined || url.href === location.href;
    window.throughlineMove(url.href, isSame, () => {
      const part = url.hash && document.getElementById(url.hash.slice(1));
      if (part) part.scrollIntoView();
      else if (!isSame) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
    });
  }, true);
}
