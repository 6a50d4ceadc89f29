/** The picture itself; loaded only where there is room for it. */
import {
  type Edge,
  type Node,
  type NodeHandle,
  Position,
  Panel,
  ReactFlow,
  useNodesInitialized,
  useReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { texts } from '../texts.ts';
import { edgeTypes } from './flow-edge.tsx';
import { nodeTypes } from './flow-nodes.tsx';
import './flow.css';
import { type Picture, type PictureEdge, type PictureNode, ROW } from './picture.ts';

/** Left edge of each column, pixels. */
const COLUMNS = [0, 200, 495, 770] as const;
export const WIDTHS = [110, 205, 185, 290] as const;
const HEIGHTS: Readonly<Record<PictureNode['kind'], number>> = {
  clients: 76,
  listener: 84,
  'server-group': 68,
  server: 108,
};
const FIT = { padding: 0.03, maxZoom: 1 } as const;
/** Beyond that one moves about in it. */
const TALLEST = 620;

export type FlowNode = Node<{ readonly node: PictureNode }, PictureNode['kind']>;
export type FlowEdge = Edge<{ readonly edge: PictureEdge }, 'traffic'>;

export function Flow({ picture }: { readonly picture: Picture }) {
  const t = useTexts(texts);
  const { nodes, edges } = useMemo(() => toFlow(picture), [picture]);
  const height = Math.min(TALLEST, Math.max(2, ...nodes.map(({ position }) => position.y / ROW + 1.2)) * ROW);
  return (
    <div className="flow" style={{ height }}>
      <ReactFlowProvider>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={false}
          edgesFocusable={false}
          zoomOnScroll={false}
          zoomActivationKeyCode="Control"
          preventScrolling={false}
          minZoom={0.2}
          maxZoom={1.5}
          fitView
          fitViewOptions={FIT}
          aria-label={t.picture}
        >
          <FitAgain count={nodes.length} />
          <Zoom />
        </ReactFlow>
      </ReactFlowProvider>
    </div>
  );
}

function Zoom() {
  const t = useTexts(texts);
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <Panel position="top-left" className="row">
      <Button size="small" aria-label={t.zoomIn} onClick={() => void zoomIn()}>
        +
      </Button>
      <Button size="small" aria-label={t.zoomOut} onClick={() => void zoomOut()}>
        −
      </Button>
      <Button size="small" onClick={() => void fitView(FIT)}>
        {t.fit}
      </Button>
    </Panel>
  );
}

/** What has come or gone is to be seen. */
function FitAgain({ count }: { readonly count: number }) {
  const { fitView } = useReactFlow();
  const measured = useNodesInitialized();
  useEffect(() => {
    if (measured) void fitView(FIT);
  }, [count, measured, fitView]);
  return null;
}

function toFlow({ nodes, edges }: Picture): { readonly nodes: FlowNode[]; readonly edges: FlowEdge[] } {
  return {
    nodes: nodes.map((node) => {
      const size = { width: WIDTHS[node.column], height: HEIGHTS[node.kind] };
      return {
        id: node.id,
        type: node.kind,
        position: { x: COLUMNS[node.column], y: node.y - size.height / 2 },
        ...size,
        // Said here: measuring anew with every figure would take the edges away each time.
        measured: size,
        handles: handlesOf(node, size),
        data: { node },
      };
    }),
    edges: edges.map((edge) => ({
      id: edge.id,
      source: edge.from,
      target: edge.to,
      type: 'traffic',
      data: { edge },
    })),
  };
}

/** Where edges arrive at and leave a node: the middle of its left and right side. */
function handlesOf(
  { kind }: PictureNode,
  { width, height }: { readonly width: number; readonly height: number },
): NodeHandle[] {
  const middle = { y: height / 2, width: 1, height: 1 };
  return [
    ...(kind === 'clients' ? [] : [{ type: 'target', position: Position.Left, x: 0, ...middle } as const]),
    ...(kind === 'server'
      ? []
      : [{ type: 'source', position: Position.Right, x: width, ...middle } as const]),
  ];
}
