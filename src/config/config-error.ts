/** A setting that cannot be used: says where it stands and what to write instead. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'invalid-configuration';
  readonly retryable = false;
  /** Where the setting was given: `hotspare.yaml:7`, `environment HOTSPARE_LISTEN`, `flag --listen`. */
  readonly subject: string | undefined;

  constructor(message: string, options: { readonly subject?: string; readonly cause?: unknown } = {}) {
    super(options.subject === undefined ? message : `${options.subject}: ${message}`, {
      cause: options.cause,
    });
    this.subject = options.subject;
  }
}
