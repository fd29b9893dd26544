import { describe, expect, it } from 'vitest';
import type { HostMessage } from './connector-host.ts';
import { createSignIn, type Flow } from './sign-in.ts';
import { createVerificationCodes } from './verification-codes.ts';

const phone = '8613800138000';

function setUp() {
  const sent: HostMessage[] = [];
  const connector = {
    send: async (message: HostMessage) => {
      sent.push(message);
      return { sent: true } as const;
    },
  };
  let random = 0;
  const codes = createVerificationCodes({ now: () => 0, randomBelow: () => (random += 1) });
  const signIn = createSignIn({ connector, codes, now: () => 0 });
  const through = async (flow: Flow) => {
    await signIn.sendCode({ flow, phone, locale: 'en' });
    return signIn.submitCode({ flow, phone, code: sent.at(-1)?.code ?? '' });
  };
  return { signIn, sent, through };
}

describe('sign-in', () => {
  it('sends the flow’s usage type, and the number as digits with country code', async () => {
    const { signIn, sent } = setUp();
    await signIn.sendCode({ flow: 'Register', phone: '+86 138-0013-8000', locale: 'zh-CN' });
    expect(sent).toMatchObject([{ to: phone, type: 'Register', code: '000001', locale: 'zh-CN' }]);
  });

  it('registers, then signs in to the same account', async () => {
    const { through } = setUp();
    const registered = await through('Register');
    expect(registered).toMatchObject({ result: 'signed-in', isNew: true });
    const signedIn = await through('SignIn');
    expect(signedIn).toMatchObject({ result: 'signed-in', isNew: false });
    expect('account' in signedIn && signedIn.account).toEqual(
      'account' in registered && registered.account,
    );
  });

  it('a ticket from a sign-in without an account creates one, once', async () => {
    const { through, signIn } = setUp();
    const answer = await through('SignIn');
    expect(answer.result).toBe('no-account');
    const ticket = 'ticket' in answer ? answer.ticket : '';
    expect(signIn.goOn(ticket)).toMatchObject({ result: 'signed-in', isNew: true });
    expect(signIn.goOn(ticket)).toEqual({ result: 'bad-ticket' });
  });

  it('a ticket from the registration of a known number signs in to its account', async () => {
    const { through, signIn } = setUp();
    await through('Register');
    const answer = await through('Register');
    expect(answer.result).toBe('account-exists');
    const ticket = 'ticket' in answer ? answer.ticket : '';
    expect(signIn.goOn(ticket)).toMatchObject({ result: 'signed-in', isNew: false });
  });

  it('a code for registration does not sign in', async () => {
    const { signIn, sent } = setUp();
    await signIn.sendCode({ flow: 'Register', phone, locale: 'en' });
    const code = sent[0]?.code ?? '';
    expect(signIn.submitCode({ flow: 'SignIn', phone, code })).toEqual({ result: 'no-code' });
  });

  it('an invalid number does not reach the connector', async () => {
    const { signIn, sent } = setUp();
    expect(await signIn.sendCode({ flow: 'SignIn', phone: '12', locale: 'en' })).toEqual({
      result: 'bad-number',
    });
    expect(sent).toEqual([]);
    expect(signIn.submitCode({ flow: 'SignIn', phone: '12', code: '1' })).toEqual({
      result: 'bad-number',
    });
  });

  it.each([
    ['en', /balance/i],
    ['zh-CN', /余额/],
  ])(
    'a refusal includes the operator’s explanation in the language of the page, %s',
    async (locale, text) => {
      const message = 'The code could not be sent.';
      const operator = { apiCode: 'isv.AMOUNT_NOT_ENOUGH', reason: 'x' };
      const connector = {
        send: async () => ({ sent: false, refusal: { message, operator } }) as const,
      };
      const codes = createVerificationCodes({ now: () => 0, randomBelow: () => 1 });
      const signIn = createSignIn({ connector, codes, now: () => 0 });
      expect(await signIn.sendCode({ flow: 'SignIn', phone, locale })).toEqual({
        result: 'refused',
        message,
        operator: { apiCode: operator.apiCode, text: expect.stringMatching(text) },
      });
    },
  );

  it.each([
    [{ message: 'No.' }, undefined],
    [{ message: 'No.', operator: { reason: 'The guard.' } }, { text: 'The guard.' }],
  ])('a refusal before Aliyun was called has no code: %j', async (refusal, operator) => {
    const connector = { send: async () => ({ sent: false, refusal }) as const };
    const codes = createVerificationCodes({ now: () => 0, randomBelow: () => 1 });
    const signIn = createSignIn({ connector, codes, now: () => 0 });
    expect(await signIn.sendCode({ flow: 'SignIn', phone, locale: 'en' })).toEqual({
      result: 'refused',
      message: 'No.',
      ...(operator && { operator }),
    });
  });

  it('forgets the oldest account when there are more than a thousand', async () => {
    const { signIn, sent } = setUp();
    const enter = async (flow: Flow, number: string) => {
      await signIn.sendCode({ flow, phone: number, locale: 'en' });
      return signIn.submitCode({ flow, phone: number, code: sent.at(-1)?.code ?? '' }).result;
    };
    for (let index = 0; index <= 1000; index += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await enter('Register', `86138${String(index).padStart(8, '0')}`);
    }
    expect(await enter('SignIn', '8613800000001')).toBe('signed-in');
    expect(await enter('SignIn', '8613800000000')).toBe('no-account');
  });
});
