/** What somebody named: isolated, so that no name turns the words around it. */
export function Name({ children }: { readonly children: string }) {
  return <bdi>{children}</bdi>;
}
