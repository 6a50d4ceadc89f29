/** Numbers and times as people read them, in the language of the page. */
import { type Language, useLanguage } from './language.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' };

export interface Formats {
  number(value: number): string;
  /** `1.2 MB/s` */
  bytesPerSecond(value: number): string;
  /** Of the day, with milliseconds: what a failover is told in. */
  preciseTime(ms: number): string;
  dateTime(ms: number): string;
  /** `3 minutes ago` */
  ago(ms: number, nowMs: number): string;
  duration(ms: number): string;
  /** `15,002 ms`: never shortened, so that what lies close together can be told apart. */
  milliseconds(ms: number): string;
}

export function useFormats(): Formats {
  return formats[useLanguage()];
}

function formatsFor(locale: string): Formats {
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const short = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, notation: 'compact' });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const precise = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hour12: false,
  });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'long' });
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(value);
  return {
    number: (value) => (value >= 10_000 ? short : plain).format(value),
    bytesPerSecond: (value) => bytes(value, unit),
    preciseTime: (ms) => precise.format(ms),
    dateTime: (ms) => dateTime.format(ms),
    ago: (ms, nowMs) => ago(Math.max(0, nowMs - ms), relative),
    duration: (ms) => (ms < 1000 ? unit(Math.round(ms), 'millisecond') : unit(ms / 1000, 'second')),
    milliseconds: (ms) => `${whole.format(ms)} ms`,
  };
}

function bytes(value: number, unit: (value: number, name: string) => string): string {
  const names = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let at = 0;
  let scaled = value;
  while (scaled >= 1000 && at < names.length - 1) {
    scaled /= 1000;
    at += 1;
  }
  return `${unit(scaled, names[at] ?? 'byte')}/s`;
}

function ago(ms: number, relative: Intl.RelativeTimeFormat): string {
  const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ];
  for (const [name, length] of steps)
    if (ms >= length) return relative.format(-Math.floor(ms / length), name);
  return relative.format(-Math.floor(ms / 1000), 'second');
}

const formats: Readonly<Record<Language, Formats>> = {
  en: formatsFor(locales.en),
  zh: formatsFor(locales.zh),
};
