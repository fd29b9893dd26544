/** What is never negative, such as a time, a count and a slot; or −1 in a column of slots: none. */
export type Column = Float64Array | Uint32Array | Int32Array;

/** One number of a column. `index` lies within it. */
export function at(column: Column, index: number): number {
  return column[index] ?? -1;
}

/** A column's numbers in a longer one. */
export function widened<Wide extends Column>(column: Wide, into: Wide): Wide {
  into.set(column);
  return into;
}
