/** The API explorer: everything in it comes from the contracts, so an action more changes nothing here. */
import { Link } from 'wouter';
import { contracts, isActionName } from '../../../src/contract/index.ts';
import { useTexts } from '../i18n/texts.ts';
import { PageHead } from '../ui/page-head.tsx';
import { ActionIndex } from './action-index.tsx';
import { ActionPage } from './action-page.tsx';
import './explorer.css';
import { texts } from './texts.ts';

export function Page({ params }: { readonly params: Readonly<Record<string, string | undefined>> }) {
  const t = useTexts(texts);
  const { action } = params;
  if (action === undefined) {
    return (
      <>
        <PageHead title={t.title}>
          <p className="quiet explorer-intro">{t.intro}</p>
        </PageHead>
        <ActionIndex detailed />
      </>
    );
  }
  if (!isActionName(action)) {
    return (
      <PageHead title={action} above={{ title: t.all, href: '/explorer' }}>
        <p>{t.noAction}</p>
      </PageHead>
    );
  }
  return (
    <div className="explorer">
      <nav className="explorer-index" aria-label={t.all}>
        <ActionIndex current={action} detailed={false} />
      </nav>
      <div>
        <Link href="/explorer" className="explorer-back">
          ‹ {t.all}
        </Link>
        <ActionPage key={action} contract={contracts[action]} />
      </div>
    </div>
  );
}
