import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { templateSchema } from '../accounts/seed.ts';
import { codeInText } from './code-in-text.ts';
import { codeInTemplate } from './verification-code.ts';

const { cases, templates } = z
  .object({
    cases: z.array(z.tuple([z.string(), z.string().nullable()])),
    templates: z.array(
      z.object({
        content: z.string(),
        param: z.record(z.string(), z.string()),
        right: z.string().nullable(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('codes-in-texts.json', import.meta.url), 'utf8')));

describe('the code in a text', () => {
  test.each(cases)('%s: %s', (text, right) => {
    expect(codeInText(text)).toBe(right);
  });
});

describe('the code of a template', () => {
  test.each(templates)('$content with $param: $right', ({ content, param, right }) => {
    const template = templateSchema.parse({ templateCode: 'SMS_1', content, type: 1 });
    expect(codeInTemplate(template, param)).toBe(right);
  });

  test('for verification is its only variable, whatever its name', () => {
    const template = templateSchema.parse({ templateCode: 'SMS_1', content: '验证码${x}' });
    expect(codeInTemplate(template, { x: 'abcdef' })).toBe('abcdef');
  });
});
