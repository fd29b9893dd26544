import type { SmsClient, SmsTemplateListItem } from 'aliyun-sms-client';
import { confirm } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { textFlag } from '../../text-flag.ts';
import { applyForTemplate, checkedText } from './apply-for-template.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { TEST_TAG } from '../../aliyun/test-pair.ts';
import { purposeOf, PURPOSES, WORDS, type Purpose } from '../../aliyun/template-purpose.ts';
import { itemsOf } from './template-items.ts';
import { MAINLAND, OVERSEAS, type Side } from './template-sides.ts';

/** The signature that the templates are used with. */
interface Signature {
  readonly signName: string;
  readonly signTag: string | undefined;
}

interface Codes {
  readonly china: string;
  readonly overseas?: string;
}

/** An entry of `templates` in the settings. */
interface Entry {
  readonly usageType: string;
  readonly templateCode: Codes;
}

interface OwnEntry extends Entry {
  readonly usageType: Purpose;
}

/** A template for the mainland; one for overseas if flags or the user ask for it; and, if the user
 *  agrees, the specific template of each kind of message that has one. */
export async function chooseTemplates(
  context: Context,
  client: SmsClient,
  signature: Signature,
): Promise<readonly Entry[]> {
  const templates = await allTemplates(client);
  const account = { templates, signature };
  const china = await chooseSide(context, client, { side: MAINLAND, ...account });
  const sendsOverseas = await asksForOverseas(context, account);
  const overseas = sendsOverseas
    ? await chooseSide(context, client, { side: OVERSEAS, ...account })
    : undefined;
  const generic = overseas === undefined ? { china } : { china, overseas };
  return [
    { usageType: 'Generic', templateCode: generic },
    ...(await specificTemplates(context, account, generic)),
  ];
}

/** For the mainland alone: the international site only needs templates there. */
export const chooseMainlandTemplate = async (
  context: Context,
  client: SmsClient,
  signature: Signature,
) =>
  chooseSide(context, client, {
    side: MAINLAND,
    templates: await allTemplates(client),
    signature,
  });

interface OfAccount {
  readonly templates: readonly SmsTemplateListItem[];
  readonly signature: Signature;
}

async function asksForOverseas(context: Context, account: OfAccount): Promise<boolean> {
  const { options, terminal } = context;
  const isNamed =
    options.text('templateOverseas') !== undefined ||
    options.text('templateOverseasText') !== undefined;
  if (isNamed || terminal.stdin.isTTY !== true) return isNamed;
  // Aliyun's test signature only works for mainland numbers.
  if (account.signature.signTag === TEST_TAG) return false;
  return confirm(context, OVERSEAS_TOO, {
    initial: suitable(context, OVERSEAS, account).length > 0,
  });
}

const OVERSEAS_TOO = {
  en: 'Send to numbers outside the mainland too (including Hong Kong, Macao and Taiwan)?',
  zh: '是否也发往国际/港澳台号码？',
};

/** Offered together in one question: each template's text says what it is for. */
async function specificTemplates(
  context: Context,
  account: OfAccount,
  generic: Codes,
): Promise<readonly Entry[]> {
  const { output, terminal } = context;
  if (terminal.stdin.isTTY !== true) return [];
  const [china, overseas] = [MAINLAND, OVERSEAS].map((side) => suitable(context, side, account));
  const own = PURPOSES.flatMap((purpose): readonly OwnEntry[] => {
    const here = china?.find((template) => purposeOf(template) === purpose)?.templateCode;
    const there =
      generic.overseas &&
      overseas?.find((template) => purposeOf(template) === purpose)?.templateCode;
    const templateCode = {
      ...generic,
      ...(here === undefined ? {} : { china: here }),
      ...(there === undefined ? {} : { overseas: there }),
    };
    const isSame =
      templateCode.china === generic.china && templateCode.overseas === generic.overseas;
    return isSame ? [] : [{ usageType: purpose, templateCode }];
  });
  if (own.length === 0) return [];
  output.table(
    own.map(({ usageType, templateCode }) => [
      usageType,
      output.text(WORDS[usageType]),
      Object.values(templateCode).join(', '),
    ]),
    { indent: '  ' },
  );
  return (await confirm(context, THESE_TOO)) ? own : [];
}

const THESE_TOO = {
  en: 'Use these for their kinds of message?',
  zh: '这些用途使用各自的模板？',
};

const suitable = (
  context: Context,
  side: Side,
  { templates, signature }: OfAccount,
): readonly SmsTemplateListItem[] => {
  const items = itemsOf(context, templates, side, signature.signTag === TEST_TAG);
  return templates.filter((_, at) => items[at]?.state.mark === '✓');
};

const allTemplates = (client: SmsClient) =>
  allPages(async (pageIndex) => {
    const page = await client.querySmsTemplateList({ pageIndex });
    return { items: page.templates, total: page.totalCount };
  });

interface SideOfAccount extends OfAccount {
  readonly side: Side;
}

async function chooseSide(context: Context, client: SmsClient, of: SideOfAccount): Promise<string> {
  const { side, signature, templates } = of;
  const { option, flag, question, none } = side;
  const draft = await textFlag(context, `${option}Text`, `${flag}-text`);
  const content = draft === undefined ? undefined : checkedText(side, draft);
  return chooseReviewed(
    context,
    itemsOf(context, templates, side, signature.signTag === TEST_TAG),
    {
      flag,
      // A new text stands for itself: as no template has that code, it is applied for.
      given: context.options.text(option) ?? withText(of, content) ?? content,
      question,
      none,
      another: { en: 'Apply for another text', zh: '申请新模板' },
      apply: () =>
        applyForTemplate(context, client, { side, signName: signature.signName, content }),
      look: (templateCode) => client.getSmsTemplate({ templateCode }),
    },
  );
}

/** The template with this text, as an earlier run applied for it; the best if there are several. */
const withText = (
  { side, templates }: SideOfAccount,
  content: string | undefined,
): string | undefined =>
  (['approved', 'in-review', 'rejected'] as const)
    .map((state) =>
      templates.find(
        ({ templateType, templateContent, status }) =>
          templateType === side.type && templateContent === content && status === state,
      ),
    )
    .find((found) => found !== undefined)?.templateCode;
