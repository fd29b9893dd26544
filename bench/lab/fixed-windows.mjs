/** A store like that of most limiters: a window starts with its first message and lasts `seconds`. */
export function fixedWindows() {
  const windows = new Map();
  const open = (key, now) => {
    const known = windows.get(key);
    return known !== undefined && known.ends > now ? known : undefined;
  };
  return {
    admit: async ({ counters, now }) => {
      const affected = counters.flatMap(({ tally, subject }) =>
        tally.windows.map(({ limit, milliseconds }) => ({
          dimension: tally.dimension,
          key: `${tally.name} ${subject} ${milliseconds}`,
          limit,
          milliseconds,
        })),
      );
      for (const { key, limit, dimension } of affected) {
        const { count = 0, ends = now } = open(key, now) ?? {};
        if (count >= limit)
          return { refusedBy: dimension, retryAfterSeconds: Math.ceil((ends - now) / 1000) };
      }
      for (const { key, milliseconds } of affected) {
        const known = open(key, now);
        if (known === undefined) windows.set(key, { count: 1, ends: now + milliseconds });
        else known.count += 1;
      }
      return { giveBack: async () => undefined };
    },
    settle: async () => false,
  };
}
