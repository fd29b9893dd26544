/** Items of every page of a list, pages counted from 1. */
export async function allPages<Item>(
  fetchPage: (page: number) => Promise<{ readonly items: readonly Item[]; readonly total: number }>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let page = 1; ; page += 1) {
    // In turn: each page says how many items there are in all.
    // oxlint-disable-next-line no-await-in-loop
    const { items, total } = await fetchPage(page);
    all.push(...items);
    if (items.length === 0 || all.length >= total) return all;
  }
}
