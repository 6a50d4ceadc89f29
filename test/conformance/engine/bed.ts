/**
 * A client and two servers in network namespaces of their own, wired to this one, which is the balancer. Only inside a
 * namespace that may be spoilt. Client and servers are small programs that are told what to do line by line.
 */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { eventually } from '../../support/eventually.ts';

export const places = {
  client: { address: '10.71.1.2', address6: 'fd71:1::2' },
  a: { address: '10.71.2.2', address6: 'fd71:2::2' },
  b: { address: '10.71.3.2', address6: 'fd71:3::2' },
} as const;
export type Machine = keyof typeof places;

/** Of the balancer; on the interface towards the client. */
export const virtual = { address: '10.71.1.100', address6: 'fd71:1::100' } as const;

export class Bed {
  readonly #keepers = new Map<Machine, ChildProcess>();
  readonly #programs: ChildProcess[] = [];

  /** Wires everything. The virtual addresses are there, unless somebody else is to bring them. */
  async open({ withVirtual = true } = {}): Promise<void> {
    ip('link', 'set', 'lo', 'up');
    for (const [index, machine] of (['client', 'a', 'b'] as const).entries())
      await this.#wire(machine, index + 1);
    if (withVirtual) {
      ip('addr', 'add', `${virtual.address}/32`, 'dev', 'v1');
      ip('-6', 'addr', 'add', `${virtual.address6}/128`, 'dev', 'v1', 'nodad');
    }
    sysctl('net/ipv4/ip_forward', '1');
    sysctl('net/ipv6/conf/all/forwarding', '1');
  }

  close(): void {
    for (const program of this.#programs) program.kill('SIGKILL');
    for (const keeper of this.#keepers.values()) keeper.kill('SIGKILL');
  }

  /** What a command says that is run in the machine. */
  run(machine: Machine, ...command: readonly string[]): string {
    const pid = this.#keepers.get(machine)?.pid ?? 0;
    return execFileSync('nsenter', ['--net', '-t', String(pid), ...command]).toString();
  }

  /** A program of node in the machine; each line sent to it is answered by one line. */
  start(machine: Machine, script: string, ...args: readonly string[]): Program {
    const pid = this.#keepers.get(machine)?.pid ?? 0;
    const enter = ['--net', '-t', String(pid), process.execPath, '-e', script, '--', ...args];
    const child = spawn('nsenter', enter, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#programs.push(child);
    return new Program(child);
  }

  async #wire(machine: Machine, net: number): Promise<void> {
    const keeper = spawn('unshare', ['--net', 'sleep', '600'], { stdio: 'ignore' });
    this.#keepers.set(machine, keeper);
    const pid = String(keeper.pid);
    await eventually(() => {
      ip('link', 'add', `v${net}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', pid);
      // Until it has unshared, the other end would land here.
      const here = execFileSync('ip', ['-o', 'link', 'show']).toString();
      if (!/\beth0@/.test(here)) return;
      ip('link', 'del', `v${net}`);
      throw new Error('the namespace is not there yet');
    }, 'process');
    const { address, address6 } = places[machine];
    ip('addr', 'add', `10.71.${net}.1/24`, 'dev', `v${net}`);
    ip('-6', 'addr', 'add', `fd71:${net}::1/64`, 'dev', `v${net}`, 'nodad');
    ip('link', 'set', `v${net}`, 'up');
    const inside = (...args: readonly string[]): void => {
      execFileSync('nsenter', ['--net', '-t', pid, 'ip', ...args]);
    };
    inside('link', 'set', 'lo', 'up');
    inside('addr', 'add', `${address}/24`, 'dev', 'eth0');
    inside('-6', 'addr', 'add', `${address6}/64`, 'dev', 'eth0', 'nodad');
    inside('link', 'set', 'eth0', 'up');
    inside('route', 'add', 'default', 'via', `10.71.${net}.1`);
    inside('-6', 'route', 'add', 'default', 'via', `fd71:${net}::1`);
  }
}

export class Program {
  readonly #child: ChildProcess;
  readonly #waiting: ((line: string) => void)[] = [];

  constructor(child: ChildProcess) {
    this.#child = child;
    if (child.stdout) createInterface(child.stdout).on('line', (line) => this.#waiting.shift()?.(line));
  }

  ask(line: string): Promise<string> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child.stdin?.write(`${line}\n`);
    });
  }

  /** SIGKILL: its kernel closes what it had open. Resolves when it is gone. */
  kill(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.kill('SIGKILL');
    });
  }
}

/** Greets with its name and the address it sees, then sends back what comes; datagrams likewise. Answers any line. */
export const server = `
  const name = process.argv[1];
  const open = () => {
    const tcp = require('net').createServer((c) => {
      c.on('error', () => {});
      c.write(name + ' ' + c.remoteAddress.replace('::ffff:', '') + '\\n');
      c.pipe(c);
    });
    tcp.listen(80, '::');
    const udp = require('dgram').createSocket('udp6');
    udp.on('message', (m, from) => udp.send(name + ':' + m, from.port, from.address));
    udp.bind(80);
    return new Promise((resolve) => tcp.once('listening', resolve));
  };
  require('readline').createInterface(process.stdin).on('line', async () => {
    await open();
    console.log('ready');
  });`;

/**
 * 'get ADDRESS': one connection; answers with the greeting or the error's code, and the milliseconds it took.
 * 'keep ADDRESS': opens one and keeps it, answers with the greeting. 'kept': how the kept one is after an echo.
 * 'datagram ADDRESS': one from a socket that stays the same; answers with what came back.
 */
export const client = `
  const net = require('net');
  const udp = require('dgram').createSocket('udp6').bind(0);
  let kept, state = 'none';
  const v6 = (a) => (a.includes(':') ? a : '::ffff:' + a);
  const get = (host, then) => {
    const since = Date.now();
    const c = net.connect({ host, port: 80 });
    c.once('data', (d) => { console.log(String(d).trim() + ' ' + (Date.now() - since)); then(c); });
    c.once('error', (e) => { if (c !== kept) console.log(e.code + ' ' + (Date.now() - since)); });
    c.on('error', () => {});
  };
  require('readline').createInterface(process.stdin).on('line', (line) => {
    const [verb, host] = line.split(' ');
    if (verb === 'get') get(host, (c) => c.destroy());
    if (verb === 'keep') get(host, (c) => {
      kept = c;
      state = 'open';
      c.on('error', (e) => (state = e.code));
    });
    if (verb === 'kept') {
      if (state !== 'open') return console.log(state);
      kept.once('data', (d) => console.log('echo'));
      kept.once('error', (e) => console.log(e.code));
      kept.write('x');
    }
    if (verb === 'state') console.log(state);
    if (verb === 'datagram') {
      udp.once('message', (m) => console.log(String(m)));
      udp.send('x', 80, v6(host));
    }
  });`;

function ip(...args: readonly string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

function sysctl(name: string, value: string): void {
  execFileSync('sh', ['-c', `echo ${value} > /proc/sys/${name}`]);
}
