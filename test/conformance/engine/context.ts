/** Makes what a case works with, and takes it all down again. */
import type { EngineEvidence, EngineFeature, ForwardingEngine } from '../../../src/engine/engine.ts';
import { Blackhole, TcpBackend, UdpBackend, greetAndEcho } from '../../support/backends.ts';
import { HttpBackend } from '../../support/http-backend.ts';
import type { CaseContext, EngineProcessControl } from './case.ts';
import { TcpClient, UdpClient } from './clients.ts';
import { PlanBook } from './plans.ts';

/** An engine under test: how to make a fresh one. */
export interface EngineHarness {
  /** As it stands in the report: `embedded (child)`. */
  readonly name: string;
  readonly features: ReadonlySet<EngineFeature>;
  open(): Promise<EngineUnderTest>;
}

export interface EngineUnderTest {
  readonly engine: ForwardingEngine;
  readonly process: EngineProcessControl | undefined;
  /** Ends everything that `open` and `process` have started, in whatever state it is. */
  dispose(): Promise<void>;
}

/** Loopback network that the listeners under test live in; each process takes one address of it. */
function listenerAddress(): string {
  return `127.77.${(process.pid >> 8) & 255}.${process.pid & 255 || 1}`;
}

/** Opens an engine, runs `use` with a context around it, and removes everything that came of it. */
export async function withContext(
  harness: EngineHarness,
  use: (context: CaseContext) => Promise<void>,
): Promise<void> {
  const undo: (() => void | Promise<void>)[] = [];
  try {
    await use(await makeContext(harness, undo));
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function makeContext(
  harness: EngineHarness,
  undo: (() => void | Promise<void>)[],
): Promise<CaseContext> {
  const defer = (step: () => void | Promise<void>): void => {
    undo.push(step);
  };
  const subject = await harness.open();
  defer(() => subject.dispose());
  return {
    engine: subject.engine,
    process: subject.process,
    evidence: collectEvidence(subject.engine, defer),
    plans: new PlanBook(listenerAddress()),
    defer,
    async tcpBackend(name, script = [greetAndEcho], place) {
      const backend = await TcpBackend.start(name, script, place);
      defer(() => backend.stop());
      return backend;
    },
    async httpBackend(name, behaviour, place) {
      const backend = await HttpBackend.start(name, behaviour, place);
      defer(() => backend.stop());
      return backend;
    },
    async udpBackend(name, place) {
      const backend = await UdpBackend.start(name, place);
      defer(() => backend.stop().catch(() => undefined));
      return backend;
    },
    async blackhole(name) {
      const silent = await Blackhole.start(name);
      defer(() => silent.stop());
      return silent;
    },
    async connect(to, from) {
      const client = await TcpClient.open(to, from);
      defer(() => {
        client.socket.destroy();
      });
      return client;
    },
    async udpClient(to, from) {
      const client = await UdpClient.open(to, from);
      defer(() => client.close());
      return client;
    },
  };
}

function collectEvidence(
  engine: ForwardingEngine,
  defer: (step: () => void) => void,
): readonly EngineEvidence[] {
  const collected: EngineEvidence[] = [];
  const ending = new AbortController();
  defer(() => ending.abort());
  const collect = async (): Promise<void> => {
    for await (const each of engine.evidence(ending.signal)) collected.push(each);
  };
  void collect();
  return collected;
}
