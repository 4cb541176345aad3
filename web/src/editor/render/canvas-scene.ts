import type { Batch } from './batch';
import { casing, casingShade, css, dashOf, dot, line, maskShade } from './look';
import type { Marks } from './marks';
import type { Picture } from './picture';
import type { Frame, Scene, SceneMaker } from './scene';

/** The same by the plain canvas, where WebGL is missing: slower with many regions, and alike otherwise. */
class CanvasScene implements Scene {
  #picture: Picture | null = null;

  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly context: CanvasRenderingContext2D,
    readonly marks: Marks,
    readonly colours: readonly (readonly number[])[],
  ) {}

  show(picture: Picture | null): void {
    this.#picture = picture;
  }

  draw({ view, stage, ratio, brightness, contrast }: Frame): void {
    const { canvas, context } = this;
    const [width, height] = [Math.round(stage.width * ratio), Math.round(stage.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, stage.width, stage.height);
    context.filter = brightness === 1 && contrast === 1 ? 'none' : `brightness(${brightness}) contrast(${contrast})`;
    context.imageSmoothingEnabled = view.scale < 1;
    const at = (x: number, y: number) => [x * view.scale + view.x, y * view.scale + view.y] as const;
    for (const { x, y, bitmap } of this.#picture?.tiles ?? []) context.drawImage(bitmap, ...at(x, y), bitmap.width * view.scale, bitmap.height * view.scale);
    for (const { x, y, width, height, bitmap } of this.#picture?.tiled?.see(view, stage, ratio) ?? []) context.drawImage(bitmap, ...at(x, y), width * view.scale, height * view.scale);
    context.filter = 'none';
    context.lineJoin = context.lineCap = 'round';
    for (let colour = 0; colour < 12; colour++) this.#drawColour(colour, view.scale, at);
  }

  #drawColour(colour: number, scale: number, at: (x: number, y: number) => readonly [number, number]): void {
    const { context, marks } = this;
    const rgb = this.colours[colour] ?? [];
    const lines = new Path2D();
    let any = false;
    each(marks.areas, colour, ([x, y, width, height]) => {
      context.fillStyle = css(rgb, maskShade);
      context.fillRect(...at(x, y), width * scale, height * scale);
    });
    each(marks.boxes, colour, ([x, y, halfWidth, halfHeight, angle]) => {
      any = true;
      const [cx, cy] = at(x, y);
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      [[-1, -1], [1, -1], [1, 1], [-1, 1]].forEach(([sx = 0, sy = 0], i) => {
        const [dx, dy] = [sx * halfWidth * scale, sy * halfHeight * scale];
        lines[i === 0 ? 'moveTo' : 'lineTo'](cx + dx * c - dy * s, cy + dx * s + dy * c);
      });
      lines.closePath();
    });
    each(marks.pieces, colour, ([ax, ay, bx, by]) => {
      any = true;
      lines.moveTo(...at(ax, ay));
      lines.lineTo(...at(bx, by));
    });
    if (any) {
      context.setLineDash([]);
      context.strokeStyle = css([0, 0, 0], casingShade);
      context.lineWidth = casing;
      context.stroke(lines);
      context.setLineDash([...dashOf(colour)]);
      context.strokeStyle = css(rgb);
      context.lineWidth = line;
      context.stroke(lines);
      context.setLineDash([]);
    }
    each(marks.dots, colour, ([x, y, seen]) => {
      const [cx, cy] = at(x, y);
      for (const [radius, style] of [[dot + 1.75, css([0, 0, 0], casingShade)], [dot, css(rgb)], [seen > 1.5 ? 0 : dot - 2, css([0, 0, 0])]] as const) {
        context.fillStyle = style;
        context.beginPath();
        context.arc(cx, cy, radius, 0, 2 * Math.PI);
        context.fill();
      }
    });
  }

  destroy(): void {
    this.#picture = null;
  }
}

function each(batch: Batch, colour: number, call: (numbers: [number, number, number, number, number]) => void): void {
  const { data, stride, count } = batch;
  for (let i = 0; i < count; i++) {
    if (data[(i + 1) * stride - 1] !== colour) continue;
    const at = i * stride;
    call([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0, data[at + 4] ?? 0]);
  }
}

export const canvasScene: SceneMaker = async (canvas, marks, colours) => {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas.');
  return new CanvasScene(canvas, context, marks, colours);
};
