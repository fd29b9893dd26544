import { expect, it } from 'vitest';
import { carrierOf } from './carriers.ts';

it.each([
  ['1348', 'mobile'],
  ['139', 'mobile'],
  ['165', 'mobile'],
  ['1703', 'mobile'],
  ['130', 'unicom'],
  ['167', 'unicom'],
  ['1709', 'unicom'],
  ['171', 'unicom'],
  ['189', 'telecom'],
  ['162', 'telecom'],
  ['1700', 'telecom'],
  ['1349', undefined],
  ['154', undefined],
  ['192', undefined],
])('numbers that begin with %s belong to %s', (prefix, carrier) => {
  expect(carrierOf(prefix.padEnd(11, '0'))).toBe(carrier);
});
