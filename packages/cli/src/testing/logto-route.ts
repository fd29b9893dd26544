import type { WrittenEntry } from './audit-log.ts';
import type {
  ConnectorFactory,
  LogtoConnector,
  SignInExperience,
  Webhook,
} from '../logto/management-api.ts';

/** The state of the fake Management API; tests read and set it. */
export interface LogtoState {
  factories: ConnectorFactory[];
  connectors: LogtoConnector[];
  signInExperience: SignInExperience;
  webhooks: Webhook[];
  /** How a test send is refused; undefined: it succeeds. */
  refusal: { readonly status: number; readonly body: unknown } | undefined;
  /** The audit log, in any order. */
  readonly auditLog: WrittenEntry[];
  /** Phone numbers of existing users. */
  readonly phones: string[];
  /** The tenant that this address serves: `admin` is Console's. */
  tenantId: string;
  /** Bodies of the test sends that arrived. */
  readonly tests: unknown[];
  /** Method and path of every call but those for a token. */
  readonly calls: string[];
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

export const refusal = (status: number, code: string, data?: object): Reply => ({
  status,
  body: { code, message: `Message of ${code}.`, ...(data && { data }) },
});

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  /** `name` is what the path's group caught. */
  readonly run: (state: LogtoState, content: unknown, name: string) => Reply | Promise<Reply>;
}
