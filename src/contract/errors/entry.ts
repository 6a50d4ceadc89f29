export interface ErrorEntry {
  readonly code: string;
  readonly httpStatus: number;
  /** `{name}` stands for a value given with the error. */
  readonly message: string;
  readonly remedy: string;
  readonly source: string;
}

/** Where codes and messages come from. */
export const DOCS = 'SLB documentation, common error codes';
export const GATEWAY = 'help pages on common gateway errors';
export const META = 'API metadata 2024';
export const OURS = 'Hotspare';
