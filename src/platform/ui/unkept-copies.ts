/**
 * A text area that grows is measured by a copy which its library hangs into the page, with the text: the browser would keep
 * it with the tab. Every such copy is told not to be kept.
 */
export function keepNoCopies(): void {
  const mark = (changes: readonly MutationRecord[]) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node instanceof HTMLTextAreaElement) node.autocomplete = 'off';
  };
  new MutationObserver(mark).observe(document.body, { childList: true });
}
