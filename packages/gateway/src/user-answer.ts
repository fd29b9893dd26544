import { languageOf, bilingual, type Failure, type Language, type Words } from 'aliyun-sms-sender';

/**
 * The answer to the official HTTP SMS connector if nothing was sent. Logto shows the whole body to the
 * user, wrapped in some JSON, so it is one sentence and nothing else.
 */
export interface Answered {
  readonly status: 400 | 401 | 404 | 413 | 422 | 429 | 502 | 503;
  readonly sentence: string;
  readonly retryAfterSeconds?: number | undefined;
}

/** Who reads the answer: the operator in Console, or the user at the sign-in page. */
export type Reader = 'operator' | 'user';

/** Logto's pages offer another code after about this time. Seconds. */
const USUAL_WAIT = 60;

export function answerTo(failure: Failure, reader: Reader, locale: string | undefined): Answered {
  const words = reader === 'operator' ? failure.operatorText : failure.userText;
  const sentence = inLanguage(words, locale, reader);
  return failure.userTextKey === 'wait'
    ? { status: 429, sentence, retryAfterSeconds: failure.retryAfterSeconds ?? USUAL_WAIT }
    : { status: statusOf(failure), sentence };
}

/** Console sends no language, and its operator may read either. */
function inLanguage(words: Words, locale: string | undefined, reader: Reader): string {
  const language: Language = languageOf(locale);
  return reader === 'operator' && locale === undefined ? bilingual(words) : words[language];
}

function statusOf({ userTextKey, category, apiCode }: Failure): Answered['status'] {
  if (category === 'request-invalid') return 400;
  if (userTextKey === 'number' || userTextKey === 'blocked' || userTextKey === 'country')
    return 422;
  const isUpstream = apiCode !== undefined || userTextKey === 'unsure';
  return isUpstream ? 502 : 503;
}
