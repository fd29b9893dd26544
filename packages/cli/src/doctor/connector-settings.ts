import { issueLines, readSettings } from 'aliyun-sms-sender';
import type { Settings } from '../logto/settings-file.ts';
import { problem, warning, type Finding } from './finding.ts';

/** What the connector itself says of the settings: what it refuses, and what it reads otherwise. */
export function whatTheConnectorRefuses(written: Settings): Finding[] {
  const settings = readSettings(written);
  return 'issues' in settings
    ? issueLines(settings.issues).map((text) => problem('settings.refused', text, MEND))
    : issueLines(settings.warnings).map((text) => warning('settings.unknown', text, MEND));
}

const MEND = {
  en: 'Correct it in the settings; until then the connector refuses or ignores it.',
  zh: '请在设置中更正；在此之前连接器会拒绝或忽略它。',
};
