import { distanceOf, onImage, within, type ScreenPoint } from '../../geometry/points';
import type { Pixels } from '../../mask/flood';
import { Superpixels } from '../../superpixels/superpixels';
import type { DeskParts } from './desk-parts';
import { Editing } from './editing';
import { relating } from './relating';
import type { Hand, Preview, State } from './state';
import { tools, type Tool, type ToolName } from './tools';

const tremble = 4;
/** Of larger images there is no mask, for it would take as much memory as they have pixels. */
export const mostPixels = 2 ** 26;

/**
 * What lies under the hand while an image is labeled: its regions, the part of it that is shown, the tool and what it is
 * doing, what is selected. The pointer and the keys come in here alike, so that each tool has both.
 */
export class Desk extends Editing {
  readonly tools: readonly Tool[];
  tool: ToolName = 'select';
  state: State;
  brush = 12;
  tolerance = 24;
  /** About how wide a superpixel is. */
  piece = 24;
  focused = false;
  /** Is the pointer over the stage? */
  over = false;
  /** The pixels of the image, for the tools that look at them, once there. */
  pixels: () => Pixels | null = () => null;
  #superpixels: { readonly of: Pixels; readonly cut: Superpixels } | null = null;
  #down: ScreenPoint | null = null;

  constructor(parts: DeskParts) {
    super(parts);
    // Masks and edges are looked for in all pixels, and these are too many.
    const vast = parts.image.width * parts.image.height > mostPixels;
    this.tools = tools.filter((one) => (one.makes === null || parts.shapes.includes(one.makes)) && !(vast && (one.makes === 'mask' || one.name === 'scissors')));
    this.state = this.#tool('select').begin(parts.skeleton.points);
  }

