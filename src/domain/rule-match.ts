/** Which forwarding rule a request falls under. Pure. */

export interface MatchedRule {
  /** Small letters, exact or `*.example.com`; empty = every domain. */
  readonly domain: string;
  /** Beginning of the path; empty = every path. */
  readonly url: string;
}

/**
 * The rule for a request, `host` in small letters and without port (empty when there is none), `path` without query:
 * of those that fit, the one with the most particular domain (exact, then the longest wildcard, then none), and among
 * these the one with the longest url. Undefined: none fits, the listener's own servers get the request.
 *
 * unverified: a request whose domain has rules of which none fits its path goes on to wildcards, to rules without a
 * domain and to the listener's own servers. One page of the vendor says so, another one says 404.
 * Source: "Add domain-name based or URL-based forwarding rules".
 */
export function ruleFor<Rule extends MatchedRule>(
  rules: readonly Rule[],
  host: string,
  path: string,
): Rule | undefined {
  let best: Rule | undefined;
  for (const rule of rules) {
    if (!fitsDomain(rule.domain, host) || !path.startsWith(rule.url)) continue;
    if (best === undefined || isMoreParticular(rule, best)) best = rule;
  }
  return best;
}

/** A wildcard stands for one label or more: `*.example.com` fits `a.b.example.com`, and not `example.com`. */
export function fitsDomain(domain: string, host: string): boolean {
  if (domain === '') return true;
  return domain.startsWith('*.')
    ? host.endsWith(domain.slice(1)) && host.length >= domain.length
    : domain === host;
}

function isMoreParticular(a: MatchedRule, b: MatchedRule): boolean {
  const [rankA, rankB] = [domainRank(a.domain), domainRank(b.domain)];
  return rankA === rankB ? a.url.length > b.url.length : rankA > rankB;
}

/** Greater = more particular. No name has more than 253 characters. */
function domainRank(domain: string): number {
  if (domain === '') return 0;
  return domain.startsWith('*.') ? domain.length : Infinity;
}
