#version 330
in vec3 v_normal;
in vec2 v_uv;
in float v_cover;
in vec3 v_rest;
in vec3 v_world;
in vec3 v_sky;
in vec4 v_key;
uniform sampler2D skin;
uniform sampler2D key_depth;
uniform int material;     // the numbers of wardrobe.Material
uniform vec3 colour;      // linear light
uniform float shell;      // hair: 0 at the scalp, 1 outermost
uniform vec3 crown;       // hair: where the strands come from, rest pose
uniform float sole;       // shoes: height of the top of the sole, rest pose
uniform vec3 eye;
uniform vec3 key;
uniform vec3 background;
uniform float fade;       // 1: the floor melts into the background
out vec4 pixel;

const int SKIN = 0, EYE = 1, CLOTH = 2, GROUND = 3, HAIR = 4, SHOE = 5, LASH = 6, WOOD = 7;
const float SKY_GAIN = 0.62;

float hash(vec3 p) { return fract(sin(dot(p, vec3(12.9898, 78.233, 37.719))) * 43758.5453); }

float noise(vec3 p) {
    vec3 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    vec4 low = vec4(hash(i), hash(i + vec3(1, 0, 0)), hash(i + vec3(0, 1, 0)), hash(i + vec3(1, 1, 0)));
    i.z += 1.0;
    vec4 high = vec4(hash(i), hash(i + vec3(1, 0, 0)), hash(i + vec3(0, 1, 0)), hash(i + vec3(1, 1, 0)));
    vec4 a = mix(low, high, f.z);
    return mix(mix(a.x, a.y, f.x), mix(a.z, a.w, f.x), f.y);
}

float key_light() {
    vec3 p = v_key.xyz / v_key.w * 0.5 + 0.5;
    if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0)))) return 1.0;
    float seen = 0.0;
    for (int y = -2; y <= 2; y++)
        for (int x = -2; x <= 2; x++)
            seen += p.z - 0.0025 < texture(key_depth, p.xy + vec2(x, y) * (2.6 / 1024.0)).r ? 1.0 : 0.0;
    return seen / 25.0;
}

vec3 iris() {
    float r = length(v_rest.xy);
    vec3 white = vec3(0.72, 0.71, 0.70);
    if (v_rest.z < 0.0) return white;
    vec3 ring = mix(vec3(0.13, 0.075, 0.04), white, smoothstep(0.0060, 0.0067, r));
    return mix(vec3(0.005), ring, smoothstep(0.0022, 0.0028, r));
}

// Strand pattern: fine round the crown, long away from it.
vec2 strands() {
    vec3 d = v_rest - crown;
    float round_crown = atan(d.x, d.z);
    float down = length(d);
    float wave = 0.35 * sin(down * 40.0 + 3.0 * round_crown);
    float clump = noise(vec3(round_crown * 9.0 + wave, down * 14.0, 1.0));
    float strand = noise(vec3(round_crown * 34.0 + wave * 3.0, down * 22.0, 5.0));
    return vec2(clump, strand);
}

vec3 skin_light(vec3 base, vec3 n, vec3 v, float nl, float seen) {
    vec3 soft = vec3(0.35, 0.18, 0.12);
    vec3 wrap = clamp((vec3(nl) + soft) / (1.0 + soft), 0.0, 1.0);
    vec3 c = base * (v_sky * SKY_GAIN * vec3(1.04, 1.0, 0.98) + wrap * mix(vec3(0.12, 0.03, 0.02), vec3(1.0), seen) * 1.1);
    c += seen * max(nl, 0.0) * pow(max(dot(n, normalize(key + v)), 0.0), 22.0) * 0.07;
    return c + base * pow(1.0 - max(dot(n, v), 0.0), 3.0) * 0.10 * v_sky;
}

vec3 cloth_light(vec3 base, vec3 n, vec3 v, float nl, float seen) {
    vec3 c = base * (v_sky * SKY_GAIN + max(nl, 0.0) * seen * 1.05);
    c += base * pow(1.0 - max(dot(n, v), 0.0), 2.5) * 0.25 * v_sky;
    return gl_FrontFacing ? c : c * 0.5;
}

vec3 cloth_colour() {
    float weave = noise(v_rest * vec3(260.0, 300.0, 260.0));
    float crease = noise(v_rest * vec3(14.0, 9.0, 14.0));
    float seam = smoothstep(0.0135, 0.0120, v_cover) * smoothstep(0.0095, 0.0110, v_cover);
    return colour * (0.88 + 0.12 * weave) * (0.92 + 0.16 * crease) * (1.0 - 0.35 * seam);
}

vec3 shoe_colour() {
    float z = v_rest.z;
    float across = abs(abs(v_rest.x) - crown.x);
    vec3 upper = colour * (0.85 + 0.15 * noise(v_rest * 220.0));
    float tongue = step(across, 0.019) * step(0.05, z) * step(z, 0.125);
    float lace = tongue * step(0.5, fract(z * 72.0));
    vec3 c = mix(upper, colour * 0.55, tongue);
    c = mix(c, vec3(0.75), lace);
    return mix(vec3(0.72, 0.72, 0.70), c, smoothstep(sole - 0.001, sole + 0.001, v_rest.y));
}

vec3 hair_light(vec3 n, vec3 v, float nl, float seen) {
    vec2 s = strands();
    float edge = v_cover - (s.y - 0.5) * 0.011 - (s.x - 0.5) * 0.006;
    if (edge < 0.0 || (shell > 0.0 && s.y * 0.75 + s.x * 0.25 < shell * 0.72 - 0.06)) discard;
    vec3 base = colour * (0.35 + 0.5 * s.y + 0.35 * s.x) * mix(0.55, 1.15, shell);
    vec3 c = base * (v_sky * SKY_GAIN + max(nl * 0.7 + 0.3, 0.0) * seen * 1.0);
    float sheen = pow(max(dot(n, normalize(key + v)), 0.0), 12.0);
    return c + (colour + 0.03) * sheen * seen * (0.15 + 0.45 * s.y);
}

void main() {
    if (v_cover < 0.0 && material != HAIR) discard;
    float far = fade * smoothstep(1.2, 3.2, length(v_world.xz));
    if (material == GROUND && far == 1.0) {
        pixel = vec4(pow(background, vec3(1.0 / 2.2)), 1.0);
        return;
    }
    vec3 v = normalize(eye - v_world);
    vec3 n = normalize(v_normal);
    if (material != GROUND && dot(n, v) < 0.0 && !gl_FrontFacing) n = -n;
    float nl = dot(n, key);
    float seen = nl > -0.4 ? key_light() : 0.0;  // what looks away from the light needs no shadow
    vec3 c;
    if (material == SKIN) c = skin_light(pow(texture(skin, v_uv).rgb, vec3(2.2)), n, v, nl, seen);
    else if (material == EYE) {
        c = iris() * (v_sky * SKY_GAIN * 0.9 + max(nl, 0.0) * seen * 0.8);
        c += pow(max(dot(n, normalize(key + v)), 0.0), 180.0) * 0.9;
    } else if (material == GROUND) {
        c = colour * (v_sky * SKY_GAIN + max(nl, 0.0) * mix(0.78, 1.0, seen) * 0.5);
        c = mix(c, background, far);
    } else if (material == HAIR) c = hair_light(n, v, nl, seen);
    else if (material == SHOE) c = cloth_light(shoe_colour(), n, v, nl, seen);
    else if (material == CLOTH) c = cloth_light(cloth_colour(), n, v, nl, seen);
    else c = cloth_light(colour, n, v, nl, seen);
    pixel = vec4(pow(clamp(c, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0);
}
