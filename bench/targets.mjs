/** A measured figure with its target, which is met or missed. */
export function atMost(what, measured, limit) {
  return { what, measured, limit: `≤ ${limit}`, met: measured <= limit };
}

export function atLeast(what, measured, limit) {
  return { what, measured, limit: `≥ ${limit}`, met: measured >= limit };
}
