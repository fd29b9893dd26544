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
])('the proxy is the one for HTTPS (%#)', (environment, proxy) => {
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
  ['yuncs.com', false],
  ['dysmsapi', false],
  ['', false],
  [',', false],
])('NO_PROXY=%j exempts it: %s', (NO_PROXY, exempt) => {
  const proxy = proxyFor(ALIYUN, { HTTPS_PROXY: PROXY, NO_PROXY });
  expect(proxy).toBe(exempt ? undefined : PROXY);
});

test('an address in brackets is exempted without them', () => {
  const environment = { HTTPS_PROXY: PROXY, NO_PROXY: '[::1]' };
  expect(proxyFor('https://[::2]:1', environment)).toBe(PROXY);
});

test.each([
  ['http://proxy:8080', ':'],
  ['http://user:pass%20word@proxy', 'user:pass word'],
  ['http://user@proxy', 'user:'],
  ['http://user:50%off@proxy', undefined],
])('the login of %s is %s', (address, login) => {
  expect(proxyLogin(new URL(address))).toBe(login);
});
