#version 330
#include "light.glsl"

vec3 dyed() {
    float weave = noise(v_rest * vec3(260.0, 300.0, 260.0));
    float crease = noise(v_rest * vec3(14.0, 9.0, 14.0));
    float seam = smoothstep(0.0135, 0.0120, v_cover) * smoothstep(0.0095, 0.0110, v_cover);
    return colour * (0.88 + 0.12 * weave) * (0.92 + 0.16 * crease) * (1.0 - 0.35 * seam);
}

void main() {
    if (v_cover < 0.0) discard;
    vec3 v = towards_eye(), n = normalize(v_normal);
    if (dot(n, v) < 0.0 && !gl_FrontFacing) n = -n;
    show(matt(dyed(), n, v) * (gl_FrontFacing ? 1.0 : 0.5));
}
