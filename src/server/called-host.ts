/** Name and port that the client called, from its `Host` header; the fallback when that is missing or no host. */
export function calledHost(headers: ReadonlyMap<string, string>, fallback: string): string {
  const host = headers.get('host') ?? '';
  return /^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/.test(host) ? host : fallback;
}

/** Without the port: `HostId` of error documents. */
export function hostName(host: string): string {
  return host.replace(/:\d+$/, '');
}
