/** What somebody named: isolated, so that no name changes how the words around it read. */
export function Name({ children }: { readonly children: string }) {
  return <bdi>{children.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '\ufffd')}</bdi>;
}
