#version 330
#include "light.glsl"

void main() {
    float fibre = noise(v_rest * vec3(160.0, 700.0, 700.0)), flute = sin(v_rest.x * 900.0) * 0.5 + 0.5;
    vec3 base = colour * (0.90 + 0.14 * fibre) * (0.985 + 0.015 * flute);
    show(matt(base, normalize(v_normal), towards_eye()));
}
