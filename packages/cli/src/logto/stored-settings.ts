import { z } from 'zod';
import type { Settings } from './settings-file.ts';

/** Each Select of the connector's form with its default. Console's edit page applies no defaults: a
 *  Select that is not stored is blank there, and what it shows and hides cannot be edited. */
const SELECTS: Settings = {
  credentials: 'accessKey',
  bareNumbers: 'countryCode',
  site: 'china',
  channel: 'auto',
};

/** Settings as Logto stores them: with a value for every Select, and with the templates of SMS
 *  authentication by usage type. What is set stays. */
export const storedSettings = (settings: Settings): Settings => ({
  ...settings,
  ...Object.fromEntries(
    Object.entries(SELECTS).map(([key, byDefault]) => [key, set(settings[key]) ?? byDefault]),
  ),
  ...masTemplates(settings),
});

/** Logto and its form store empty values as `''` or `null`. */
const set = (value: unknown): unknown => (value === '' || value === null ? undefined : value);

/** The system template of SMS authentication for signing in and up: every account has it. */
export const MAS_TEMPLATE = '100001';

/** The system template for each usage type. Source: the defaults of Logto's own connector for SMS
 *  authentication. */
const MAS_TEMPLATES: Readonly<Record<string, string>> = {
  SignIn: MAS_TEMPLATE,
  Register: MAS_TEMPLATE,
  Generic: MAS_TEMPLATE,
  OrganizationInvitation: MAS_TEMPLATE,
  MfaVerification: MAS_TEMPLATE,
  BindMfa: MAS_TEMPLATE,
  BindNewIdentifier: '100002',
  ForgotPassword: '100003',
  UserPermissionValidation: '100005',
};

const onlyGeneric = z.tuple([
  z.looseObject({
    usageType: z.literal('Generic'),
    templateCode: z.union([
      z.literal(MAS_TEMPLATE),
      z.strictObject({ china: z.literal(MAS_TEMPLATE) }),
    ]),
  }),
]);

/** Applies only to the general code: any other was chosen, and stays. */
function masTemplates({ channel, templates }: Settings): Settings {
  const read = onlyGeneric.safeParse(templates);
  if (channel !== 'mas' || !read.success) return {};
  const [generic] = read.data;
  return {
    templates: Object.entries(MAS_TEMPLATES).map(([usageType, templateCode]) => ({
      ...generic,
      usageType,
      templateCode,
    })),
  };
}
