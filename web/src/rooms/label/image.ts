// The image surface, which a page loads when a task needs it.
export { default as ImageWork } from './ImageWork.svelte';
export { default as RegionPanel } from '../../editor/surfaces/image/RegionPanel.svelte';
