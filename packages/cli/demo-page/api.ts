import type { Account, CodeAnswer, Flow, SignInAnswer } from '../src/commands/demo/sign-in.ts';

export type { Account, CodeAnswer, Flow, SignInAnswer } from '../src/commands/demo/sign-in.ts';

/** How the demo host is set up. */
export interface Setup {
  readonly sandboxUrl: string;
  readonly way: 'connector' | 'gateway';
  readonly policy: { readonly digits: number; readonly minutes: number; readonly tries: number };
}

/** An answer that leads on from the code step. */
export type GoodAnswer = Extract<SignInAnswer, { ticket: string } | { account: Account }>;

/** The demo host did not answer; most likely it was stopped. */
export type Unreachable = { readonly result: 'unreachable' };

export const fetchSetup = async (): Promise<Setup> => (await fetch('/api/setup')).json();

export const requestCode = (flow: Flow, phone: string, locale: string) =>
  post<CodeAnswer>('/api/codes', { flow, phone, locale });

export const submitCode = (flow: Flow, phone: string, code: string) =>
  post<SignInAnswer>('/api/sessions', { flow, phone, code });

export const goOn = (ticket: string) => post<SignInAnswer>('/api/sessions/go-on', { ticket });

async function post<Answer>(path: string, content: unknown): Promise<Answer | Unreachable> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(content),
    });
    return await response.json();
  } catch {
    return { result: 'unreachable' };
  }
}
