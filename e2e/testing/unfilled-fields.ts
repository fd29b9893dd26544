import type { TeaModel } from './official-clients.ts';

/**
 * The documented fields of an SDK's response model that are empty, by their wire names:
 * `SmsSendDetailDTOs.SmsSendDetailDTO.ErrCode`. Checks every entry of a list.
 */
export function unfilledFields(model: TeaModel, path = ''): string[] {
  return Object.entries(model.constructor.names()).flatMap(([field, wireName]) => {
    const value: unknown = Reflect.get(model, field);
    const name = path === '' ? wireName : `${path}.${wireName}`;
    return value === undefined || value === '' ? [name] : unfilledWithin(value, name);
  });
}

function unfilledWithin(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [path];
    return [...new Set(value.flatMap((entry) => unfilledWithin(entry, path)))];
  }
  return isModel(value) ? unfilledFields(value, path) : [];
}

function isModel(value: unknown): value is TeaModel {
  return value instanceof Object && 'names' in value.constructor;
}
