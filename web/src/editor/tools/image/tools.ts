import type { Kind } from '../../geometry/shape';
import { asBox, asEllipse, pointingCorner } from './drawing_box';
import { pointingEdge } from './drawing_edge';
import { asHole, asLine, asPolygon, pointingPath } from './drawing_path';
import { pointingWire } from './drawing_wire';
import { pointingBrush } from './painting';
import { pointingSuperpixel } from './picking_superpixels';
import { placingKeypoints } from './placing_keypoints';
import { pointingCanvas } from './pointing_canvas';
import { pointingColour } from './pointing_colour';
import { pointingPoint } from './pointing_point';
import type { State } from './state';

export type ToolName = 'select' | 'pan' | 'box' | 'turned-box' | 'polygon' | 'hole' | 'line' | 'ellipse' | 'point' | 'keypoints' | 'brush' | 'eraser' | 'wand' | 'scissors' | 'superpixels';

/** A tool: which shape it needs to be allowed, the key that takes it, and how it begins. */
export interface Tool {
  readonly name: ToolName;
  readonly makes: Kind | null;
  readonly key: string;
  readonly begin: (skeleton: readonly string[]) => State;
}

export const tools: readonly Tool[] = [
  { name: 'select', makes: null, key: 'V', begin: () => pointingCanvas },
  { name: 'pan', makes: null, key: 'H', begin: () => ({ doing: 'panning' }) },
  { name: 'box', makes: 'box', key: 'B', begin: () => pointingCorner(asBox) },
  { name: 'turned-box', makes: 'box', key: 'R', begin: () => pointingEdge },
  { name: 'polygon', makes: 'polygon', key: 'P', begin: () => pointingPath(asPolygon) },
  { name: 'scissors', makes: 'polygon', key: 'D', begin: () => pointingWire },
  { name: 'hole', makes: 'polygon', key: 'Shift+P', begin: () => pointingPath(asHole) },
  { name: 'line', makes: 'line', key: 'L', begin: () => pointingPath(asLine) },
  { name: 'ellipse', makes: 'ellipse', key: 'E', begin: () => pointingCorner(asEllipse) },
  { name: 'point', makes: 'point', key: 'T', begin: () => pointingPoint },
  { name: 'keypoints', makes: 'keypoints', key: 'K', begin: (skeleton) => placingKeypoints(skeleton) },
  { name: 'brush', makes: 'mask', key: 'M', begin: () => pointingBrush(false) },
  { name: 'eraser', makes: 'mask', key: 'Shift+M', begin: () => pointingBrush(true) },
  { name: 'wand', makes: 'mask', key: 'W', begin: () => pointingColour },
  { name: 'superpixels', makes: 'mask', key: 'U', begin: () => pointingSuperpixel() },
];
