/** What the service says in English sentences, made anew in Chinese from the same facts. Pure. */
import type { ElectionReason, Hold } from '../../../src/domain/election.ts';
import type { ProbeResult, Verdict } from '../../../src/domain/health.ts';
import type { ActiveRole } from '../../../src/domain/roles.ts';
import type { HistoryFact } from '../../../src/domain/state-records.ts';

export const reasonsZh: Readonly<Record<ElectionReason, string>> = {
  initial: '服务器组从主服务器开始；由首次健康检查决定先由谁提供服务。',
  'master-failed': '主服务器健康检查失败，备服务器已接管。',
  'master-recovered': '主服务器健康检查恢复正常，流量已切回主服务器。',
  'slave-failed-over-back': '备服务器健康检查失败而主服务器可用，流量已切回主服务器。',
  'weight-zero': '权重为 0 的服务器不接受新建连接，由另一台提供服务。',
  manual: '由人工指令切换。',
  drill: '正在进行故障演练。',
  'policy-hold': '策略暂缓切回主服务器。',
  'both-down': '两台服务器健康检查均失败，按服务器组的相应策略处理。',
  'server-edited': '服务器组或监听已被修改。',
};

export const rolesZh: Readonly<Record<ActiveRole, string>> = {
  Master: '主服务器',
  Slave: '备服务器',
  None: '无',
};

export const verdictsZh: Readonly<Record<Verdict, string>> = {
  unknown: '未知',
  healthy: '正常',
  unhealthy: '异常',
};

const outcomesZh: Readonly<Record<ProbeResult['outcome'], string>> = {
  ok: '通过',
  refused: '连接被拒绝',
  'timed-out': '超时',
  unreachable: '不可达',
  reset: '连接被重置',
  'wrong-status': '状态码不符',
  'wrong-answer': '应答不符',
  'malformed-answer': '应答格式错误',
  'not-probed': '本机无法检查',
  other: '失败',
};

type ShowTime = (ms: number) => string;

const localTime: ShowTime = (ms) => new Date(ms).toLocaleString('zh-CN');

/** `showTime` says when a hold ends; a date, unless time is made up. */
export function holdZh(
  { why, untilMs }: Pick<Hold, 'why' | 'untilMs'>,
  showTime: ShowTime = localTime,
): string {
  const until = untilMs === null ? '' : `至 ${showTime(untilMs)}`;
  switch (why) {
    case 'failback-manual':
      return '主服务器已恢复正常；该组仅在收到指令后切回。';
    case 'failback-delayed':
      return `主服务器已恢复正常；延迟切回${until}。`;
    case 'flap-damping':
      return `主服务器近期故障过于频繁；暂缓切回${until}。`;
    case 'ordered':
      return '主服务器正常；指令要求流量保留在备服务器，直到新的指令或备服务器故障。';
    case 'both-down':
      return '两台服务器健康检查均失败；由最后一台主用服务器继续承担并尝试。';
  }
}

export function resultZh({ source, outcome, durationMs, detail }: ProbeResult): string {
  const what = source === 'probe' ? '健康检查' : '客户端连接';
  const more = detail === '' ? '' : `（${detail}）`;
  return `${what}${outcome === 'ok' ? '' : '失败：'}${outcomesZh[outcome]}，用时 ${durationZh(durationMs)}${more}`;
}

export function factZh(fact: HistoryFact, showTime: ShowTime = localTime): string {
  switch (fact.kind) {
    case 'probe-failed':
      return `${fact.targetId}：${resultZh(fact.result)}。`;
    case 'verdict':
      return `${fact.targetId} 经 ${fact.results} 次结果判定为${verdictsZh[fact.to]}；最后一次：${resultZh(fact.evidence)}。`;
    case 'decision':
      return `由${rolesZh[fact.from]}切换到${rolesZh[fact.to]}，纪元 ${fact.epoch}：${reasonsZh[fact.reason]}`;
    case 'held':
      return holdZh(fact.hold, showTime);
    case 'applied':
      return `引擎 ${fact.engine} 在决定后 ${durationZh(fact.afterMs)}应用纪元 ${fact.epoch}，断开 ${fact.cutConnections} 个连接。`;
    case 'first-served':
      return `${fact.targetId} 在决定后 ${durationZh(fact.afterMs)}服务了第一个客户端。`;
  }
}

function durationZh(ms: number): string {
  return ms < 1 ? '不足 1 毫秒' : `${Math.round(ms)} 毫秒`;
}
