/** What the contracts say of actions and parameters, in the language of the page; what is not translated stays English. */
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from './language.ts';

/** Loaded only by who reads it. */
export function useContractTexts(): (english: string) => string {
  const chinese = useLanguage() === 'zh';
  const { data } = useQuery({
    queryKey: ['contract-texts', 'zh'],
    queryFn: async () => (await import('./contract-texts-zh.ts')).contractTextsZh,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: chinese,
  });
  return (english) => (chinese ? (data?.[english] ?? english) : english);
}
