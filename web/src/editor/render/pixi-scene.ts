import 'pixi.js/unsafe-eval';
import 'pixi.js/mesh';
import { Buffer, BufferUsage, Container, Geometry, GlProgram, ImageSource, Mesh, Shader, UniformGroup, WebGLRenderer } from 'pixi.js';
import type { Bounds } from '../geometry/points';
import type { Batch } from './batch';
import type { Marks } from './marks';
import type { Picture } from './picture';
import type { Frame, Scene, SceneMaker } from './scene';
import { areaShader, boxShader, dotShader, pictureShader, pieceShader } from './shaders';

interface Attribute {
  readonly name: string;
  readonly size: 1 | 2 | 4;
}

/** The corners of one thing, a few numbers each, and the triangles between them. */
interface Mould {
  readonly corners: readonly (readonly number[])[];
  readonly indices: readonly number[];
}

const quad = [0, 1, 2, 0, 2, 3];
const square: Mould = { corners: [[0, 0], [1, 0], [1, 1], [0, 1]], indices: quad };
const middle: Mould = { corners: [[-1, -1], [1, -1], [1, 1], [-1, 1]], indices: quad };
const strip: Mould = { corners: [[0, -1], [1, -1], [1, 1], [0, 1]], indices: quad };
const frame: Mould = {
  corners: middle.corners.flatMap(([x = 0, y = 0]) => [[x, y, -1], [x, y, 1]]),
  indices: [0, 1, 2, 3].flatMap((i) => {
    const [inner, outer, nextInner, nextOuter] = [i * 2, i * 2 + 1, ((i + 1) % 4) * 2, ((i + 1) % 4) * 2 + 1];
    return [inner, outer, nextOuter, inner, nextOuter, nextInner];
  }),
};

const bytes = Float32Array.BYTES_PER_ELEMENT;
const atOnce = 4096;

/** So many things as are drawn at once. Each corner has all their numbers: instances would be fewer, but software draws them one by one. */
class Chunk {
  readonly meshes: readonly Mesh<Geometry, Shader>[];
  readonly #data: Float32Array;
  readonly #buffer: Buffer;
  readonly #geometry: Geometry;

