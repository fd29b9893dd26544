import type { Channel, Site, TemplateType } from 'aliyun-sms-client';

/** Choices of options. The client has these lists too, but every `--help` would load all of it; the
 *  types keep them equal. */
const namesOf = <Name extends string>(names: Readonly<Record<Name, true>>): readonly string[] =>
  Object.keys(names);

export const channels = namesOf<Channel>({ sms: true, mas: true, international: true });

export const sites = namesOf<Site>({ china: true, international: true });

export const templateTypes = namesOf<TemplateType>({
  verification: true,
  notification: true,
  promotion: true,
  international: true,
});
