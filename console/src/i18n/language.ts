/** Which language the console speaks: chosen once by a person, else by the browser. */
import { createContext, use } from 'react';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

const STORED_AS = 'hotspare.language';

export function initialLanguage(): Language {
  const chosen = localStorage.getItem(STORED_AS);
  const known = languages.find((language) => language === chosen);
  if (known) return known;
  const [first = 'en'] = navigator.languages.filter((tag) => /^(en|zh)\b/i.test(tag));
  return first.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORED_AS, language);
}

export const LanguageContext = createContext<{
  readonly language: Language;
  readonly choose: (language: Language) => void;
}>({ language: 'en', choose: () => undefined });

export function useLanguage(): Language {
  return use(LanguageContext).language;
}
