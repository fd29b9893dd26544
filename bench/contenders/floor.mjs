// The minimum for any client with `node:http`: an unsigned request of the same size as ours on a
// keep-alive connection, with its answer parsed as JSON. Path, nonce and signature are different strings
// each time, as in any client: Node sends a string faster if it has sent it before.
import { Agent, request } from 'node:http';
import { message } from '../message.mjs';

const agent = new Agent({ keepAlive: true });
const template = new URLSearchParams({
  SignName: message.signName,
  TemplateCode: message.templateCode,
}).toString();
let count = 0;

export function prepare(endpoint) {
  const { hostname, port } = new URL(endpoint);
  return () => {
    count = (count + 1) % 900_000;
    const code = 100_000 + count;
    const path = `/?PhoneNumbers=8613912${code}&${template}&TemplateParam=%7B%22code%22%3A%22${code}%22%7D`;
    return send({ agent, hostname, port, method: 'POST', path, headers: headers(code) });
  };
}

function headers(code) {
  return {
    'content-length': '0',
    'x-acs-action': 'SendSms',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-date': '2026-01-02T03:04:05Z',
    'x-acs-signature-nonce': `3156853f-5f31-4e23-9d16-73dc12${code}`,
    'x-acs-version': '2017-05-25',
    authorization:
      'ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;' +
      'x-acs-date;x-acs-signature-nonce;x-acs-version,' +
      `Signature=ada84b058acd637c1290d3b86a6919392d33ca964151598c5a026e6a7b${code}`,
    accept: 'application/json',
    'user-agent': 'aliyun-sms-client/0.1.0',
  };
}

function send(options) {
  return new Promise((resolve, reject) => {
    const call = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text)));
    });
    call.on('error', reject);
    call.end();
  });
}
