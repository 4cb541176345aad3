import type { Role } from '../../api';

/** From the most rights to the fewest. */
export const roles: readonly Role[] = ['owner', 'admin', 'manager', 'reviewer', 'annotator', 'viewer'];
