// The image surface, which a page loads when a task needs it; what draws it is on its way at the same time.
export { default as ImageWork } from './ImageWork.svelte';
export { default as RegionPanel } from '../../editor/surfaces/image/RegionPanel.svelte';

void import('../../editor/render/pixi-scene');
