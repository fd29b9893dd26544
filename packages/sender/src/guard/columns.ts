/** In a column of slots: no slot. */
export const NONE = -1;

/** What is never negative, such as a time, a count and a slot; or {@link NONE}. */
export type Column = Float64Array | Uint32Array | Int32Array;

/** One number of a column. `index` lies within it. */
export function at(column: Column, index: number): number {
  return column[index] ?? NONE;
}

/** A column's numbers in a longer one. */
export function widened<Wide extends Column>(column: Wide, into: Wide): Wide {
  into.set(column);
  return into;
}
