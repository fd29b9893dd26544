import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { account } from './ready-made.ts';

/** A request as an official client wrote it to the wire. */
export interface RecordedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The input of an official signer: names and values as its users write them. */
interface Unsigned {
  readonly query: Readonly<Record<string, unknown>>;
  readonly form: Readonly<Record<string, unknown>>;
}

export interface Recorder {
  /** Signs with the named official client, and resolves to what it sent. */
  readonly signers: Readonly<Record<SignerName, (unsigned: Unsigned) => Promise<RecordedRequest>>>;
  close(): void;
}

type SignerName = 'openapi-core V3' | 'openapi-core V1' | 'pop-core GET' | 'pop-core POST';

const require = createRequire(import.meta.url);
const { default: OpenApiClient, OpenApiUtil, $OpenApiUtil } = require('@alicloud/openapi-core');
const { RuntimeOptions } = require('@darabonba/typescript');
const { RPCClient } = require('@alicloud/pop-core');

/** Starts a server in place of Aliyun that records each request and answers OK. */
export async function startRecorder(): Promise<Recorder> {
  let last: RecordedRequest | undefined;
  const server = createServer((request, response) => {
    const answer = async () => {
      last = await readRequest(request);
      response.writeHead(200, { 'content-type': 'application/json;charset=utf-8' });
      response.end('{"Code":"OK"}');
    };
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const host = `127.0.0.1:${address.port}`;
  const recording =
    (send: (unsigned: Unsigned) => Promise<unknown>) => async (unsigned: Unsigned) => {
      last = undefined;
      await send(unsigned);
      if (last === undefined) throw new Error('The client sent nothing.');
      return last;
    };
  return {
    signers: {
      'openapi-core V3': recording(openApiCore(host)),
      'openapi-core V1': recording(openApiCore(host, 'v2')),
      'pop-core GET': recording(popCore(host, 'GET')),
      'pop-core POST': recording(popCore(host, 'POST')),
    },
    close: () => server.close(),
  };
}

/** The core of the generated SDKs, called in the same way as they do. */
function openApiCore(host: string, signatureAlgorithm?: 'v2') {
  const client = new OpenApiClient({
    ...account,
    endpoint: host,
    protocol: 'HTTP',
    signatureAlgorithm,
  });
  const operation = new $OpenApiUtil.Params({
    action: 'SendSms',
    version: '2017-05-25',
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  return ({ query, form }: Unsigned) => {
    const request = new $OpenApiUtil.OpenApiRequest({
      query: OpenApiUtil.query(query),
      ...(Object.keys(form).length > 0 && { body: OpenApiUtil.parseToMap(form) }),
    });
    return client.callApi(operation, request, new RuntimeOptions({}));
  };
}

/** pop-core has a single place for all parameters. */
function popCore(host: string, method: 'GET' | 'POST') {
  const client = new RPCClient({
    ...account,
    endpoint: `http://${host}`,
    apiVersion: '2017-05-25',
  });
  return ({ query, form }: Unsigned) =>
    client.request('SendSms', { ...query, ...form }, { method, formatParams: false });
}

async function readRequest(request: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    url: `http://${request.headers.host}${request.url}`,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString(),
  };
}
