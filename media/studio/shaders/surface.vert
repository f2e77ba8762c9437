#version 330
// Light of the sky is gathered at the vertices: SKY patches, each with its own small shadow map.
#define SKY 20
in vec3 position;
in vec3 normal;
in vec2 uv;
in float cover;
in vec3 rest;
uniform mat4 camera;
uniform mat4 key_camera;
uniform mat4 sky_camera[SKY];
uniform vec3 sky_direction[SKY];
uniform sampler2DArray sky_depth;
out vec3 v_normal;
out vec2 v_uv;
out float v_cover;
out vec3 v_rest;
out vec3 v_world;
out vec3 v_sky;
out vec4 v_key;

const float SKY_TEXEL = 1.0 / 256.0;
const float SKY_BIAS = 0.006;

float sees(vec3 p, int patch_number) {
    if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0)))) return 1.0;
    float seen = 0.0;
    for (int k = 0; k < 4; k++) {
        vec2 shift = vec2((k & 1) * 2 - 1, (k >> 1) * 2 - 1) * 0.75 * SKY_TEXEL;
        seen += p.z - SKY_BIAS < texture(sky_depth, vec3(p.xy + shift, patch_number)).r ? 0.25 : 0.0;
    }
    return seen;
}

void main() {
    v_normal = normal;
    v_uv = uv;
    v_cover = cover;
    v_rest = rest;
    v_world = position;
    gl_Position = camera * vec4(position, 1.0);
    v_key = key_camera * vec4(position + normal * 0.006, 1.0);
    vec3 light = vec3(0.0);
    for (int i = 0; i < SKY; i++) {
        float facing = max(dot(normal, sky_direction[i]), 0.0);
        vec3 p = (sky_camera[i] * vec4(position + normal * 0.008, 1.0)).xyz * 0.5 + 0.5;
        float up = sky_direction[i].y * 0.5 + 0.5;
        vec3 colour = mix(vec3(0.78, 0.76, 0.74), vec3(1.0, 1.02, 1.06), up) * mix(0.55, 1.25, up);
        light += colour * facing * sees(p, i);
    }
    v_sky = light * 2.0 / float(SKY);
}
