import { explainApiCode } from 'aliyun-sms-client';
import type { JSX } from 'preact';
import { language, words } from './language.ts';

/** Cause and remedy of a code from the error book; nothing for an unknown code. */
export function Explanation({ code }: { code: string | undefined }): JSX.Element | null {
  const t = words.value.explanation;
  if (code === undefined) return null;
  const { known, cause, remedy } = explainApiCode(code, language.value);
  if (!known) return null;
  return (
    <dl class="explanation">
      <dt>{t.cause}</dt>
      <dd>{cause}</dd>
      <dt>{t.remedy}</dt>
      <dd>{remedy}</dd>
    </dl>
  );
}
