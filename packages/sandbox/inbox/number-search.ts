/** A search as the sandbox has it written: a number that is typed or copied as the page displays it,
 *  `+86 138 0013 8000`, has no blanks there. Other text stays as it is. */
export function asWritten(search: string): string {
  const text = search.trim();
  const isNumber =
    /^\+?[\d\s().-]+$/.test(text) && (text.startsWith('+') || digits(text).length > 5);
  return isNumber ? (text.startsWith('+') ? '+' : '') + digits(text) : text;
}

function digits(text: string): string {
  return text.replaceAll(/\D/g, '');
}
