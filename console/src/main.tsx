import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { preloadPage } from './shell/pages.ts';
import './theme/theme.css';

preloadPage(location.pathname.slice('/console'.length));
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
