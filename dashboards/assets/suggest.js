// The search box: Enter leads to all that is found, and the arrow keys go through the suggestions.
if (!window.throughlineSuggest) {
  window.throughlineSuggest = true;
  const within = (node) => node.closest?.('.st-key-search-box');
  document.addEventListener('input', (event) => {
    if (within(event.target)) window.throughlineTyped = performance.now();
  }, true);
  document.addEventListener('keydown', (event) => {
    const box = within(event.target);
    if (!box || event.isComposing) return;
    const input = box.querySelector('input');
    const links = [...box.querySelectorAll('.tl-suggest a')];
    const at = links.indexOf(document.activeElement);
    if (event.key === 'Enter' && event.target === input && input.value.trim()) {
      const address = '/search?q=' + encodeURIComponent(input.value.trim());
      const isSame = location.pathname + location.search === address;
      // Streamlit would begin a run of its own for the key, in the midst of the move.
      event.preventDefault();
      event.stopPropagation();
      window.throughlineMove(address, isSame);
    } else if (event.key === 'ArrowDown' && links.length) {
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (at ? links[at - 1] : input).focus();
    } else if (event.key === 'Escape' && at >= 0) {
      input.focus();
    } else return;
    if (event.key !== 'Enter') event.preventDefault();
  }, true);
  // A chosen suggestion closes the list.
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('.tl-suggest a')) document.activeElement?.blur();
  });
}
