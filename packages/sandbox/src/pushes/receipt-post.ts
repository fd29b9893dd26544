import { jsonObject } from '../wire/json-text.ts';

/** The result of one attempt to push. */
export interface ReceiptPost {
  /** `accepted`: 200 and a numeric `code`. */
  readonly outcome: 'accepted' | 'refused' | 'unreachable';
  /** HTTP status, if there was an answer. */
  readonly status?: number;
}

/** Unverified: how long Aliyun waits for the answer to a push. */
const TIMEOUT_MS = 5000;
const MAX_ANSWER_CHARACTERS = 65_536;

/**
 * Pushes once. Status 200 and a JSON object with a numeric `code` mean accepted; Aliyun checks nothing
 * else. Never rejects.
 */
export async function postReceipt(url: string, body: string): Promise<ReceiptPost> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json;charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await answer.text();
    const isAccepted = answer.status === 200 && hasNumericCode(text);
    return { outcome: isAccepted ? 'accepted' : 'refused', status: answer.status };
  } catch {
    return { outcome: 'unreachable' };
  }
}

function hasNumericCode(text: string): boolean {
  return text.length <= MAX_ANSWER_CHARACTERS && typeof jsonObject(text)?.['code'] === 'number';
}
