import { describe, expect, it } from 'vitest';
import { addressList, isUserAddress, matches, networksOf, readAddress } from './client-address.ts';

describe('the address that Logto passes', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['0:1::ffff:cb00:7107', '0:1:0:0:0:ffff:cb00:7107'],
    ['2001:db8::1', '2001:db8:0:0:0:0:0:1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8:0:0:0:0:0:1'],
    ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['', undefined],
    ['203.0.113.7:1024', '203.0.113.7'],
    ['[203.0.113.7]', '203.0.113.7'],
    ['[2001:db8::1]', '2001:db8:0:0:0:0:0:1'],
    ['[2001:db8::1]:443', '2001:db8:0:0:0:0:0:1'],
    ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
    ['[fe80::1%eth0]:80', 'fe80:0:0:0:0:0:0:1'],
    ['unknown', undefined],
    ['_hidden', undefined],
    ['203.0.113.7:', undefined],
    ['203.0.113.777:80', undefined],
    ['203.0.113.7, 10.0.0.1', undefined],
  ])('%s is read as %s', (ip, address) => {
    expect(readAddress(ip)).toBe(address);
  });

  it.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.0.1'])(
    '%s is not a user’s address',
    (address) => {
      expect(isUserAddress(address)).toBe(false);
    },
  );

  it.each(['::1', 'fd00::1', 'fe80::1', '::ffff:10.0.0.7'])('%s is not a user’s address', (ip) => {
    expect(isUserAddress(readAddress(ip) ?? '')).toBe(false);
  });

  it.each(['203.0.113.7', '172.32.0.1', '2001:db8:0:0:0:0:0:1'])(
    '%s may be a user’s',
    (address) => {
      expect(isUserAddress(address)).toBe(true);
    },
  );

  it('counts as a whole in IPv4', () => {
    expect(networksOf('203.0.113.7')).toEqual([{ key: '203.0.113.7', multiple: 1 }]);
  });

  it('counts in IPv6 by its /64, and by the larger networks of one customer', () => {
    expect(networksOf(readAddress('2001:db8:1:2ab::1') ?? '')).toEqual([
      { key: '20010db8000102ab', multiple: 1 },
      { key: '20010db8000102', multiple: 4 },
      { key: '20010db80001', multiple: 16 },
    ]);
  });
});

it('an address list holds ranges and single addresses of both families', () => {
  const list = addressList(['198.51.100.0/24', '203.0.113.7', '2001:db8::/32']);
  expect(matches(list, '198.51.100.200')).toBe(true);
  expect(matches(list, '203.0.113.7')).toBe(true);
  expect(matches(list, '203.0.113.8')).toBe(false);
  expect(matches(list, '2001:db8:ffff::1')).toBe(true);
  expect(matches(list, '2001:db9::1')).toBe(false);
});
