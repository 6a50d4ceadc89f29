/** The shape of a conformance case, and what it is given to work with. */
import type { EngineEvidence, EngineFeature, ForwardingEngine } from '../../../src/engine/engine.ts';
import type { ForwardingPlan } from '../../../src/domain/plan-types.ts';
import type { Blackhole, Place, TcpBackend, TcpBehaviour, UdpBackend } from '../../support/backends.ts';
import type { HttpBackend, HttpBehaviour } from '../../support/http-backend.ts';
import type { TcpClient, UdpClient } from './clients.ts';
import type { PlanBook } from './plans.ts';

export interface EngineCase {
  /** One sentence: what an engine that passes does. */
  readonly name: string;
  /** The case is skipped for an engine that does not declare all of these, and for no other reason. */
  readonly needs: readonly EngineFeature[];
  run(context: CaseContext): Promise<void>;
}

/** A fresh engine and everything a case may make; all of it is removed when the case ends, however it ends. */
export interface CaseContext {
  readonly engine: ForwardingEngine;
  /** Of the process that an engine has to itself; only where a feature promises something about it. */
  readonly process: EngineProcessControl | undefined;
  /** Evidence since the case began. */
  readonly evidence: readonly EngineEvidence[];
  /** Makes listeners at places that are free, and plans of them. */
  readonly plans: PlanBook;
  tcpBackend(name: string, script?: readonly TcpBehaviour[], place?: Place): Promise<TcpBackend>;
  httpBackend(name: string, behaviour?: HttpBehaviour, place?: Place): Promise<HttpBackend>;
  udpBackend(name: string, place?: Place): Promise<UdpBackend>;
  blackhole(name: string): Promise<Blackhole>;
  /** Connects; rejects when that fails. */
  connect(to: { readonly address: string; readonly port: number }, from?: string): Promise<TcpClient>;
  udpClient(to: { readonly address: string; readonly port: number }, from?: string): Promise<UdpClient>;
  /** Runs at the end of the case, last one first. */
  defer(undo: () => void | Promise<void>): void;
}

export interface EngineProcessControl {
  /** Kills the engine process as the kernel would: SIGKILL. */
  kill(): Promise<void>;
  /** A control process of its own that has applied the plan, on the place that `adopt` looks at. */
  spawnController(plan: ForwardingPlan): Promise<ControllerProcess>;
  /** What a control process that starts now gets: the engine that the last one left behind. */
  adopt(): Promise<ForwardingEngine>;
  /** As `adopt`, by a control process of another build. */
  adoptWithOtherBuild(): Promise<ForwardingEngine>;
}

export interface ControllerProcess {
  readonly enginePid: number;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}
