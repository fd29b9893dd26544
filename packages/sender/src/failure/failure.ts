import {
  AliyunSmsAnswerError,
  AliyunSmsApiError,
  AliyunSmsCredentialsError,
  AliyunSmsError,
  explainApiCode,
  type ErrorCategory,
} from 'aliyun-sms-client';
import type { ChannelSettings } from '../settings/channels.ts';
import { combine, type Words } from '../words.ts';
import { BY_CATEGORY } from './by-category.ts';
import {
  REFUSAL_TEXTS,
  SENDER_REGISTRATION,
  UNANSWERED_TEXTS,
  type Unanswered,
} from './refusal-texts.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { userWords, type UserTextKey } from './user-texts.ts';

/** All that anyone is told about a failed send. Holds no secret, no code and no number. */
export interface Failure {
  /** Aliyun's refusal by the error book, our own by its reason, or how the answer is missing. */
  readonly category: ErrorCategory | RefusalReason | Unanswered | 'unexpected';
  /** `unknown`: the message may be on its way. */
  readonly outcome: 'not-sent' | 'unknown';
  /** Which of the few texts the user sees. `wait`: a limit, which passes. */
  readonly userTextKey: UserTextKey;
  /** For the user at the sign-in page, without operational details. */
  readonly userText: Words;
  /** For the operator: the code, what went wrong and what to do. */
  readonly operatorText: Words;
  readonly apiCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/** How far the send got. */
interface Progress {
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  readonly channel?: Pick<ChannelSettings, 'channel' | 'site'> | undefined;
}

const TEXT_BY_REASON: Readonly<Record<RefusalReason, UserTextKey>> = {
  'request-invalid': 'later',
  'number-invalid': 'number',
  'number-ambiguous': 'number',
  'number-type': 'number',
  'country-uncovered': 'country',
  'country-refused': 'country',
  'mainland-only': 'country',
  'template-missing': 'later',
  'sender-id-text-missing': 'country',
  'sign-name-missing': 'later',
  'settings-invalid': 'later',
  'variable-missing': 'later',
  'variable-illegal': 'later',
  'guard-limit': 'wait',
  'guard-store': 'later',
};

/** Describes any error that a send can end with. */
export function failureOf(error: unknown, progress: Progress = {}): Failure {
  if (error instanceof Refusal) {
    return refusalFailure(error);
  }
  if (error instanceof AliyunSmsError) {
    return apiFailure(error, progress);
  }
  // A bug of ours: its message could hold anything, so only its name is shown.
  const name = error instanceof Error ? error.name : typeof error;
  return failure({
    category: 'unexpected',
    userTextKey: 'later',
    operatorText: combine([`Unexpected ${name}.`], ([text = '']) => text),
  });
}

/**
 * Whether the user should be told that the code may be on its way. Not if a proxy or firewall answered
 * in Aliyun's place with a status below 500: it will do so again, so the send must fail visibly.
 */
export const mayHaveBeenSent = ({ outcome, category }: Failure): boolean =>
  outcome === 'unknown' && category !== 'foreign-answer';

type Known = Pick<Failure, 'category' | 'userTextKey' | 'operatorText'> & Partial<Failure>;

function failure(known: Known): Failure {
  return {
    outcome: 'not-sent',
    userText: userWords(known.userTextKey, known.retryAfterSeconds),
    apiCode: undefined,
    requestId: undefined,
    retryAfterSeconds: undefined,
    ...known,
  };
}

function refusalFailure({ reason, detail, retryAfterSeconds }: Refusal): Failure {
  const explanation = REFUSAL_TEXTS[reason];
  return failure({
    category: reason,
    userTextKey: TEXT_BY_REASON[reason],
    operatorText:
      detail === undefined
        ? explanation
        : combine([explanation, detail], ([text, more], language) =>
            language === 'en' ? `${text} (${more})` : `${text}（${more}）`,
          ),
    retryAfterSeconds,
  });
}

function apiFailure(error: AliyunSmsError, progress: Progress): Failure {
  const { apiCode, outcome, requestId } = error;
  const wait = error instanceof AliyunSmsApiError ? error.retryAfterSeconds : undefined;
  // Throttling gives milliseconds.
  const retryAfterSeconds = wait === undefined ? undefined : Math.ceil(wait);
  const unsure = outcome === 'unknown' ? 'unsure' : undefined;
  const known = { outcome, apiCode, requestId, retryAfterSeconds };
  // The code of a credentials error is from STS and not in the error book.
  if (apiCode === undefined || error instanceof AliyunSmsCredentialsError) {
    const category = howUnanswered(error);
    const operatorText = combine(
      [UNANSWERED_TEXTS[category], error.message],
      ([text, message]) => `${text} (${message})`,
    );
    return failure({ ...known, category, userTextKey: unsure ?? 'later', operatorText });
  }
  const { category } = explainApiCode(apiCode);
  const userTextKey = unsure ?? BY_CATEGORY[category].userTextKey;
  return failure({
    ...known,
    category,
    userTextKey,
    operatorText: explained(apiCode, error, progress),
  });
}

/** For a code that is not in the error book, Aliyun's own text says more; the client has masked it. */
function explained(apiCode: string, { message }: AliyunSmsError, progress: Progress): Words {
  const en = explainApiCode(apiCode, 'en');
  const zh = explainApiCode(apiCode, 'zh');
  const cause = en.known ? { en: en.cause, zh: zh.cause } : `${message}.`;
  const remedy = { en: en.remedy, zh: zh.remedy };
  const more = needsSender(progress) ? [SENDER_REGISTRATION] : [];
  return combine(
    [cause, remedy, ...more],
    (spoken, language) => `${apiCode}: ${spoken.join(language === 'en' ? ' ' : '')}`,
  );
}

function howUnanswered(error: AliyunSmsError): Unanswered {
  if (error instanceof AliyunSmsCredentialsError) {
    return 'no-credentials';
  }
  if (error instanceof AliyunSmsAnswerError && (error.status ?? 500) < 500) {
    return 'foreign-answer';
  }
  return error.outcome === 'unknown' ? 'answer-lost' : 'not-reached';
}

/** Countries to which a China-site account can send only with a registered sender ID. */
const WITH_REGISTERED_SENDER: ReadonlySet<string> = new Set(['US', 'CA', 'SG']);

function needsSender({ country, channel }: Progress): boolean {
  return (
    channel?.channel === 'sms' &&
    channel.site === 'china' &&
    WITH_REGISTERED_SENDER.has(country ?? '')
  );
}
