/**
 * How texts reach the kernel. Each `run` is one transaction: all of it or nothing. In the process by libnftables where
 * koffi can load it (a switch takes a fraction of a millisecond), else by one program nft that stays, else by one that
 * is started for each text.
 */
import { FfiUnavailable, loadFfi } from '../../../net/ffi.ts';
import { messageOf } from '../../../lib/message-of.ts';
import { InteractiveTransport } from './interactive.ts';
import { LibraryTransport } from './library.ts';
import { ProgramTransport } from './program.ts';
import type { NftTransport } from './transport.ts';

export async function openTransport(): Promise<NftTransport> {
  try {
    return new LibraryTransport(await loadFfi());
  } catch (error) {
    if (!(error instanceof FfiUnavailable)) throw error;
    return openProgram(error.message);
  }
}

/** Not every nft is built with the interactive mode. */
async function openProgram(why: string): Promise<NftTransport> {
  const staying = new InteractiveTransport(why);
  try {
    await staying.run('');
    return staying;
  } catch (error) {
    staying.close();
    return new ProgramTransport(`${why} ${messageOf(error)}`);
  }
}
