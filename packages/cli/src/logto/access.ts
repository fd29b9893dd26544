import { endpointProblem } from 'aliyun-sms-sender';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';
import { readSecret } from '../secret.ts';
import { createManagementApi, type ManagementApi } from './management-api.ts';

/** Opens Logto's Management API with flags, environment and, for the secret alone, a prompt. */
export async function openLogto(context: Context): Promise<ManagementApi> {
  const { options, terminal } = context;
  const endpoint = originOf(options.text('logto') ?? terminal.environment['LOGTO_ENDPOINT']);
  const appId = options.text('appId') ?? terminal.environment['LOGTO_APP_ID'];
  if (!appId) {
    throw usageFailure({
      en: 'Pass the machine-to-machine app with --app-id or LOGTO_APP_ID.',
      zh: '请用 --app-id 或 LOGTO_APP_ID 指定机器对机器应用。',
    });
  }
  const appSecret = await readSecret(context, {
    variable: 'LOGTO_APP_SECRET',
    question: { en: `Secret of the app ${appId}`, zh: `应用 ${appId} 的密钥` },
  });
  return createManagementApi({ endpoint, appId, appSecret, resource: options.text('resource') });
}

/** TLS is required: the app's secret travels over it. */
function originOf(text: string | undefined): string {
  if (text && URL.canParse(text)) {
    const { origin, protocol } = new URL(text);
    const problem = endpointProblem(origin);
    if (problem === undefined) return origin;
    if (protocol === 'http:') {
      throw usageFailure({ en: `${origin} ${problem.en}.`, zh: `${origin} ${problem.zh}。` });
    }
  }
  throw usageFailure({
    en: 'Pass the URL of Logto with --logto or LOGTO_ENDPOINT, for example https://auth.example.com',
    zh: '请用 --logto 或 LOGTO_ENDPOINT 指定 Logto 地址，例如 https://auth.example.com',
  });
}
