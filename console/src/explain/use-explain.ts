/** The service's sentences in the language of the page. It speaks English; Chinese is made from the same facts. */
import type { ElectionReason, Hold } from '../../../src/domain/election.ts';
import type { FailoverEvent } from '../group/event.ts';
import { useLanguage } from '../i18n/language.ts';
import { factZh, holdZh, reasonsZh } from './reasons-zh.ts';
import { sentenceZh } from './sentences-zh.ts';

export interface Explain {
  event(event: FailoverEvent): string;
  /** `english` is the service's own sentence. */
  election(english: string, reason: string | undefined, hold: HoldFacts | undefined): string;
  hold(english: string, hold: HoldFacts): string;
  /** Of which only the text is known: evidence, what needs attention. */
  sentence(english: string): string;
}

interface HoldFacts {
  readonly why: string;
  readonly untilMs: number | null;
}

const english: Explain = {
  event: ({ sentence }) => sentence,
  election: (sentence) => sentence,
  hold: (sentence) => sentence,
  sentence: (sentence) => sentence,
};

const chinese: Explain = {
  event: ({ fact }) => factZh(fact),
  election: (sentence, reason, hold) =>
    isReason(reason) ? `${reasonsZh[reason]}${hold ? chinese.hold('', hold) : ''}` : sentence,
  hold: (sentence, { why, untilMs }) => (isHold(why) ? holdZh({ why, untilMs }) : sentence),
  sentence: sentenceZh,
};

export function useExplain(): Explain {
  return useLanguage() === 'zh' ? chinese : english;
}

function isReason(reason: string | undefined): reason is ElectionReason {
  return reason !== undefined && Object.hasOwn(reasonsZh, reason);
}

const holds: readonly string[] = [
  'failback-manual',
  'failback-delayed',
  'flap-damping',
  'both-down',
  'ordered',
] satisfies readonly Hold['why'][];

function isHold(why: string): why is Hold['why'] {
  return holds.includes(why);
}
