// npm start: installs and builds if needed, then becomes the service.
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled, requireNode } from './prepare.mjs';

requireNode();
ensureInstalled();
await ensureBuilt();
const program = fileURLToPath(new URL('../dist/hotspare.js', import.meta.url));
process.argv = [process.execPath, program, 'serve', ...process.argv.slice(2)];
await import(program);
