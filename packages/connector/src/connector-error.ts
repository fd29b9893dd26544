import { ConnectorError, ConnectorErrorCodes } from '@logto/connector-kit';
import {
  AliyunSmsAnswerError,
  AliyunSmsApiError,
  AliyunSmsCredentialsError,
  AliyunSmsError,
  explainApiCode,
  type ErrorCategory,
  type PhoneNumber,
} from 'aliyun-sms-client';
import type { Course } from './deliver.ts';
import { inLanguage, type Language } from './locale.ts';
import {
  REFUSAL_TEXTS,
  SENDER_REGISTRATION,
  UNANSWERED_TEXTS,
  type Unanswered,
} from './refusal-texts.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { userText, type UserText } from './user-texts.ts';

/** Who reads the error: a person at the sign-in page, or the operator at Console's "Send". */
export type Audience = 'user' | 'operator';

type Code =
  | 'General'
  | 'InvalidConfig'
  | 'InvalidRequestParameters'
  | 'InvalidResponse'
  | 'InsufficientRequestParameters'
  | 'RateLimitExceeded'
  | 'TemplateNotFound'
  | 'UsageLimitExceeded';

type Verdict = readonly [code: Code, told: UserText];

const BY_CATEGORY: Readonly<Record<ErrorCategory, Verdict>> = {
  'number-limit': ['RateLimitExceeded', 'wait'],
  throttled: ['RateLimitExceeded', 'wait'],
  'account-limit': ['UsageLimitExceeded', 'later'],
  'phone-number': ['InvalidRequestParameters', 'number'],
  'recipient-blocked': ['InvalidRequestParameters', 'blocked'],
  credentials: ['InvalidConfig', 'later'],
  'expired-token': ['InvalidConfig', 'later'],
  permission: ['InvalidConfig', 'later'],
  region: ['InvalidConfig', 'later'],
  'sign-name': ['InvalidConfig', 'later'],
  template: ['TemplateNotFound', 'later'],
  'template-param': ['InvalidConfig', 'later'],
  clock: ['General', 'later'],
  account: ['General', 'later'],
  content: ['General', 'later'],
  request: ['General', 'later'],
  duplicate: ['General', 'unsure'],
  service: ['General', 'unsure'],
  application: ['General', 'later'],
  verification: ['General', 'later'],
  delivery: ['General', 'later'],
  unknown: ['General', 'later'],
};

const BY_REASON: Readonly<Record<RefusalReason, Verdict>> = {
  'number-invalid': ['InvalidRequestParameters', 'number'],
  'number-ambiguous': ['InvalidConfig', 'number'],
  'country-refused': ['InvalidRequestParameters', 'country'],
  'mainland-only': ['InvalidConfig', 'country'],
  'template-missing': ['TemplateNotFound', 'later'],
  'sender-id-text-missing': ['TemplateNotFound', 'later'],
  'sign-name-missing': ['InvalidConfig', 'later'],
  'settings-invalid': ['InvalidConfig', 'later'],
  'variable-missing': ['InsufficientRequestParameters', 'later'],
  'variable-illegal': ['InvalidConfig', 'later'],
  'guard-limit': ['RateLimitExceeded', 'wait'],
  'guard-store': ['General', 'later'],
};

