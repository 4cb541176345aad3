import type { Role } from '../api';
import type { Room } from '../router/router.svelte';

const administrators: readonly Role[] = ['owner', 'admin'];
const managers: readonly Role[] = [...administrators, 'manager'];
const checkers: readonly Role[] = [...managers, 'reviewer'];
const readers: readonly Role[] = [...checkers, 'viewer'];
const annotators: readonly Role[] = [...checkers, 'annotator'];

/** Every room with its own chunk; fixed paths stand before those with a name in them. */
export const rooms: readonly Room[] = [
  { path: '/', frame: 'shell', load: () => import('../rooms/projects/Projects.svelte') },
  { path: '/sign-in', frame: 'visitor', load: () => import('../rooms/entry/SignIn.svelte') },
  { path: '/welcome', frame: 'visitor', load: () => import('../rooms/entry/Welcome.svelte') },
  { path: '/projects', frame: 'shell', load: () => import('../rooms/projects/Projects.svelte') },
  { path: '/projects/new', frame: 'shell', roles: managers, load: () => import('../rooms/projects/NewProject.svelte') },
  { path: '/projects/:id', frame: 'shell', load: () => import('../rooms/projects/Project.svelte') },
  { path: '/projects/:id/label', frame: 'work', roles: annotators, load: () => import('../rooms/label/Label.svelte') },
  { path: '/projects/:id/review', frame: 'work', roles: checkers, load: () => import('../rooms/review/Review.svelte') },
  { path: '/projects/:id/guideline', frame: 'shell', load: () => import('../rooms/guideline/Guideline.svelte') },
  { path: '/projects/:id/questions', frame: 'shell', roles: annotators, load: () => import('../rooms/guideline/Questions.svelte') },
  { path: '/projects/:id/workforce', frame: 'shell', roles: managers, load: () => import('../rooms/workforce/Workforce.svelte') },
  { path: '/projects/:id/quality', frame: 'shell', roles: readers, load: () => import('../rooms/quality/QualityReport.svelte') },
  { path: '/projects/:id/batches', frame: 'shell', roles: checkers, load: () => import('../rooms/batches/Batches.svelte') },
  { path: '/projects/:id/gold', frame: 'shell', roles: managers, load: () => import('../rooms/gold/Gold.svelte') },
  { path: '/tasks/:id', frame: 'shell', roles: checkers, load: () => import('../rooms/projects/Task.svelte') },
  { path: '/chains', frame: 'shell', roles: readers, load: () => import('../rooms/chains/Chains.svelte') },
  { path: '/chains/:id', frame: 'shell', roles: readers, load: () => import('../rooms/chains/Chain.svelte') },
  { path: '/versions', frame: 'shell', roles: readers, load: () => import('../rooms/versions/Versions.svelte') },
  { path: '/versions/:id', frame: 'shell', roles: readers, load: () => import('../rooms/versions/Version.svelte') },
  { path: '/models', frame: 'shell', roles: readers, load: () => import('../rooms/models/Models.svelte') },
  { path: '/models/:id', frame: 'shell', roles: readers, load: () => import('../rooms/models/Model.svelte') },
  { path: '/evaluations/:id', frame: 'shell', roles: readers, load: () => import('../rooms/models/Evaluation.svelte') },
  { path: '/jobs/:id', frame: 'shell', roles: readers, load: () => import('../rooms/chains/Job.svelte') },
  { path: '/records/:id', frame: 'shell', roles: managers, load: () => import('../rooms/records/Lineage.svelte') },
  { path: '/audit', frame: 'shell', roles: administrators, load: () => import('../rooms/records/Audit.svelte') },
  { path: '/webhooks', frame: 'shell', roles: administrators, load: () => import('../rooms/webhooks/Webhooks.svelte') },
  { path: '/people', frame: 'shell', roles: administrators, load: () => import('../rooms/people/People.svelte') },
];
