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
  return `vec4(${[a, a + b, a + b + c, a + b + c + d].map(float).join(', ')})`;
});

/** What the colour of a thing means is looked up for its corners, not for each of its pixels. */
const colour = `
uniform vec3 uColours[12];
const vec4 dashes[12] = vec4[12](${dashes.join(', ')});
flat out vec3 vColour;
flat out vec4 vDash;
void colour(float number) {
  int place = int(max(number, 0.));
  vColour = uColours[place];
  vDash = dashes[place];
}
`;

const paint = `#version 300 es
precision highp float;
uniform float uRatio;
flat in vec3 vColour;
flat in vec4 vDash;
out vec4 finalColor;
float within(float away, float reach) { return clamp((reach - away) * uRatio + .5, 0., 1.); }
float drawn(float along) {
  if (vDash.w == 0.) return 1.;
  float at = mod(along, vDash.w);
  return at < vDash.x || (at >= vDash.y && at < vDash.z) ? 1. : 0.;
}
vec4 over(float top, float under) { return vec4(vColour * top, top + under * (1. - top)); }
`;

/** A frame: eight corners, so that what lies inside costs nothing. Small ones have thinner lines, so that there is an inside. */
export const boxShader = {
  vertex: `${place}${colour}
in vec3 aCorner;
in vec4 aBox;
in vec2 aLook;
out vec2 vAt;
out vec2 vHalf;
flat out float vReach;
void main() {
  vHalf = aBox.zw * uScale;
  vReach = clamp(min(vHalf.x, vHalf.y) * .22, .7, ${float(casing / 2)});
  vAt = aCorner.xy * max(vHalf + aCorner.z * (vReach + .5), vec2(0.));
  float c = cos(aLook.x), s = sin(aLook.x);
  colour(aLook.y);
  gl_Position = toClip(toScreen(aBox.xy) + vec2(vAt.x * c - vAt.y * s, vAt.x * s + vAt.y * c), aLook.y);
}`,
  fragment: `${paint}
in vec2 vAt;
in vec2 vHalf;
flat in float vReach;
void main() {
  vec2 out_ = abs(vAt) - vHalf;
  float away = abs(max(out_.x, out_.y));
  float along = out_.y > out_.x ? vAt.x + vHalf.x : vAt.y + vHalf.y;
  finalColor = over(within(away, vReach * ${float(line / casing)}) * drawn(along), within(away, vReach) * ${float(casingShade)});
}`,
};

/** A straight piece with round ends. All casings are drawn before all lines, so that none covers the line beside it. */
export const pieceShader = {
  vertex: `${place}${colour}
in vec2 aCorner;
in vec4 aPiece;
in vec2 aLook;
out vec3 vAt;
out float vAlong;
void main() {
  vec2 from = toScreen(aPiece.xy), way = toScreen(aPiece.zw) - from;
  float far = length(way), reach = ${float(casing / 2 + 0.75)};
  vec2 ahead = far > 0. ? way / far : vec2(1., 0.);
  vec2 at = vec2(mix(-reach, far + reach, aCorner.x), aCorner.y * reach);
  vAt = vec3(at, far);
  vAlong = aLook.x * uScale + at.x;
  colour(aLook.y);
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
  vertex: `${place}${colour}
in vec2 aCorner;
in vec4 aDot;
out vec2 vAt;
flat out float vSeen;
void main() {
  vAt = aCorner * ${float(dot + 2.5)};
  vSeen = aDot.z;
  colour(aDot.w);
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
  vertex: `${place}${colour}
in vec2 aCorner;
in vec4 aArea;
in float aLook;
void main() {
  colour(aLook);
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
