// The labels of a run's figures on the Chinese page. A test fails if a label of the newest run is missing.
export const NAMES = {
  Client: '客户端',
  Connector: '连接器',
  Sandbox: '沙箱',
  Guard: '防刷',
  Gateway: '网关',
  'Command line': '命令行',
  met: '达到',
  '**missed**': '**未达到**',
  'CPU per send, one at a time, against the floor': '每次发送的 CPU，逐条发送，与基准之比',
  'CPU per send, 32 at a time, against the floor': '每次发送的 CPU，32 个并发，与基准之比',
  'CPU per send, one at a time, against the official SDK':
    '每次发送的 CPU，逐条发送，与官方 SDK 之比',
  'CPU per send, 32 at a time, against the official SDK':
    '每次发送的 CPU，32 个并发，与官方 SDK 之比',
  'loading time, without Node, ms': '加载时间，不含 Node，毫秒',
  'heap growth over 200000 sends, MB': '200,000 次发送后堆内存的增长，MB',
  'connections for 4 sends at intervals of 6 s': '间隔 6 秒的 4 次发送所用的连接数',
  'waiting time per send with a round trip of 30 ms over TLS, against the official connector':
    '每次发送的等待时间，TLS，往返 30 毫秒，与官方连接器之比',
  'CPU per send, one at a time, against the official connector':
    '每次发送的 CPU，逐条发送，与官方连接器之比',
  'CPU per send, 32 at a time, against the official connector':
    '每次发送的 CPU，32 个并发，与官方连接器之比',
  'loading time, without connector-kit, ms': '加载时间，不含 connector-kit，毫秒',
  'createConnector, µs': 'createConnector，微秒',
  'lib/index.js, KB': 'lib/index.js，KB',
  'signed SendSms per second': '每秒处理的已签名 SendSms',
  'CPU per request, against a server with a constant answer, at full speed':
    '每个请求的 CPU，与返回固定响应的服务器之比，全速',
  'CPU per request, against a server with a constant answer, 1000 per second':
    '每个请求的 CPU，与返回固定响应的服务器之比，每秒 1,000 个',
  'a wait is answered after acceptance, median of 100, ms':
    '受理后到 wait 返回，100 次的中位数，毫秒',
  'an open page shows a message after acceptance, ms': '受理后到打开的页面显示短信，毫秒',
  'list of 100000 stored messages, ms': '列出短信，已保存 100,000 条，毫秒',
  'search in 100000 stored messages, ms': '搜索短信，已保存 100,000 条，毫秒',
  'memory with 100000 stored messages, MB': '内存，已保存 100,000 条短信，MB',
  'memory store, 200000 subjects, µs per decision': '内存计数，200,000 个条目，每次判断，微秒',
  'memory store, 200000 subjects, live memory, MB': '内存计数，200,000 个条目，数据本身，MB',
  'memory store, 200000 subjects, resident memory, MB': '内存计数，200,000 个条目，常驻内存，MB',
  'Redis, round trips per decision': 'Redis，每次判断的往返次数',
  'Redis, round trips per settlement': 'Redis，每次归还名额的往返次数',
  'CPU per send, 32 at a time, against the sender and 1.5 requests to a bare Hono':
    '每次发送的 CPU，32 个并发，与 sender 加 1.5 个空 Hono 请求之比',
  'CPU per send, 500 per second, against the sender and 1.5 requests to a bare Hono':
    '每次发送的 CPU，每秒 500 次，与 sender 加 1.5 个空 Hono 请求之比',
  '99th percentile above the sender’s, 500 per second, ms':
    '第 99 百分位比 sender 多出的时间，每秒 500 次，毫秒',
  'from start until it listens, ms': '从启动到开始监听，毫秒',
  '--help, from start to exit, including Node, ms': '--help，从启动到退出，含 Node，毫秒',
};
