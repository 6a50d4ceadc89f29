import type { EngineCase } from '../case.ts';
import { accessCases } from './access.ts';
import { evidenceCases } from './evidence.ts';
import { groupPairCases } from './group-pair.ts';
import { httpCases } from './http.ts';
import { httpConnectionCases } from './http-connections.ts';
import { httpFailoverCases } from './http-failover.ts';
import { httpOwnAnswerCases } from './http-own-answers.ts';
import { httpPersistenceCases } from './http-persistence.ts';
import { httpRulesCases } from './http-rules.ts';
import { httpSmugglingCases } from './http-smuggling.ts';
import { httpWebSocketCases } from './http-websocket.ts';
import { httpsCases } from './https.ts';
import { limitCases } from './limits.ts';
import { listenerCases } from './listeners.ts';
import { pairCases } from './pair.ts';
import { poolCases } from './pool.ts';
import { processCases } from './process.ts';
import { proxyProtocolCases } from './proxy-protocol.ts';
import { schedulerCases } from './schedulers.ts';
import { targetLostCases } from './target-lost.ts';
import { tcpCases } from './tcp.ts';
import { udpCases } from './udp.ts';

export const engineCases: readonly EngineCase[] = [
  ...listenerCases,
  ...tcpCases,
  ...accessCases,
  ...poolCases,
  ...schedulerCases,
  ...pairCases,
  ...groupPairCases,
  ...targetLostCases,
  ...udpCases,
  ...limitCases,
  ...proxyProtocolCases,
  ...httpCases,
  ...httpConnectionCases,
  ...httpOwnAnswerCases,
  ...httpWebSocketCases,
  ...httpRulesCases,
  ...httpFailoverCases,
  ...httpPersistenceCases,
  ...httpSmugglingCases,
  ...httpsCases,
  ...evidenceCases,
  ...processCases,
];
