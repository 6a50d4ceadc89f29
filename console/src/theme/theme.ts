/** Light and dark: chosen once by a person, else by the system. antd gets the colours that theme.css has. */
import { theme as antd, type ThemeConfig } from 'antd';
import { createContext, use, useEffect, useState } from 'react';

export type Theme = 'light' | 'dark';

const STORED_AS = 'hotspare.theme';

export const ThemeContext = createContext<{ readonly theme: Theme; readonly choose: (theme: Theme) => void }>(
  {
    theme: 'light',
    choose: () => undefined,
  },
);

export function useTheme() {
  return use(ThemeContext);
}

export function useChosenTheme() {
  const [theme, setTheme] = useState(initialTheme);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.style.colorScheme = theme;
  }, [theme]);
  const choose = (chosen: Theme): void => {
    localStorage.setItem(STORED_AS, chosen);
    setTheme(chosen);
  };
  return { theme, choose };
}

function initialTheme(): Theme {
  const chosen = localStorage.getItem(STORED_AS);
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function antdTheme(theme: Theme): ThemeConfig {
  const dark = theme === 'dark';
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#ff9248' : '#bf4600',
      // The hues that antd works out are too pale for text.
      colorPrimaryHover: dark ? '#ffab70' : '#a33b00',
      colorPrimaryActive: dark ? '#ffc296' : '#8a3200',
      colorError: dark ? '#ff8079' : '#c21e2b',
      colorTextLightSolid: dark ? '#1b1206' : '#ffffff',
      colorBgBase: dark ? '#171e28' : '#ffffff',
      colorTextBase: dark ? '#e7ecf3' : '#1c2430',
      colorTextPlaceholder: dark ? '#a3afbf' : '#566173',
      fontFamily: 'var(--sans)',
      borderRadius: 6,
      // Nothing here gains by it, and what never sees its transition end stays half gone.
      motion: false,
    },
    components: {
      Button: {
        defaultBg: dark ? '#1c2531' : '#ffffff',
        defaultHoverBg: dark ? '#1c2531' : '#ffffff',
        defaultActiveBg: dark ? '#1c2531' : '#ffffff',
        defaultBorderColor: dark ? '#7b8798' : '#8792a2',
        defaultHoverColor: dark ? '#ff9248' : '#bf4600',
        defaultHoverBorderColor: dark ? '#ff9248' : '#bf4600',
        // The dark algorithm would take these back to where they are hard to read.
        colorError: dark ? '#ff8079' : '#c21e2b',
        defaultShadow: 'none',
        primaryShadow: 'none',
        dangerShadow: 'none',
      },
    },
  };
}
