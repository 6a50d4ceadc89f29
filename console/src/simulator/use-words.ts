/** The words of the picture, and the service's sentences about made-up time, in the language of the page. */
import { explainFact } from '../../../src/domain/explain.ts';
import type { HistoryFact } from '../../../src/domain/state-records.ts';
import { factZh } from '../explain/reasons-zh.ts';
import { useLanguage } from '../i18n/language.ts';
import { shortDuration, type Words, wordsEn, wordsZh } from './drawing/words.ts';

export function useWords(): Words {
  return useLanguage() === 'zh' ? wordsZh : wordsEn;
}

export function useSentence(): (fact: HistoryFact) => string {
  const words = useWords();
  const sentence = useLanguage() === 'zh' ? factZh : explainFact;
  return (fact) => sentence(named(fact, words), shortDuration);
}

/** Servers are told of by their seats: they have no ids here. */
function named(fact: HistoryFact, words: Words): HistoryFact {
  if (!('targetId' in fact)) return fact;
  const role = fact.targetId === 'master' ? 'Master' : 'Slave';
  return { ...fact, targetId: words.roles[role] };
}
