/** The frame of every page: bar, navigation, content. */
import { Button } from 'antd';
import { use, useEffect, useState } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { LanguageContext } from '../i18n/language.ts';
import { useTexts } from '../i18n/texts.ts';
import { RegionChoice } from '../region/region.tsx';
import { OperationHost } from '../resources/operation-host.tsx';
import { useSession } from '../session/session-context.ts';
import { useTheme } from '../theme/theme.ts';
import { pages } from './pages.ts';
import { PageBoundary } from './page-boundary.tsx';
import './shell.css';
import { texts } from './texts.ts';

export function Shell() {
  const t = useTexts(texts);
  const [location] = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  useEffect(() => setMenuOpen(false), [location]);
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {t.skip}
      </a>
      <header className="shell-bar">
        <Button
          className="shell-menu"
          type="text"
          aria-expanded={menuOpen}
          aria-controls="navigation"
          onClick={() => setMenuOpen(!menuOpen)}
        >
          <span aria-hidden="true">☰</span>
          <span className="visually-hidden">{t.menu}</span>
        </Button>
        <Link href="/" className="shell-brand">
          <img src="/console/hotspare.svg" alt="" width="26" height="26" />
          Hotspare
        </Link>
        <Tools />
      </header>
      <Navigation open={menuOpen} location={location} />
      <main className="shell-main" id="content" tabIndex={-1}>
        <PageBoundary key={location}>
          <OperationHost>
            <Switch>
              {pages.map(({ path, component }) => (
                <Route key={path} path={path} component={component} />
              ))}
              <Route>{t.notFound}</Route>
            </Switch>
          </OperationHost>
        </PageBoundary>
      </main>
    </div>
  );
}

function Navigation({ open, location }: { readonly open: boolean; readonly location: string }) {
  const t = useTexts(texts);
  return (
    <nav className="shell-nav" id="navigation" aria-label={t.navigation} data-open={open}>
      {pages.flatMap(({ path, name }) =>
        name === undefined
          ? []
          : [
              <Link key={path} href={path} aria-current={isBelow(location, path) ? 'page' : undefined}>
                {t.pages[name]}
              </Link>,
            ],
      )}
      <Tools />
    </nav>
  );
}

/** Load balancers and their groups are reached from the overview. */
function isBelow(location: string, path: string): boolean {
  if (path === '/') return location === '/' || /^\/(balancers|groups)\//.test(location);
  return location === path || location.startsWith(`${path}/`);
}

/** In the bar, and where that is too narrow, below the navigation. */
function Tools() {
  const t = useTexts(texts);
  const { language, choose } = use(LanguageContext);
  const { theme, choose: chooseTheme } = useTheme();
  const { session, signOut } = useSession();
  return (
    <div className="row shell-tools">
      <RegionChoice />
      <span className="quiet">{session.userName ?? t.rootKey}</span>
      <Button
        type="text"
        size="small"
        lang={language === 'en' ? 'zh-CN' : 'en'}
        title={t.otherLanguageName}
        onClick={() => choose(language === 'en' ? 'zh' : 'en')}
      >
        {t.otherLanguage}
      </Button>
      <Button type="text" size="small" onClick={() => chooseTheme(theme === 'dark' ? 'light' : 'dark')}>
        {theme === 'dark' ? t.toLight : t.toDark}
      </Button>
      <Button type="text" size="small" onClick={signOut}>
        {t.signOut}
      </Button>
    </div>
  );
}
