/** Takes off the interfaces what services of ours have put there, and nothing else. */
import { FfiUnavailable, loadFfi } from '../../net/ffi.ts';
import { errors, SystemCallError } from '../../net/libc/system-call-error.ts';
import type { Libc } from '../../net/libc/libc.ts';
import { openLibc } from '../../net/libc/libc.ts';
import { EngineError } from '../engine.ts';
import { isMarked } from './mark.ts';
import { openInterfaces } from './open.ts';

/** Of every service of ours that ran on this machine, whether it is still there or not. Rejects with `EngineError`. */
export async function uninstallAddresses(): Promise<void> {
  const libc = await libcOrNone();
  // Without it no service has ever added one.
  if (libc === undefined) return;
  const interfaces = openInterfaces(libc);
  try {
    for (const each of interfaces.addresses().filter(isMarked)) interfaces.remove(each);
  } catch (error) {
    if (!(error instanceof SystemCallError) || error.errno !== errors.EPERM) throw error;
    throw new EngineError(
      'start-failed',
      'This user may not take addresses off interfaces. Run it as root or with CAP_NET_ADMIN.',
    );
  } finally {
    interfaces.close();
  }
}

async function libcOrNone(): Promise<Libc | undefined> {
  if (process.platform !== 'linux') return undefined;
  try {
    return openLibc(await loadFfi());
  } catch (error) {
    if (error instanceof FfiUnavailable) return undefined;
    throw error;
  }
}