  /** The superpixels of the image; null until its pixels are there. */
  superpixels(): Superpixels | null {
    const pixels = this.pixels();
    if (pixels === null) return null;
    if (this.#superpixels?.of !== pixels || this.#superpixels.cut.size !== this.piece) this.#superpixels = { of: pixels, cut: new Superpixels(pixels, this.piece) };
    return this.#superpixels.cut;
  }

  get preview(): Preview {
    return this.state.preview ?? {};
  }

  /** Whether regions may be changed, or only looked at. */
  allow(writes: boolean): void {
    if (writes === this.writes) return;
    this.writes = writes;
    if (!writes) this.use('select');
    this.changed();
  }

  use(name: ToolName): void {
    const tool = this.tools.find((one) => one.name === name);
    if (tool === undefined) return;
    this.tool = name;
    this.held = null;
    if (this.hand === 'pointer') this.bringCursor();
    this.hand = 'keys';
    this.#go(tool.begin(this.skeleton.points));
  }

  /** Begins with the tool that was in hand; without one, with the first that draws where there is nothing yet. */
  takeUp(name: ToolName | null): void {
    const first = this.regions.all.length === 0 ? this.tools.find((one) => one.makes !== null) : undefined;
    const tool = this.tools.find((one) => one.name === name) ?? first;
    if (tool === undefined || !this.writes) return;
    this.tool = tool.name;
    this.state = tool.begin(this.skeleton.points);
  }

  pointerDown(at: ScreenPoint, keys: { shift: boolean; alt: boolean }): void {
    this.hand = 'pointer';
    this.#down = at;
    const hand = this.#handAt(at, keys, false);
    if (!this.writes) return this.#look(hand);
    const handle = this.state.busy || this.tool === 'select' ? null : this.handleAt(hand.at);
    if (handle !== null) {
      const select = this.#tool('select').begin(this.skeleton.points);
      this.#go(select.down?.(hand, this) ?? select);
      if (this.state.doing === 'shaping') this.tool = 'select';
    } else this.#go(this.state.down?.(hand, this) ?? this.state);
  }

  pointerMove(at: ScreenPoint, keys: { shift: boolean; alt: boolean }): void {
    this.hand = 'pointer';
    const travelled = this.#down !== null && distanceOf(at, this.#down) > tremble;
    const hand = this.#handAt(at, keys, travelled);
    this.cursor = hand.at;
    if (!this.state.busy && this.#down === null) {
      const over = this.tool === 'select' || this.state.doing === 'relation' ? (this.regionAt(hand.at)?.id ?? null) : null;
      this.hovered = over;
    }
    if (this.writes) this.#go(this.state.move?.(hand, this) ?? this.state);
    else this.changed();
  }

  pointerUp(at: ScreenPoint, keys: { shift: boolean; alt: boolean }): void {
    const travelled = this.#down !== null && distanceOf(at, this.#down) > tremble;
    this.#down = null;
    if (this.writes) this.#go(this.state.up?.(this.#handAt(at, keys, travelled), this) ?? this.state);
  }

  pointerLeft(): void {
    if (this.hovered === null) return;
    this.hovered = null;
    this.changed();
  }

  /** What an arrow key does: moves the held point, the selection, or the cursor. */
  arrow(dx: number, dy: number, fine: boolean): void {
    const by = fine ? 1 : this.step;
    const alone = this.tool === 'select' && !this.state.busy && this.selection.length > 0 && this.writes;
    if (alone && this.held !== null) return this.moveHeld(dx * by, dy * by);
    if (alone) return this.moveSelection(dx * by, dy * by);
    if (this.hand === 'pointer') this.bringCursor();
    this.hand = 'keys';
    this.cursor = this.kept(onImage(Math.round(this.cursor.x) + dx * by, Math.round(this.cursor.y) + dy * by));
    this.reveal({ left: this.cursor.x, right: this.cursor.x, top: this.cursor.y, bottom: this.cursor.y });
    this.#go(this.state.move?.(this.#hand({ shift: false, alt: false }, true), this) ?? this.state);
  }

  /** Space: what a click does, at the cursor. */
  place(keys = { shift: false, alt: false }): void {
    if (this.hand === 'pointer') this.bringCursor();
    this.hand = 'keys';
    const hand = this.#hand(keys, false);
    if (this.state.place) return this.#go(this.state.place(hand, this));
    this.#go(this.state.down?.(hand, this) ?? this.state);
    this.#go(this.state.up?.(hand, this) ?? this.state);
  }

  end(): void {
    this.#go(this.state.end?.(this) ?? this.state);
  }

  back(): void {
    this.#go(this.state.back?.(this) ?? this.state);
  }

  leave(): void {
    if (this.held !== null) this.held = null;
    this.#go(this.state.leave?.(this) ?? this.state);
    if (!this.state.busy && this.state.leave === undefined && this.selection.length > 0) this.select([]);
  }

  skipKeypoint(): void {
    const skip = (this.state as { skip?: (desk: Desk) => State }).skip;
    if (skip) this.#go(skip(this));
  }

  /** Larger or smaller: the brush where one is in hand, else the step of the arrow keys. */
  scaleStep(by: number): void {
    if (this.tool === 'brush' || this.tool === 'eraser') this.brush = within(Math.round(this.brush * by), 1, 500);
    else if (this.tool === 'wand') this.tolerance = within(Math.round(this.tolerance * by), 1, 255);
    else if (this.tool === 'superpixels') this.piece = within(Math.round(this.piece * by), 6, 192);
    else this.step = within(Math.round(this.step * by), 1, 500);
    this.changed();
  }

  beginRelation(name = this.relationsFromHere()[0]?.name): void {
    if (this.selected !== null && name !== undefined) this.goOnRelating({ from: this.selected.id, name });
  }

  /** A relation that began at a region, of another page perhaps, waits for its other end. */
  goOnRelating({ from, name }: { readonly from: string; readonly name: string }): void {
    this.tool = 'select';
    this.#go(relating(from, name));
  }

  /** Undoes the look of being in the middle of something, as when another task comes. */
  rest(): void {
    this.state = this.#tool(this.tool).begin(this.skeleton.points);
    this.selection = [];
    this.held = null;
    this.changed();
  }

  #tool(name: ToolName): Tool {
    return tools.find((one) => one.name === name) as Tool;
  }

  #handAt(at: ScreenPoint, keys: { shift: boolean; alt: boolean }, travelled: boolean): Hand {
    return { at: this.view.toImage(at), ...keys, travelled };
  }

  #hand(keys: { shift: boolean; alt: boolean }, travelled: boolean): Hand {
    return { at: this.cursor, ...keys, travelled };
  }

  #look(hand: Hand): void {
    const hit = this.regionAt(hand.at);
    this.select(hit ? [hit.id] : []);
  }

  #go(state: State): void {
    this.state = state;
    this.changed();
  }
}
