/** Texts live beside what shows them, in `texts.ts` of each folder; a text that one language lacks does not compile. */
import { useLanguage } from './language.ts';

/** A text, or one that is made from values. */
type Texts = { readonly [name: string]: string | ((...values: never[]) => string) | Texts };

/** The same names, any words. */
type Translated<T> = {
  readonly [N in keyof T]: T[N] extends string
    ? string
    : T[N] extends (...values: infer V) => string
      ? (...values: V) => string
      : Translated<T[N]>;
};

export interface Bilingual<T> {
  readonly en: T;
  readonly zh: T;
}

export function defineTexts<const T extends Texts>(
  en: T,
  zh: NoInfer<Translated<T>>,
): Bilingual<Translated<T>> {
  return { en: en as unknown as Translated<T>, zh };
}

export function useTexts<T>(texts: Bilingual<T>): T {
  return texts[useLanguage()];
}

/** The page's word for one of the API; one that the page does not know is shown as it is. */
export function wordOf(words: Readonly<Record<string, string>>, word: string): string {
  return words[word] ?? word;
}
