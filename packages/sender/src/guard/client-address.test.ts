import { describe, expect, it } from 'vitest';
import { addressKey, addressList, isUserAddress, matches, readAddress } from './client-address.ts';

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
    ['unknown', undefined],
    ['203.0.113.7, 10.0.0.1', undefined],
    [undefined, undefined],
  ])('%s is read as %s', (ip, address) => {
    expect(readAddress(ip)).toBe(address);
  });

  it.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.0.1'])(
    '%s names no user',
    (address) => {
      expect(isUserAddress(address)).toBe(false);
    },
  );

  it.each(['::1', 'fd00::1', 'fe80::1', '::ffff:10.0.0.7'])('%s names no user', (ip) => {
    expect(isUserAddress(readAddress(ip) ?? '')).toBe(false);
  });

  it.each(['203.0.113.7', '172.32.0.1', '2001:db8:0:0:0:0:0:1'])(
    '%s may be a user’s',
    (address) => {
      expect(isUserAddress(address)).toBe(true);
    },
  );

  it('counts by the whole address in IPv4', () => {
    const keys = ['203.0.113.7', '::ffff:203.0.113.7', '203.0.113.70', '1.2.3.4'].map((ip) =>
      addressKey(readAddress(ip) ?? ''),
    );
    expect(keys).toEqual(['cb007107', 'cb007107', 'cb007146', '01020304']);
  });

  it('counts by /64 in IPv6, for a user has all of it', () => {
    const keys = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1'].map((ip) =>
      addressKey(readAddress(ip) ?? ''),
    );
    expect(keys).toEqual(['20010db800010002', '20010db800010002', '20010db800010003']);
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
