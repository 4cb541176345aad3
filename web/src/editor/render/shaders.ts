import { casing, casingShade, dashOf, dot, line, maskShade } from './look';

const float = (value: number) => value.toFixed(4);

/** Places of the image on the screen: first less the origin, as nothing is lost by that however near one looks. */
const place = `#version 300 es
precision highp float;
uniform vec2 uOrigin;
uniform float uScale;
uniform vec2 uStage;
vec2 toScreen(vec2 at) { return (at - uOrigin) * uScale; }
vec4 toClip(vec2 screen, float colour) { return colour < 0. ? vec4(2., 2., 2., 1.) : vec4(screen / uStage * vec2(2., -2.) + vec2(-1., 1.), 0., 1.); }
`;

const dashes = Array.from({ length: 12 }, (_, i) => {
  const [a = 0, b = 0, c = 0, d = 0] = dashOf(i);
  return `vec4(${[a, b, c, d].map(float).join(', ')})`;
});

const paint = `#version 300 es
precision highp float;
uniform vec3 uColours[12];
uniform float uRatio;
flat in int vColour;
out vec4 finalColor;
const vec4 dashes[12] = vec4[12](${dashes.join(', ')});
float within(float away, float reach) { float soft = .5 / uRatio; return 1. - smoothstep(reach - soft, reach + soft, away); }
float drawn(float along) {
  vec4 dash = dashes[vColour];
  float whole = dash.x + dash.y + dash.z + dash.w;
  if (whole == 0.) return 1.;
  float at = mod(along, whole);
  return at < dash.x || (at >= dash.x + dash.y && at < dash.x + dash.y + dash.z) ? 1. : 0.;
}
vec4 over(float top, float under) { return vec4(uColours[vColour] * top, top + under * (1. - top)); }
`;

/** A frame: eight corners, so that what lies inside costs nothing. */
export const boxShader = {
  vertex: `${place}
in vec3 aCorner;
in vec4 aBox;
in vec2 aLook;
out vec2 vAt;
out vec2 vHalf;
flat out int vColour;
void main() {
  vHalf = aBox.zw * uScale;
  vAt = aCorner.xy * max(vHalf + aCorner.z * ${float(casing / 2 + 0.75)}, vec2(0.));
  float c = cos(aLook.x), s = sin(aLook.x);
  vColour = int(max(aLook.y, 0.));
  gl_Position = toClip(toScreen(aBox.xy) + vec2(vAt.x * c - vAt.y * s, vAt.x * s + vAt.y * c), aLook.y);
}`,
  fragment: `${paint}
in vec2 vAt;
in vec2 vHalf;
void main() {
  vec2 out_ = abs(vAt) - vHalf;
  float away = abs(max(out_.x, out_.y));
  float along = out_.y > out_.x ? vAt.x + vHalf.x : vAt.y + vHalf.y;
  finalColor = over(within(away, ${float(line / 2)}) * drawn(along), within(away, ${float(casing / 2)}) * ${float(casingShade)});
}`,
};

/** A straight piece with round ends. All casings are drawn before all lines, so that none covers the line beside it. */
export const pieceShader = {
  vertex: `${place}
in vec2 aCorner;
in vec4 aPiece;
in vec2 aLook;
out vec3 vAt;
out float vAlong;
flat out int vColour;
void main() {
  vec2 from = toScreen(aPiece.xy), way = toScreen(aPiece.zw) - from;
  float far = length(way), reach = ${float(casing / 2 + 0.75)};
  vec2 ahead = far > 0. ? way / far : vec2(1., 0.);
  vec2 at = vec2(mix(-reach, far + reach, aCorner.x), aCorner.y * reach);
  vAt = vec3(at, far);
  vAlong = aLook.x * uScale + at.x;
  vColour = int(max(aLook.y, 0.));
  gl_Position = toClip(from + ahead * at.x + vec2(-ahead.y, ahead.x) * at.y, aLook.y);
}`,
  fragment: `${paint}
in vec3 vAt;
in float vAlong;
uniform float uTop;
void main() {
  float away = length(vec2(max(max(-vAt.x, vAt.x - vAt.z), 0.), vAt.y));
  finalColor = uTop > 0. ? over(within(away, ${float(line / 2)}) * drawn(vAlong), 0.) : over(0., within(away, ${float(casing / 2)}) * ${float(casingShade)});
}`,
};

/** A point; a ring if it is hidden. */
export const dotShader = {
  vertex: `${place}
in vec2 aCorner;
in vec4 aDot;
out vec2 vAt;
flat out float vSeen;
flat out int vColour;
void main() {
  vAt = aCorner * ${float(dot + 2.5)};
  vSeen = aDot.z;
  vColour = int(max(aDot.w, 0.));
  gl_Position = toClip(toScreen(aDot.xy) + vAt, aDot.w);
}`,
  fragment: `${paint}
in vec2 vAt;
flat in float vSeen;
void main() {
  float away = length(vAt);
  float inner = vSeen > 1.5 ? 0. : within(away, ${float(dot - 2)});
  finalColor = over(within(away, ${float(dot)}) * (1. - inner), within(away, ${float(dot + 1.75)}) * ${float(casingShade)});
}`,
};

export const areaShader = {
  vertex: `${place}
in vec2 aCorner;
in vec4 aArea;
in float aLook;
flat out int vColour;
void main() {
  vColour = int(max(aLook, 0.));
  gl_Position = toClip(toScreen(aArea.xy + aArea.zw * aCorner), aLook);
}`,
  fragment: `${paint}
void main() { finalColor = over(1., 0.) * ${float(maskShade)} + 0. * uRatio; }`,
};

export const pictureShader = {
  vertex: `${place}
in vec2 aCorner;
uniform vec4 uTile;
out vec2 vAt;
void main() {
  vAt = aCorner;
  gl_Position = toClip(toScreen(uTile.xy + uTile.zw * aCorner), 0.);
}`,
  fragment: `#version 300 es
precision highp float;
in vec2 vAt;
uniform sampler2D uTexture;
uniform vec2 uLight;
out vec4 finalColor;
void main() {
  vec4 colour = texture(uTexture, vAt);
  finalColor = vec4(clamp((colour.rgb * uLight.x - .5 * colour.a) * uLight.y + .5 * colour.a, 0., 1.), colour.a);
}`,
};
