import { describe, expect, it } from 'vitest';
import { endpointProblem } from './endpoint.ts';

describe('an endpoint', () => {
  it.each([
    'https://dysmsapi.aliyuncs.com',
    'https://dysmsapi.aliyuncs.com:8443/',
    'http://127.0.0.1:4086',
    'http://localhost:4086',
    'http://sandbox:4086',
    'http://192.168.1.20',
    'http://172.31.0.1',
    'http://[::1]:4086',
    'http://[fd00::1]:4086',
  ])('can be %s', (text) => {
    expect(endpointProblem(text)).toBeUndefined();
  });

  it.each([
    'dysmsapi.aliyuncs.com',
    'http://dysmsapi.aliyuncs.com',
    'http://8.8.8.8',
    'http://172.32.0.1',
    'http://100.100.100.200',
    'http://169.254.169.254',
    'http://[2001:db8::1]',
    'ftp://localhost',
    'https://user@dysmsapi.aliyuncs.com',
    'https://dysmsapi.aliyuncs.com/path',
    'https://dysmsapi.aliyuncs.com/?Action=SendSms',
    'https://dysmsapi.aliyuncs.com/#x',
    'https://dysmsapi.aliyuncs.com?',
    'https://dysmsapi.aliyuncs.com/#',
  ])('cannot be %s', (text) => {
    expect(endpointProblem(text)).toMatchObject({ en: expect.any(String), zh: expect.any(String) });
  });
});
