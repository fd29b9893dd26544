import type { Words } from '../language.ts';
import type { Settings } from '../logto/settings-file.ts';
import { warning, type Finding } from './finding.ts';

/** A key stored together with `credentials: environment` is never used: a secret exposed for nothing. */
export function unusedKeys({ fallbacks, ...stored }: Settings): readonly Finding[] {
  const places = [stored, ...(Array.isArray(fallbacks) ? fallbacks : [])].map(
    (place): Settings => ({ ...Object(place) }),
  );
  return places.flatMap((place, index) => {
    const isStored = Boolean(place['accessKeyId']) || Boolean(place['accessKeySecret']);
    if (place['credentials'] !== 'environment' || !isStored) return [];
    const where =
      index === 0
        ? { en: 'the settings', zh: '设置' }
        : { en: `fallbacks[${index - 1}]`, zh: ` fallbacks[${index - 1}] ` };
    return [unusedKey(where)];
  });
}

const unusedKey = (where: Words): Finding =>
  warning(
    'settings.unused-key',
    {
      en: `An AccessKey is stored in ${where.en} but not used: credentials is environment`,
      zh: `${where.zh}中仍保存着 AccessKey，但不会使用：credentials 为 environment`,
    },
    {
      en: 'Remove accessKeyId and accessKeySecret: whoever can read the settings can read them.',
      zh: '请删除 accessKeyId 和 accessKeySecret：能读取设置的人都能看到它们。',
    },
  );
