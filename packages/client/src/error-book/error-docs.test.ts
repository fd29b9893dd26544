import { expect, test } from 'vitest';
import { errorDocs } from '../../../../scripts/error-docs.ts';

test.each([
  ['errors.md', 'en'],
  ['errors.zh-CN.md', 'zh'],
] as const)(
  'docs/%s is what the error book makes it: npm run docs renews it',
  async (file, locale) => {
    await expect(errorDocs(locale)).toMatchFileSnapshot(`../../../../docs/${file}`);
  },
);
