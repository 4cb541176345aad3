import 'pixi.js/unsafe-eval';
import 'pixi.js/mesh';
import { Buffer, BufferUsage, Container, Geometry, GlProgram, ImageSource, Mesh, Shader, UniformGroup, WebGLRenderer } from 'pixi.js';
import type { Batch } from './batch';
import type { Marks } from './marks';
import type { Picture } from './picture';
import type { Frame, Scene, SceneMaker } from './scene';
import { areaShader, boxShader, dotShader, pictureShader, pieceShader } from './shaders';

interface Attribute {
  readonly name: string;
  readonly at: number;
  readonly size: 1 | 2 | 4;
}

const square = { corners: [0, 0, 1, 0, 1, 1, 0, 1], indices: [0, 1, 2, 0, 2, 3] };
const middle = { corners: [-1, -1, 1, -1, 1, 1, -1, 1], indices: square.indices };
const strip = { corners: [0, -1, 1, -1, 1, 1, 0, 1], indices: square.indices };
const around = [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const;
const frame = {
  corners: around.flatMap(([x, y]) => [x, y, -1, x, y, 1]),
  indices: [0, 1, 2, 3].flatMap((i) => {
    const [inner, outer, nextInner, nextOuter] = [i * 2, i * 2 + 1, ((i + 1) % 4) * 2, ((i + 1) % 4) * 2 + 1];
    return [inner, outer, nextOuter, inner, nextOuter, nextInner];
  }),
};

/** All things of one kind, drawn at once; they are copied to the graphics processor only after a change. */
class Layer {
  readonly #batch: Batch;
  readonly #buffer: Buffer;
  readonly #geometry: Geometry;
  readonly meshes: readonly Mesh<Geometry, Shader>[];
  #version = -1;

  constructor(batch: Batch, mould: { corners: readonly number[]; indices: readonly number[] }, cornerSize: 2 | 3, attributes: readonly Attribute[], shaders: readonly Shader[]) {
    this.#batch = batch;
    this.#buffer = new Buffer({ data: batch.data, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
    const corners = new Buffer({ data: new Float32Array(mould.corners), usage: BufferUsage.VERTEX });
    this.#geometry = new Geometry({
      attributes: {
        aCorner: { buffer: corners, format: `float32x${cornerSize}` },
        ...Object.fromEntries(attributes.map(({ name, at, size }) => [name, { buffer: this.#buffer, format: size === 1 ? 'float32' : `float32x${size}`, stride: batch.stride * 4, offset: at * 4, instance: true } as const])),
      },
      indexBuffer: new Uint16Array(mould.indices),
    });
    this.meshes = shaders.map((shader) => new Mesh({ geometry: this.#geometry, shader }));
  }

  update(): void {
    for (const mesh of this.meshes) mesh.visible = this.#batch.count > 0;
    if (this.#version === this.#batch.version) return;
    this.#version = this.#batch.version;
    this.#geometry.instanceCount = this.#batch.count;
    if (this.#buffer.data === this.#batch.data) this.#buffer.update(this.#batch.count * this.#batch.stride * 4);
    else this.#buffer.data = this.#batch.data;
  }
}

/** WebGL by PixiJS. Panning and zooming change a few numbers for all regions, and nothing of each. */
class PixiScene implements Scene {
  readonly #renderer: WebGLRenderer;
  readonly #root = new Container();
  readonly #pictures = new Container();
  readonly #place: UniformGroup;
  readonly #look: UniformGroup;
  readonly #light: UniformGroup;
  readonly #layers: readonly Layer[];
  readonly #sources: ImageSource[] = [];

  constructor(renderer: WebGLRenderer, marks: Marks, colours: readonly (readonly number[])[]) {
    this.#renderer = renderer;
    this.#place = new UniformGroup({ uOrigin: { value: new Float32Array(2), type: 'vec2<f32>' }, uScale: { value: 1, type: 'f32' }, uStage: { value: new Float32Array([1, 1]), type: 'vec2<f32>' } });
    this.#look = new UniformGroup({ uColours: { value: new Float32Array(colours.flat()), type: 'vec3<f32>', size: 12 }, uRatio: { value: 1, type: 'f32' } });
    this.#light = new UniformGroup({ uLight: { value: new Float32Array([1, 1]), type: 'vec2<f32>' } });
    const shader = (name: string, source: { vertex: string; fragment: string }, more: Record<string, UniformGroup> = {}) =>
      new Shader({ glProgram: GlProgram.from({ ...source, name, preferredFragmentPrecision: 'highp' }), resources: { place: this.#place, look: this.#look, ...more } });
    const top = (value: number) => new UniformGroup({ uTop: { value, type: 'f32' } });
    this.#layers = [
      new Layer(marks.areas, square, 2, [{ name: 'aArea', at: 0, size: 4 }, { name: 'aLook', at: 4, size: 1 }], [shader('areas', areaShader)]),
      new Layer(marks.pieces, strip, 2, [{ name: 'aPiece', at: 0, size: 4 }, { name: 'aLook', at: 4, size: 2 }], [shader('casings', pieceShader, { top: top(0) }), shader('lines', pieceShader, { top: top(1) })]),
      new Layer(marks.boxes, frame, 3, [{ name: 'aBox', at: 0, size: 4 }, { name: 'aLook', at: 4, size: 2 }], [shader('boxes', boxShader)]),
      new Layer(marks.dots, middle, 2, [{ name: 'aDot', at: 0, size: 4 }], [shader('dots', dotShader)]),
    ];
    this.#root.addChild(this.#pictures, ...this.#layers.flatMap((layer) => layer.meshes));
  }

  show(picture: Picture | null): void {
    for (const mesh of this.#pictures.removeChildren()) mesh.destroy();
    for (const source of this.#sources.splice(0)) source.destroy();
    const program = GlProgram.from({ ...pictureShader, name: 'picture', preferredFragmentPrecision: 'highp' });
    for (const { x, y, bitmap } of picture?.tiles ?? []) {
      const source = new ImageSource({ resource: bitmap, autoGenerateMipmaps: true, scaleMode: 'linear', magFilter: 'nearest', alphaMode: 'premultiply-alpha-on-upload' });
      const tile = new UniformGroup({ uTile: { value: new Float32Array([x, y, bitmap.width, bitmap.height]), type: 'vec4<f32>' } });
      const shader = new Shader({ glProgram: program, resources: { place: this.#place, light: this.#light, tile, uTexture: source, uSampler: source.style } });
      const geometry = new Geometry({ attributes: { aCorner: { buffer: new Buffer({ data: new Float32Array(square.corners), usage: BufferUsage.VERTEX }), format: 'float32x2' } }, indexBuffer: new Uint16Array(square.indices) });
      this.#pictures.addChild(new Mesh({ geometry, shader }));
      this.#sources.push(source);
    }
  }

  draw({ view, stage, ratio, brightness, contrast }: Frame): void {
    if (this.#renderer.width !== Math.round(stage.width * ratio) || this.#renderer.height !== Math.round(stage.height * ratio)) this.#renderer.resize(stage.width, stage.height, ratio);
    const [place, look, light] = [this.#place.uniforms, this.#look.uniforms, this.#light.uniforms];
    place['uOrigin'] = new Float32Array([-view.x / view.scale, -view.y / view.scale]);
    place['uScale'] = view.scale;
    place['uStage'] = new Float32Array([stage.width, stage.height]);
    look['uRatio'] = ratio;
    light['uLight'] = new Float32Array([brightness, contrast]);
    for (const group of [this.#place, this.#look, this.#light]) group.update();
    for (const layer of this.#layers) layer.update();
    this.#renderer.render(this.#root);
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
  });
  if (renderer.context.webGLVersion !== 2) throw new Error('WebGL 2 is missing.');
  return new PixiScene(renderer, marks, colours);
};
