// What no client can beat with `node:http`: a request of the same size on a keep-alive connection,
// not signed, its answer parsed as JSON.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });
const query = new URLSearchParams({
  PhoneNumbers: '8613912345678',
  SignName: '阿里云短信测试',
  TemplateCode: 'SMS_154950909',
  TemplateParam: '{"code":"123456"}',
});
const headers = {
  accept: 'application/json',
  'content-length': '0',
  'x-acs-action': 'SendSms',
  'x-acs-version': '2017-05-25',
  'x-acs-date': '2026-01-02T03:04:05Z',
  'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
  'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  authorization:
    'ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;' +
    'x-acs-date;x-acs-signature-nonce;x-acs-version,' +
    'Signature=ada84b058acd637c1290d3b86a6919392d33ca964151598c5a026e6a7b7d764b',
};

export function prepare(endpoint) {
  const { hostname, port } = new URL(endpoint);
  const options = { agent, hostname, port, method: 'POST', path: `/?${query.toString()}`, headers };
  return () =>
    new Promise((resolve, reject) => {
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
