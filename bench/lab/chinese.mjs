const NAMES = {
  'no guard': '无防刷',
  'fixed windows': '固定窗口',
  recommended: '推荐设置',
  'recommended, with feed': '推荐设置，有反馈',
  'a quiet day': '平静的一天',
  'a launch: ×20 in an hour': '发布日：一小时内 20 倍流量',
  'an office: 200 people in an hour, one address': '办公室：一小时 200 人，同一地址',
  'a class: 40 in five minutes, one address, one block': '一个班：五分钟 40 人，同一地址、同一号段',
  'a carrier: 2,000 people a day, one address': '运营商出口：一天 2,000 人，同一地址',
  'pumping from one address': '从一个地址刷量',
  'pumping, a new IPv4 address each time': '刷量，每次换一个 IPv4 地址',
  'pumping, 65,536 networks of one IPv6 /48, 500 blocks':
    '刷量，一个 IPv6 /48 里的 65,536 个网络，500 个号段',
  'bombing one number': '轰炸一个号码',
  'slow pumping: 20 an hour, new addresses, ten blocks': '慢速刷量：每小时 20 条，新地址，十个号段',
  'the fuse: 30,000 in six hours, all addresses and blocks new':
    '熔断：六小时 30,000 条，地址和号段都不重复',
  usual: '如上所述',
  '80 % enter the code, 15 % request another': '80 % 的人输入验证码，15 % 会再要一条',
  'crowds arrive in a third of the time': '人群在三分之一的时间内到来',
  'three times as many blocks': '号段数量为三倍',
  'the attacker enters a fifth of the codes': '攻击者会输入五分之一的验证码',
};

export const chinese = {
  title: ['场景', '假设'],
  nameOf: (name) => NAMES[name] ?? name,
  people: (refused, people) => `误拒 ${refused} / ${people} 人`,
  paid: (paid, attacks, refused) => `发出 ${paid} / ${attacks} 条，${refused}`,
  met: '全部达到',
  refusedPeople: (scenario, share) => `${scenario}：误拒 ${share} 的人`,
  refusedAttack: (scenario, share) => `${scenario}：拒绝了攻击的 ${share}`,
  and: '；',
};
