import { templateTypeGuard, type CreateConnector, type SmsConnector } from '@logto/connector-kit';
import { bilingual, readSettings } from 'aliyun-sms-sender';

type ConfigGuard = Awaited<ReturnType<CreateConnector<SmsConnector>>>['configGuard'];
type Parsed = ReturnType<ConfigGuard['safeParse']>;

/** Logto only calls `safeParse`, and ignores the parsed value. */
function safeParse(config: unknown): Parsed {
  const settings = readSettings(config);
  if (!('issues' in settings)) {
    return { success: true, data: settings };
  }
  const issues = settings.issues.map(({ path, message }) => ({
    code: 'custom',
    path,
    // The operator's language is unknown when settings are saved.
    message: bilingual(message),
  }));
  return { success: false, error: hostError(issues) };
}

/**
 * Console shows field and reason only if the error is from the host's own zod. Guards that the kit
 * exports are made with it, so their errors have its class.
 */
function hostError(issues: readonly object[]) {
  const example = templateTypeGuard.safeParse(undefined);
  const HostZodError: unknown = example.error?.constructor;
  return typeof HostZodError === 'function'
    ? Reflect.construct(HostZodError, [issues])
    : Object.assign(new Error('The settings are not valid.'), { issues });
}

/** Logto's `configGuard`, with one issue per field. */
export const configGuard: ConfigGuard = Object.assign(Object.create(templateTypeGuard), {
  safeParse,
  parse(config: unknown) {
    const parsed = safeParse(config);
    if (!parsed.success) throw parsed.error;
    return parsed.data;
  },
});
