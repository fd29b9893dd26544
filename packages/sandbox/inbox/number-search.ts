/** Trims a search, and removes the spaces from a number typed as the page displays it
 *  (`+86 138 0013 8000`), because the sandbox stores numbers without them. */
export function normalizedSearch(search: string): string {
  const text = search.trim();
  const isNumber =
    /^\+?[\d\s().-]+$/.test(text) && (text.startsWith('+') || digits(text).length > 5);
  return isNumber ? (text.startsWith('+') ? '+' : '') + digits(text) : text;
}

function digits(text: string): string {
  return text.replaceAll(/\D/g, '');
}
