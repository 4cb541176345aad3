import type { Room } from '../router/router.svelte';

/** Every room with its own chunk; fixed paths stand before those with a name in them. */
export const rooms: readonly Room[] = [
  { path: '/', frame: 'shell', load: () => import('../rooms/projects/Projects.svelte') },
  { path: '/sign-in', frame: 'visitor', load: () => import('../rooms/entry/SignIn.svelte') },
  { path: '/welcome', frame: 'visitor', load: () => import('../rooms/entry/Welcome.svelte') },
  { path: '/projects', frame: 'shell', load: () => import('../rooms/projects/Projects.svelte') },
  { path: '/projects/new', frame: 'shell', load: () => import('../rooms/projects/NewProject.svelte') },
  { path: '/projects/:id', frame: 'shell', load: () => import('../rooms/projects/Project.svelte') },
  { path: '/projects/:id/label', frame: 'work', load: () => import('../rooms/label/Label.svelte') },
  { path: '/projects/:id/review', frame: 'work', load: () => import('../rooms/review/Review.svelte') },
  { path: '/projects/:id/workforce', frame: 'shell', load: () => import('../rooms/workforce/Workforce.svelte') },
  { path: '/projects/:id/batches', frame: 'shell', load: () => import('../rooms/batches/Batches.svelte') },
  { path: '/projects/:id/gold', frame: 'shell', load: () => import('../rooms/gold/Gold.svelte') },
  { path: '/tasks/:id', frame: 'shell', load: () => import('../rooms/projects/Task.svelte') },
  { path: '/chains', frame: 'shell', load: () => import('../rooms/chains/Chains.svelte') },
  { path: '/chains/:id', frame: 'shell', load: () => import('../rooms/chains/Chain.svelte') },
  { path: '/versions', frame: 'shell', load: () => import('../rooms/versions/Versions.svelte') },
  { path: '/versions/:id', frame: 'shell', load: () => import('../rooms/versions/Version.svelte') },
  { path: '/models', frame: 'shell', load: () => import('../rooms/models/Models.svelte') },
  { path: '/models/:id', frame: 'shell', load: () => import('../rooms/models/Model.svelte') },
  { path: '/evaluations/:id', frame: 'shell', load: () => import('../rooms/models/Evaluation.svelte') },
  { path: '/jobs/:id', frame: 'shell', load: () => import('../rooms/chains/Job.svelte') },
  { path: '/records/:id', frame: 'shell', load: () => import('../rooms/records/Lineage.svelte') },
  { path: '/audit', frame: 'shell', load: () => import('../rooms/records/Audit.svelte') },
  { path: '/webhooks', frame: 'shell', load: () => import('../rooms/webhooks/Webhooks.svelte') },
  { path: '/people', frame: 'shell', load: () => import('../rooms/people/People.svelte') },
];
