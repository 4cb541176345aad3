import { mostShown } from '../../classes/captions';
import type { Command } from '../../commands';
import { isUnseen } from '../../regions/region';
import type { Desk } from './desk';

/** The words of the page for a key of this surface. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const arrows = [['ArrowLeft', -1, 0], ['ArrowRight', 1, 0], ['ArrowUp', 0, -1], ['ArrowDown', 0, 1]] as const;
const panStep = 80;

/** All that can be done on an image, for the toolbar, the keys, the menu and the palette alike. */
export function imageCommands(desk: Desk, say: Say, focus: () => void, search: () => void): Command[] {
  const some = () => desk.writes && desk.selection.length > 0;
  const here = () => desk.focused;
  const busy = () => desk.state.busy === true;
  const selected = (kind: string) => () => some() && desk.selected !== null && desk.regions.shape(desk.selected.id)?.kind === kind;
  const path = () => selected('polygon')() || selected('line')();
  const command = (id: string, keys: readonly string[], group: 'tools' | 'regions' | 'view', when: () => boolean, run: () => void): Command =>
    ({ id: `image-${id}`, caption: say(id), keys, group: say(`group.${group}`), when, run });
  return [
    ...desk.tools.map((tool) => command(`tool.${tool.name}`, [tool.key], 'tools', () => desk.writes || tool.name === 'select' || tool.name === 'pan', () => {
      desk.use(tool.name);
      focus();
    })),
    ...desk.labels.slice(0, 9).map((label, i): Command => ({ id: `image-label-${label.name}`, caption: label.caption, keys: [String(i + 1)], group: say('group.labels'), when: () => desk.writes, run: () => desk.choose(label.name) })),
    command('label.search', ['C'], 'regions', () => desk.writes && desk.labels.length > mostShown, search),
    ...arrows.flatMap(([key, dx, dy]) => [
      command(`move.${key}`, [key], 'tools', here, () => desk.arrow(dx, dy, false)),
      command(`move-fine.${key}`, [`Shift+${key}`], 'tools', here, () => desk.arrow(dx, dy, true)),
      command(`grow.${key}`, [`Alt+${key}`], 'regions', () => here() && some(), () => desk.grow(dx, dy, false)),
      command(`grow-fine.${key}`, [`Alt+Shift+${key}`], 'regions', () => here() && some(), () => desk.grow(dx, dy, true)),
      command(`pan.${key}`, [`Ctrl+${key}`], 'view', here, () => desk.pan(-dx * panStep, -dy * panStep)),
    ]),
    command('place', ['Space'], 'tools', () => here() && desk.writes && (desk.hand === 'keys' || !desk.over), () => desk.place()),
    command('place-other', ['Shift+Space'], 'tools', () => here() && desk.writes, () => desk.place({ shift: true, alt: false })),
    command('skip-keypoint', ['O'], 'tools', () => desk.tool === 'keypoints' && desk.writes, () => desk.skipKeypoint()),
    command('end', ['Enter'], 'tools', () => here() && busy(), () => desk.end()),
    command('back', ['Backspace'], 'tools', () => busy() && desk.state.back !== undefined, () => desk.back()),
    command('leave', ['Escape'], 'tools', () => here() && (busy() || desk.held !== null || desk.selection.length > 0 || desk.tool !== 'select'), () => {
      if (!busy() && desk.held === null && desk.selection.length === 0) desk.use('select');
      else desk.leave();
    }),
    command('next', ['Tab'], 'regions', () => here() && desk.canWalk(1), () => desk.walk(1)),
    command('previous', ['Shift+Tab'], 'regions', () => here() && desk.selection.length > 0 && desk.canWalk(-1), () => desk.walk(-1)),
    command('next-any', ['N'], 'regions', () => desk.canWalk(1), () => desk.walk(1)),
    command('previous-any', ['Shift+N'], 'regions', () => desk.canWalk(-1), () => desk.walk(-1)),
    command('next-too', ['Alt+N'], 'regions', () => desk.regions.all.length > 1, () => desk.walkOn(1)),
    command('previous-too', ['Alt+Shift+N'], 'regions', () => desk.regions.all.length > 1, () => desk.walkOn(-1)),
    command('select-all', ['Ctrl+A'], 'regions', () => here() && desk.regions.all.length > 0, () => desk.select(desk.regions.all.map((one) => one.id))),
    command('delete', ['Delete', 'Backspace'], 'regions', () => some() && !busy(), () => desk.delete()),
    command('accept', ['A'], 'regions', () => some() && desk.selection.some((id) => isUnseen(desk.regions.get(id) ?? { id, label: '' })), () => desk.accept()),
    command('accept-all', ['Shift+A'], 'regions', () => desk.writes && desk.regions.all.some(isUnseen), () => desk.acceptAll()),
    command('reject', ['X'], 'regions', () => some() && desk.selection.some((id) => desk.regions.get(id)?.origin !== 'human'), () => desk.reject()),
    command('duplicate', ['Ctrl+D'], 'regions', some, () => desk.duplicate()),
    command('group', ['Ctrl+G'], 'regions', () => some() && desk.selection.length > 1, () => desk.group()),
    command('ungroup', ['Ctrl+Shift+G'], 'regions', () => some() && desk.selection.some((id) => desk.regions.get(id)?.group !== undefined), () => desk.ungroup()),
    command('relate', ['J'], 'regions', () => some() && desk.relationsFromHere().length > 0, () => {
      desk.beginRelation();
      focus();
    }),
    command('point.next', ['.'], 'regions', () => some() && desk.handles().length > 0, () => desk.walkHandles(1)),
    command('point.previous', [','], 'regions', () => some() && desk.handles().length > 0, () => desk.walkHandles(-1)),
    command('point.add', ['I'], 'regions', () => path() && desk.held !== null, () => desk.insertPoint()),
    command('point.visibility', ['Y'], 'regions', () => selected('keypoints')() && desk.held !== null, () => desk.cycleVisibility()),
    command('simplify', ['Shift+S'], 'regions', path, () => desk.simplify()),
    command('turn.right', [')'], 'regions', () => selected('box')() || selected('ellipse')(), () => desk.rotate(5)),
    command('turn.left', ['('], 'regions', () => selected('box')() || selected('ellipse')(), () => desk.rotate(-5)),
    command('step.less', ['['], 'tools', () => true, () => desk.scaleStep(0.5)),
    command('step.more', [']'], 'tools', () => true, () => desk.scaleStep(2)),
    command('hide', ['Shift+H'], 'view', () => desk.selection.length > 0, () => desk.hide(desk.selection)),
    command('show-all', ['Alt+H'], 'view', () => desk.hidden.size > 0, () => desk.showAll()),
    command('zoom.in', ['+', '='], 'view', () => true, () => desk.zoom(1.4)),
    command('zoom.out', ['-'], 'view', () => true, () => desk.zoom(1 / 1.4)),
    command('fit', ['0'], 'view', () => true, () => desk.fit()),
    command('zoom.selection', ['Z'], 'view', () => desk.selection.length > 0, () => desk.showSelection()),
    command('brighter', ['Alt+PageUp'], 'view', () => true, () => desk.lighten({ brightness: desk.light.brightness + 0.1 })),
    command('darker', ['Alt+PageDown'], 'view', () => true, () => desk.lighten({ brightness: desk.light.brightness - 0.1 })),
    command('contrast.more', ['Alt+Home'], 'view', () => true, () => desk.lighten({ contrast: desk.light.contrast + 0.1 })),
    command('contrast.less', ['Alt+End'], 'view', () => true, () => desk.lighten({ contrast: desk.light.contrast - 0.1 })),
    command('light.reset', [], 'view', () => desk.light.brightness !== 1 || desk.light.contrast !== 1, () => desk.lighten({ brightness: 1, contrast: 1 })),
  ];
}
