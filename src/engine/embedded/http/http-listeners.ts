/** The HTTP and HTTPS listeners of the embedded engine. */
import { isHttp } from '../../../domain/plan-types.ts';
import type { ListenerMaker } from '../forwarder.ts';
import { HttpListener } from './http-listener.ts';

/** Throws `TypeError` for a listener of layer 4: those are another forwarder's. */
export const httpListeners: ListenerMaker = (planned, around) => {
  if (!isHttp(planned)) throw new TypeError(`${planned.key} speaks ${planned.protocol}`);
  return new HttpListener(planned, around);
};
