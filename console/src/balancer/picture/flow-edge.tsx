/** Traffic between two nodes: as thick as it is much, flowing where it goes, dashed where it would go. */
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { useRef } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { texts } from '../texts.ts';
import type { FlowEdge } from './flow.tsx';
import { thicknessOf } from './picture.ts';

function TrafficEdge(props: EdgeProps<FlowEdge>) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const [path, labelX, labelY] = getBezierPath(props);
  const edge = props.data?.edge;
  const firstEpoch = useRef(edge?.epoch);
  if (!edge) return null;
  const { connections, newConnectionsPerSecond: rate, state, epoch } = edge;
  const hasTurned = epoch !== null && epoch !== firstEpoch.current;
  return (
    <>
      <BaseEdge
        path={path}
        className="flow-edge"
        data-state={state}
        style={{ strokeWidth: state === 'active' ? thicknessOf(rate) : 1.5 }}
      />
      {state === 'active' && rate > 0 && (
        <path d={path} className="flow-current" style={{ animationDuration: `${paceOf(rate)}s` }} />
      )}
      {hasTurned && <path key={epoch} d={path} className="flow-turn" data-state={state} />}
      {state !== 'off' && (connections > 0 || rate > 0) && (
        <EdgeLabelRenderer>
          <div
            className="flow-label"
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {t.connectionCount(number(connections))}
            <br />
            {t.rate(number(rate))}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

/** Seconds for one stroke to pass: faster with more, without becoming a flicker. */
function paceOf(rate: number): number {
  return Math.max(0.25, 1.4 - 0.35 * Math.log10(1 + rate));
}

export const edgeTypes = { traffic: TrafficEdge };
