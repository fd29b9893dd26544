import type { SendOutcome } from '../errors.ts';

/** What kind of trouble a code means; what a caller decides by. */
export type ErrorCategory =
  /** Too many messages to this number. */
  | 'number-limit'
  /** A cap of the account is used up: per day, per month, applications per day. */
  | 'account-limit'
  /** Too many API calls a second. */
  | 'throttled'
  /** The number is malformed or not one this service reaches. */
  | 'phone-number'
  /** The owner of the number, or a complaint, has closed it to this sender. */
  | 'recipient-blocked'
  /** Access key id, secret, token or request signature. */
  | 'credentials'
  /** A temporary token that was good and has run out. */
  | 'expired-token'
  /** This machine's clock is too far off. */
  | 'clock'
  /** RAM does not allow the call. */
  | 'permission'
  /** Wrong endpoint, source address or destination country. */
  | 'region'
  /** Money, freeze, product not opened. */
  | 'account'
  | 'sign-name'
  | 'template'
  /** Names or values of the template's variables. */
  | 'template-param'
  /** The text itself is refused. */
  | 'content'
  /** The call is malformed or names what does not exist. */
  | 'request'
  /** Aliyun has seen this very request before. */
  | 'duplicate'
  /** Trouble on Aliyun's side. */
  | 'service'
  /** An application for a signature, template or short link is refused. */
  | 'application'
  /** A code that was entered does not check out (CheckSmsVerifyCode). */
  | 'verification'
  /** A delivery report's verdict on an accepted message. */
  | 'delivery'
  /** A code that the book does not have. */
  | 'unknown';

export interface ErrorBookEntry {
  /** The code and its other spellings; one that ends in `*` stands for all that begin so. */
  readonly codes: readonly string[];
  readonly outcome: SendOutcome | 'accepted';
  readonly category: ErrorCategory;
}

/** Codes of one category and outcome, separated by blanks. */
const codes: readonly (readonly [SendOutcome, ErrorCategory, string])[] = [
  [
    'not-sent',
    'number-limit',
    `BUSINESS_LIMIT_CONTROL BUSINESS_LIMIT_CONTROL_MINUTE BUSINESS_LIMIT_CONTROL_HOUR
    BUSINESS_LIMIT_CONTROL_DAY BUSINESS_LIMIT_CONTROL_PHONE biz.FREQUENCY`,
  ],
  [
    'not-sent',
    'account-limit',
    `DAY_LIMIT_CONTROL MONTH_LIMIT_CONTROL SIGN_COUNT_OVER_LIMIT
    TEMPLATE_COUNT_OVER_LIMIT SMS_OVER_LIMIT`,
  ],
  ['not-sent', 'throttled', 'Throttling* QPS_LIMIT_CONTROL'],
  ['not-sent', 'phone-number', 'MOBILE_NUMBER_ILLEGAL'],
  ['not-sent', 'recipient-blocked', 'BLACK_KEY_CONTROL_LIMIT CUSTOMER_REFUSED'],
  [
    'not-sent',
    'credentials',
    `InvalidAccessKeyId.NotFound InvalidAccessKeyId.Inactive MissingAccessKeyId
    SignatureDoesNotMatch IncompleteSignature MissingSecurityToken InvalidSecurityToken.Malformed
    InvalidSecurityToken.MismatchWithAccessKey InvalidSignatureMethod ACCOUNT_NOT_EXISTS`,
  ],
  ['not-sent', 'expired-token', 'InvalidSecurityToken.Expired'],
  ['not-sent', 'clock', 'InvalidTimeStamp.Expired'],
  [
    'not-sent',
    'permission',
    'RAM_PERMISSION_DENY NoPermission Forbidden.RAM Forbidden ForbiddenAction',
  ],
  [
    'not-sent',
    'region',
    'DENY_IP_RANGE InvalidProduct.NotFound COUNTRY_RESTRICTED NOT_SUPPORTED_COUNTRY',
  ],
  [
    'not-sent',
    'account',
    `OUT_OF_SERVICE AMOUNT_NOT_ENOUGH PRODUCT_UN_SUBSCRIPT PRODUCT_UNSUBSCRIBE
    PRODUCT_NOT_SUBSCRIBED ACCOUNT_ABNORMAL ACCOUNT_ILLEGAL SECURITY_FROZEN_ACCOUNT
    ONLINE_BILLING_FAILED FUNCTION_NOT_OPENED ServiceNotOpened`,
  ],
  [
    'not-sent',
    'sign-name',
    `SMS_SIGNATURE_ILLEGAL SIGN_STATE_ILLEGAL SMS_SIGN_ILLEGAL SMS_SIGNATURE_SCENE_ILLEGAL
    SIGN_NAME_ILLEGAL SMS_SIGN_EMOJI_ILLEGAL SIGNATURE_BLACKLIST SMS_SIGN_NAME_ILLEGAL
    INVALID_SENDERID SMS_TEST_SIGN_TEMPLATE_LIMIT SMS_TEST_NUMBER_LIMIT`,
  ],
  [
    'not-sent',
    'template',
    'SMS_TEMPLATE_ILLEGAL DOMESTIC_NUMBER_NOT_SUPPORTED template_parameter_count_illegal',
  ],
  [
    'not-sent',
    'template-param',
    `TEMPLATE_MISSING_PARAMETERS TEMPLATE_PARAMS_ILLEGAL TemplateParam.Illegal
    INVALID_JSON_PARAM PARAM_LENGTH_LIMIT PARAM_NOT_SUPPORT_URL SMS_TEST_TEMPLATE_PARAMS_ILLEGAL
    CONTENT_MISSING_PARAMETERS`,
  ],
  [
    'not-sent',
    'content',
    `SMS_CONTENT_ILLEGAL UNSUPPORTED_CONTENT SMS_CONTENT_MISMATCH_TEMPLATE_TYPE
    SMS_CONTENT_CODE_ILLEGAL SMS_SECURITY_INTERCEPTED`,
  ],
  [
    'not-sent',
    'request',
    `INVALID_PARAMETERS MOBILE_COUNT_OVER_LIMIT Missing* InvalidVersion InvalidAction.NotFound
    InvalidTimeStamp.Format INTERFACE_OFFLINE UnsupportedHTTPMethod FORBIDDEN_ACTION
    DATA_NOT_EXIST QUERY_DATE_ILLEGAL EXTEND_CODE_ERROR ONE_CODE_MULTIPLE_SIGN CODE_EXCEED_LIMIT
    CODE_ERROR VERIFY_SCHEME_NOT_EXIST`,
  ],
  ['not-sent', 'verification', 'ValidateFail'],
  ['unknown', 'duplicate', 'SignatureNonceUsed'],
  ['unknown', 'service', 'SYSTEM_ERROR GATEWAY_ERROR InternalError ServiceUnavailable'],
];

export const errorBook: readonly ErrorBookEntry[] = codes.flatMap(([outcome, category, list]) =>
  list.split(/\s+/).map((code) => ({ codes: [code], outcome, category })),
);
