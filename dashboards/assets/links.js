// A plain click on a link to another place of this server moves there without loading the page
// anew; every other click (middle, with a key held) is the browser's own.
if (!window.throughlineLinks) {
  window.throughlineLinks = true;
  // Streamlit's own links (menu, page links) move softly by themselves.
  const OURS = '[data-testid="stHtml"] a, [data-testid="stMarkdownContainer"] a, .throughline a';
  const OWN = '[data-testid="stPageLink"], [data-testid^="stTopNav"], [data-testid^="stSidebarNav"]';
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
    history[isSame ? 'replaceState' : 'pushState'](null, '', url.href);
    // Streamlit runs the page that the address names when the browser goes back or forward.
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
    if (!isSame) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }, true);
}
