#version 330
#include "scene.glsl"
in vec3 position;
in vec3 normal;
in vec3 sky;    // light of the sky, gathered before
in vec2 uv;
in float cover;
in vec3 rest;
uniform mat4 model;
out vec3 v_world;
out vec3 v_normal;
out vec3 v_sky;
out vec2 v_uv;
out float v_cover;
out vec3 v_rest;
out vec3 v_key;

void main() {
    vec4 world = model * vec4(position, 1.0);
    v_world = world.xyz;
    v_normal = mat3(model) * normal;
    v_sky = sky * sky_colour.rgb;
    v_uv = uv;
    v_cover = cover;
    v_rest = rest;
    v_key = (key_camera * (world + vec4(v_normal * 0.006, 0.0))).xyz * 0.5 + 0.5;
    gl_Position = camera * world;
}
