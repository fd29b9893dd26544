import { templateTypeGuard, type CreateConnector, type SmsConnector } from '@logto/connector-kit';
import { bilingual, readSettings } from 'aliyun-sms-sender';

type ConfigGuard = Awaited<ReturnType<CreateConnector<SmsConnector>>>['configGuard'];
type Parsed = ReturnType<ConfigGuard['safeParse']>;

/** Logto asks its guards nothing but `safeParse`, and throws away what it gives. */
function safeParse(config: unknown): Parsed {
  const settings = readSettings(config);
  if (!('issues' in settings)) {
    return { success: true, data: settings };
  }
  const issues = settings.issues.map(({ path, message }) => ({
    code: 'custom',
    path,
    // Nobody says which language the operator reads when settings are saved.
    message: bilingual(message),
  }));
  return { success: false, error: hostError(issues) };
}

/**
 * Console names field and reason only where the error is one of the host's own zod. The kit exports
 * guards that were made by it, and each of their errors has its class.
 */
function hostError(issues: readonly object[]) {
  const example = templateTypeGuard.safeParse(undefined);
  const HostZodError: unknown = example.error?.constructor;
  return typeof HostZodError === 'function'
    ? Reflect.construct(HostZodError, [issues])
    : Object.assign(new Error('The settings are not valid.'), { issues });
}

/** Logto's `configGuard`, one issue a field. */
export const configGuard: ConfigGuard = Object.assign(Object.create(templateTypeGuard), {
  safeParse,
  parse(config: unknown) {
    const parsed = safeParse(config);
    if (!parsed.success) throw parsed.error;
    return parsed.data;
  },
});
