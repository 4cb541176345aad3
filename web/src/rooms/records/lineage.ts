import type { Lineage } from '../../api';

type Node = Lineage['nodes'][number];

/** The records at one distance from the start, by kind, with what was done between. */
export interface Step {
  readonly depth: number;
  readonly kinds: readonly (readonly [kind: string, nodes: readonly Node[]])[];
  readonly activities: ReadonlyMap<string, string>;
}

export function stepsOf(lineage: Lineage): Step[] {
  const depths = [...new Set(lineage.nodes.map(depthOf))].sort((a, b) => a - b);
  const activityOf = new Map(lineage.edges.flatMap((edge) => [[edge.to, edge.activity], [edge.from, edge.activity]] as const));
  return depths.map((depth) => {
    const nodes = lineage.nodes.filter((node) => depthOf(node) === depth);
    const kinds = [...new Set(nodes.map((node) => node.kind))];
    return {
      depth,
      kinds: kinds.map((kind) => [kind, nodes.filter((node) => node.kind === kind)] as const),
      activities: new Map(depth === 0 ? [] : kinds.flatMap((kind) => {
        const named = [...new Set(nodes.filter((node) => node.kind === kind).map((node) => activityOf.get(node.id)).filter((one) => one !== undefined))];
        return named.length > 0 ? [[kind, named.join(', ')] as const] : [];
      })),
    };
  });
}

const rooms: Readonly<Record<string, string>> = {
  project: 'projects', task: 'tasks', 'dataset-version': 'versions', version: 'versions', model: 'models', evaluation: 'evaluations', chain: 'chains', job: 'jobs',
};

/** The page of a record, where it has one. */
export function roomOf(node: Node): string | null {
  const room = rooms[node.kind];
  return room === undefined ? null : `/${room}/${encodeURIComponent(node.id)}`;
}

function depthOf(node: Node): number {
  return node.depth ?? 0;
}
