import { beforeEach, describe, expect, it } from 'vitest';
import { official, ownLogto } from '../../testing/own-logto.ts';
import { runWithPerson } from '../../testing/person.ts';

const { logto, environment, run } = ownLogto();

describe('logto enable', () => {
  beforeEach(() => {
    logto().state.connectors = [{ ...official, connectorId: 'aliyun-sms' }];
  });

  it.each([['--dry-run'], ['--yes']])('%s fails if Logto has no SMS connector', async (flag) => {
    logto().state.connectors = [];
    const { exitCode, stderr } = await run('enable', flag);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('run "logto push" first')]);
  });

  it('leaves the sign-up of a fresh Logto alone, and names the flag that replaces it', async () => {
    const before = logto().state.signInExperience.signUp;
    expect((await run('enable', '--yes')).stdout).toContain('nobody can register by phone');
    expect(logto().state.signInExperience.signUp).toEqual(before);
    expect((await run('enable', '--yes', '--replace-sign-up')).stdout).toContain(
      '+ Sign-up by phone, verified by a code, instead of username',
    );
    expect(logto().state.signInExperience.signUp).toEqual({
      identifiers: ['phone'],
      password: false,
      verify: true,
    });
    expect(logto().state.signInExperience.signIn.methods).toMatchObject([{ identifier: 'phone' }]);
  });

  it('asks a person whether phone should replace the user name', async () => {
    const { exitCode } = await runWithPerson(
      ['logto', 'enable'],
      [
        ['Switch to registration by phone?', 'y'],
        ['Make these changes in Logto?', 'y'],
      ],
      environment(),
    );
    expect(exitCode).toBe(0);
    expect(logto().state.signInExperience.signUp.identifiers).toEqual(['phone']);
  });

  it('shows the change first and makes it with --yes', async () => {
    logto().state.signInExperience = {
      signUp: { identifiers: ['email'], password: false, verify: true },
      signIn: { methods: [] },
    };
    const dry = await run('enable', '--dry-run');
    expect(dry.stdout).toContain('+ Sign-up by email or phone');
    expect(dry.exitCode).toBe(0);
    expect(logto().state.signInExperience.signIn.methods).toEqual([]);
    expect((await run('enable', '--yes')).exitCode).toBe(0);
    expect(logto().state.signInExperience).toEqual({
      signUp: { identifiers: ['email', 'phone'], password: false, verify: true },
      signIn: {
        methods: [
          {
            identifier: 'phone',
            password: false,
            verificationCode: true,
            isPasswordPrimary: false,
          },
        ],
      },
    });
    expect((await run('enable')).stdout).toContain('already on');
  });
});
