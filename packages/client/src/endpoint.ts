import { channel } from 'node:diagnostics_channel';
import http from 'node:http';
import https from 'node:https';
import { CircuitBreaker, type CircuitState } from './circuit-breaker.ts';
import { ConnectionSlots } from './connection-slots.ts';
import { proxyFor } from './proxy.ts';
import { TransportError } from './transport.ts';
import { TunnelAgent } from './tunnel-agent.ts';

/** How an endpoint that this process has called is doing. */
export interface EndpointState {
  /** Scheme, host and port. */
  readonly endpoint: string;
  /** `open`: calls are refused at once, because it did not answer. */
  readonly circuit: CircuitState;
  /** Requests under way, at most 128. */
  readonly active: number;
  /** Requests waiting for one of those to end, at most 1,024. */
  readonly waiting: number;
}

/** What all requests to one origin share. */
export interface Endpoint {
  readonly agent: http.Agent;
  readonly secure: boolean;
  /** With the port, unless it is the default. */
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly slots: ConnectionSlots;
  readonly circuit: CircuitBreaker;
}

const MAX_CONNECTIONS = 128;
const MAX_QUEUE = 1024;

/** Idle connections are closed after this, because routers may have dropped them by then. Milliseconds. */
const IDLE_MS = 30_000;

/** Certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says. */
const AGENT_OPTIONS = {
  keepAlive: true,
  timeout: IDLE_MS,
  maxSockets: MAX_CONNECTIONS,
  maxFreeSockets: MAX_CONNECTIONS,
  rejectUnauthorized: true,
};

/** Publishes `{ endpoint, circuit }` whenever the circuit of an endpoint changes. */
const circuitChannel = channel('aliyun-sms:circuit');

/** By origin. At module level, because Logto makes a new connector and client for each send. */
const endpoints = new Map<string, Endpoint>();

/**
 * The endpoints that this process has called, for metrics and log lines. Each change of a circuit is
 * also published on the `node:diagnostics_channel` `aliyun-sms:circuit`, as `{ endpoint, circuit }`.
 */
export function endpointStates(): readonly EndpointState[] {
  return [...endpoints].map(([endpoint, { circuit, slots }]) => ({
    endpoint,
    circuit: circuit.state,
    active: slots.taken,
    waiting: slots.waiting,
  }));
}

export function endpointAt(origin: string): Endpoint {
  let endpoint = endpoints.get(origin);
  if (endpoint === undefined) {
    endpoint = open(origin);
    endpoints.set(origin, endpoint);
  }
  return endpoint;
}

export function closeIdleConnections({ agent }: Endpoint): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) {
      socket.destroy();
    }
  }
}

function open(origin: string): Endpoint {
  const { protocol, host, hostname, port } = new URL(origin);
  return {
    secure: protocol === 'https:',
    host,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    agent: agentFor(origin, protocol),
    slots: new ConnectionSlots(MAX_CONNECTIONS, MAX_QUEUE),
    circuit: new CircuitBreaker((circuit) => circuitChannel.publish({ endpoint: origin, circuit })),
  };
}

function agentFor(origin: string, protocol: string): http.Agent {
  const proxy = proxyOfEnvironment(origin);
  if (proxy !== undefined) {
    return new TunnelAgent(proxy, AGENT_OPTIONS);
  }
  return protocol === 'https:' ? new https.Agent(AGENT_OPTIONS) : new http.Agent(AGENT_OPTIONS);
}

/** Deno denies access to the environment by default; its error does not quote the request. */
function proxyOfEnvironment(origin: string): string | undefined {
  try {
    return proxyFor(origin, process.env);
  } catch (cause) {
    throw new TransportError({ code: 'ERR_ENVIRONMENT', stage: 'connecting', cause });
  }
}
