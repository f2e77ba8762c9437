#version 330
// The light that a point gets from the sky: SKY patches, each with its own tile of the shadow atlas.
#define SKY 20
in vec3 position;
in vec3 normal;
uniform mat4 model;
uniform mat4 sky_camera[SKY];
uniform vec3 sky_direction[SKY];
uniform sampler2D sky_depth;
uniform vec2 tiles;  // of the atlas, across and down
uniform float texel; // share of a tile
out vec3 sky;

const float BIAS = 0.006;

float sees(vec3 p, int number) {
    if (any(lessThan(p, vec3(0.0))) || any(greaterThan(p, vec3(1.0)))) return 1.0;
    vec2 tile = vec2(number % int(tiles.x), number / int(tiles.x));
    float seen = 0.0;
    for (int k = 0; k < 4; k++) {
        vec2 shift = vec2((k & 1) * 2 - 1, (k >> 1) * 2 - 1) * 0.75 * texel;
        vec2 at = (tile + clamp(p.xy + shift, texel, 1.0 - texel)) / tiles;
        seen += p.z - BIAS < textureLod(sky_depth, at, 0.0).r ? 0.25 : 0.0;
    }
    return seen;
}

void main() {
    vec3 n = mat3(model) * normal;
    vec4 at = model * vec4(position, 1.0) + vec4(n * 0.008, 0.0);
    vec3 light = vec3(0.0);
    for (int i = 0; i < SKY; i++) {
        float facing = max(dot(n, sky_direction[i]), 0.0);
        float up = sky_direction[i].y * 0.5 + 0.5;
        vec3 colour = mix(vec3(0.78, 0.76, 0.74), vec3(1.0, 1.02, 1.06), up) * mix(0.55, 1.25, up);
        light += colour * facing * sees((sky_camera[i] * at).xyz * 0.5 + 0.5, i);
    }
    sky = light * 2.0 / float(SKY);
}
