/** Language, theme and session around the routes. Every page is a chunk of its own. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { Router } from 'wouter';
import { ApiFailure } from './api/failure.ts';
import { initialLanguage, LanguageContext, rememberLanguage, type Language } from './i18n/language.ts';
import { LiveProvider } from './live/live-provider.tsx';
import { RegionProvider } from './region/region.tsx';
import { SessionGate } from './session/session-gate.tsx';
import { Shell } from './shell/shell.tsx';
import { antdTheme, ThemeContext, useChosenTheme } from './theme/theme.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      // What the service refuses it refuses again; what does not reach it is worth another try.
      retry: (count, error) => !(error instanceof ApiFailure) && count < 2,
    },
  },
});

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content;
const csp = nonce === undefined ? {} : { csp: { nonce } };

/** Two Chinese characters are no reason for a space between them. */
const plainButton = { autoInsertSpace: false };

export function App() {
  const theme = useChosenTheme();
  const language = useChosenLanguage();
  const design = useMemo(() => antdTheme(theme.theme), [theme.theme]);
  return (
    <LanguageContext value={language}>
      <ThemeContext value={theme}>
        <ConfigProvider theme={design} wave={{ disabled: true }} button={plainButton} {...csp}>
          <QueryClientProvider client={queries}>
            <Router base="/console">
              <SessionGate>
                <LiveProvider>
                  <RegionProvider>
                    <Shell />
                  </RegionProvider>
                </LiveProvider>
              </SessionGate>
            </Router>
          </QueryClientProvider>
        </ConfigProvider>
      </ThemeContext>
    </LanguageContext>
  );
}

function useChosenLanguage() {
  const [language, setLanguage] = useState(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  return useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        rememberLanguage(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
}
