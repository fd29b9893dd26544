import { issueLines, readSettings } from 'aliyun-sms-sender';
import type { Settings } from '../logto/settings-file.ts';
import { problem, warning, type Finding } from './finding.ts';

/** What the connector itself says of the settings: what it refuses, and what it reads otherwise. */
export function whatTheConnectorRefuses(written: Settings): Finding[] {
  const settings = readSettings(written);
  const said =
    'issues' in settings
      ? issueLines(settings.issues).map((text) => problem('settings.refused', text, MEND))
      : issueLines(settings.warnings).map((text) => warning('settings.unknown', text, MEND));
  return [...said, ...unusedKey(written)];
}

function unusedKey({ credentials, accessKeyId, accessKeySecret }: Settings): Finding[] {
  const isStored = Boolean(accessKeyId) || Boolean(accessKeySecret);
  return credentials === 'environment' && isStored ? [UNUSED_KEY] : [];
}

const UNUSED_KEY = warning(
  'settings.unused-key',
  {
    en: 'An AccessKey is stored in the settings, and not used: credentials is environment',
    zh: '设置中仍保存着 AccessKey，但不会使用：credentials 为 environment',
  },
  {
    en: 'Remove accessKeyId and accessKeySecret: whoever reads the settings can read them.',
    zh: '请删除 accessKeyId 和 accessKeySecret：能读取设置的人都能看到它们。',
  },
);

const MEND = {
  en: 'Correct it in the settings; until then the connector refuses or ignores it.',
  zh: '请在设置中更正；在此之前连接器会拒绝或忽略它。',
};
