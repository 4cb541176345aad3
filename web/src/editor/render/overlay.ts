import { onImage } from '../geometry/points';
import { boundsOf, pathsOf, dotsOf, type Shape } from '../geometry/shape';
import { rectanglesOf } from '../mask/mask';
import type { Region } from '../regions/region';
import type { Desk } from '../tools/image/desk';
import type { Ghost, Pin } from '../tools/image/desk-parts';
import { markOf, placeOfColour } from './glyphs';
import { casing, casingShade, css, dashOf, dot } from './look';

const captionHeight = 20;
const mostCaptions = 120;
const handle = 5;

/** Draws over the regions what few of them have at a time: captions, the selection and its handles, what is being drawn, the cursor. */
export class Overlay {
  readonly #context: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  readonly #glyphs = new Map<number, Path2D>();

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly colours: readonly (readonly number[])[],
    readonly font: string,
  ) {
    this.#context = canvas.getContext('2d') as CanvasRenderingContext2D;
  }

  draw(desk: Desk, ratio: number): void {
    const { canvas } = this;
    const context = this.#context;
    const [width, height] = [Math.round(desk.stage.width * ratio), Math.round(desk.stage.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, desk.stage.width, desk.stage.height);
    context.lineJoin = context.lineCap = 'round';
    this.#relations(desk);
    const { preview } = desk;
    const chosen = new Set(desk.selection);
    if (desk.hovered !== null && !chosen.has(desk.hovered)) this.#region(desk, desk.hovered, 0.12, 3);
    for (const id of desk.selection.slice(0, 500)) this.#region(desk, id, 0.16, 3.5, preview.instead?.get(id));
    for (const ghost of desk.ghosts) this.#ghost(desk, ghost);
    this.#captions(desk, chosen);
    for (const pin of desk.pins) this.#pin(desk, pin);
    if (desk.selection.length === 1 && preview.instead === undefined && !desk.state.busy) this.#handles(desk);
    if (preview.shape) this.#shape(desk, preview.shape, this.#colourOf(desk, null), 0.16, 3);
    if (preview.path) this.#path(preview.path.map((one) => desk.view.toScreen({ x: one[0], y: one[1] })), this.#colourOf(desk, null));
    if (preview.stroke) this.#stroke(desk);
    if (preview.area) this.#area(desk);
    this.#cursor(desk);
  }

  /** Dashed, so that it is not taken for the answer; with the name of who drew it. */
  #ghost(desk: Desk, { shape, label, name }: Ghost): void {
    const context = this.#context;
    const { left, top, right, bottom } = boundsOf(shape);
    const [from, to] = [desk.view.toScreen(onImage(left, top)), desk.view.toScreen(onImage(right, bottom))];
    if (to.x < 0 || to.y < 0 || from.x > desk.stage.width || from.y > desk.stage.height) return;
    context.setLineDash([7, 5]);
    this.#shape(desk, shape, placeOfColour(desk.labelOf({ label }).colour), shape.kind === 'mask' ? 0.25 : 0.06, 2.5);
    context.setLineDash([]);
    context.font = this.font;
    const width = this.#width(name) + 10;
    const [x, y] = [Math.round(to.x - width), Math.round(Math.min(desk.stage.height - captionHeight, to.y + 2))];
    context.fillStyle = css([0.07, 0.075, 0.067], 0.85);
    context.fillRect(x, y, width, captionHeight);
    context.fillStyle = css([1, 1, 1]);
    context.textBaseline = 'middle';
    context.fillText(name, x + 5, y + captionHeight / 2 + 0.5);
  }

  #pin(desk: Desk, { region, n }: Pin): void {
    const context = this.#context;
    const slot = desk.regions.slotOf(region);
    if (slot < 0) return;
    const { right, top } = desk.regions.bounds(slot);
    const { x, y } = desk.view.toScreen(onImage(right, top));
    context.fillStyle = css([1, 0.8, 0.3]);
    context.strokeStyle = css([0.07, 0.075, 0.067]);
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, y, 11, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
    context.font = this.font;
    context.fillStyle = css([0, 0, 0]);
    context.textBaseline = 'middle';
    context.fillText(String(n), x - this.#width(String(n)) / 2, y + 0.5);
  }

  #colourOf(desk: Desk, region: Region | null): number {
    return region ? placeOfColour(desk.labelOf(region).colour) : placeOfColour(desk.labels.find((one) => one.name === desk.label)?.colour ?? 1);
  }

  #region(desk: Desk, id: string, shade: number, width: number, instead?: Shape): void {
    const region = desk.regions.get(id);
    const shape = instead ?? desk.regions.shape(id);
    if (region && shape && (!desk.hidden.has(id) || instead)) this.#shape(desk, shape, this.#colourOf(desk, region), shade, width);
  }

  #shape({ view, skeleton }: Desk, shape: Shape, colour: number, shade: number, width: number): void {
    const context = this.#context;
    const rgb = this.colours[colour] ?? [];
    const outline = new Path2D();
    for (const { points, closed } of pathsOf(shape, skeleton.edges)) {
      points.forEach(([x, y], i) => outline[i === 0 ? 'moveTo' : 'lineTo'](x * view.scale + view.x, y * view.scale + view.y));
      if (closed) outline.closePath();
    }
    context.fillStyle = css(rgb, shade);
    if (shape.kind === 'mask') for (const one of rectanglesOf(shape.mask)) context.fillRect(one.x * view.scale + view.x, one.y * view.scale + view.y, one.width * view.scale, one.height * view.scale);
    else if (shape.kind !== 'line' && shape.kind !== 'keypoints') context.fill(outline, 'evenodd');
    context.strokeStyle = css([0, 0, 0], casingShade);
    context.lineWidth = width + casing - 2.5;
    context.stroke(outline);
    context.strokeStyle = css(rgb);
    context.lineWidth = width;
    context.setLineDash([...dashOf(colour)]);
    context.stroke(outline);
    context.setLineDash([]);
    for (const [x, y, seen] of dotsOf(shape)) this.#dot(x * view.scale + view.x, y * view.scale + view.y, css(rgb), seen === 2);
    if (shape.kind === 'mask') {
      context.strokeStyle = css(rgb);
      context.lineWidth = 1;
      context.setLineDash([4, 4]);
      context.strokeRect(shape.mask.x * view.scale + view.x, shape.mask.y * view.scale + view.y, shape.mask.width * view.scale, shape.mask.height * view.scale);
      context.setLineDash([]);
    }
  }

  #dot(x: number, y: number, colour: string, whole: boolean): void {
    const context = this.#context;
    for (const [radius, style] of [[dot + 2.75, css([0, 0, 0], casingShade)], [dot + 1, colour], [whole ? 0 : dot - 1, css([0, 0, 0])]] as const) {
      context.fillStyle = style;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }

  #path(points: readonly { x: number; y: number }[], colour: number): void {
    const context = this.#context;
    const way = new Path2D();
    points.forEach(({ x, y }, i) => way[i === 0 ? 'moveTo' : 'lineTo'](x, y));
    for (const [style, width] of [[css([0, 0, 0], casingShade), casing], [css(this.colours[colour] ?? []), 2.5]] as const) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.stroke(way);
    }
    if (points.length <= 400) for (const { x, y } of points) this.#square(x, y, 3.5);
  }

  #stroke(desk: Desk): void {
    const context = this.#context;
    const { stroke } = desk.preview;
    if (stroke === undefined) return;
    const way = new Path2D();
    stroke.points.forEach((one, i) => {
      const { x, y } = desk.view.toScreen(one);
      way[i === 0 ? 'moveTo' : 'lineTo'](x, y);
      if (i === 0) way.lineTo(x + 0.01, y);
    });
    context.strokeStyle = stroke.erases ? css([0, 0, 0], 0.6) : css(this.colours[this.#colourOf(desk, desk.selectedMask() ? desk.selected : null)] ?? [], 0.5);
    context.lineWidth = 2 * desk.brush * desk.view.scale;
    context.stroke(way);
  }

  #area({ preview, view }: Desk): void {
    const context = this.#context;
    if (preview.area === undefined) return;
    const { left, top, right, bottom } = preview.area;
    context.fillStyle = css([1, 1, 1], 0.12);
    context.strokeStyle = css([1, 1, 1]);
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    for (const draw of ['fillRect', 'strokeRect'] as const) context[draw](left * view.scale + view.x, top * view.scale + view.y, (right - left) * view.scale, (bottom - top) * view.scale);
    context.setLineDash([]);
  }

  #square(x: number, y: number, half: number, fill = [1, 1, 1]): void {
    const context = this.#context;
    context.fillStyle = css(fill);
    context.strokeStyle = css([0.07, 0.075, 0.067]);
    context.lineWidth = 1.5;
    context.fillRect(x - half, y - half, half * 2, half * 2);
    context.strokeRect(x - half, y - half, half * 2, half * 2);
  }

  #handles(desk: Desk): void {
    const context = this.#context;
    const handles = desk.handles();
    if (handles.length > 400) return;
    for (const one of handles) {
      const { x, y } = desk.view.toScreen(one.at);
      const held = one.id === desk.held;
      if (one.look === 'turn' || one.look === 'add') {
        context.fillStyle = css(held ? [0.51, 0.69, 1] : [1, 1, 1], one.look === 'add' ? 0.7 : 1);
        context.strokeStyle = css([0.07, 0.075, 0.067]);
        context.lineWidth = 1.5;
        context.beginPath();
        context.arc(x, y, one.look === 'add' ? 3 : handle, 0, 2 * Math.PI);
        context.fill();
        context.stroke();
      } else this.#square(x, y, held ? handle + 2 : handle, held ? [0.51, 0.69, 1] : [1, 1, 1]);
    }
  }

  #relations(desk: Desk): void {
    const context = this.#context;
    for (const { from, to } of desk.regions.relations.slice(0, 500)) {
      const [a, b] = [desk.regions.slotOf(from), desk.regions.slotOf(to)];
      if (a < 0 || b < 0) continue;
      const centre = (slot: number) => {
        const { left, top, right, bottom } = desk.regions.bounds(slot);
        return desk.view.toScreen({ x: (left + right) / 2, y: (top + bottom) / 2 });
      };
      const [start, end] = [centre(a), centre(b)];
      const angle = Math.atan2(end.y - start.y, end.x - start.x);
      const way = new Path2D();
      way.moveTo(start.x, start.y);
      way.lineTo(end.x, end.y);
      for (const side of [-0.4, 0.4]) {
        way.moveTo(end.x, end.y);
        way.lineTo(end.x - 12 * Math.cos(angle + side), end.y - 12 * Math.sin(angle + side));
      }
      for (const [style, width] of [[css([0, 0, 0], casingShade), casing], [css([1, 1, 1]), 1.5]] as const) {
        context.strokeStyle = style;
        context.lineWidth = width;
        context.stroke(way);
      }
    }
  }

  /** The class and place of each region whose caption is no wider than itself; none where there are too many. */
  #captions(desk: Desk, chosen: ReadonlySet<string>): void {
    const found: number[] = [];
    const shown = desk.view.shown(desk.stage);
    const least = 36 / desk.view.scale;
    desk.regions.search(shown, (slot) => {
      if (found.length <= mostCaptions && desk.regions.widthAt(slot) >= least) found.push(slot);
    });
    const slots = found.length > mostCaptions ? [] : found;
    for (const id of [...desk.selection.slice(0, 20), desk.hovered ?? '']) {
      const slot = desk.regions.slotOf(id);
      if (slot >= 0 && !slots.includes(slot)) slots.push(slot);
    }
    this.#context.font = this.font;
    for (const slot of slots) {
      const region = desk.regions.at(slot);
      if (region === undefined || desk.hidden.has(region.id) || desk.preview.instead?.has(region.id)) continue;
      this.#caption(desk, region, slot, chosen.has(region.id) || desk.hovered === region.id);
    }
  }

  #caption(desk: Desk, region: Region, slot: number, always: boolean): void {
    const context = this.#context;
    const { left, top, right } = desk.regions.bounds(slot);
    const label = desk.labelOf(region);
    const text = `${label.caption} ${desk.regions.placeOf(region.id) + 1}`;
    const width = this.#width(text) + 30;
    if (!always && width > (right - left) * desk.view.scale + casing) return;
    const x = Math.round(left * desk.view.scale + desk.view.x - casing / 2);
    const y = Math.round(Math.max(0, top * desk.view.scale + desk.view.y - captionHeight - casing / 2));
    const mark = markOf(label.colour);
    context.fillStyle = css(this.colours[placeOfColour(label.colour)] ?? []);
    context.fillRect(x, y, width, captionHeight);
    context.fillStyle = context.strokeStyle = css([0, 0, 0]);
    context.save();
    context.translate(x + 5, y + 4);
    context.scale(12 / 14, 12 / 14);
    if (mark.hollow === undefined) context.fill(this.#glyph(label.colour));
    else {
      context.lineWidth = mark.hollow;
      context.stroke(this.#glyph(label.colour));
    }
    context.restore();
    context.textBaseline = 'middle';
    context.fillText(text, x + 22, y + captionHeight / 2 + 0.5);
  }

  #width(text: string): number {
    const known = this.#widths.get(text);
    if (known !== undefined) return known;
    const width = this.#context.measureText(text).width;
    if (this.#widths.size > 50_000) this.#widths.clear();
    this.#widths.set(text, width);
    return width;
  }

  #glyph(colour: number): Path2D {
    const place = placeOfColour(colour);
    const glyph = this.#glyphs.get(place) ?? new Path2D(markOf(colour).d);
    this.#glyphs.set(place, glyph);
    return glyph;
  }

  #cursor(desk: Desk): void {
    const context = this.#context;
    const { x, y } = desk.view.toScreen(desk.cursor);
    const brush = desk.tool === 'brush' || desk.tool === 'eraser';
    const cross = desk.hand === 'keys' && desk.focused && !(desk.tool === 'select' && desk.selection.length > 0 && desk.state.doing !== 'relation');
    if (!desk.writes || (!cross && !brush)) return;
    context.lineWidth = 1;
    if (brush) {
      for (const [style, grow] of [[css([0, 0, 0]), 1], [css([1, 1, 1]), 0]] as const) {
        context.strokeStyle = style;
        context.beginPath();
        context.arc(x, y, Math.max(1, desk.brush * desk.view.scale) + grow, 0, 2 * Math.PI);
        context.stroke();
      }
    }
    if (!cross) return;
    for (const [style, offset] of [[css([0, 0, 0], 0.6), 0], [css([1, 1, 1]), 4]] as const) {
      context.strokeStyle = style;
      context.setLineDash([4, 4]);
      context.lineDashOffset = offset;
      context.beginPath();
      context.moveTo(Math.round(x) + 0.5, 0);
      context.lineTo(Math.round(x) + 0.5, desk.stage.height);
      context.moveTo(0, Math.round(y) + 0.5);
      context.lineTo(desk.stage.width, Math.round(y) + 0.5);
      context.stroke();
    }
    context.setLineDash([]);
    context.lineDashOffset = 0;
  }
}
