/** All actions by resource, and the search in them. */
import { Input } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ActionContract, Resource } from '../../../src/contract/define.ts';
import { contracts } from '../../../src/contract/index.ts';
import { useContractTexts } from '../i18n/contract-texts.ts';
import { useTexts } from '../i18n/texts.ts';
import { resourceTexts } from './resource-texts.ts';
import { texts } from './texts.ts';
import { Badge } from '../ui/badge.tsx';

const all: readonly ActionContract[] = Object.values(contracts);

/** `current`: the one that is shown beside the list. */
export function ActionIndex({
  current,
  detailed,
}: {
  readonly current?: string;
  readonly detailed: boolean;
}) {
  const t = useTexts(texts);
  const resources = useTexts(resourceTexts);
  const translate = useContractTexts();
  const [search, setSearch] = useState('');
  const found = all.filter((contract) => matches(contract, search, translate));
  const groups = Map.groupBy(found, ({ resource }) => resource);
  return (
    <div className="stack">
      <Input
        aria-label={t.search}
        placeholder={t.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        allowClear
      />
      {found.length === 0 && <p className="quiet">{t.nothing}</p>}
      <div className={detailed ? 'explorer-groups' : 'stack'}>
        {[...groups].map(([resource, actions]) => (
          <section key={resource} className="explorer-group">
            <h2>{nameOf(resource, resources)}</h2>
            <ul>
              {actions.map(({ name, summary, extension, write }) => (
                <li key={name}>
                  <Link href={`/explorer/${name}`} aria-current={name === current ? 'page' : undefined}>
                    {name}
                  </Link>
                  {detailed && (
                    <>
                      {write && <Badge>{t.write}</Badge>}
                      {extension && <Badge>{t.extension}</Badge>}
                      <p className="quiet">{translate(summary)}</p>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function nameOf(resource: Resource, names: Readonly<Record<string, string>>): string {
  return names[resource] ?? resource;
}

/** Every word somewhere in the name or the summary, in either language. */
function matches(
  { name, summary, resource }: ActionContract,
  search: string,
  translate: (english: string) => string,
): boolean {
  const text = `${name} ${resource} ${summary} ${translate(summary)}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
