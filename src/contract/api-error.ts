import { errorCatalogue, type ErrorId } from './errors.ts';

/** The only kind of error a client sees. Rendered in one place, from the catalogue. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly id: ErrorId;
  readonly code: string;
  readonly httpStatus: number;
  /** What the caller can do about it; goes into `Recommend`. */
  readonly remedy: string;

  /** `values` fill the `{placeholders}` of message and remedy. */
  constructor(id: ErrorId, values: Readonly<Record<string, string | number>> = {}) {
    const entry = errorCatalogue[id];
    super(fill(entry.message, values));
    this.id = id;
    this.code = entry.code;
    this.httpStatus = entry.httpStatus;
    this.remedy = fill(entry.remedy, values);
  }
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
