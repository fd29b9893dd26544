/**
 * Whether a value is what JSON would make of `known` again, whatever the order of its fields. `known`
 * is JSON itself, a copy that nobody else holds.
 *
 * Logto hands over an equal new object with each send: writing that as a text to look it up by took
 * four times as long.
 */
export function isSameJson(known: unknown, value: unknown): boolean {
  if (!isContainer(known) || !isContainer(value)) {
    return known === value;
  }
  const names = Object.keys(known);
  return (
    Array.isArray(known) === Array.isArray(value) &&
    names.length === Object.keys(value).length &&
    names.every((name) => Object.hasOwn(value, name) && isSameJson(known[name], value[name]))
  );
}

type Container = Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;
