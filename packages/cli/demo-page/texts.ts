const en = {
  title: 'Sign in by SMS',
  standIn: 'Stand-in for Logto',
  standInText: {
    connector:
      "This page imitates Logto's sign-in page. The connector behind it is the real one; accounts are kept in memory until the demo stops.",
    gateway:
      "This page imitates Logto's sign-in page. Behind it are Logto's own HTTP SMS connector and the real gateway, as on Logto Cloud; accounts are kept in memory until the demo stops.",
  },
  flows: { SignIn: 'Sign in', Register: 'Create account' },
  flowSwitch: 'Sign in or create an account',
  welcome: { SignIn: 'Welcome back', Register: 'Create your account' },
  lead: 'We will send a code to your phone by SMS.',
  country: 'Country or region',
  phone: 'Phone number',
  send: 'Send code',
  sending: 'Sending …',
  enterCode: 'Enter the code',
  sentTo: (number: string) => `Sent to ${number}. `,
  policy: (minutes: number, tries: number) => `Valid for ${minutes} minutes and ${tries} attempts.`,
  code: 'Verification code',
  resend: 'Send a new code',
  resendIn: (seconds: number) => `New code in ${seconds} s`,
  otherNumber: 'Use another number',

  problems: {
    'bad-number': 'This is not a phone number that can receive SMS.',
    wrong: 'Wrong code. Check the digits and try again.',
    expired: 'This code has expired. Request a new one.',
    'too-many-tries': 'Too many wrong codes. Request a new one.',
    'no-code': 'This code has been used or was never sent. Request a new one.',
    'bad-ticket': 'This step has already been completed. Start again.',
    unreachable: 'The demo is not responding. Check that it is still running in the terminal.',
  },
  crossroads: {
    'no-account': {
      title: 'No account yet',
      text: 'No account uses this number. Create one?',
      go: 'Create account',
    },
    'account-exists': {
      title: 'You already have an account',
      text: 'This number is already registered. Sign in to that account?',
      go: 'Sign in',
    },
  },
  signedIn: { new: 'Account created', known: 'Welcome back' },
  signedInText: 'You are signed in with',
  account: 'Account',
  since: 'Created',
  signOut: 'Sign out',
  phoneTitle: "The recipient's phone",
  phoneText: 'Messages delivered by the sandbox appear here at once.',
  openInbox: 'Open the full inbox',
  operator: 'What the operator sees',
  language: '中文',
};

export type Texts = typeof en;

const zh: Texts = {
  title: '短信登录',
  standIn: 'Logto 的替身',
  standInText: {
    connector: '本页模拟 Logto 的登录页。背后是真实的连接器；账号仅保存在内存中，演示结束即消失。',
    gateway:
      '本页模拟 Logto 的登录页。背后是 Logto 自带的 HTTP SMS 连接器和真实的网关，与 Logto Cloud 相同；账号仅保存在内存中，演示结束即消失。',
  },
  flows: { SignIn: '登录', Register: '注册' },
  flowSwitch: '登录或注册',
  welcome: { SignIn: '欢迎回来', Register: '创建账号' },
  lead: '我们会把验证码发送到您的手机。',
  country: '国家或地区',
  phone: '手机号码',
  send: '获取验证码',
  sending: '正在发送…',
  enterCode: '输入验证码',
  sentTo: (number) => `已发送至 ${number}。`,
  policy: (minutes, tries) => `${minutes} 分钟内有效，最多尝试 ${tries} 次。`,
  code: '验证码',
  resend: '重新获取',
  resendIn: (seconds) => `${seconds} 秒后可重新获取`,
  otherNumber: '换一个号码',

  problems: {
    'bad-number': '这不是可以接收短信的手机号码。',
    wrong: '验证码错误，请核对后重试。',
    expired: '验证码已过期，请重新获取。',
    'too-many-tries': '错误次数过多，请重新获取验证码。',
    'no-code': '验证码已使用或从未发送，请重新获取。',
    'bad-ticket': '这一步已经完成，请重新开始。',
    unreachable: '演示程序没有响应。请确认它仍在终端中运行。',
  },
  crossroads: {
    'no-account': {
      title: '还没有账号',
      text: '这个号码尚未注册。要用它创建账号吗？',
      go: '创建账号',
    },
    'account-exists': {
      title: '您已有账号',
      text: '这个号码已经注册。要登录该账号吗？',
      go: '登录',
    },
  },
  signedIn: { new: '账号已创建', known: '欢迎回来' },
  signedInText: '当前登录的号码',
  account: '账号',
  since: '创建于',
  signOut: '退出登录',
  phoneTitle: '收件人的手机',
  phoneText: '沙箱投递的短信会立即显示在这里。',
  openInbox: '打开完整收件箱',
  operator: '运维人员看到的信息',
  language: 'English',
};

export const texts = { en, zh };
export type Language = keyof typeof texts;
