import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { auditRoutes } from './logto-audit.ts';
import { sendByHttp } from './logto-http-sms.ts';
import { refusal, type LogtoState, type Reply, type Route } from './logto-route.ts';
import { webhookRoutes } from './logto-webhooks.ts';

export type { LogtoState } from './logto-route.ts';

export interface LogtoServer {
  readonly url: string;
  readonly state: LogtoState;
  close(): Promise<void>;
}

export const APP_ID = 'machine-app';
export const APP_SECRET = 'machine-app-secret';
const TOKEN = 'management-token';

/** A fake of Logto 1.42's Management API: connectors, webhooks, audit log, sign-in experience. */
export async function startLogtoServer(initial: Partial<LogtoState> = {}): Promise<LogtoServer> {
  const state: LogtoState = {
    factories: [
      { id: 'aliyun-sms', type: 'Sms' },
      { id: 'aliyun-short-message-service', type: 'Sms' },
      { id: 'http-sms', type: 'Sms' },
    ],
    connectors: [],
    webhooks: [],
    signInExperience: {
      signUp: { identifiers: ['username'], password: true, verify: false },
      signIn: { methods: [] },
    },
    refusal: undefined,
    auditLog: [],
    phones: [],
    tenantId: 'default',
    tests: [],
    calls: [],
    ...initial,
  };
  const server = createServer((request, response) => void serve(request, response));
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { status, body } = await answer(state, request, await readBody(request));
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function answer(state: LogtoState, request: IncomingMessage, body: string): Reply | Promise<Reply> {
  const { method = 'GET', url = '/', headers } = request;
  const open = withoutToken(state, url, () => token(headers.authorization, body));
  if (open) return open;
  if (headers.authorization !== `Bearer ${TOKEN}`) return refusal(401, 'auth.unauthorized');
  state.calls.push(`${method} ${url}`);
  const content: unknown = body === '' ? undefined : JSON.parse(body);
  for (const route of routes) {
    const found = route.method === method ? route.path.exec(url) : null;
    if (found) return route.run(state, content, decodeURIComponent(found[1] ?? ''));
  }
  return refusal(404, 'entity.not_found');
}

/** The admin tenant does not know the apps of the default tenant. */
function withoutToken(
  { tenantId }: LogtoState,
  url: string,
  asked: () => Reply,
): Reply | undefined {
  if (url === '/api/.well-known/sign-in-exp') return { status: 200, body: { tenantId } };
  if (url !== '/oidc/token') return undefined;
  return tenantId === 'default' ? asked() : { status: 400, body: { error: 'invalid_client' } };
}

function token(authorization: string | undefined, body: string): Reply {
  const expected = `Basic ${Buffer.from(`${APP_ID}:${APP_SECRET}`).toString('base64')}`;
  const form = new URLSearchParams(body);
  const fits =
    form.get('grant_type') === 'client_credentials' &&
    form.get('resource') === 'https://default.logto.app/api' &&
    form.get('scope') === 'all';
  return authorization === expected && fits
    ? { status: 200, body: { access_token: TOKEN, expires_in: 3600, token_type: 'Bearer' } }
    : { status: 401, body: { error: 'invalid_client' } };
}

const creation = z.object({ connectorId: z.string(), config: z.record(z.string(), z.unknown()) });
const change = z.object({ config: z.record(z.string(), z.unknown()) });
const trial = z.object({ phone: z.string().regex(/^\d+$/), config: z.object({}).loose() });
const experience = z.object({
  signUp: z.object({
    identifiers: z.array(z.string()),
    password: z.boolean(),
    verify: z.boolean(),
  }),
  signIn: z.object({
    methods: z.array(
      z.object({
        identifier: z.string(),
        password: z.boolean(),
        verificationCode: z.boolean(),
        isPasswordPrimary: z.boolean(),
      }),
    ),
  }),
});

const routes: readonly Route[] = [
  ...webhookRoutes,
  ...auditRoutes,
  {
    method: 'GET',
    path: /^\/api\/connector-factories$/,
    run: ({ factories }) => ({ status: 200, body: factories }),
  },
  {
    method: 'GET',
    path: /^\/api\/connectors$/,
    run: ({ connectors }) => ({ status: 200, body: connectors }),
  },
  {
    method: 'POST',
    path: /^\/api\/connectors$/,
    run(state, content) {
      const { connectorId, config } = creation.parse(content);
      const factory = state.factories.find(({ id }) => id === connectorId);
      if (!factory) return refusal(422, 'connector.not_found_with_connector_id');
      if (state.connectors.some((connector) => connector.connectorId === connectorId)) {
        return refusal(422, 'connector.multiple_instances_not_supported');
      }
      const { type } = factory;
      const made = { id: `${connectorId}-1`, connectorId, type, config };
      // As in Logto, a new SMS connector replaces the previous one.
      state.connectors = [...state.connectors.filter((known) => known.type !== type), made];
      return { status: 200, body: made };
    },
  },
  {
    method: 'PATCH',
    path: /^\/api\/connectors\/([^/]+)$/,
    run(state, content, name) {
      const known = state.connectors.find(({ id }) => id === name);
      if (!known) return refusal(404, 'entity.not_found');
      const changed = { ...known, config: change.parse(content).config };
      state.connectors = state.connectors.map((connector) =>
        connector === known ? changed : connector,
      );
      return { status: 200, body: changed };
    },
  },
  {
    method: 'POST',
    path: /^\/api\/connectors\/([^/]+)\/test$/,
    run(state, content, name) {
      if (!state.factories.some(({ id }) => id === name))
        return refusal(400, 'connector.not_found');
      const tried = trial.parse(content);
      state.tests.push(tried);
      if (name === 'http-sms') return sendByHttp(tried);
      return state.refusal ?? { status: 204 };
    },
  },
  {
    method: 'GET',
    path: /^\/api\/sign-in-exp$/,
    run: ({ signInExperience }) => ({ status: 200, body: signInExperience }),
  },
  {
    method: 'PATCH',
    path: /^\/api\/sign-in-exp$/,
    run(state, content) {
      state.signInExperience = experience.parse(content);
      return { status: 200, body: state.signInExperience };
    },
  },
];

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  request.setEncoding('utf8');
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join('');
}
