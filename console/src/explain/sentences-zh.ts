/**
 * Sentences of which the console has only the text (evidence, what needs attention), in Chinese, by their form. What has
 * another form is left as it is.
 */
type Rule = readonly [form: RegExp, chinese: (...parts: string[]) => string];

export function sentenceZh(english: string): string {
  for (const [form, chinese] of rules) {
    const match = form.exec(english);
    if (match) return chinese(...match.slice(1).map((part) => part ?? ''));
  }
  return english;
}

const DURATION = '(less than 1 ms|\\d+ ms)';
const DETAIL = '(?: \\((.*)\\))?';

const outcomes: Readonly<Record<string, string>> = {
  refused: '连接被拒绝',
  unreachable: '不可达',
  reset: '连接被重置',
  'wrong status': '状态码不符',
  'wrong answer': '应答不符',
  'malformed answer': '应答格式错误',
  other: '其他错误',
};
const seats: Readonly<Record<string, string>> = { master: '主服务器', slave: '备服务器', server: '服务器' };
const holds: Readonly<Record<string, string>> = {
  'The master is healthy again; the group returns to it only by order.':
    '主服务器已恢复正常；该组仅在收到指令后切回。',
  'The master is healthy; an order keeps traffic on the slave until another order or its failure.':
    '主服务器正常；指令要求流量保留在备服务器，直到新的指令或备服务器故障。',
};

const what = (source: string): string => (source === 'probe' ? '健康检查' : '客户端连接');
const duration = (text: string): string =>
  text.replace('less than 1 ms', '不到 1 毫秒').replace('ms', '毫秒');
const inBrackets = (text: string): string => (text === '' ? '' : `（${text}）`);
const last = (evidence: string): string => (evidence === '' ? '' : `（最近一次：${sentenceZh(evidence)}）`);
const time = (text: string): string => new Date(text).toLocaleString('zh-CN');

const rules: readonly Rule[] = [
  // Which listener, and then what of it.
  [/^((?:tcp|udp|https?):\d+) (.*)$/s, (listener = '', rest = '') => `${listener} ${sentenceZh(rest)}`],
  [
    new RegExp(`^(probe|client's connect) passed in ${DURATION}${DETAIL}$`, 's'),
    (source = '', took = '', detail = '') =>
      `${what(source)}通过，用时 ${duration(took)}${inBrackets(detail)}`,
  ],
  [
    new RegExp(`^(probe|client's connect) timed out after ${DURATION}${DETAIL}$`, 's'),
    (source = '', took = '', detail = '') =>
      `${what(source)}超时，用时 ${duration(took)}${inBrackets(detail)}`,
  ],
  [
    new RegExp(`^(probe|client's connect) failed after ${DURATION}: ([a-z ]+?)${DETAIL}$`, 's'),
    (source = '', took = '', outcome = '', detail = '') =>
      `${what(source)}失败：${outcomes[outcome] ?? outcome}，用时 ${duration(took)}${inBrackets(detail)}`,
  ],
  [
    new RegExp(`^no probe was possible from here${DETAIL}$`, 's'),
    (detail = '') => `本机无法进行健康检查${inBrackets(detail)}`,
  ],
  [
    /^is (\w+): its listeners take no connections$/,
    (status = '') => `${status === 'locked' ? '已锁定' : '已停用'}：监听不接受连接`,
  ],
  [/^is not in force: (.*)$/s, (why = '') => `未生效：${why}`],
  [/^the address of (\S+) is not known: (.*)$/s, (id = '', why = '') => `${id} 的地址未知：${why}`],
  [/^its group has no servers$/, () => '服务器组中没有服务器'],
  [/^has no servers behind it$/, () => '没有后端服务器'],
  [/^(\S+) and (\S+) both fail their health checks$/, (a = '', b = '') => `${a} 与 ${b} 健康检查均失败`],
  [
    /^the (master|slave|server) (\S+) serves but fails its health check(?: \(last: (.*)\))?$/s,
    (seat = '', id = '', evidence = '') =>
      `${seats[seat] ?? seat} ${id} 正在提供服务，但健康检查失败${last(evidence)}`,
  ],
  [
    /^the (master|slave|server) (\S+) fails its health check(?: \(last: (.*)\))?$/s,
    (seat = '', id = '', evidence = '') => `${seats[seat] ?? seat} ${id} 健康检查失败${last(evidence)}`,
  ],
  [/^all its servers fail their health checks: (.*)$/s, (ids = '') => `全部服务器健康检查失败：${ids}`],
  [
    /^(\d+) of (\d+) servers fail their health checks: (.*)$/s,
    (bad = '', all = '', ids = '') => `${all} 台服务器中有 ${bad} 台健康检查失败：${ids}`,
  ],
  [
    /^The master is healthy again; the return waits(?: until (\S+))?\.$/,
    (until = '') => `主服务器已恢复正常；延迟切回${until === '' ? '' : `至 ${time(until)}`}。`,
  ],
  [
    /^The master failed too often lately; the return is held(?: until (\S+))?\.$/,
    (until = '') => `主服务器近期故障过于频繁；暂缓切回${until === '' ? '' : `至 ${time(until)}`}。`,
  ],
  [/^(The master is healthy.*)$/s, (sentence = '') => holds[sentence] ?? sentence],
];
