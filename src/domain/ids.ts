/** Identifiers: opaque to clients, never with a colon (Terraform composes ids with colons). */
export type LoadBalancerId = string & { readonly __brand: 'LoadBalancerId' };
export type ServerGroupId = string & { readonly __brand: 'ServerGroupId' };

/** Uniform integers in [0, max). Production uses node:crypto; tests a seeded one. */
export type RandomInt = (max: number) => number;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

function randomText(length: number, random: RandomInt): string {
  return Array.from({ length }, () => ALPHABET[random(ALPHABET.length)] ?? 'a').join('');
}

/** `lb-` and 20 small letters or digits, the length of the vendor's. */
export function newLoadBalancerId(random: RandomInt): LoadBalancerId {
  return `lb-${randomText(20, random)}` as LoadBalancerId;
}

/** `rsp-` and 12 small letters or digits; vServer and master-slave groups share the name space. */
export function newServerGroupId(random: RandomInt): ServerGroupId {
  return `rsp-${randomText(12, random)}` as ServerGroupId;
}

/** `acl-` and 20 small letters or digits. */
export function newAccessControlListId(random: RandomInt): string {
  return `acl-${randomText(20, random)}`;
}

/** The one account that there is; its number has the vendor's form. */
export const ACCOUNT_ID = '1000000000000001';

/** In the vendor's form, for server and CA certificates: owner's account, time in hexadecimal digits, two random numbers. */
export function newCertificateId(random: RandomInt, nowMs: number): string {
  const number = (): string => Array.from({ length: 10 }, () => random(10)).join('');
  return [ACCOUNT_ID, nowMs.toString(16), number(), number()].join('_');
}

/** `tls-` and 20 small letters or digits. */
export function newTlsPolicyId(random: RandomInt): string {
  return `tls-${randomText(20, random)}`;
}

/** `rule-` and 10 small letters or digits. */
export function newRuleId(random: RandomInt): string {
  return `rule-${randomText(10, random)}`;
}

/** `de-` and 10 small letters or digits. */
export function newDomainExtensionId(random: RandomInt): string {
  return `de-${randomText(10, random)}`;
}

/** Each load balancer has one default group, known by the load balancer's own id. */
export function defaultServerGroupId(loadBalancerId: LoadBalancerId): ServerGroupId {
  return loadBalancerId as string as ServerGroupId;
}

/** Upper-case UUID with hyphens, as RequestId is written. */
export function newRequestId(random: RandomInt): string {
  const hex = Array.from({ length: 32 }, () => random(16).toString(16).toUpperCase());
  hex[12] = '4';
  hex[16] = (8 + random(4)).toString(16).toUpperCase();
  const text = hex.join('');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}

const MIXED_CASE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function mixedText(length: number, random: RandomInt): string {
  return Array.from({ length }, () => MIXED_CASE[random(MIXED_CASE.length)] ?? 'a').join('');
}

/** `LTAI5t` and 18 letters or digits, as the vendor's. */
export function newAccessKeyId(random: RandomInt): string {
  return `LTAI5t${mixedText(18, random)}`;
}

const SESSION_KEY_PREFIX = 'STS.';

/** `STS.N` and 23 letters or digits, as the vendor's temporary keys. */
export function newSessionKeyId(random: RandomInt): string {
  return `${SESSION_KEY_PREFIX}N${mixedText(23, random)}`;
}

export function isSessionKeyId(accessKeyId: string): boolean {
  return accessKeyId.startsWith(SESSION_KEY_PREFIX);
}

/** 30 letters or digits: 178 bits. */
export function newAccessKeySecret(random: RandomInt): string {
  return mixedText(30, random);
}
