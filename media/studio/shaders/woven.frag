#version 330
#include "light.glsl"

// Terry cloth: loops that catch the light, in rows.
void main() {
    vec3 n = normalize(v_normal);
    float loops = noise(v_rest * 420.0), rows = noise(v_rest * vec3(30.0, 260.0, 260.0));
    vec3 base = colour * (0.72 + 0.34 * loops) * (0.92 + 0.12 * rows);
    show(matt(base, n, towards_eye()));
}
