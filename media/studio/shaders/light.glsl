// What every fragment shader shares: its inputs, the key light's shadow, and noise.
#include "scene.glsl"
in vec3 v_world;
in vec3 v_normal;
in vec3 v_sky;
in vec2 v_uv;
in float v_cover;
in vec3 v_rest;
in vec3 v_key;
uniform sampler2DShadow key_depth;
uniform vec3 colour;  // linear light
out vec4 pixel;

const float KEY_TEXEL = 1.0 / 512.0;  // lights.KEY_TEXELS
const float KEY_BIAS = 0.0025;

// How much of the key light arrives: the shadow map seen through a tent over 3 x 3 texels, which four reads
// give, since each of them blends four neighbours.
float key_seen() {
    if (any(lessThan(v_key, vec3(0.0))) || any(greaterThan(v_key, vec3(1.0)))) return 1.0;
    vec2 at = v_key.xy / KEY_TEXEL + 0.5;
    vec2 f = fract(at), corner = floor(at) - 0.5;
    vec2 w0 = 3.0 - 2.0 * f, w1 = 1.0 + 2.0 * f;  // weights of the left and right column (lower, upper row)
    vec2 p0 = (corner + (2.0 - f) / w0 - 1.0) * KEY_TEXEL, p1 = (corner + f / w1 + 1.0) * KEY_TEXEL;
    float z = v_key.z - KEY_BIAS;
    return (w0.x * w0.y * texture(key_depth, vec3(p0, z)) + w1.x * w0.y * texture(key_depth, vec3(p1.x, p0.y, z))
        + w0.x * w1.y * texture(key_depth, vec3(p0.x, p1.y, z)) + w1.x * w1.y * texture(key_depth, vec3(p1, z)))
        / 16.0;
}

vec3 towards_eye() { return normalize(eye.xyz - v_world); }

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

// Cloth, wood and the like: matt, with a bright rim at grazing angles.
vec3 matt(vec3 base, vec3 n, vec3 v) {
    float nl = dot(n, key.xyz);
    vec3 c = base * (v_sky + max(nl, 0.0) * key_seen() * key_colour.rgb);
    return c + base * pow(1.0 - max(dot(n, v), 0.0), 2.5) * 0.40 * v_sky;
}

float highlight(vec3 n, vec3 v, float hardness) {
    return pow(max(dot(n, normalize(key.xyz + v)), 0.0), hardness);
}

void show(vec3 c) { pixel = vec4(pow(clamp(c, 0.0, 1.0), vec3(1.0 / 2.2)), 1.0); }
