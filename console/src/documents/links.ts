/** Where a link in a document leads inside the console; undefined for places outside of it. */
export function pathOfLink(url: URL, origin: string): string | undefined {
  if (url.origin !== origin) return undefined;
  const match = /^\/console\/docs\/(.+)\.md$/.exec(url.pathname);
  return match ? `/documents/${match[1] ?? ''}${url.hash}` : undefined;
}
