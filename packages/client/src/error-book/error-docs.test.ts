import { expect, test } from 'vitest';
import { errorDocs } from '../../../../scripts/error-docs.ts';

test.each([
  ['en', 'errors.md'],
  ['zh', 'errors.zh-CN.md'],
] as const)('the page of the error book in %s is up to date', async (locale, file) => {
  await expect(errorDocs(locale)).toMatchFileSnapshot(`../../../../docs/${file}`);
});
