import { expect, test } from 'vitest';
import { proxyFor, proxyLogin } from './proxy.ts';

const ALIYUN = 'https://dysmsapi.aliyuncs.com';
const PROXY = 'http://proxy:3128';

test.each([
  [{ HTTPS_PROXY: PROXY }, PROXY],
  [{ https_proxy: PROXY, HTTPS_PROXY: 'http://other' }, PROXY],
  [{ HTTP_PROXY: PROXY, ALL_PROXY: PROXY }, undefined],
  [{ HTTPS_PROXY: 'proxy:3128' }, PROXY],
  [{ HTTPS_PROXY: '10.0.0.1:3128' }, 'http://10.0.0.1:3128'],
  [{ HTTPS_PROXY: 'user:pass@proxy' }, 'http://user:pass@proxy'],
  [{ HTTPS_PROXY: '' }, undefined],
  [{}, undefined],
])('the proxy for HTTPS is used (%#)', (environment, proxy) => {
  expect(proxyFor(ALIYUN, environment)).toBe(proxy);
});

test('plain HTTP goes direct', () => {
  expect(proxyFor('http://127.0.0.1:4086', { HTTPS_PROXY: PROXY })).toBeUndefined();
});

test.each([
  ['*', true],
  ['aliyuncs.com', true],
  ['.aliyuncs.com', true],
  ['*.aliyuncs.com', true],
  ['localhost, DYSMSAPI.aliyuncs.com', true],
  ['localhost dysmsapi.aliyuncs.com:443', true],
  ['dysmsapi.aliyuncs.com:8443', false],
  ['dysmsapi.aliyuncs.com.', true],
  ['.aliyuncs.com.:443', true],
  ['sapi.aliyuncs.com', false],
  ['yuncs.com', false],
  ['dysmsapi', false],
  ['', false],
  [',', false],
])('NO_PROXY=%j exempts it: %s', (NO_PROXY, exempt) => {
  const proxy = proxyFor(ALIYUN, { HTTPS_PROXY: PROXY, NO_PROXY });
  expect(proxy).toBe(exempt ? undefined : PROXY);
});

test.each([
  ['::1', true],
  ['[::1]', true],
  ['[::1]:8443', true],
  ['[::1]:443', false],
  ['::2', false],
  ['1', false],
])('NO_PROXY=%j exempts an IPv6 address: %s', (NO_PROXY, exempt) => {
  const proxy = proxyFor('https://[::1]:8443', { HTTPS_PROXY: PROXY, NO_PROXY });
  expect(proxy).toBe(exempt ? undefined : PROXY);
});

test('a trailing dot in the endpoint’s host name changes nothing', () => {
  const environment = { HTTPS_PROXY: PROXY, NO_PROXY: 'aliyuncs.com' };
  expect(proxyFor('https://dysmsapi.aliyuncs.com.', environment)).toBeUndefined();
});

test.each([
  ['http://proxy:8080', ':'],
  ['http://user:pass%20word@proxy', 'user:pass word'],
  ['http://user@proxy', 'user:'],
  ['http://user:50%off@proxy', undefined],
])('the user name and password of %s are %s', (address, login) => {
  expect(proxyLogin(new URL(address))).toBe(login);
});
