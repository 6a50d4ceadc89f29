/** The clients in Java: one Maven project with pinned versions; its libraries are kept with it, so that Maven runs once. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './driver-process.ts';
import { prepare, run, type Tool } from './tools.ts';

export async function makeJava(): Promise<
  Record<'java' | 'javaNew' | 'javaOld' | 'javaOldXml' | 'pairNew' | 'pairOld', Tool>
> {
  const made = await prepare({
    name: 'java',
    program: 'mvn',
    folder: 'java',
    madeFrom: /\.(?:java|xml)$/,
    make: (folder, from) =>
      run(
        'mvn',
        [
          ...['--quiet', '--batch-mode', `-Dmade=${folder}`, 'compile'],
          ...['dependency:copy-dependencies', `-DoutputDirectory=${join(folder, 'libraries')}`],
        ],
        { cwd: from },
      ),
  });
  const program = (...args: string[]): Tool => {
    if ('missing' in made) return made;
    const classPath = `${join(made.folder, 'classes')}:${join(made.folder, 'libraries')}/*`;
    // A short life: compiling thoroughly would cost more than it saves.
    const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', classPath];
    return { command: { program: 'java', args: [...flags, ...args] } };
  };
  const driver = (name: string, ...rest: string[]): Tool => program(`clients.${name}`, ...rest);
  return {
    // For programs of any kind.
    java: program(),
    javaNew: driver('NewSdk'),
    javaOld: driver('OldSdk', 'JSON'),
    javaOldXml: driver('OldSdk', 'XML'),
    pairNew: driver('PairNew'),
    pairOld: driver('PairOld'),
  };
}

/** The command with the service's certificate in its trust store; that is made when the certificate is there. */
export function trusting({ program, args }: Command, certificateFile: string): Command {
  if (!existsSync(certificateFile)) return { program, args };
  const store = `${certificateFile}.p12`;
  const secret = 'changeit';
  if (!existsSync(store)) {
    const into = ['-keystore', store, '-storetype', 'PKCS12', '-storepass', secret];
    const from = ['-alias', 'hotspare', '-file', certificateFile];
    execFileSync('keytool', ['-importcert', '-noprompt', ...into, ...from], { stdio: 'ignore' });
  }
  const settings = [`-Djavax.net.ssl.trustStore=${store}`, `-Djavax.net.ssl.trustStorePassword=${secret}`];
  return { program, args: [...settings, ...args] };
}
