/** A figure that the project set itself a limit for; missed ones are reported as missed. */
export function atMost(what, measured, limit) {
  return { what, measured, limit: `≤ ${limit}`, met: measured <= limit };
}

export function atLeast(what, measured, limit) {
  return { what, measured, limit: `≥ ${limit}`, met: measured >= limit };
}
