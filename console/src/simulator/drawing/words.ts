/** The words in the picture, in both languages. Not in `texts.ts`: the documents are drawn without a page. */
import type { ActiveRole, Role } from '../../../../src/domain/roles.ts';
import type { FaultKind } from '../model/scenario.ts';

export interface Words {
  readonly faults: string;
  readonly health: (role: Role) => string;
  readonly active: string;
  readonly clients: string;
  readonly penalty: string;
  readonly roles: Readonly<Record<ActiveRole, string>>;
  readonly faultKinds: Readonly<Record<FaultKind, string>>;
  readonly window: (took: string, failed: number, delayed: number) => string;
}

export const wordsEn: Words = {
  faults: 'What happens',
  health: (role) => `${role}: verdict and probes`,
  active: 'New connections go to',
  clients: 'Clients: served, delayed, failed',
  penalty: 'Flap penalty',
  roles: { Master: 'Master', Slave: 'Slave', None: 'nobody' },
  faultKinds: {
    killed: 'killed',
    silent: 'falls silent',
    'wrong-answer': 'answers wrongly',
    flapping: 'flaps',
    back: 'back',
  },
  window: (took, failed, delayed) => `${took}: ${failed} failed, ${delayed} delayed`,
};

export const wordsZh: Words = {
  faults: '发生的故障',
  health: (role) => `${wordsZh.roles[role]}：判定与健康检查`,
  active: '新建连接发往',
  clients: '客户端：成功、延迟、失败',
  penalty: '抖动惩罚值',
  roles: { Master: '主服务器', Slave: '备服务器', None: '无' },
  faultKinds: {
    killed: '进程被杀',
    silent: '失去响应',
    'wrong-answer': '应答错误',
    flapping: '反复故障',
    back: '恢复',
  },
  window: (took, failed, delayed) => `${took}：失败 ${failed}，延迟 ${delayed}`,
};

/** Of an axis whose ticks are `stepMs` apart: no more digits than that needs. */
export function axisTime(ms: number, stepMs: number): string {
  if (stepMs < 1_000) return `${Number((ms / 1_000).toFixed(3))} s`;
  if (stepMs < 60_000) return `${ms / 1_000} s`;
  return `${ms / 60_000} min`;
}

/** `340 ms`, `5.4 s`, `2:30 min`: as short as can be told apart. */
export function shortDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
