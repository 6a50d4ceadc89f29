/** Would change how the text around them reads, or not be seen at all. */
const DISGUISES = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What somebody named: isolated, and with a mark in place of every character that hides or turns text around. */
export function Name({ children }: { readonly children: string }) {
  return <bdi>{children.replaceAll(DISGUISES, '\ufffd')}</bdi>;
}
