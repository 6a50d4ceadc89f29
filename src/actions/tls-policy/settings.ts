import { ApiError } from '../../contract/api-error.ts';
import { cipherFits, isTlsVersion, type TlsPolicy, type TlsVersion } from '../../domain/tls-policies.ts';

/** What a policy says; checked in the order of the documented errors. */
export function settingsFromWire(params: {
  readonly Name: string;
  readonly TLSVersions: readonly string[];
  readonly Ciphers: readonly string[];
}): Pick<TlsPolicy, 'name' | 'tlsVersions' | 'ciphers'> {
  const tlsVersions = versionsFromWire(params.TLSVersions);
  const ciphers = params.Ciphers;
  const cipherTwice = firstRepeated(ciphers);
  if (cipherTwice !== undefined) throw new ApiError('cipherTwice', { cipher: cipherTwice });
  const unfit = ciphers.find((cipher) => !cipherFits(cipher, tlsVersions));
  if (unfit !== undefined) {
    throw new ApiError('cipherUnfit', { cipher: unfit, versions: tlsVersions.join(', ') });
  }
  if (tlsVersions.includes('TLSv1.3') && !ciphers.some((cipher) => cipherFits(cipher, ['TLSv1.3']))) {
    throw new ApiError('tls13CiphersMissing');
  }
  return { name: params.Name, tlsVersions, ciphers };
}

function versionsFromWire(texts: readonly string[]): readonly TlsVersion[] {
  const twice = firstRepeated(texts);
  if (twice !== undefined) throw new ApiError('tlsVersionTwice', { version: twice });
  return texts.map((version) => {
    if (!isTlsVersion(version)) throw new ApiError('tlsVersionUnknown', { version });
    return version;
  });
}

function firstRepeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) < index);
}
