/* oxlint-disable max-lines -- data: one entry per verdict */
import type { Language } from '../../language.ts';

/** Why, and what to do next. */
type WhyAndNext = Readonly<Record<Language, readonly [why: string, next: string]>>;

const IN_THE_LOG = {
  en: 'The reason is in Logto’s output, in a line with aliyun-sms:send; with --log <file> it appears here',
  zh: '原因见 Logto 输出中的 aliyun-sms:send 一行，用 --log <文件> 可在此显示',
};
const GREP = 'docker logs <container> 2>&1 | grep <requestId>';

/** Every verdict but the carrier's, which the error book explains. `<…>` is filled in. */
const VERDICTS = {
  'never-asked': {
    en: [
      'Logto received no request for a code to this number.',
      'Ask the user which number was typed and what the page said. Check that phone sign-in is on and that a CAPTCHA lets people through (doctor with --logto; Console > Audit logs). Codes for a new number or MFA on the account page, and those of the Management API, are not in the audit log: look for aliyun-sms:send in Logto’s output.',
    ],
    zh: [
      'Logto 没有收到过为该号码获取验证码的请求。',
      '请向用户确认输入的号码和页面提示；确认已启用手机号登录、人机验证能够通过（运行 doctor 并加 --logto；控制台 > 审计日志）。账号中心的换绑、MFA 以及 Management API 发出的验证码不记入审计日志：请查看 Logto 输出中的 aliyun-sms:send。',
    ],
  },
  'nothing-taken': {
    en: [
      'Aliyun accepted no message to this number in this period.',
      'Look for aliyun-sms:send in Logto’s output: without such a line, Logto did not request a message. With --logto, trace queries Logto as well.',
    ],
    zh: [
      '这段时间阿里云没有受理过发往该号码的短信。',
      '请查看 Logto 输出中的 aliyun-sms:send：没有这一行，说明 Logto 未请求发送。加上 --logto，trace 会同时查询 Logto 一侧。',
    ],
  },
  'nothing-to-number': {
    en: [
      'Aliyun accepted messages of this account on these days, but none to this number.',
      'Look for aliyun-sms:send with this number in Logto’s output: the line says who refused. Without one, Logto did not request a message. With --logto, trace queries Logto as well.',
    ],
    zh: [
      '这些天阿里云受理过本账号的短信，但没有发往该号码的。',
      '请在 Logto 输出中查找该号码的 aliyun-sms:send：其中写明被谁拒绝。没有这一行，说明 Logto 未请求发送；加上 --logto，trace 会同时查询 Logto 一侧。',
    ],
  },
  'nothing-from-account': {
    en: [
      'Aliyun accepted no message of this account on these days, to any number.',
      'Check that this is the key that Logto sends with (the first line says where it comes from). If it is, nothing leaves Logto: run doctor there, and look for aliyun-sms:send in its output.',
    ],
    zh: [
      '这些天阿里云没有受理过本账号的任何短信。',
      '请确认这里的密钥就是 Logto 使用的密钥（首行注明来源）。如果是，说明短信没有离开 Logto：请在 Logto 所在主机运行 doctor，并查看其输出中的 aliyun-sms:send。',
    ],
  },
  'counted-not-listed': {
    en: [
      'Aliyun counts messages to this number but does not list them.',
      'They were accepted, but their outcome is not available yet. Run this again in a few minutes. If nothing changes, see Messaging Records in the SMS console.',
    ],
    zh: [
      '阿里云统计到发往该号码的短信，但没有列出明细。',
      '短信已受理，结果暂时无法得知。请几分钟后再查；若一直如此，请在短信控制台的发送记录中查看。',
    ],
  },
  'cannot-tell': {
    en: [
      'Not every channel could be queried, so there may be messages that are not shown here.',
      'Fix what is marked ! below, and run this again.',
    ],
    zh: ['有的通道未能查询，短信可能在其记录中。', '请先处理下方标有 ! 的问题，再重新查询。'],
  },
  'too-early': {
    en: [
      'The connector has just sent it to Aliyun, whose records are some seconds behind.',
      'Run this again in half a minute.',
    ],
    zh: ['连接器刚刚提交，阿里云的记录有数秒延迟。', '请半分钟后再查。'],
  },
  'limited-by-logto': {
    en: [
      'Logto refused: too many codes were requested for this number (10 in 10 minutes). The connector was not called.',
      'Wait ten minutes. What became of the previous codes is shown above.',
    ],
    zh: [
      'Logto 拒绝：该号码获取验证码过于频繁（10 分钟内 10 次），未调用连接器。',
      '请等待十分钟；之前几次的结果见上方。',
    ],
  },
  'no-connector': {
    en: [
      'Logto has no SMS connector.',
      'Install and set it up: logto install, restart Logto, logto push.',
    ],
    zh: ['Logto 中没有短信连接器。', '请安装并配置：logto install，重启 Logto，然后 logto push。'],
  },
  'limited-by-aliyun': {
    en: [
      'Aliyun refused because of a limit: that of this number (by default 1 per minute, 5 per hour, 10 per day), or that of calls per second.',
      `Wait. ${IN_THE_LOG.en}: ${GREP}`,
    ],
    zh: [
      '阿里云拒绝：触发该号码的流控（默认每分钟 1 条、每小时 5 条、每天 10 条），或接口调用过快。',
      `请稍候。${IN_THE_LOG.zh}：${GREP}`,
    ],
  },
  'limited-by-guard': {
    en: [
      'The connector’s guard refused: a limit in the settings was reached. Aliyun was not called.',
      'If it affects real users, raise this limit (docs/guard.md); “guard” in the line with aliyun-sms:send in Logto’s output names it.',
    ],
    zh: [
      '连接器的防刷拒绝：达到设置中的某项上限，未向阿里云提交。',
      '若正常用户也会触发，请调高该上限（docs/guard.zh-CN.md）；Logto 输出中 aliyun-sms:send 一行的 guard 写明是哪一项。',
    ],
  },
  'limited-by-gateway': {
    en: [
      'The gateway refused: a limit of its guard was reached, or Aliyun’s limit for this number.',
      'Which one: see “guard” or apiCode in the line with aliyun-sms:send at this time in the gateway’s output.',
    ],
    zh: [
      '网关拒绝：达到其防刷上限，或触发阿里云对该号码的流控。',
      '具体是哪一项：见网关输出中该时刻 aliyun-sms:send 一行的 guard 或 apiCode。',
    ],
  },
  'refused-by-gateway': {
    en: [
      'The gateway sent nothing: Aliyun refused or could not be reached, or Logto has the wrong token or URL.',
      'The reason is in the gateway’s output at this time, in a line with aliyun-sms:send or aliyun-sms:gateway. If there is none, run logto test, which says what is wrong.',
    ],
    zh: [
      '网关没有发送：阿里云拒绝或无法访问，或 Logto 中的令牌、接入地址有误。',
      '原因见网关输出中该时刻的 aliyun-sms:send 或 aliyun-sms:gateway。如果没有这样的行，请运行 logto test，它会说明问题所在。',
    ],
  },
  'refused-by-aliyun': {
    en: [
      'Aliyun refused the message for a reason that you can fix: balance, key, right, signature, template or text.',
      `${IN_THE_LOG.en}. doctor checks all of them. ${GREP}`,
    ],
    zh: [
      '阿里云拒绝受理，原因需要您处理：余额、密钥、权限、签名、模板或内容。',
      `${IN_THE_LOG.zh}。doctor 会逐项检查。${GREP}`,
    ],
  },
  'not-handed-over': {
    en: [
      'The connector could not send the message to Aliyun because of settings, key, Redis or the network.',
      `${IN_THE_LOG.en}. Run doctor where Logto runs.`,
    ],
    zh: [
      '连接器未能把短信提交给阿里云：设置、密钥、Redis 或网络有问题。',
      `${IN_THE_LOG.zh}。请在 Logto 所在主机运行 doctor。`,
    ],
  },
  'number-refused': {
    en: [
      'The number was refused because it cannot receive SMS.',
      'Check the digits and the country code as the user typed them. A number stored without 86 requires bareNumbers: mainland.',
    ],
    zh: [
      '该号码无法接收短信，因此被拒绝。',
      '请核对用户输入的号码和国家码。未带 86 存储的号码需要设置 bareNumbers: mainland。',
    ],
  },
  'number-blocked': {
    en: [
      'Aliyun does not send to this number: it is on a blacklist or has unsubscribed.',
      'Ask the user to use another number, or to contact the carrier.',
    ],
    zh: ['阿里云不向该号码发送：号码在黑名单中或已退订。', '请用户更换号码，或联系运营商。'],
  },
  'country-refused': {
    en: [
      'The settings do not allow messages to this country: it is not on the guard’s list, or no template covers it.',
      'To serve it, add the country to guard.countries, and a template or route for it.',
    ],
    zh: [
      '当前设置不向该国家或地区发送：不在防刷的国家列表中，或没有对应的模板。',
      '如需支持，请将其加入 guard.countries，并添加模板或路由。',
    ],
  },
  'answer-lost': {
    en: [
      'Several of Aliyun’s responses in a row were lost: it is unknown whether this message was accepted.',
      'Check the network between Logto and Aliyun: run doctor where Logto runs.',
    ],
    zh: [
      '阿里云的响应连续丢失，无法得知该短信是否已受理。',
      '请检查 Logto 到阿里云的网络：在 Logto 所在主机运行 doctor。',
    ],
  },
  'failed-in-connector': {
    en: [
      'The connector failed with an error that is not from this project’s connector.',
      'See Console > Audit logs for its text. If it is Logto’s HTTP SMS connector, it may not reach the gateway (check with logto test). To replace an official connector, use logto migrate.',
    ],
    zh: [
      '连接器报错，但不是本项目连接器的错误。',
      '错误内容见控制台 > 审计日志。是否为 Logto 的 HTTP SMS 连接器无法访问网关（运行 logto test 确认）？若是官方连接器，可用 logto migrate 迁移。',
    ],
  },
  'failed-in-logto': {
    en: [
      'Logto itself refused or failed: <code>.',
      'See Console > Audit logs for the whole entry.',
    ],
    zh: ['Logto 自身拒绝或出错：<code>。', '完整记录见控制台 > 审计日志。'],
  },
  'unknown-person': {
    en: [
      'No user in Logto has this number: “forgot password” pretends to send, so as not to reveal who is registered.',
      'Ask the user to sign up, or to use the number of the account.',
    ],
    zh: [
      'Logto 中没有使用该号码的用户：“忘记密码”会假装已发送，以免泄露号码是否注册。',
      '请用户先注册，或使用账号绑定的号码。',
    ],
  },
  'sign-up-off': {
    en: [
      'No user in Logto has this number, and registration is off: Logto pretends to send, so as not to reveal who is registered.',
      'Add the user in Console, or enable registration: Console > Sign-in & account > Sign-up and sign-in > Enable user registration.',
    ],
    zh: [
      'Logto 中没有使用该号码的用户，且已关闭注册：Logto 会假装已发送，以免泄露号码是否注册。',
      '请在控制台添加该用户，或在控制台 > 登录与账户 > 注册与登录中启用用户注册。',
    ],
  },
  'other-number': {
    en: [
      'Logto has the number without its country code, and these settings read it as another number or refuse it: no code went to this number.',
      'If such numbers belong to the mainland, set bareNumbers: mainland; better, store them with 86.',
    ],
    zh: [
      'Logto 中的号码没有国家码，按当前设置会被读作另一个号码或被拒绝：验证码没有发到这里。',
      '如果此类号码都属于中国内地，请设置 bareNumbers: mainland；最好在存储时补上 86。',
    ],
  },
  'other-account': {
    en: [
      'Logto considers it sent, but Aliyun accepted no message of this account on these days.',
      'Logto sends with a different key (the first line says where this one comes from): use the settings stored in Logto (logto pull).',
    ],
    zh: [
      'Logto 认为已发送，而这些天阿里云没有受理过本账号的任何短信。',
      'Logto 使用的不是这里的密钥（首行注明来源）：请使用 Logto 中的设置（logto pull）。',
    ],
  },
  'not-on-record': {
    en: [
      'Logto considers it sent, but no channel has a record: Aliyun’s response was lost, or another connector or account sent it.',
      'Look for "outcome":"unknown" at this time in Logto’s output. Ask the user to request another code.',
    ],
    zh: [
      'Logto 认为已发送，但各通道都没有记录：阿里云的响应在途中丢失，或由其他连接器、其他账号发送。',
      '请查看 Logto 输出中该时刻的 "outcome":"unknown"。请用户重新获取验证码。',
    ],
  },
  waiting: {
    en: [
      'Aliyun accepted it; the carrier has not reported yet.',
      'Wait two minutes and run this again.',
    ],
    zh: ['阿里云已受理，运营商尚未回执。', '请等待两分钟后再查。'],
  },
  'no-report': {
    en: [
      'Aliyun accepted it, but the carrier does not report: the phone is off or out of coverage, or the carrier is slow.',
      'Ask the user to switch the phone on and request another code. If it affects many numbers of one carrier, the carrier is the cause: stats shows how many are pending.',
    ],
    zh: [
      '阿里云已受理，但运营商一直没有回执：手机关机、无信号，或运营商延迟。',
      '请用户开机后重新获取。若同一运营商的许多号码都如此，则是运营商的问题：stats 可查看待回执的数量。',
    ],
  },
  'delivered-late': {
    en: [
      'It arrived late: after <took>.',
      'Tell the user that only the newest code counts. If this keeps happening, contact Aliyun support with this time.',
    ],
    zh: [
      '已送达，但很慢：用了 <took>。',
      '请告知用户以最新一条验证码为准。若持续如此，请凭该时间联系阿里云支持。',
    ],
  },
  delivered: {
    en: [
      'The carrier reports that it was delivered to the phone.',
      'Check the phone’s spam folder and the digits of the number. With --logto, trace shows whether the code was entered.',
    ],
    zh: [
      '运营商回执：手机已收到。',
      '请用户查看垃圾短信，并核对号码。加上 --logto，trace 会显示验证码是否已输入。',
    ],
  },
  'not-entered': {
    en: [
      'The carrier reports that it was delivered to the phone, but nobody entered the code.',
      'Check the phone’s spam folder, the other SIM and blocking apps, and the digits of the number: it may belong to somebody else.',
    ],
    zh: [
      '运营商回执：手机已收到；但没有人输入验证码。',
      '请用户查看垃圾短信（另一张 SIM 卡、拦截软件），并核对号码：可能是别人的号码。',
    ],
  },
  'not-from-logto': {
    en: [
      'This one is not in Logto’s audit log: it comes from the account page, the Management API, a test, or another system with this key.',
      'If nobody recognises it, replace the access key.',
    ],
    zh: [
      'Logto 审计日志中没有这一条：来自账号中心、Management API、测试，或使用同一密钥的其他系统。',
      '如果无人认得，请更换访问密钥。',
    ],
  },
  entered: {
    en: ['The code arrived and was entered.', 'Nothing to do for this one.'],
    zh: ['验证码已送达并正确输入。', '这一次无需处理。'],
  },
  'older-code': {
    en: [
      'An earlier code was entered: of several messages, only the newest counts.',
      'Ask the user to enter the code of the newest message.',
    ],
    zh: [
      '输入的不是最后一条验证码：多条短信中只有最新一条有效。',
      '请用户输入最新一条短信中的验证码。',
    ],
  },
  'wrong-code': {
    en: [
      'A wrong code was entered: the message has arrived, or somebody is guessing.',
      'Ask the user to check the digits in the message.',
    ],
    zh: ['输入的验证码不正确：短信已收到，或有人在猜。', '请用户核对短信中的数字。'],
  },
  expired: {
    en: [
      'The code was entered too late: by default, Logto accepts it for ten minutes.',
      'Ask the user to request another code. How long the message took is shown above.',
    ],
    zh: ['输入过晚：Logto 的验证码默认十分钟内有效。', '请用户重新获取。短信送达用时见上方。'],
  },
  'too-many-tries': {
    en: [
      'Too many wrong codes were entered for this message.',
      'Ask the user to request another code.',
    ],
    zh: ['该条验证码输错次数过多。', '请用户重新获取验证码。'],
  },
  'locked-out': {
    en: [
      'Logto has locked the number for a while because of too many wrong codes.',
      'Wait, or unlock it in Console > Security > General.',
    ],
    zh: ['输错次数过多，Logto 已暂时锁定该号码。', '请等待，或在控制台 > 安全 > 通用中解锁。'],
  },
  'other-session': {
    en: [
      'A code was entered on a page that had not requested one: it was reloaded, opened twice, or its session has ended (<code>).',
      'Ask the user to start again in a single window.',
    ],
    zh: [
      '输入验证码的页面没有对应的请求：页面被刷新、重复打开，或会话已结束（<code>）。',
      '请用户在同一窗口中重新开始。',
    ],
  },
} as const satisfies Readonly<Record<string, WhyAndNext>>;

export type VerdictName = keyof typeof VERDICTS | 'carrier';

/** The words of a verdict, with the values filled in. */
export function verdictWords(
  name: Exclude<VerdictName, 'carrier'>,
  language: Language,
  values: Readonly<Record<string, string>>,
): { readonly why: string; readonly next: string } {
  const [why, next] = VERDICTS[name][language];
  const filled = (text: string) =>
    text.replaceAll(/<(\w+)>/g, (whole, key: string) => values[key] ?? whole);
  return { why: filled(why), next: filled(next) };
}
