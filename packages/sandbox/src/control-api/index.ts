import type { Sandbox } from '../sandbox.ts';

/** The sandbox's own pages and calls, as a `fetch` of web standards. */
export interface ControlApp {
  fetch(request: Request): Response | Promise<Response>;
}

/** Everything that is not Aliyun's: `/sandbox/v1`, the inbox, `/healthz`, `/metrics`. */
export function createControlApp(sandbox: Sandbox): ControlApp {
  return {
    fetch: () => Response.json({ messages: sandbox.messages.size() }),
  };
}