/** All that is said about a failed send, to whomever. */
export interface Failure {
  readonly code: ConnectorErrorCodes;
  readonly outcome: 'not-sent' | 'unknown';
  readonly told: UserText;
  /** What went wrong and what to do, for the operator. */
  readonly help: string;
  readonly apiCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/** How far the send had come. */
interface Progress {
  readonly number?: PhoneNumber;
  readonly course?: Pick<Course, 'step'>;
}

/** Reads any error that a send can end in. `help` is in the given language, or in both. */
export function failureOf(
  error: unknown,
  language: Language | 'both',
  progress: Progress,
): Failure {
  if (error instanceof Refusal) {
    return refusalFailure(error, language);
  }
  if (error instanceof AliyunSmsError) {
    const failure = apiFailure(error, language);
    const more = failure.apiCode !== undefined && needsSender(progress);
    const sender = inLanguage(language, (spoken) => SENDER_REGISTRATION[spoken]);
    return more ? { ...failure, help: `${failure.help} ${sender}` } : failure;
  }
  // A mistake of ours: its message could hold anything, so that only its name is told.
  const name = error instanceof Error ? error.name : typeof error;
  return { ...NOTHING_KNOWN, code: ConnectorErrorCodes.General, help: `Unexpected ${name}.` };
}

/**
 * The host's own `ConnectorError`. `data` is a fixed small shape, for it reaches the browser; the
 * operator's reasons are in it only where the operator reads it.
 */
export function toConnectorError(
  failure: Failure,
  audience: Audience,
  language: Language,
): ConnectorError {
  const { apiCode, outcome, help, retryAfterSeconds } = failure;
  const forAll = {
    ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  if (audience === 'user') {
    const errorDescription = userText(failure.told, language, retryAfterSeconds);
    return new ConnectorError(failure.code, { errorDescription, ...forAll });
  }
  // Console shows `errorDescription` and nothing else, so that it has to hold the help as well.
  const errorDescription = apiCode === undefined ? help : `${apiCode}: ${help}`;
  const more = apiCode === undefined ? {} : { apiCode };
  return new ConnectorError(failure.code, { errorDescription, ...forAll, ...more, outcome, help });
}

const NOTHING_KNOWN = {
  outcome: 'not-sent',
  told: 'later',
  apiCode: undefined,
  requestId: undefined,
  retryAfterSeconds: undefined,
} as const;

function refusalFailure(refusal: Refusal, language: Language | 'both'): Failure {
  const [code, told] = BY_REASON[refusal.reason];
  const text = inLanguage(language, (spoken) => REFUSAL_TEXTS[refusal.reason][spoken]);
  return {
    ...NOTHING_KNOWN,
    code: hostCode(code),
    told,
    help: refusal.detail === undefined ? text : `${text} (${refusal.detail})`,
    retryAfterSeconds: refusal.retryAfterSeconds,
  };
}

function apiFailure(error: AliyunSmsError, language: Language | 'both'): Failure {
  const { apiCode, outcome, requestId } = error;
  const wait = error instanceof AliyunSmsApiError ? error.retryAfterSeconds : undefined;
  // Throttling names milliseconds.
  const retryAfterSeconds = wait === undefined ? undefined : Math.ceil(wait);
  const known = { ...NOTHING_KNOWN, outcome, apiCode, requestId, retryAfterSeconds };
  // A code of credentials is one of STS, of which the book knows nothing.
  if (apiCode === undefined || error instanceof AliyunSmsCredentialsError) {
    const told = outcome === 'unknown' ? 'unsure' : 'later';
    const how = howUnanswered(error);
    const text = inLanguage(language, (spoken) => UNANSWERED_TEXTS[how][spoken]);
    const code = hostCode(CODE_WITHOUT_ANSWER[how]);
    return { ...known, code, told, help: `${text} (${error.message})` };
  }
  const [code, told] = BY_CATEGORY[explainApiCode(apiCode).category];
  const help = inLanguage(language, (spoken) => {
    const { known: inTheBook, cause, remedy } = explainApiCode(apiCode, spoken);
    // Of a code that the book does not have, Aliyun's own text says more; the client has masked it.
    return `${inTheBook ? cause : `${error.message}.`} ${remedy}`;
  });
  return {
    ...known,
    code: hostCode(code),
    told: outcome === 'unknown' ? 'unsure' : told,
    help,
  };
}

const CODE_WITHOUT_ANSWER: Readonly<Record<Unanswered, Code>> = {
  'not-reached': 'General',
  'answer-lost': 'General',
  'foreign-answer': 'InvalidResponse',
  'no-credentials': 'InvalidConfig',
};

function howUnanswered(error: AliyunSmsError): Unanswered {
  if (error instanceof AliyunSmsCredentialsError) {
    return 'no-credentials';
  }
  if (error instanceof AliyunSmsAnswerError) {
    return 'foreign-answer';
  }
  return error.outcome === 'unknown' ? 'answer-lost' : 'not-reached';
}

/** Countries to which a China-site account sends under a registered sender id alone. */
const WITH_REGISTERED_SENDER: ReadonlySet<string> = new Set(['US', 'CA', 'SG']);

function needsSender({ number, course }: Progress): boolean {
  const { channel, site } = course?.step.channel ?? {};
  const country = number?.country ?? '';
  return channel === 'sms' && site === 'china' && WITH_REGISTERED_SENDER.has(country);
}

/** Old kits lack `UsageLimitExceeded`. An error without a code would be no answer to Logto. */
function hostCode(code: Code): ConnectorErrorCodes {
  const known: Partial<typeof ConnectorErrorCodes> = ConnectorErrorCodes;
  return known[code] ?? ConnectorErrorCodes.RateLimitExceeded;
}
