/* oxlint-disable max-lines -- data: one entry per code */
import type { ErrorCategory, Judgement } from './categories.ts';

/** One code. Whatever it leaves out is as in its category. */
export interface ErrorBookEntry extends Partial<Judgement> {
  /** As in Aliyun's documents; a code that ends in `*` stands for all with that prefix. */
  readonly code: string;
  readonly category: ErrorCategory;
  readonly en: ErrorBookText;
  readonly zh: ErrorBookText;
}

/** What happened, and what to do about it. */
export type ErrorBookText = readonly [cause: string, remedy: string];

/**
 * Every known code of Dysmsapi 2017-05-25 and 2018-05-01, Dypnsapi 2017-05-25, their gateway, and the
 * delivery reports.
 *
 * Sources: https://help.aliyun.com/document_detail/101346.html (refusals),
 * https://help.aliyun.com/document_detail/101347.html (delivery reports),
 * https://help.aliyun.com/zh/sms/error-code-intl and, of its older codes,
 * https://www.alibabacloud.com/help/doc-detail/116206.htm (2018-05-01),
 * https://help.aliyun.com/document_detail/85198.htm (Dypnsapi); codes of creating signatures and
 * templates from the operations' own metadata. The outcome of a code is this project's interpretation.
 */
export const errorBook: readonly ErrorBookEntry[] = [
  // Limits
  {
    code: 'isv.BUSINESS_LIMIT_CONTROL',
    category: 'number-limit',
    en: [
      'Too many messages to this number: by default at most one a minute, five an hour and ten a day for codes.',
      'Wait for the window to end. Enterprise accounts can raise the limits and exempt numbers in the console.',
    ],
    zh: [
      '该号码收到的短信过多：验证码默认每分钟 1 条、每小时 5 条、每天 10 条。',
      '等待限流窗口结束。企业账号可在控制台调高阈值或添加白名单。',
    ],
  },
  {
    code: 'isv.BUSINESS_LIMIT_CONTROL_MINUTE',
    category: 'number-limit',
    en: ['This number has reached its limit for the minute.', 'Wait for the next minute.'],
    zh: ['该号码已达到分钟级上限。', '下一分钟再试。'],
  },
  {
    code: 'isv.BUSINESS_LIMIT_CONTROL_HOUR',
    category: 'number-limit',
    en: ['This number has reached its limit for the hour.', 'Wait for the next hour.'],
    zh: ['该号码已达到小时级上限。', '下一小时再试。'],
  },
  {
    code: 'isv.BUSINESS_LIMIT_CONTROL_DAY',
    category: 'number-limit',
    en: ['This number has reached its limit for the day.', 'Wait 24 hours.'],
    zh: ['该号码已达到天级上限。', '24 小时后再试。'],
  },
  {
    code: 'isv.BUSINESS_LIMIT_CONTROL_PHONE',
    category: 'number-limit',
    en: ['This number has reached its daily limit across all senders.', 'Wait 24 hours.'],
    zh: ['该号码从所有发送方收到的短信总量已达上限。', '24 小时后再试。'],
  },
  {
    code: 'biz.FREQUENCY',
    category: 'number-limit',
    en: [
      'The previous code was sent to this number within the configured interval.',
      'Wait for the interval to end, 60 seconds by default.',
    ],
    zh: ['距离上一次向该号码发送验证码的时间小于设置的间隔。', '等待间隔结束（默认 60 秒）。'],
  },
  {
    code: 'isv.BUSINESS_LIMIT_HOUR',
    category: 'number-limit',
    en: ['This number has reached its limit for the hour.', 'Wait until the next hour.'],
    zh: ['该号码已达到小时级上限。', '下一小时再试。'],
  },
  {
    code: 'isv.BUSINESS_LIMIT_DAY',
    category: 'number-limit',
    en: ['This number has reached its limit for the day.', 'Wait 24 hours.'],
    zh: ['该号码已达到天级上限。', '24 小时后再试。'],
  },
  {
    code: 'ALERT_LIMIT_DAY',
    category: 'account-limit',
    en: [
      'The account has reached a daily limit for messages abroad.',
      'Check for abuse, then raise the limit in the console; it resets the next day.',
    ],
    zh: [
      '已达到账号国际短信的日发送上限。',
      '先排查是否被盗刷，再在控制台调高上限；次日自动恢复。',
    ],
  },
  {
    code: 'ALERT_LIMIT_MONTH',
    category: 'account-limit',
    en: [
      'The account has reached a monthly limit for messages abroad.',
      'Check for abuse, then raise the limit in the console; it resets the next month.',
    ],
    zh: [
      '已达到账号国际短信的月发送上限。',
      '先排查是否被盗刷，再在控制台调高上限；次月自动恢复。',
    ],
  },
  {
    code: 'isv.DAY_LIMIT_CONTROL',
    category: 'account-limit',
    en: [
      'The account has reached its daily limit, which is set in the console.',
      'Check for abuse, then raise the limit under General Settings; it resets the next day.',
    ],
    zh: [
      '已达到控制台设置的账号日发送上限。',
      '先排查是否被盗刷，再在“通用设置”中调高上限；次日自动恢复。',
    ],
  },
  {
    code: 'isv.MONTH_LIMIT_CONTROL',
    category: 'account-limit',
    en: [
      'The account has reached its monthly limit, which is set in the console.',
      'Check for abuse, then raise the limit under General Settings; it resets the next month.',
    ],
    zh: [
      '已达到控制台设置的账号月发送上限。',
      '先排查是否被盗刷，再在“通用设置”中调高上限；次月自动恢复。',
    ],
  },
  {
    code: 'isv.SIGN_COUNT_OVER_LIMIT',
    category: 'account-limit',
    en: ['The daily limit for signature applications has been reached.', 'Apply tomorrow.'],
    zh: ['今日申请签名的次数已达上限。', '次日再申请。'],
  },
  {
    code: 'isv.TEMPLATE_COUNT_OVER_LIMIT',
    category: 'account-limit',
    en: ['The daily limit for template applications has been reached.', 'Apply tomorrow.'],
    zh: ['今日申请模板的次数已达上限。', '次日再申请。'],
  },
  {
    code: 'isv.SMS_OVER_LIMIT',
    category: 'account-limit',
    en: ['The daily limit of 100 applications has been reached.', 'Apply tomorrow.'],
    zh: ['今日申请次数已达上限（每天 100 次）。', '次日再申请。'],
  },
  {
    code: 'Throttling',
    category: 'throttled',
    en: [
      'Too many API calls at once.',
      'Call less often, or spread the calls; the client waits and retries by itself.',
    ],
    zh: ['API 调用过于频繁。', '降低调用频率或错峰调用；客户端会自动等待并重试。'],
  },
  {
    code: 'Throttling.User',
    category: 'throttled',
    en: [
      'The account has reached its limit of API calls per second.',
      'Call less often, or ask Aliyun for a higher quota; the client waits and retries by itself.',
    ],
    zh: [
      '账号的 API 每秒调用次数已达上限。',
      '降低调用频率，或向阿里云申请更高配额；客户端会自动等待并重试。',
    ],
  },
  {
    code: 'Throttling.Api',
    category: 'throttled',
    en: [
      'This operation has reached its limit of calls per second.',
      'Call less often; the client waits and retries by itself.',
    ],
    zh: ['该接口的每秒调用次数已达上限。', '降低调用频率；客户端会自动等待并重试。'],
  },
  {
    code: 'Throttling*',
    category: 'throttled',
    en: ['Too many API calls at once.', 'Call less often; the client waits and retries by itself.'],
    zh: ['API 调用过于频繁。', '降低调用频率；客户端会自动等待并重试。'],
  },
  {
    code: 'QPS_LIMIT_CONTROL',
    category: 'throttled',
    en: [
      'The account has reached its limit of calls per second.',
      'Call less often; the client waits and retries by itself.',
    ],
    zh: ['账号的每秒调用次数已达上限。', '降低调用频率；客户端会自动等待并重试。'],
  },
  // The recipient
  {
    code: 'isv.MOBILE_NUMBER_ILLEGAL',
    category: 'phone-number',
    en: [
      'The phone number is not valid.',
      'Check the number and its country code: 86 and 11 digits for the mainland, country code and number elsewhere, digits only.',
    ],
    zh: [
      '手机号码格式错误。',
      '检查号码与国家（地区）码：内地为 86 加 11 位数字，其他为国家码加号码，只含数字。',
    ],
  },
  {
    code: 'isv.BLACK_KEY_CONTROL_LIMIT',
    category: 'recipient-blocked',
    en: [
      'The number is on a blacklist, after a complaint or because its owner unsubscribed.',
      'Use another number, or another way to sign in. The block cannot be lifted by the sender.',
    ],
    zh: ['该号码因投诉或退订被列入黑名单。', '更换手机号或改用其他登录方式；发送方无法解除。'],
  },
  {
    code: 'isv.CUSTOMER_REFUSED',
    category: 'recipient-blocked',
    en: [
      'The owner of the number has unsubscribed from promotions.',
      'Stop sending promotions to it.',
    ],
    zh: ['用户已退订推广短信。', '停止向该号码发送推广短信。'],
  },
  // Credentials and permission
  {
    code: 'InvalidAccessKeyId.NotFound',
    category: 'credentials',
    en: [
      'The access key does not exist.',
      'Copy the AccessKey ID from the RAM console again; check for stray spaces, and for a key from the other site.',
    ],
    zh: [
      'AccessKey ID 不存在。',
      '在 RAM 控制台重新复制 AccessKey ID；检查是否有多余空格，或误用了另一站点的密钥。',
    ],
  },
  {
    code: 'InvalidAccessKeyId.Inactive',
    category: 'credentials',
    en: ['The access key is disabled.', 'Enable it in the RAM console, or use another one.'],
    zh: ['AccessKey 已被禁用。', '在 RAM 控制台启用，或更换密钥。'],
  },
  {
    code: 'MissingAccessKeyId',
    category: 'credentials',
    en: ['The request has no AccessKey ID.', 'Enter the AccessKey ID in the settings.'],
    zh: ['请求中没有 AccessKey ID。', '在设置中填写 AccessKey ID。'],
  },
  {
    code: 'SignatureDoesNotMatch',
    category: 'credentials',
    en: [
      'The request signature does not match, almost always because the secret does not belong to the AccessKey ID.',
      'Enter the AccessKey Secret again and check for stray spaces. If it is right, check whether a proxy modifies the request.',
    ],
    zh: [
      '请求签名不匹配，绝大多数情况是 AccessKey Secret 与 ID 不配对。',
      '重新填写 AccessKey Secret，注意多余空格；若确认无误，检查代理是否改写了请求。',
    ],
  },
  {
    code: 'IncompleteSignature',
    category: 'credentials',
    en: [
      'The request signature is incomplete or malformed.',
      'Check for a proxy that removes headers such as Authorization.',
    ],
    zh: ['请求签名不完整或格式错误。', '检查是否有代理删除了 Authorization 等请求头。'],
  },
  {
    code: 'InvalidSignatureMethod',
    category: 'credentials',
    en: [
      'The signature method is not supported.',
      'Use ACS3-HMAC-SHA256, or HMAC-SHA1 with the old signature version.',
    ],
    zh: ['不支持该签名方法。', '使用 ACS3-HMAC-SHA256；旧版签名使用 HMAC-SHA1。'],
  },
  {
    code: 'MissingSecurityToken',
    category: 'credentials',
    en: [
      'A temporary access key was used without its security token.',
      'Supply the security token together with the STS key.',
    ],
    zh: ['使用了临时密钥但没有附带 SecurityToken。', '将 STS 密钥与 SecurityToken 一并提供。'],
  },
  {
    code: 'InvalidSecurityToken.Expired',
    category: 'expired-token',
    en: [
      'The temporary security token has expired.',
      'Get a new one; the client does so by itself if its credentials can be refreshed.',
    ],
    zh: ['临时令牌（STS）已过期。', '重新获取令牌；若凭证可刷新，客户端会自动完成。'],
  },
  {
    code: 'InvalidSecurityToken.Malformed',
    category: 'credentials',
    en: [
      'The temporary security token is malformed.',
      'Pass the token on unchanged; check for truncation and line breaks.',
    ],
    zh: ['SecurityToken 格式错误。', '原样传递令牌，检查是否被截断或换行。'],
  },
  {
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
    category: 'credentials',
    en: [
      'The temporary security token belongs to another access key.',
      'Take AccessKey ID, secret and token from the same STS response.',
    ],
    zh: ['SecurityToken 与 AccessKey 不匹配。', '密钥 ID、Secret 与令牌须来自同一次 STS 响应。'],
  },
  {
    code: 'isv.ACCOUNT_NOT_EXISTS',
    category: 'credentials',
    en: ['The account does not exist.', 'Check which account the access key belongs to.'],
    zh: ['账户不存在。', '确认 AccessKey 所属账号。'],
  },
  {
    code: 'InvalidTimeStamp.Expired',
    category: 'clock',
    en: [
      "This machine's clock differs from Aliyun's by more than 15 minutes.",
      'Set the clock (NTP). The client corrects its time from the response and retries.',
    ],
    zh: ['本机时钟与阿里云相差超过 15 分钟。', '校准时间（NTP）。客户端会按响应修正时间并重试。'],
  },
  {
    code: 'isp.RAM_PERMISSION_DENY',
    category: 'permission',
    en: [
      'The RAM user or role may not make this call.',
      'Grant it the action for this call (for sending: dysms:SendSms or dypns:SendSmsVerifyCode) on resource *.',
    ],
    zh: [
      'RAM 用户或角色没有调用权限。',
      '授予这次调用对应的操作（发送短信：dysms:SendSms 或 dypns:SendSmsVerifyCode），资源为 *。',
    ],
  },
  {
    code: 'isv.RAM_CHECK_FAILED',
    category: 'permission',
    en: [
      'The check of the RAM permissions failed.',
      'Check the policy of the RAM user or role, and grant it the action on resource *.',
    ],
    zh: ['RAM 权限校验失败。', '检查 RAM 用户或角色的策略，授予该操作权限，资源为 *。'],
  },
  {
    code: 'NoPermission',
    category: 'permission',
    en: [
      'The RAM user or role is not authorised for this action.',
      'Grant it the action on resource *.',
    ],
    zh: ['RAM 用户或角色未获授权。', '授予该操作权限，资源为 *。'],
  },
  {
    code: 'Forbidden.RAM',
    category: 'permission',
    en: [
      'RAM does not allow this call.',
      'Grant the user or role the action on resource *; check for a policy that denies it.',
    ],
    zh: ['RAM 不允许该调用。', '授予该操作权限（资源为 *），并检查是否有拒绝策略。'],
  },
  {
    code: 'Forbidden',
    category: 'permission',
    en: ['The call is not allowed.', 'Grant the user or role the action on resource *.'],
    zh: ['该调用不被允许。', '授予该操作权限，资源为 *。'],
  },
  {
    code: 'ForbiddenAction',
    category: 'permission',
    en: [
      'The account may not use this operation.',
      'Check in the console whether the service is available to this account.',
    ],
    zh: ['账号无权使用该操作。', '在控制台确认该服务已对账号开放。'],
  },
  {
    code: 'FORBIDDEN_ACTION',
    category: 'permission',
    en: [
      'The account may not use this operation of the international site.',
      'Check in the console whether the service is available to this account.',
    ],
    zh: ['国际站账号无权使用该操作。', '在控制台确认该服务已对账号开放。'],
  },
  // Endpoint, place, destination
  {
    code: 'isv.DENY_IP_RANGE',
    category: 'region',
    en: [
      'Mainland messages are not accepted from this source address, which is outside the mainland.',
      'Send from a mainland address, or use the international service.',
    ],
    zh: ['请求来源地址不在中国内地，不能发送内地短信。', '从内地出口发送，或使用国际短信服务。'],
  },
  {
    code: 'InvalidProduct.NotFound',
    category: 'region',
    en: [
      'The endpoint does not serve this product.',
      'Use dysmsapi.aliyuncs.com on the China site, dysmsapi.ap-southeast-1.aliyuncs.com on the international one.',
    ],
    zh: [
      '该接入地址不提供此产品。',
      '中国站使用 dysmsapi.aliyuncs.com，国际站使用 dysmsapi.ap-southeast-1.aliyuncs.com。',
    ],
  },
  {
    code: 'isv.COUNTRY_RESTRICTED',
    category: 'region',
    en: [
      'Sending to this country is restricted for the account.',
      'Enable the country in the console, or do not send to it.',
    ],
    zh: ['账号被限制向该国家（地区）发送。', '在控制台开通该国家（地区），或不向其发送。'],
  },
  {
    code: 'NOT_SUPPORTED_COUNTRY',
    category: 'region',
    en: [
      'This operation does not reach the country of the number.',
      'Mainland numbers require a template; some countries require a registered sender ID.',
    ],
    zh: [
      '该操作不支持向此国家（地区）发送。',
      '内地号码须使用模板；部分国家须使用已登记的 SenderID。',
    ],
  },
  // Account
  {
    code: 'isv.OUT_OF_SERVICE',
    category: 'account',
    en: [
      'The service is suspended because the account has an overdue payment.',
      'Top up the account.',
    ],
    zh: ['账号欠费，业务已停机。', '充值。'],
  },
  {
    code: 'isv.AMOUNT_NOT_ENOUGH',
    category: 'account',
    en: [
      'The balance or package is insufficient, or the package is for another region.',
      'Top up, or buy a package for this region.',
    ],
    zh: ['余额或套餐包不足，或套餐包不适用于该地区。', '充值或购买适用的套餐包。'],
  },
  {
    code: 'isv.PRODUCT_UN_SUBSCRIPT',
    category: 'account',
    en: [
      "The account has not activated Aliyun's communication products.",
      'Activate the service in the console.',
    ],
    zh: ['账号未开通云通信产品。', '在控制台开通服务。'],
  },
  {
    code: 'isv.PRODUCT_UNSUBSCRIBE',
    category: 'account',
    en: ['The product is not activated.', 'Activate it in the console.'],
    zh: ['产品未开通。', '在控制台开通该产品。'],
  },
  {
    code: 'PRODUCT_NOT_SUBSCRIBED',
    category: 'account',
    en: [
      'The account has no subscription to the product.',
      'Activate it in the console of the international site.',
    ],
    zh: ['未订购该产品。', '在国际站控制台开通。'],
  },
  {
    code: 'isv.ACCOUNT_ABNORMAL',
    category: 'account',
    fixedBy: 'aliyun',
    en: [
      "Aliyun could not read the account's state.",
      'Retry once; if it persists, contact Aliyun support with the request ID.',
    ],
    zh: ['账户状态异常。', '重试一次；若仍失败，凭请求 ID 联系阿里云支持。'],
  },
  {
    code: 'ACCOUNT_ILLEGAL',
    category: 'account',
    en: [
      "The account's state does not allow this.",
      "Check the account's messages in the console, or contact Aliyun support.",
    ],
    zh: ['账户不合法。', '查看控制台账号消息，或联系阿里云支持。'],
  },
  {
    code: 'isv.SECURITY_FROZEN_ACCOUNT',
    category: 'account',
    fixedBy: 'aliyun',
    en: [
      'The account is frozen because it was inactive for a long time.',
      'Ask Aliyun to unfreeze it.',
    ],
    zh: ['账号长期未使用，已被冻结。', '联系阿里云解冻。'],
  },
  {
    code: 'ONLINE_BILLING_FAILED',
    category: 'account',
    fixedBy: 'aliyun',
    en: [
      'The charge for the message failed.',
      'Check the balance; if it is sufficient, contact Aliyun support with the request ID.',
    ],
    zh: ['扣费失败。', '检查余额；余额充足时凭请求 ID 联系阿里云支持。'],
  },
  {
    code: 'isv.BILLING_DEDUCTION_ERROR',
    category: 'account',
    fixedBy: 'aliyun',
    en: [
      'Billing the message failed.',
      'Check the balance; if it is sufficient, contact Aliyun support with the request ID.',
    ],
    zh: ['短信计费异常。', '检查余额；余额充足时凭请求 ID 联系阿里云支持。'],
  },
  {
    code: 'isp.RES_OWNER_ID_UNKNOWN',
    category: 'account',
    en: [
      'The account that owns the key was not found.',
      'Check that the key belongs to this site, China or international, and that the service is activated.',
    ],
    zh: ['未找到密钥所属的账号。', '确认密钥属于该站点（中国站或国际站），且已开通服务。'],
  },
  {
    code: 'FUNCTION_NOT_OPENED',
    category: 'account',
    en: [
      'SMS authentication is not activated.',
      'Activate it in the Phone Number Verification console.',
    ],
    zh: ['未开通短信认证功能。', '在号码认证服务控制台开通。'],
  },
  {
    code: 'ServiceNotOpened',
    category: 'account',
    en: ['The service is not activated.', 'Activate it in the console.'],
    zh: ['服务未开通。', '在控制台开通服务。'],
  },
  // Signature
  {
    code: 'isv.SMS_SIGNATURE_ILLEGAL',
    category: 'sign-name',
    en: [
      'The signature was not found in this account, or is not approved.',
      'Compare it with the console character by character, without 【】 and spaces; check which account the access key belongs to.',
    ],
    zh: [
      '该账号下找不到此签名，或签名未通过审核。',
      '与控制台逐字核对，不带【】和空格；确认密钥所属账号。',
    ],
  },
  {
    code: 'isv.SIGN_STATE_ILLEGAL',
    category: 'sign-name',
    en: ['The signature is currently unavailable.', 'Check the reason in the console.'],
    zh: ['签名处于不可用状态。', '在控制台查看原因。'],
  },
  {
    code: 'isv.SMS_SIGN_ILLEGAL',
    category: 'sign-name',
    en: ['The signature is forbidden.', 'Apply for another one.'],
    zh: ['签名禁止使用。', '申请新的签名。'],
  },
  {
    code: 'SMS_SIGN_NAME_ILLEGAL',
    category: 'sign-name',
    en: ['The signature is not valid.', 'Use an approved signature of the account.'],
    zh: ['签名不合法。', '使用账号下已审核通过的签名。'],
  },
  {
    code: 'isv.SMS_SIGNATURE_SCENE_ILLEGAL',
    category: 'sign-name',
    en: [
      "The signature's type does not match the template's.",
      'Use a general signature, or a verification signature with a verification template.',
    ],
    zh: ['签名类型与模板类型不一致。', '使用通用签名，或验证码签名搭配验证码模板。'],
  },
  {
    code: 'isv.SIGN_NAME_ILLEGAL',
    category: 'sign-name',
    en: [
      "The signature's name violates the naming rules.",
      'Apply for one of 2 to 12 characters without brackets, commas, periods or spaces.',
    ],
    zh: ['签名名称不符合规范。', '重新申请：2–12 个字符，不含括号、逗号、句点和空格。'],
  },
  {
    code: 'isv.SMS_SIGN_EMOJI_ILLEGAL',
    category: 'sign-name',
    en: ['The signature contains an emoji.', 'Remove it.'],
    zh: ['签名含有表情符号。', '去除表情符号。'],
  },
  {
    code: 'SIGNATURE_BLACKLIST',
    category: 'sign-name',
    en: ['The signature is on a blacklist.', 'Use another one.'],
    zh: ['签名在黑名单中。', '更换签名。'],
  },
  {
    code: 'isv.SENDERID_ERROR',
    category: 'sign-name',
    en: [
      'The sender ID has the wrong format.',
      'Use up to 11 letters and digits or up to 15 digits.',
    ],
    zh: ['SenderID 格式不正确。', '使用不超过 11 位的字母数字或不超过 15 位的数字。'],
  },
  {
    code: 'SENDERID_BL*',
    category: 'sign-name',
    en: ['The sender ID is on a blacklist.', 'Use another one.'],
    zh: ['SenderID 在黑名单中。', '更换 SenderID。'],
  },
  {
    code: 'INVALID_SENDERID',
    category: 'sign-name',
    en: [
      'The sender ID is not valid.',
      'Use up to 11 letters and digits or up to 15 digits; some countries require a registered one.',
    ],
    zh: ['SenderID 无效。', '使用不超过 11 位的字母数字或不超过 15 位的数字；部分国家须先登记。'],
  },
  {
    code: 'isv.SMS_TEST_SIGN_TEMPLATE_LIMIT',
    category: 'sign-name',
    en: [
      'A test signature was used with a production template, or vice versa.',
      'Use a test signature with a test template, or production ones for both.',
    ],
    zh: ['测试签名与正式模板混用（或相反）。', '两者同为测试或同为正式。'],
  },
  {
    code: 'isv.SMS_TEST_NUMBER_LIMIT',
    category: 'sign-name',
    en: [
      'The test signature only reaches registered test numbers.',
      'Add the number in the console, or use a production signature and template.',
    ],
    zh: ['测试签名只能发送到已绑定的测试号码。', '在控制台绑定该号码，或使用正式签名和模板。'],
  },
  // Template
  {
    code: 'isv.SMS_TEMPLATE_ILLEGAL',
    category: 'template',
    en: [
      'The template was not found in this account, is not approved, or its variables differ from those sent.',
      'Check the template code (SMS_ and digits, no spaces), its review, which account the access key belongs to, and the variables.',
    ],
    zh: [
      '该账号下找不到此模板、模板未通过审核，或变量与模板不一致。',
      '核对模板 CODE（SMS_ 加数字，无空格）、审核状态、密钥所属账号和变量。',
    ],
  },
  {
    code: 'isv.DOMESTIC_NUMBER_NOT_SUPPORTED',
    category: 'template',
    en: [
      'A template for overseas numbers was used for a mainland one.',
      'Use a mainland template for mainland numbers.',
    ],
    zh: ['国际/港澳台模板不支持发送内地号码。', '内地号码使用国内模板。'],
  },
  {
    code: 'template_parameter_count_illegal',
    category: 'template',
    en: [
      'A verification template can have only one variable.',
      'Apply for a template with one variable.',
    ],
    zh: ['验证码模板只能有一个变量。', '重新申请只含一个变量的模板。'],
  },
  {
    code: 'isv.TEMPLATE_MISSING_PARAMETERS',
    category: 'template-param',
    en: ['A template variable has no value.', 'Send exactly the variables of the template.'],
    zh: ['模板变量缺少对应的值。', '传入模板的全部变量。'],
  },
  {
    code: 'CONTENT_MISSING_PARAMETERS',
    category: 'template-param',
    en: ['A variable in the text has no value.', 'Send exactly the variables of the template.'],
    zh: ['短信内容缺少参数。', '传入模板的全部变量。'],
  },
  {
    code: 'isv.TEMPLATE_PARAMS_ILLEGAL',
    category: 'template-param',
    en: [
      "A value does not match its variable's attribute; a code, for example, is 4 to 6 digits.",
      'Send a value that the attribute allows, or change the attribute in the template.',
    ],
    zh: ['变量值不符合变量属性（如验证码为 4–6 位数字）。', '按属性传值，或修改模板变量属性。'],
  },
  {
    code: 'TemplateParam.Illegal',
    category: 'template-param',
    en: [
      "A value does not match its variable's attribute.",
      'Send a value that the attribute allows.',
    ],
    zh: ['变量值不符合变量属性。', '按属性传值。'],
  },
  {
    code: 'isv.INVALID_JSON_PARAM',
    category: 'template-param',
    en: [
      "The variables are not a JSON object, or their names differ from the template's.",
      "Send an object with exactly the template's variable names and string values.",
    ],
    zh: [
      '模板变量不是合法 JSON，或变量名与模板不一致。',
      '传入与模板变量名完全一致、值为字符串的对象。',
    ],
  },
  {
    code: 'isv.PARAM_LENGTH_LIMIT',
    category: 'template-param',
    en: [
      'A value is too long or too short: codes must have 4 to 6 characters, other values 1 to 35.',
      'Adjust the length.',
    ],
    zh: ['变量值长度不符：验证码 4–6 位，其他 1–35 个字符。', '调整长度。'],
  },
  {
    code: 'isv.PARAM_NOT_SUPPORT_URL',
    category: 'template-param',
    en: ['A value contains a link or sensitive words.', 'Put the link into the template itself.'],
    zh: ['变量值中含有链接或敏感信息。', '将链接写入模板内容。'],
  },
  {
    code: 'isv.SMS_TEST_TEMPLATE_PARAMS_ILLEGAL',
    category: 'template-param',
    en: ['The test template only accepts a code of 4 to 6 digits.', 'Send 4 to 6 digits.'],
    zh: ['测试模板的变量只能是 4–6 位数字。', '传入 4–6 位数字。'],
  },
  // Content
  {
    code: 'isv.SMS_CONTENT_ILLEGAL',
    category: 'content',
    en: ['The text contains prohibited content.', 'Change the text.'],
    zh: ['短信内容含有禁止发送的内容。', '修改内容。'],
  },
  {
    code: 'CONTENT_EXCEED_LIMIT',
    category: 'content',
    en: ['The text is too long.', 'Shorten it.'],
    zh: ['短信内容过长。', '缩短内容。'],
  },
  {
    code: 'isv.UNSUPPORTED_CONTENT',
    category: 'content',
    en: [
      'The text contains traditional characters, emoji or rare symbols. Also used in delivery reports.',
      'Write it in simplified characters without such symbols.',
    ],
    zh: ['内容含繁体字、表情或生僻符号（回执中也会出现）。', '改用简体字，去除特殊符号。'],
  },
  {
    code: 'isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE',
    category: 'content',
    en: [
      'Promotional text in a template of another type. Also used in delivery reports.',
      'Use a promotion template.',
    ],
    zh: ['内容与模板类型不符：通知模板含营销内容（回执中也会出现）。', '使用推广模板。'],
  },
  {
    code: 'SMS_CONTENT_CODE_ILLEGAL',
    category: 'content',
    en: ['The text or its encoding is not valid.', 'Check the text for control characters.'],
    zh: ['短信内容或编码不合法。', '检查内容中是否有控制字符。'],
  },
  {
    code: 'SMS_SECURITY_INTERCEPTED',
    category: 'content',
    en: [
      "Aliyun's content check blocked the message.",
      'Change the text; if it is harmless, contact Aliyun support with the request ID.',
    ],
    zh: ['短信被安全策略拦截。', '修改内容；若内容正常，凭请求 ID 联系阿里云支持。'],
  },
  // The call itself
  {
    code: 'isv.INVALID_PARAMETERS',
    category: 'request',
    en: [
      'A parameter is malformed: often a code with characters other than letters and digits, a date not in the form yyyyMMdd, or a signature and template that do not match. In SMS authentication (mas) it is usually a gift signature that Aliyun has retired: they rotate.',
      'Check the values that were sent. For mas use a gift signature that the Phone Number Verification console lists now: SMS authentication parameters, Signatures, Gift signatures.',
    ],
    zh: [
      '参数格式错误：常见为验证码含字母数字以外的字符、日期不是 yyyyMMdd，或签名与模板不配套。短信认证（mas）多为赠送签名已被阿里云更换下线。',
      '检查传入的参数。mas 请选用当前仍在列表中的赠送签名：号码认证服务控制台 → 短信认证参数配置 → 签名配置 → 赠送签名配置。',
    ],
  },
  {
    code: 'isv.MOBILE_COUNT_OVER_LIMIT',
    category: 'request',
    en: ['Too many numbers in one call: at most 1,000, or 100 in a batch.', 'Split the call.'],
    zh: ['一次调用的号码过多：上限 1000 个，批量接口 100 个。', '分批发送。'],
  },
  {
    code: 'MissingPhoneNumbers',
    category: 'request',
    en: ['The phone number is missing or empty.', 'Supply a phone number.'],
    zh: ['缺少手机号码。', '填写手机号码。'],
  },
  {
    code: 'MissingSignName',
    category: 'request',
    en: ['The signature is missing or empty.', 'Enter the signature in the settings.'],
    zh: ['缺少签名。', '在设置中填写签名。'],
  },
  {
    code: 'MissingTemplateCode',
    category: 'request',
    en: ['The template code is missing or empty.', 'Enter the template code in the settings.'],
    zh: ['缺少模板 CODE。', '在设置中填写模板 CODE。'],
  },
  {
    code: 'MissingTemplateName',
    category: 'request',
    en: ["The template's name is missing or empty.", 'Name the template.'],
    zh: ['缺少模板名称。', '填写模板名称。'],
  },
  {
    code: 'MissingParameter',
    category: 'request',
    en: ['A required parameter is missing or empty.', 'Check the settings for empty fields.'],
    zh: ['缺少必填参数。', '检查设置中的空字段。'],
  },
  {
    code: 'Missing*',
    category: 'request',
    en: [
      'A required parameter, named in the code, is missing or empty.',
      'Check the settings for empty fields, and whether a proxy removes headers.',
    ],
    zh: ['缺少错误码中指明的必填参数。', '检查设置中的空字段，以及代理是否删除了请求头。'],
  },
  {
    code: 'InvalidVersion',
    category: 'request',
    en: [
      'The endpoint does not support this API version.',
      'Check that the endpoint belongs to the site and product.',
    ],
    zh: ['接入地址不支持该 API 版本。', '确认接入地址与站点、产品一致。'],
  },
  {
    code: 'InvalidAction.NotFound',
    category: 'request',
    en: [
      'The endpoint does not support this operation.',
      'Check the operation, its API version and the endpoint.',
    ],
    zh: ['接入地址没有该操作。', '检查操作名称、API 版本和接入地址。'],
  },
  {
    code: 'InvalidTimeStamp.Format',
    category: 'request',
    en: [
      'The time of the request is malformed.',
      'It must be UTC in the form yyyy-MM-ddTHH:mm:ssZ; check for a proxy that modifies headers.',
    ],
    zh: ['请求时间格式错误。', '应为 UTC 的 yyyy-MM-ddTHH:mm:ssZ；检查代理是否改写请求头。'],
  },
  {
    code: 'UnsupportedHTTPMethod',
    category: 'request',
    en: [
      'The HTTP method is not supported.',
      'Use POST; check for a proxy that changes the method.',
    ],
    zh: ['不支持该 HTTP 方法。', '使用 POST；检查代理是否改写方法。'],
  },
  {
    code: 'isv.INTERFACE_OFFLINE',
    category: 'request',
    retry: 'never',
    en: [
      'The operation has been taken offline.',
      'Use its successor, such as CreateSmsSign or CreateSmsTemplate.',
    ],
    zh: ['接口已下线。', '使用新接口，如 CreateSmsSign、CreateSmsTemplate。'],
  },
  {
    code: 'DATA_NOT_EXIST',
    category: 'request',
    en: ['The record does not exist.', 'Check the requested ID.'],
    zh: ['数据不存在。', '检查查询的 ID。'],
  },
  {
    code: 'QUERY_DATE_ILLEGAL',
    category: 'request',
    en: ['The date cannot be queried.', 'Query one of the last 30 days, in the form yyyyMMdd.'],
    zh: ['查询日期不合法。', '查询最近 30 天内的日期，格式 yyyyMMdd。'],
  },
  {
    code: 'isv.EXTEND_CODE_ERROR',
    category: 'request',
    en: [
      'One extension code was used with two signatures.',
      'Use one extension code for each signature, or omit it.',
    ],
    zh: ['同一扩展码用于不同签名。', '每个签名使用各自的扩展码，或不传扩展码。'],
  },
  {
    code: 'isv.ONE_CODE_MULTIPLE_SIGN',
    category: 'request',
    en: [
      'The extension code belongs to another signature. Also used in delivery reports.',
      'Change the mapping, or omit the extension code.',
    ],
    zh: ['扩展码已绑定其他签名（回执中也会出现）。', '调整对应关系，或不传扩展码。'],
  },
  {
    code: 'isv.CODE_EXCEED_LIMIT',
    category: 'request',
    en: [
      'All extension codes of the account are in use. Also used in delivery reports.',
      'Release some.',
    ],
    zh: ['自有扩展码已用完（回执中也会出现）。', '释放部分扩展码。'],
  },
  {
    code: 'isv.CODE_ERROR',
    category: 'request',
    en: [
      'The extension code cannot be used. Also used in delivery reports.',
      'Use one of the standard length, or omit it.',
    ],
    zh: ['扩展码不可用（回执中也会出现）。', '使用标准长度的扩展码，或不传。'],
  },
  {
    code: 'isv.VERIFY_SCHEME_NOT_EXIST',
    category: 'request',
    en: [
      'The verification scheme does not exist.',
      'Use the name of a scheme from the console, or omit it.',
    ],
    zh: ['认证方案不存在。', '使用控制台中的方案名称，或不传。'],
  },
  {
    code: 'isv.ValidateFail',
    category: 'verification',
    en: [
      'The code that was entered is wrong or no longer valid.',
      'Enter the latest code, or request a new one.',
    ],
    zh: ['验证码错误或已失效。', '输入最新的验证码，或重新获取。'],
  },
  // Aliyun's side
  {
    code: 'SignatureNonceUsed',
    category: 'duplicate',
    en: [
      'Aliyun already received this exact request: something on the way replayed it, or its first copy arrived.',
      'Look the message up before sending it again; check for a proxy that replays requests.',
    ],
    zh: [
      '该请求此前已到达：可能被中间设备重放，或首次请求已送达。',
      '重发前先查询发送详情；检查代理是否重放请求。',
    ],
  },
  {
    code: 'isp.SYSTEM_ERROR',
    category: 'service',
    en: [
      'An internal error of the SMS service.',
      'Look the message up before sending it again; if it persists, contact Aliyun support with the request ID.',
    ],
    zh: ['短信服务内部错误。', '重发前先查询发送详情；持续出现时凭请求 ID 联系阿里云支持。'],
  },
  {
    code: 'isp.GATEWAY_ERROR',
    category: 'service',
    en: [
      'Aliyun could not reach its own sending module.',
      'Look the message up before sending it again; if it persists, contact Aliyun support with the request ID.',
    ],
    zh: ['调用发送应用模块失败。', '重发前先查询发送详情；持续出现时凭请求 ID 联系阿里云支持。'],
  },
  {
    code: 'InternalError',
    category: 'service',
    en: ['An internal error of the API gateway.', 'Look the message up before sending it again.'],
    zh: ['API 网关内部错误。', '重发前先查询发送详情。'],
  },
  {
    code: 'ServiceUnavailable',
    category: 'service',
    en: ['The service is temporarily unavailable.', 'Look the message up before sending it again.'],
    zh: ['服务暂时不可用。', '重发前先查询发送详情。'],
  },
  // Applying for signatures, templates, short links
  {
    code: 'ParameterMismatch.ThirdParty',
    category: 'application',
    en: [
      'The application is marked as third-party, but its documents say otherwise.',
      'Make thirdParty match the authorisation letter.',
    ],
    zh: ['第三方标识与材料不一致。', '使 thirdParty 与授权书一致。'],
  },
  {
    code: 'SignName.Exists',
    category: 'application',
    en: ['The account already has a signature with this name.', 'Use it, or choose another name.'],
    zh: ['签名已存在。', '直接使用，或更换名称。'],
  },
  {
    code: 'InvalidQualification',
    category: 'application',
    en: [
      'The qualification is not valid for this signature.',
      'Choose an approved qualification of the same company.',
    ],
    zh: ['资质无效。', '选择同一主体的已通过资质。'],
  },
  {
    code: 'QualificationNotFound',
    category: 'application',
    en: [
      'The qualification does not exist.',
      'Take the ID from the qualification list (aliyun-sms qualification list, or the console).',
    ],
    zh: ['资质不存在。', '从控制台资质列表获取 ID。'],
  },
  {
    code: 'QualificationNotExist',
    category: 'application',
    en: [
      'The qualification does not exist.',
      'Take the ID from the qualification list (aliyun-sms qualification list, or the console).',
    ],
    zh: ['资质不存在。', '从控制台资质列表获取 ID。'],
  },
  {
    code: 'SmsQualificationNotPassed',
    category: 'application',
    en: [
      'The qualification has not passed its review.',
      'Wait for the review, or submit it again.',
    ],
    zh: ['资质未通过审核。', '等待审核，或重新提交。'],
  },
  {
    code: 'SmsQualificationRegisterFailed',
    category: 'application',
    en: [
      'Filing the qualification with the carriers failed.',
      'Complete the qualification and submit it again.',
    ],
    zh: ['资质报备失败。', '补全资质后重新提交。'],
  },
  {
    code: 'QualificationNotComplete',
    category: 'application',
    en: ['The qualification is incomplete.', 'Complete it in the console.'],
    zh: ['资质信息不完整。', '在控制台补全。'],
  },
  {
    code: 'InvalidSignName',
    category: 'application',
    en: [
      "The signature's name is not valid.",
      'Use 2 to 12 characters without brackets, commas, periods or spaces.',
    ],
    zh: ['签名名称不合法。', '使用 2–12 个字符，不含括号、逗号、句点和空格。'],
  },
  {
    code: 'InvalidApplySceneContent',
    category: 'application',
    en: [
      'The link to the use case is not valid.',
      'Supply a publicly accessible http or https link.',
    ],
    zh: ['应用场景链接无效。', '填写可公开访问的 http(s) 链接。'],
  },
  {
    code: 'MissApplySceneContent',
    category: 'application',
    en: ['The link to the use case is missing.', 'Supply a link to the app.'],
    zh: ['缺少应用场景链接。', '填写应用链接。'],
  },
  {
    code: 'SmsAuthorizationLetterNotMatch',
    category: 'application',
    en: [
      'The authorisation letter is for another signature or company.',
      'Use the letter that names this signature.',
    ],
    zh: ['授权委托书与签名不匹配。', '使用与该签名对应的委托书。'],
  },
  {
    code: 'SmsAuthorizationLetterNotExist',
    category: 'application',
    en: ['The authorisation letter does not exist.', 'Create the letter first and use its ID.'],
    zh: ['授权委托书不存在。', '先创建委托书并获取 ID。'],
  },
  {
    code: 'SmsSignNotAuthorized',
    category: 'application',
    en: ['The signature is not authorised for this account.', 'Submit an authorisation letter.'],
    zh: ['签名未获授权。', '提交授权委托书。'],
  },
  {
    code: 'TrademarkNotExist',
    category: 'application',
    en: ['The trademark record does not exist.', 'Create the record first and use its ID.'],
    zh: ['商标信息不存在。', '先创建商标信息并获取 ID。'],
  },
  {
    code: 'AppIcpRecordNotExist',
    category: 'application',
    en: ['The app filing record does not exist.', 'Create the record first and use its ID.'],
    zh: ['App 备案信息不存在。', '先创建备案信息并获取 ID。'],
  },
  {
    code: 'SignatureNotFound',
    category: 'application',
    en: [
      'The signature does not exist in this account.',
      'Compare the name with the console; check which account the access key belongs to.',
    ],
    zh: ['账号下没有该签名。', '与控制台核对名称，确认密钥所属账号。'],
  },
  {
    code: 'SmsSignatureNotExist',
    category: 'application',
    en: ['The signature does not exist in this account.', 'Compare the name with the console.'],
    zh: ['账号下没有该签名。', '与控制台核对名称。'],
  },
  {
    code: 'SmsSignatureNotFound',
    category: 'application',
    en: [
      'The related signature was not found in this account.',
      'Name an approved signature, or omit it.',
    ],
    zh: ['关联签名不存在。', '填写已通过的签名，或不填。'],
  },
  {
    code: 'SMS_STATUS_ILLEGAL',
    category: 'application',
    en: ["The signature's state does not allow this.", 'Wait for the review to end.'],
    zh: ['签名当前状态不允许该操作。', '等待审核结束。'],
  },
  {
    code: 'AssocSignUnapproved',
    category: 'application',
    en: ['The related signature is not approved.', 'Name an approved signature, or omit it.'],
    zh: ['关联签名未通过审核。', '填写已通过的签名，或不填。'],
  },
  {
    code: 'InvalidTemplateRule.Format',
    category: 'application',
    en: [
      "The variables' attributes are not a JSON object.",
      'Send an object that maps variable names to attributes.',
    ],
    zh: ['模板变量规则不是合法 JSON。', '传入“变量名: 属性”的对象。'],
  },
  {
    code: 'InvalidTemplateRule',
    category: 'application',
    en: [
      'A variable has no attribute, or an unknown one.',
      'Set an attribute for each variable that the template type allows.',
    ],
    zh: ['模板变量规则不合法。', '为每个变量设置该模板类型允许的属性。'],
  },
  {
    code: 'InvalidTemplateContent.Format',
    category: 'application',
    en: ["The template's text is malformed.", 'Write variables as ${name}, without 【】.'],
    zh: ['模板内容格式错误。', '变量写作 ${name}，不含【】。'],
  },
  {
    code: 'InvalidMoreData',
    category: 'application',
    en: ['The additional files are not valid.', 'Upload them again and send their keys.'],
    zh: ['补充材料无效。', '重新上传并传入文件 key。'],
  },
  {
    code: 'TemplateVarLimitExceeded',
    category: 'application',
    en: ['A verification template can have only one variable.', 'Keep one variable in the text.'],
    zh: ['验证码模板只能有一个变量。', '只保留一个变量。'],
  },
  {
    code: 'TemplateNotFound',
    category: 'application',
    en: [
      'The template does not exist in this account.',
      'Compare the code with the console; check which account the access key belongs to.',
    ],
    zh: ['账号下没有该模板。', '与控制台核对模板 CODE，确认密钥所属账号。'],
  },
  {
    code: 'isv.SIGN_FILE_LIMIT',
    category: 'application',
    en: ['An attached file is too large, or there are too many.', 'At most 2 MB per file.'],
    zh: ['申请文件过大或过多。', '单个文件不超过 2 MB。'],
  },
  {
    code: 'isv.SIGN_OVER_LIMIT',
    category: 'application',
    en: ["The signature's name is too long.", 'Use 2 to 12 characters.'],
    zh: ['签名字符数超限。', '使用 2–12 个字符。'],
  },
  {
    code: 'isv.TEMPLATE_OVER_LIMIT',
    category: 'application',
    en: ["The template's text is too long.", 'At most 500 characters, variables included.'],
    zh: ['模板字符数超限。', '含变量不超过 500 个字符。'],
  },
  {
    code: 'isv.ERROR_EMPTY_FILE',
    category: 'application',
    en: ['An attached file is empty.', 'Upload it again.'],
    zh: ['申请文件为空。', '重新上传。'],
  },
  {
    code: 'isv.SIGN_SOURCE_ILLEGAL',
    category: 'application',
    en: ["The signature's source is not valid.", 'Use 0 (company), 2 (app) or 5 (trademark).'],
    zh: ['签名来源不合法。', '使用 0（企事业单位）、2（App）或 5（商标）。'],
  },
  {
    code: 'isv.ERROR_SIGN_NOT_DELETE',
    category: 'application',
    en: ['A signature under review cannot be deleted.', 'Wait for the review to end.'],
    zh: ['审核中的签名不能删除。', '等待审核结束。'],
  },
  {
    code: 'isv.ERROR_SIGN_NOT_MODIFY',
    category: 'application',
    en: [
      'A signature in this state cannot be changed.',
      'Wait for the review to end, or submit a new application.',
    ],
    zh: ['签名当前状态不能修改。', '等待审核结束或重新申请。'],
  },
  {
    code: 'isv.ERROR_TEMPLATE_NOT_DELETE',
    category: 'application',
    en: ['A template under review cannot be deleted.', 'Wait for the review to end.'],
    zh: ['审核中的模板不能删除。', '等待审核结束。'],
  },
  {
    code: 'isv.ERROR_TEMPLATE_NOT_MODIFY',
    category: 'application',
    en: ['Only a rejected template can be changed.', 'Apply for a new one.'],
    zh: ['只有未通过的模板可以修改。', '申请新模板。'],
  },
  {
    code: 'isv.SHORTURL_OVER_LIMIT',
    category: 'application',
    en: [
      'The account has reached its limit of short links.',
      'Delete some, or continue when the console shows free capacity.',
    ],
    zh: ['短链创建数量已达上限。', '删除部分短链，或待控制台显示有余量后再试。'],
  },
  {
    code: 'isv.NO_AVAILABLE_SHORT_URL',
    category: 'application',
    en: ['The account has no short link left.', 'Delete one, or request a higher limit.'],
    zh: ['没有可用的短链。', '删除部分短链或申请扩容。'],
  },
  {
    code: 'isv.SHORTURL_NAME_ILLEGAL',
    category: 'application',
    en: ["The short link's name is not valid.", 'Use a name that the console allows.'],
    zh: ['短链名称不合法。', '使用控制台允许的名称。'],
  },
  {
    code: 'isv.SOURCEURL_OVER_LIMIT',
    category: 'application',
    en: ['The source link is too long.', 'Shorten it.'],
    zh: ['原始链接过长。', '缩短链接。'],
  },
  {
    code: 'isv.SHORTURL_TIME_ILLEGAL',
    category: 'application',
    en: [
      "The short link's validity period is not valid.",
      'Use a number of days that the console allows.',
    ],
    zh: ['短链有效期不合法。', '使用控制台允许的天数。'],
  },
  {
    code: 'isv.PHONENUMBERS_OVER_LIMIT',
    category: 'application',
    en: ['Too many numbers for one short link call.', 'Split the call.'],
    zh: ['短链接口的号码数超限。', '分批调用。'],
  },
  {
    code: 'isv.SHORTURL_STILL_AVAILABLE',
    category: 'application',
    en: ['A short link for this source is still valid.', 'Use it.'],
    zh: ['该原始链接的短链仍有效。', '直接使用。'],
  },
  {
    code: 'isv.SHORTURL_DOMAIN_EMPTY',
    category: 'application',
    en: ['The account has no domain for short links.', 'Set one in the console.'],
    zh: ['未设置短链域名。', '在控制台设置。'],
  },
  // Delivery reports: Aliyun's own codes, then those of carriers. The set is open.
  {
    code: 'DELIVERED',
    category: 'delivery',
    fixedBy: 'nobody',
    retry: 'unneeded',
    en: [
      'The message was delivered to the phone.',
      "Nothing to do. If it cannot be seen, check the phone's blocked messages.",
    ],
    zh: ['短信已送达手机。', '无需处理；若看不到，请查看手机的拦截短信。'],
  },
  {
    code: 'REQUEST_SUCCESS',
    category: 'delivery',
    en: ['Accepted, but no carrier has reported on it yet.', 'Check the phone; query again later.'],
    zh: ['已受理，运营商尚未回执。', '先查看手机，稍后再试。'],
  },
  {
    code: 'MOBILE_NOT_ON_SERVICE',
    category: 'delivery',
    en: [
      'The phone is off, out of coverage, suspended, or the number is not in use.',
      'Turn the phone on, or use another number.',
    ],
    zh: ['手机关机、不在服务区、停机或为空号。', '开机后再试，或更换号码。'],
  },
  {
    code: 'INVALID_NUMBER',
    category: 'delivery',
    retry: 'never',
    en: ["The number's state or format is wrong.", 'Check the number.'],
    zh: ['号码状态异常或格式错误。', '检查号码。'],
  },
  {
    code: 'MOBILE_SEND_LIMIT',
    category: 'delivery',
    en: [
      'Too many messages to this number; limited by the carrier or Aliyun.',
      'Wait before requesting another code.',
    ],
    zh: ['该号码被运营商或平台流控。', '稍后再试。'],
  },
  {
    code: 'MOBILE_ACCOUNT_ABNORMAL',
    category: 'delivery',
    en: [
      'The number has an overdue bill or was ported to another carrier.',
      'Contact the carrier, or use another number.',
    ],
    zh: ['用户号码欠费或已携号转网等账户异常。', '联系运营商，或更换号码。'],
  },
  {
    code: 'MOBILE_IN_BLACK',
    category: 'delivery',
    retry: 'never',
    en: [
      "The number is on the carrier's blacklist, or its owner unsubscribed.",
      'Ask the carrier to lift the block, or use another number.',
    ],
    zh: ['号码在运营商黑名单中或已退订。', '联系运营商解除，或更换号码。'],
  },
  {
    code: 'MOBLLE_TERMINAL_ERROR',
    category: 'delivery',
    en: ['The phone or its SIM is full or faulty.', 'Delete messages and restart the phone.'],
    zh: ['手机终端或 SIM 卡已满或故障。', '清理短信、重启手机后再试。'],
  },
  {
    code: 'USER_REJECT',
    category: 'delivery',
    retry: 'never',
    en: [
      'The owner unsubscribed, or the service is not enabled for the number.',
      'Contact the carrier, or use another number.',
    ],
    zh: ['用户已退订或未开通相应业务。', '联系运营商，或更换号码。'],
  },
  {
    code: 'SP_NOT_BY_INTER_SMS',
    category: 'delivery',
    retry: 'never',
    en: [
      'The number does not accept international messages.',
      'Ask the carrier to enable them, or use another number.',
    ],
    zh: ['收件人未开通国际短信。', '联系运营商开通，或更换号码。'],
  },
  {
    code: 'SP_UNKNOWN_ERROR',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: [
      'An unexplained error at the carrier.',
      'Retry once; if it persists, contact Aliyun support with the BizId.',
    ],
    zh: ['运营商未知错误。', '可重试一次；持续出现时凭 BizId 联系阿里云支持。'],
  },
  {
    code: 'CONTENT_KEYWORD',
    category: 'delivery',
    fixedBy: 'operator',
    retry: 'after-fix',
    en: ["The carrier's keyword filter blocked the message.", 'Change the text of the template.'],
    zh: ['内容含敏感关键字，被运营商拦截。', '修改模板内容。'],
  },
  {
    code: 'CONTENT_ERROR',
    category: 'delivery',
    fixedBy: 'operator',
    retry: 'after-fix',
    en: ['A promotion without a way to unsubscribe.', 'Add the hint to the template.'],
    zh: ['推广短信缺少退订方式。', '在模板中加上退订提示。'],
  },
  {
    code: 'NO_ROUTE',
    category: 'delivery',
    fixedBy: 'operator',
    retry: 'after-fix',
    en: [
      'No route carries this content to this carrier.',
      'Contact Aliyun support with the BizId.',
    ],
    zh: ['没有可用的发送通道。', '凭 BizId 联系阿里云支持。'],
  },
  {
    code: 'IS_CLOSE',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ['The route was closed while the message was in transit.', 'Send it again.'],
    zh: ['发送过程中通道关闭。', '重新发送。'],
  },
  {
    code: 'PARAMS_ILLEGAL',
    category: 'delivery',
    fixedBy: 'operator',
    retry: 'after-fix',
    en: [
      'The carrier rejects the signature, text or number as invalid.',
      'Check them against the console.',
    ],
    zh: ['签名、内容或号码不符合要求。', '与控制台核对。'],
  },
  {
    code: 'PORT_NOT_REGISTERED',
    category: 'delivery',
    fixedBy: 'operator',
    retry: 'after-fix',
    en: [
      "The signature's real-name filing with this carrier is not complete.",
      "Check the signature's filing in the console (GetSmsSign); it takes 5 to 10 working days.",
    ],
    zh: [
      '签名在该运营商未完成实名报备。',
      '在控制台（GetSmsSign）查看报备状态，一般需 5–10 个工作日。',
    ],
  },
  {
    code: 'DELIVRD',
    category: 'delivery',
    retry: 'never',
    en: ['The message was delivered to the phone.', 'Nothing to do.'],
    zh: ['短信已送达手机。', '无需处理。'],
  },
  {
    code: 'UNDELIV',
    category: 'delivery',
    en: ['The message could not be delivered.', 'Check that the phone is on and reachable.'],
    zh: ['短信无法送达。', '确认手机已开机且信号正常。'],
  },
  {
    code: 'EXPIRED',
    category: 'delivery',
    en: [
      'The phone was unreachable until the message expired.',
      'Check that the phone is on, then request a new code.',
    ],
    zh: ['短信在有效期内未能送达。', '确认手机开机后再试。'],
  },
  {
    code: 'REJECTD',
    category: 'delivery',
    fixedBy: 'operator',
    retry: 'after-fix',
    en: ['The carrier rejected the message.', "Check the signature's filing and the text."],
    zh: ['运营商拒绝接收。', '检查签名报备与内容。'],
  },
  {
    code: 'UNKNOWN',
    category: 'delivery',
    en: [
      'The carrier does not know what happened to the message.',
      'Check the phone; query again later.',
    ],
    zh: ['运营商返回状态未知。', '先查看手机，稍后再试。'],
  },
  {
    code: 'MBBLACK',
    category: 'delivery',
    retry: 'never',
    en: ['The number is on a blacklist.', 'Contact the carrier, or use another number.'],
    zh: ['号码在黑名单中。', '联系运营商，或更换号码。'],
  },
  {
    code: 'MK:0001',
    category: 'delivery',
    retry: 'never',
    en: ['The number is not in service.', 'Check the number.'],
    zh: ['空号。', '检查号码。'],
  },
  {
    code: 'MK:0005',
    category: 'delivery',
    en: ['The number is suspended.', 'Contact the carrier, or use another number.'],
    zh: ['号码已停机。', '联系运营商，或更换号码。'],
  },
  {
    code: 'MN:0001',
    category: 'delivery',
    retry: 'never',
    en: ['The number is blocked or not in use.', 'Use another number.'],
    zh: ['号码被屏蔽或为空号。', '更换号码。'],
  },
  {
    code: 'MN:0013',
    category: 'delivery',
    en: [
      'The number cannot receive messages at the moment.',
      'Contact the carrier, or use another number.',
    ],
    zh: ['号码暂时无法接收短信。', '联系运营商，或更换号码。'],
  },
  {
    code: 'DB:0108',
    category: 'delivery',
    fixedBy: 'operator',
    retry: 'after-fix',
    en: [
      "The carrier's gateway rejected the message.",
      "Check the signature's filing; contact Aliyun support with the BizId.",
    ],
    zh: ['运营商网关拒绝。', '检查签名报备；凭 BizId 联系阿里云支持。'],
  },
  {
    code: 'DB:0142',
    category: 'delivery',
    en: ["The number has reached the carrier's daily limit.", 'Try again the next day.'],
    zh: ['超过运营商当日条数上限。', '次日再试。'],
  },
  {
    code: 'DB:0144',
    category: 'delivery',
    retry: 'never',
    en: [
      "The number is on the gateway's blacklist.",
      'Contact the carrier, or use another number.',
    ],
    zh: ['号码在网关黑名单中。', '联系运营商，或更换号码。'],
  },
  {
    code: 'NP:1243',
    category: 'delivery',
    en: ['The number was ported to another carrier.', 'Try again later.'],
    zh: ['号码已携号转网。', '稍后再试。'],
  },
  {
    code: 'MA:*',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ["An error at the carrier's message centre.", 'Try again later.'],
    zh: ['运营商短信中心异常。', '稍后再试。'],
  },
  {
    code: 'MB:*',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ["An error at the carrier's message centre.", 'Try again later.'],
    zh: ['运营商短信中心异常。', '稍后再试。'],
  },
  {
    code: 'MI:*',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ["The carrier's message centre could not deliver.", 'Try again later.'],
    zh: ['运营商短信中心未能下发。', '稍后再试。'],
  },
  {
    code: 'CA:*',
    category: 'delivery',
    en: ["An error in the carrier's billing.", "Check the number's balance."],
    zh: ['运营商计费异常。', '检查号码余额。'],
  },
  {
    code: 'CB:*',
    category: 'delivery',
    en: ["An error in the carrier's billing.", "Check the number's balance."],
    zh: ['运营商计费异常。', '检查号码余额。'],
  },
  {
    code: 'IA:*',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ["An error at a carrier's gateway.", 'Try again later.'],
    zh: ['运营商网关异常。', '稍后再试。'],
  },
  {
    code: 'IB:*',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ["An error at a carrier's gateway.", 'Try again later.'],
    zh: ['运营商网关异常。', '稍后再试。'],
  },
  {
    code: 'IC:*',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ["An error at a carrier's gateway.", 'Try again later.'],
    zh: ['运营商网关异常。', '稍后再试。'],
  },
  {
    code: 'ID:*',
    category: 'delivery',
    fixedBy: 'aliyun',
    en: ["An error at a carrier's gateway.", 'Try again later.'],
    zh: ['运营商网关异常。', '稍后再试。'],
  },
];
