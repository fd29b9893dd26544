/**
 * HTTP status and message of Aliyun's refusals, as its servers write them. What stands here is what
 * travels; what a person should make of a code stands in the client's error book.
 *
 * Sources: https://help.aliyun.com/document_detail/101346.html (codes of the SMS service) and
 * answers of the live service that public tests and libraries quote. Unverified: the statuses of
 * `UnsupportedHTTPMethod`, `InvalidVersion`, `Throttling*` and `InvalidSecurityToken.*`; Messages
 * change over time, no client may parse them.
 */
export const REFUSAL_TEXTS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  // The gateway.
  UnsupportedHTTPMethod: [405, 'This http method is not supported.'],
  'InvalidAction.NotFound': [404, 'Specified api is not found, please check your url and method.'],
  InvalidVersion: [400, 'Specified parameter Version is not valid.'],
  'InvalidAccessKeyId.NotFound': [404, 'Specified access key is not found.'],
  'InvalidAccessKeyId.Inactive': [400, 'Specified access key is disabled.'],
  'InvalidSecurityToken.Expired': [400, 'Specified SecurityToken is expired.'],
  'InvalidSecurityToken.Malformed': [400, 'Specified SecurityToken is malformed.'],
  'InvalidSecurityToken.MismatchWithAccessKey': [
    400,
    'Specified SecurityToken mismatch with the AccessKey.',
  ],
  'InvalidTimeStamp.Expired': [400, 'Specified time stamp or date value is expired.'],
  'InvalidTimeStamp.Format': [400, 'Specified time stamp or date value is not well formatted.'],
  InvalidSignatureMethod: [400, 'Specified signature method is not supported.'],
  IncompleteSignature: [400, 'The request signature does not conform to Aliyun standards.'],
  SignatureNonceUsed: [400, 'Specified signature nonce was used already.'],
  'Throttling.User': [400, 'Request was denied due to user flow control.'],
  'Throttling.Api': [400, 'Request was denied due to api flow control.'],
  Throttling: [400, 'Request was denied due to request throttling.'],
  NoPermission: [403, 'You are not authorized to do this action.'],
  'Forbidden.RAM': [
    403,
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  ],
  InternalError: [
    500,
    'The request processing has failed due to some unknown error, exception or failure.',
  ],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],

  // The SMS service.
  'isv.SMS_SIGNATURE_ILLEGAL': [200, '该账号下找不到对应签名'],
  'isv.SMS_TEMPLATE_ILLEGAL': [200, '该账号下找不到对应模板'],
  'isv.SMS_SIGNATURE_SCENE_ILLEGAL': [200, '签名和模板类型不一致'],
  'isv.SIGN_STATE_ILLEGAL': [200, '签名状态不可用'],
  'isv.INVALID_JSON_PARAM': [200, '模板变量JSON格式错误 或 JSON变量属性与模板占位符不一致'],
  'isv.TEMPLATE_MISSING_PARAMETERS': [200, '模板变量缺少对应参数值'],
  'isv.TEMPLATE_PARAMS_ILLEGAL': [200, '传入的变量内容和实际申请模板时变量所选择的属性类型不配'],
  'isv.INVALID_PARAMETERS': [200, '参数格式不正确'],
  'isv.PARAM_LENGTH_LIMIT': [200, '参数超过长度限制'],
  'isv.PARAM_NOT_SUPPORT_URL': [200, '变量不支持传入URL'],
  'isv.UNSUPPORTED_CONTENT': [200, '短信内容包含不支持的字符'],
  'isv.SMS_CONTENT_ILLEGAL': [200, '短信内容包含禁止发送内容'],
  'isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE': [200, '短信内容和模板属性不匹配'],
  'isv.MOBILE_NUMBER_ILLEGAL': [200, '手机号码格式错误'],
  'isv.MOBILE_COUNT_OVER_LIMIT': [200, '手机号码数量超过限制'],
  'isv.DOMESTIC_NUMBER_NOT_SUPPORTED': [200, '国际/港澳台消息模板不支持发送境内号码'],
  'isv.SMS_TEST_SIGN_TEMPLATE_LIMIT': [200, '测试模板和签名必须结合使用'],
  'isv.SMS_TEST_NUMBER_LIMIT': [200, '只能向已回复授权信息的手机号发送'],
  'isv.SMS_TEST_TEMPLATE_PARAMS_ILLEGAL': [200, '测试专用模板中的变量仅支持4~6位纯数字'],
  'isv.BLACK_KEY_CONTROL_LIMIT': [200, '黑名单管控'],
  'isv.CUSTOMER_REFUSED': [200, '用户已退订推广短信'],
  'isv.BUSINESS_LIMIT_CONTROL': [200, '触发天级流控Permits:10'],
  'isv.DAY_LIMIT_CONTROL': [200, '触发日发送限额'],
  'isv.MONTH_LIMIT_CONTROL': [200, '触发月发送限额'],
  'isv.AMOUNT_NOT_ENOUGH': [200, '账户余额不足'],
  'isv.OUT_OF_SERVICE': [200, '业务停机'],
  'isv.PRODUCT_UN_SUBSCRIPT': [200, '未开通云通信产品的阿里云客户'],
  'isv.PRODUCT_UNSUBSCRIBE': [200, '产品未开通'],
  'isv.ACCOUNT_NOT_EXISTS': [200, '账户不存在'],
  'isv.ACCOUNT_ABNORMAL': [200, '账户异常'],
  'isv.SECURITY_FROZEN_ACCOUNT': [200, '账号已被安全冻结'],
  'isv.DENY_IP_RANGE': [200, '源IP地址所在的地区被禁用'],
  'isv.EXTEND_CODE_ERROR': [200, '扩展码使用错误，相同的扩展码不可用于多个签名'],
  'isv.INTERFACE_OFFLINE': [200, '接口已下线'],
  'isp.RAM_PERMISSION_DENY': [200, '没有访问权限'],
  'isv.RAM_PERMISSION_DENY': [200, '没有访问权限'],
  'isp.SYSTEM_ERROR': [200, '系统错误，请重新调用接口'],
  'isp.GATEWAY_ERROR': [200, '发送模块调用失败，请重试'],

  // Phone number verification.
  'biz.FREQUENCY': [200, 'check frequency failed'],
  'isv.ValidateFail': [400, '验证失败'],
};
