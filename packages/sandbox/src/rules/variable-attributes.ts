/** The format required by one attribute of a variable (`TemplateRule`). */
interface Attribute {
  /** Its name in the console and in the refusal. */
  readonly name: string;
  readonly allows: RegExp;
}

const HAN = '\\p{Script=Han}';
/** Excludes numbers for contacting people elsewhere. */
const NO_CONTACT = '(?!.*(?:QQ|微信|wechat|weixin)\\D{0,4}\\d{5})(?!.*1[3-9]\\d{9})';

function attribute(name: string, pattern: string): Attribute {
  return { name, allows: new RegExp(`^(?:${pattern})$`, 'isu') };
}

/**
 * By wire name. Sources: https://help.aliyun.com/document_detail/2806243.html for the first four, lists
 * by integrators for the others. Unverified: the limits of the others.
 */
const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map([
  ['numberCaptcha', attribute('仅数字', '\\d{4,6}')],
  ['characterWithNumber', attribute('数字+字母组合或仅字母', '[a-z0-9]{4,6}')],
  ['characterWithNumber2', attribute('数字+字母组合或仅字母', '[a-z0-9]{4,6}')],
  ['phone_number2', attribute('电话号码', '1\\d{10}|(?=[\\d-]{5,15}$)(?:\\d-?){5,13}')],
  ['time', attribute('时间', '[^_]{1,35}')],
  ['verifyTime', attribute('验证码时间', '[1-9]\\d?')],
  ['money', attribute('金额', '\\d+(?:\\.\\d+)?')],
  ['name', attribute('个人姓名', `${HAN}{2,5}(?:·${HAN}{1,5})?`)],
  ['user_nick', attribute('用户昵称', `${NO_CONTACT}.{1,20}`)],
  ['unit_name', attribute('企业/组织名称', `${HAN}{1,20}`)],
  ['address', attribute('地址', `${NO_CONTACT}.{1,30}`)],
  ['license_plate_number', attribute('车牌号', `${HAN}[a-z0-9${HAN}·]{1,9}`)],
  ['tracking_number', attribute('快递单号', '\\d{8,16}|[a-z][a-z0-9]{7,15}')],
  ['pick_up_code', attribute('取件码', '[\\d_-]{4,8}')],
  ['other_number2', attribute('其他号码', '[a-z0-9]{1,35}')],
  ['link_param', attribute('链接参数', '[a-z0-9]{1,8}')],
  ['email_address', attribute('邮箱地址', '(?=.{7,30}$)[^@\\s]+@[^@\\s]+')],
  ['others', attribute('其他', `${NO_CONTACT}.{1,35}`)],
]);

/** The name of the attribute that the value does not match; `undefined` if it matches. Unknown
 *  attributes allow everything. */
export function unfitAttribute(attributeId: string, value: string): string | undefined {
  const known = ATTRIBUTES.get(attributeId);
  return known === undefined || known.allows.test(value) ? undefined : known.name;
}