  constructor(
    readonly batch: Batch,
    readonly mould: Mould,
    readonly first: number,
    indices: Buffer,
    attributes: readonly Attribute[],
    shaders: readonly Shader[],
  ) {
    const [cornerSize, stride] = [mould.corners[0]?.length === 3 ? 3 : 2, this.#stride];
    this.#data = new Float32Array(atOnce * mould.corners.length * stride);
    this.#buffer = new Buffer({ data: this.#data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
    let offset = cornerSize * bytes;
    const format = (size: number) => (size === 1 ? 'float32' : `float32x${size}`) as 'float32' | 'float32x2' | 'float32x3' | 'float32x4';
    this.#geometry = new Geometry({
      attributes: {
        aCorner: { buffer: this.#buffer, format: format(cornerSize), stride: stride * bytes, offset: 0 },
        ...Object.fromEntries(attributes.map(({ name, size }) => {
          const one = { buffer: this.#buffer, format: format(size), stride: stride * bytes, offset };
          offset += size * bytes;
          return [name, one];
        })),
      },
      indexBuffer: indices,
    });
    this.meshes = shaders.map((shader) => new Mesh({ geometry: this.#geometry, shader }));
  }

  /** @param from, to what changed, of the whole batch */
  update(from: number, to: number): void {
    const count = Math.max(0, Math.min(atOnce, this.batch.count - this.first));
    for (const mesh of this.meshes) mesh.visible = count > 0;
    this.#geometry.indexCount = count * this.mould.indices.length;
    const [low, high] = [Math.max(0, from - this.first), Math.min(count, to - this.first)];
    if (low >= high) return;
    for (let i = low; i < high; i++) this.#write(i);
    this.#buffer.update(count * this.mould.corners.length * this.#stride * bytes);
  }

  get #stride(): number {
    return (this.mould.corners[0]?.length ?? 0) + this.batch.stride;
  }

  #write(i: number): void {
    const { corners } = this.mould;
    const numbers = this.batch.data.subarray((this.first + i) * this.batch.stride, (this.first + i + 1) * this.batch.stride);
    let at = i * corners.length * this.#stride;
    for (const corner of corners) {
      for (const one of corner) this.#data[at++] = one;
      for (const one of numbers) this.#data[at++] = one;
    }
  }
}

/** All things of one kind, drawn at once in chunks; only chunks with a change are copied to the graphics processor. */
class Layer {
  readonly container = new Container();
  readonly #chunks: Chunk[] = [];
  readonly #indices: Buffer;

  constructor(
    readonly batch: Batch,
    readonly mould: Mould,
    readonly attributes: readonly Attribute[],
    readonly shaders: readonly Shader[],
  ) {
    const all = Array.from({ length: atOnce }, (_, i) => mould.indices.map((one) => i * mould.corners.length + one));
    this.#indices = new Buffer({ data: new Uint16Array(all.flat()), usage: BufferUsage.INDEX | BufferUsage.COPY_DST });
    // A pass over all chunks, then the next.
    for (let pass = 0; pass < shaders.length; pass++) this.container.addChild(new Container());
  }

  update(): void {
    while (this.#chunks.length * atOnce < this.batch.count) {
      const chunk = new Chunk(this.batch, this.mould, this.#chunks.length * atOnce, this.#indices, this.attributes, this.shaders);
      chunk.meshes.forEach((mesh, pass) => this.container.children[pass]?.addChild(mesh));
      this.#chunks.push(chunk);
    }
    for (const chunk of this.#chunks) chunk.update(...this.batch.changed);
    this.batch.changed = [0, 0];
  }
}

/** All layers of some marks, with the shaders that they share. */
class Layers {
  readonly container = new Container();
  readonly #layers: readonly Layer[];

  constructor(marks: Marks, shaders: Shaders) {
    this.#layers = [
      new Layer(marks.areas, square, [{ name: 'aArea', size: 4 }, { name: 'aLook', size: 1 }], [shaders.areas]),
      new Layer(marks.pieces, strip, [{ name: 'aPiece', size: 4 }, { name: 'aLook', size: 2 }], [shaders.casings, shaders.lines]),
      new Layer(marks.boxes, frame, [{ name: 'aBox', size: 4 }, { name: 'aLook', size: 2 }], [shaders.boxes]),
      new Layer(marks.dots, middle, [{ name: 'aDot', size: 4 }], [shaders.dots]),
    ];
    this.container.addChild(...this.#layers.map((layer) => layer.container));
  }

  update(): void {
    for (const layer of this.#layers) layer.update();
  }
}

type Shaders = Readonly<Record<'areas' | 'casings' | 'lines' | 'boxes' | 'dots', Shader>>;

/** WebGL by PixiJS. Panning and zooming change a few numbers for all regions, and nothing of each. */
class PixiScene implements Scene {
  readonly #renderer: WebGLRenderer;
  readonly #root = new Container();
  readonly #pictures = new Container();
  readonly #place: UniformGroup;
  readonly #look: UniformGroup;
  readonly #light: UniformGroup;
  readonly #shaders: Shaders;
  readonly #all: Layers;
  readonly #sources: ImageSource[] = [];
  /** What is shown of an image in tiles. */
  readonly #tiles = new Map<string, { readonly mesh: Mesh<Geometry, Shader>; readonly source: ImageSource }>();
  #picture: Picture | null = null;
  #near = false;
  readonly #parts = new WeakMap<Marks, Layers>();

  constructor(renderer: WebGLRenderer, marks: Marks, colours: readonly (readonly number[])[]) {
    this.#renderer = renderer;
    this.#place = new UniformGroup({ uOrigin: { value: new Float32Array(2), type: 'vec2<f32>' }, uScale: { value: 1, type: 'f32' }, uStage: { value: new Float32Array([1, 1]), type: 'vec2<f32>' } });
    this.#look = new UniformGroup({ uColours: { value: new Float32Array(colours.flat()), type: 'vec3<f32>', size: 12 }, uRatio: { value: 1, type: 'f32' } });
    this.#light = new UniformGroup({ uLight: { value: new Float32Array([1, 1]), type: 'vec2<f32>' } });
    const shader = (name: string, source: { vertex: string; fragment: string }, more: Record<string, UniformGroup> = {}) =>
      new Shader({ glProgram: GlProgram.from({ ...source, name, preferredFragmentPrecision: 'highp' }), resources: { place: this.#place, look: this.#look, ...more } });
    const top = (value: number) => ({ top: new UniformGroup({ uTop: { value, type: 'f32' } }) });
    this.#shaders = { areas: shader('areas', areaShader), casings: shader('casings', pieceShader, top(0)), lines: shader('lines', pieceShader, top(1)), boxes: shader('boxes', boxShader), dots: shader('dots', dotShader) };
    this.#all = new Layers(marks, this.#shaders);
    this.#root.addChild(this.#pictures, this.#all.container);
  }

  show(picture: Picture | null): void {
    for (const mesh of this.#pictures.removeChildren()) mesh.destroy();
    for (const source of [...this.#sources.splice(0), ...[...this.#tiles.values()].map((one) => one.source)]) source.destroy();
    this.#tiles.clear();
    this.#picture = picture;
    this.#near = false;
    if (picture?.overview) this.#put(picture.overview, 0, 0, picture.width, picture.height);
  }

  #put(bitmap: ImageBitmap, x: number, y: number, width: number, height: number): void {
    this.#sources.push(this.#mesh(bitmap, x, y, width, height).source);
  }

  #mesh(bitmap: ImageBitmap, x: number, y: number, width: number, height: number): { mesh: Mesh<Geometry, Shader>; source: ImageSource } {
    const source = new ImageSource({ resource: bitmap, autoGenerateMipmaps: true, scaleMode: 'linear', magFilter: 'nearest', alphaMode: 'premultiply-alpha-on-upload' });
    const tile = new UniformGroup({ uTile: { value: new Float32Array([x, y, width, height]), type: 'vec4<f32>' } });
    const glProgram = GlProgram.from({ ...pictureShader, name: 'picture', preferredFragmentPrecision: 'highp' });
    const shader = new Shader({ glProgram, resources: { place: this.#place, light: this.#light, tile, uTexture: source, uSampler: source.style } });
    const geometry = new Geometry({ attributes: { aCorner: { buffer: new Buffer({ data: new Float32Array(square.corners.flat()), usage: BufferUsage.VERTEX }), format: 'float32x2' } }, indexBuffer: new Uint16Array(quad) });
    const mesh = new Mesh({ geometry, shader });
    this.#pictures.addChild(mesh);
    return { mesh, source };
  }

  /** Brings the tiles that are looked at, coarse ones below finer ones, and takes the others away. */
  #lay({ view, stage, ratio }: Frame): void {
    const seen = this.#picture?.tiled?.see(view, stage, ratio);
    if (seen === undefined) return;
    const keys = new Set(seen.map((one) => one.key));
    for (const [key, { mesh, source }] of this.#tiles) {
      if (keys.has(key)) continue;
      this.#tiles.delete(key);
      mesh.destroy();
      source.destroy();
    }
    for (const { key, bitmap, x, y, width, height } of seen) {
      const known = this.#tiles.get(key);
      if (known !== undefined) this.#pictures.addChild(known.mesh);
      else this.#tiles.set(key, this.#mesh(bitmap, x, y, width, height));
    }
  }

  /** Brings the whole image over its overview, once one looks so near that it is seen. */
  #approach({ view, ratio }: Frame): void {
    const picture = this.#picture;
    if (picture === null || this.#near || picture.tiled !== undefined) return;
    if (picture.overview !== null && view.scale * ratio < (picture.overview.width / picture.width) * 1.2) return;
    this.#near = true;
    for (const { x, y, bitmap } of picture.tiles) this.#put(bitmap, x, y, bitmap.width, bitmap.height);
  }

  draw(one: Frame, only?: Marks): void {
    const { stage, ratio } = one;
    if (this.#renderer.width !== Math.round(stage.width * ratio) || this.#renderer.height !== Math.round(stage.height * ratio)) this.#renderer.resize(stage.width, stage.height, ratio);
    this.#approach(one);
    this.#lay(one);
    this.#aim(one);
    if (only !== undefined) return this.#drawOnly(only);
    this.#all.update();
    this.#renderer.render(this.#root);
  }

  drawPart(one: Frame, { left, top, right, bottom }: Bounds, few: Marks): void {
    const { gl } = this.#renderer;
    this.#aim(one);
    gl.enable(gl.SCISSOR_TEST);
    gl.scissor(Math.floor(left * one.ratio), Math.floor((one.stage.height - bottom) * one.ratio), Math.ceil((right - left) * one.ratio) + 1, Math.ceil((bottom - top) * one.ratio) + 1);
    this.#drawOnly(few);
    gl.disable(gl.SCISSOR_TEST);
  }

  #drawOnly(few: Marks): void {
    const layers = this.#parts.get(few) ?? new Layers(few, this.#shaders);
    this.#parts.set(few, layers);
    layers.update();
    this.#root.addChild(layers.container);
    this.#all.container.visible = false;
    this.#renderer.render(this.#root);
    this.#root.removeChild(layers.container);
    this.#all.container.visible = true;
  }

  #aim({ view, stage, ratio, brightness, contrast }: Frame): void {
    const [place, look, light] = [this.#place.uniforms, this.#look.uniforms, this.#light.uniforms];
    place['uOrigin'] = new Float32Array([-view.x / view.scale, -view.y / view.scale]);
    place['uScale'] = view.scale;
    place['uStage'] = new Float32Array([stage.width, stage.height]);
    look['uRatio'] = ratio;
    light['uLight'] = new Float32Array([brightness, contrast]);
    for (const group of [this.#place, this.#look, this.#light]) group.update();
  }

  destroy(): void {
    this.show(null);
    this.#root.destroy({ children: true });
    this.#renderer.destroy();
  }
}

export const pixiScene: SceneMaker = async (canvas, marks, colours) => {
  const renderer = new WebGLRenderer();
  await renderer.init({
    canvas, width: 1, height: 1, antialias: false, backgroundAlpha: 0, preferWebGLVersion: 2, powerPreference: 'high-performance', skipExtensionImports: true,
    // So that a part can be drawn again by itself.
    preserveDrawingBuffer: true,
  });
  if (renderer.context.webGLVersion !== 2) throw new Error('WebGL 2 is missing.');
  return new PixiScene(renderer, marks, colours);
};
