// The text surface, which a page loads when a task needs it.
import SpanSurface from '../../editor/text/SpanSurface.svelte';
import { textSurface } from './text-surface.svelte';

export { markingCommands } from '../../editor/text/commands';
export { markingOf } from './marks';
export { default as SpanPanel } from './SpanPanel.svelte';

textSurface.take(SpanSurface);
