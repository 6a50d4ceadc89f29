/** nginx stream, one worker, with the configuration of bench/peers/nginx.conf. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { addresses } from '../bed/bed.ts';
import { peerFile } from '../peers/peer-file.ts';
import { type Engine, virtualDoors } from './engine.ts';
import { endPeer, peerValues, startPeer, versionOf, whyNoProgram } from './peer-process.ts';

/** Where distributions put what is not compiled in. */
const modules = ['/usr/lib/nginx/modules', '/usr/lib64/nginx/modules', '/usr/share/nginx/modules'].map(
  (folder) => `${folder}/ngx_stream_module.so`,
);

export const nginx: Engine = {
  id: 'nginx',
  title: 'nginx stream, 1 worker',
  udp: true,
  inKernel: false,
  async whyNot() {
    const missing = whyNoProgram('nginx', 'nginx-light');
    if (missing !== undefined || streamModule() !== undefined || hasStreamBuiltIn()) return missing;
    return 'nginx has no stream module (Debian: libnginx-mod-stream).';
  },
  async start(bed, { directory, firstPort }) {
    const module = streamModule();
    const values = {
      ...peerValues(firstPort),
      modules: module === undefined ? '' : `load_module ${module};`,
    };
    const config = peerFile('nginx.conf', values, join(directory, 'nginx.conf'));
    const doors = virtualDoors(addresses.virtual, firstPort);
    const child = await startPeer(bed, ['nginx', '-p', directory, '-e', 'stderr', '-c', config], doors);
    return {
      doors,
      about: versionOf('nginx', '-v'),
      pids: () => (child.pid === undefined ? [] : [child.pid]),
      stop: () => endPeer(child),
    };
  },
};

function streamModule(): string | undefined {
  return modules.find((path) => existsSync(path));
}

function hasStreamBuiltIn(): boolean {
  return /--with-stream(?!=dynamic)\b/.test(spawnSync('nginx', ['-V'], { encoding: 'utf8' }).stderr);
}
