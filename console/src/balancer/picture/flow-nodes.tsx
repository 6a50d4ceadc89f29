import { Handle, type NodeProps, Position } from '@xyflow/react';
import type { ReactNode } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { texts } from '../texts.ts';
import type { FlowNode } from './flow.tsx';
import { GroupTitle, ListenerFacts, ServerFacts } from './node-facts.tsx';

function Box({
  kind,
  emphasis,
  children,
}: {
  readonly kind: string;
  readonly emphasis?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className="flow-node" data-kind={kind} data-emphasis={emphasis}>
      {kind !== 'clients' && <Handle type="target" position={Position.Left} isConnectable={false} />}
      {children}
      {kind !== 'server' && <Handle type="source" position={Position.Right} isConnectable={false} />}
    </div>
  );
}

function ClientsNode({ data: { node } }: NodeProps<FlowNode>) {
  const t = useTexts(texts);
  const { number } = useFormats();
  if (node.kind !== 'clients') return null;
  return (
    <Box kind="clients">
      <strong>{t.clients}</strong>
      <span>{t.connectionCount(number(node.connections))}</span>
      <span>{t.rate(number(node.newConnectionsPerSecond))}</span>
    </Box>
  );
}

function ListenerNode({ data: { node } }: NodeProps<FlowNode>) {
  if (node.kind !== 'listener') return null;
  return (
    <Box kind="listener" emphasis={node.listener.failure === null ? undefined : 'critical'}>
      <ListenerFacts listener={node.listener} />
    </Box>
  );
}

function GroupNode({ data: { node } }: NodeProps<FlowNode>) {
  if (node.kind !== 'server-group') return null;
  return (
    <Box kind="server-group">
      <GroupTitle group={node} />
    </Box>
  );
}

function ServerNode({ data: { node } }: NodeProps<FlowNode>) {
  if (node.kind !== 'server') return null;
  const { activeFor, target } = node;
  const emphasis = activeFor.length > 0 ? 'active' : target.role === null ? undefined : 'standby';
  return (
    <Box kind="server" emphasis={emphasis}>
      <ServerFacts node={node} />
    </Box>
  );
}

export const nodeTypes = {
  clients: ClientsNode,
  listener: ListenerNode,
  'server-group': GroupNode,
  server: ServerNode,
};
