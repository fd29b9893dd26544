/** A parsed answer from Aliyun, by wire name. */
export type ApiAnswer = Readonly<Record<string, unknown>>;

/** A string; Aliyun writes some as numbers. An empty one counts as absent. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/**
 * An id from Aliyun: `628323749491270669^0`, a UUID. Ids are logged, so anything longer or with other
 * characters counts as absent.
 */
export function idOf(value: unknown): string | undefined {
  const id = textOf(value);
  return id !== undefined && /^[\w^.:-]{1,64}$/.test(id) ? id : undefined;
}

/** A number; Aliyun writes some as strings. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** An object's fields; none for anything else. */
export function fieldsOf(value: unknown): ApiAnswer {
  return isFields(value) ? value : {};
}

/**
 * A list of objects, plain or in the wrapper object that some operations use:
 * `{ "SmsSendDetailDTO": [ … ] }`.
 */
export function listOf(value: unknown): readonly ApiAnswer[] {
  const list = Array.isArray(value) ? value : Object.values(fieldsOf(value)).find(Array.isArray);
  return (list ?? []).filter(isFields);
}

/** The name that a wire number stands for. */
export function nameOf<Name extends string>(
  value: unknown,
  numbers: Readonly<Record<Name, number>>,
): Name | undefined {
  const number = numberOf(value);
  for (const name in numbers) {
    if (numbers[name] === number) {
      return name;
    }
  }
  return undefined;
}

/** `2025-06-01 10:00:00` of China time as `2025-06-01T10:00:00+08:00`. */
export function chinaTimeOf(value: unknown): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(textOf(value) ?? '');
  return match === null ? undefined : `${match[1]}T${match[2]}+08:00`;
}

function isFields(value: unknown): value is ApiAnswer {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
